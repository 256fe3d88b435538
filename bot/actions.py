"""Actions: what buttons do, as typed values that any channel can carry and any process can carry out later.

They name programmes and agencies by marks, which are short, ASCII, and outlive a rebuilt store.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import ClassVar

from nlp.question import Question

_MARK_BYTES = 6


def mark(name: str) -> str:
    """A short name for a programme's key or an agency's name: eight characters, the same in every store."""
    return base64.urlsafe_b64encode(hashlib.blake2s(name.encode(), digest_size=_MARK_BYTES).digest()).decode()


class Action:
    """What a button does. `KIND` is the letter that stands for it in codes: once given, it keeps its meaning."""

    __slots__ = ()
    KIND: ClassVar[str]


@dataclass(frozen=True, slots=True)
class AgencyTasks(Action):
    """The tasks of an agency; `role` is one of own, shared (led by a group it belongs to) and coordinated.

    `province` is whose agency it is, where several provinces are loaded.
    """

    KIND: ClassVar[str] = "a"
    agency: str
    role: str = "o"
    page: int = 0
    province: str = ""


OWN, SHARED, COORDINATED = "o", "s", "c"


@dataclass(frozen=True, slots=True)
class DueTasks(Action):
    """What falls due in a span: `w`eek, `m`onth, `q`uarter, `o`verdue as of the day it is pressed, or fixed days."""

    KIND: ClassVar[str] = "d"
    span: str
    agency: str = ""
    page: int = 0
    province: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPage(Action):
    """A page of the answer to a question as it was understood."""

    KIND: ClassVar[str] = "p"
    question: Question
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenTask(Action):
    """A task in full; `back` is the list it was opened from."""

    KIND: ClassVar[str] = "t"
    programme: str
    ref: str
    back: Action | None = None


@dataclass(frozen=True, slots=True)
class RemindTask(Action):
    """Reminders for one task."""

    KIND: ClassVar[str] = "n"
    programme: str
    ref: str


@dataclass(frozen=True, slots=True)
class SendCalendar(Action):
    """The deadlines of a task as a calendar file, or those of an agency where `ref` is empty."""

    KIND: ClassVar[str] = "i"
    programme: str
    ref: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class SendTimeline(Action):
    """The deadlines of an agency, or of all where it is empty, as a picture."""

    KIND: ClassVar[str] = "l"
    agency: str = ""


@dataclass(frozen=True, slots=True)
class ListAgencies(Action):
    """The kinds of agencies, or the agencies of one; `pick` to choose one's own rather than to look."""

    KIND: ClassVar[str] = "g"
    kind: str = ""
    page: int = 0
    pick: int = 0


@dataclass(frozen=True, slots=True)
class SetOwnAgency(Action):
    """Remember an agency as this chat's own; empty: forget it."""

    KIND: ClassVar[str] = "m"
    agency: str = ""


@dataclass(frozen=True, slots=True)
class SetScope(Action):
    """Ask about the programmes of one province and year in this chat; without them: about the current ones."""

    KIND: ClassVar[str] = "h"
    province: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class AskExample(Action):
    """Ask one of the example questions, counted from 0."""

    KIND: ClassVar[str] = "e"
    number: int


@dataclass(frozen=True, slots=True)
class DueMenu(Action):
    """The choice of spans for what falls due."""

    KIND: ClassVar[str] = "f"


@dataclass(frozen=True, slots=True)
class ForgetMe(Action):
    """Delete what is kept about this chat and person."""

    KIND: ClassVar[str] = "x"


@dataclass(frozen=True, slots=True)
class AdmitGroup(Action):
    """The owner's word on a group that waits for approval."""

    KIND: ClassVar[str] = "z"
    chat: int
    allowed: int


@dataclass(frozen=True, slots=True)
class CopyText(Action):
    """Put a text on the clipboard: done by the person's own device, no code is needed."""

    KIND: ClassVar[str] = "!"
    text: str


@dataclass(frozen=True, slots=True)
class OpenPrivateChat(Action):
    """Go on in the private chat with the bot: done by the person's own device."""

    KIND: ClassVar[str] = "?"


CODED: tuple[type[Action], ...] = (
    AgencyTasks, DueTasks, AnswerPage, OpenTask, RemindTask, SendCalendar, SendTimeline, ListAgencies, SetOwnAgency,
    SetScope, AskExample, DueMenu, ForgetMe, AdmitGroup,
)  # fmt: skip
