"""What the buttons of publishing do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions import Action
from bot.codes import register


@dataclass(frozen=True, slots=True)
class PublishDraft(Action):
    """Publish a draft."""

    KIND: ClassVar[str] = "b"
    draft: str


@dataclass(frozen=True, slots=True)
class EditDraft(Action):
    """Tell how a draft is edited in Excel and sent back."""

    KIND: ClassVar[str] = "c"
    draft: str


@dataclass(frozen=True, slots=True)
class DropDraft(Action):
    """Delete a draft; nothing is published."""

    KIND: ClassVar[str] = "q"
    draft: str


@dataclass(frozen=True, slots=True)
class UndoPublication(Action):
    """Take back a step of publishing, by its number in the history."""

    KIND: ClassVar[str] = "o"
    number: int


PUBLISHING = (PublishDraft, EditDraft, DropDraft, UndoPublication)
register(*PUBLISHING)
