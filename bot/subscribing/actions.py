"""What the buttons of reminders do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions import Action
from bot.codes import register


@dataclass(frozen=True, slots=True)
class RemindersMenu(Action):
    """A page of the settings: `main`, `whose`, `agencies`, `programmes`, `days` or `time`."""

    KIND: ClassVar[str] = "r"
    page: str = "main"
    number: int = 0


@dataclass(frozen=True, slots=True)
class SetReminders(Action):
    """Change one setting and show a page again: `SetReminders("days", "+7", "days")` adds seven days before."""

    KIND: ClassVar[str] = "s"
    setting: str
    value: str
    page: str = "main"
    number: int = 0


@dataclass(frozen=True, slots=True)
class TryReminders(Action):
    """Show the next digest now."""

    KIND: ClassVar[str] = "y"


@dataclass(frozen=True, slots=True)
class MarkDone(Action):
    """Count a duty of the digest of a day as done, or with `undo` as not done."""

    KIND: ClassVar[str] = "v"
    duty: str
    day: str
    page: int = 0
    undo: int = 0


@dataclass(frozen=True, slots=True)
class RemindAgain(Action):
    """Remind tomorrow again of what is not done in the digest of a day."""

    KIND: ClassVar[str] = "w"
    day: str


@dataclass(frozen=True, slots=True)
class DigestPage(Action):
    """A page of the digest of a day."""

    KIND: ClassVar[str] = "j"
    day: str
    page: int


register(RemindersMenu, SetReminders, TryReminders, MarkDone, RemindAgain, DigestPage)
