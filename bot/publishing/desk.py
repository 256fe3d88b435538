"""The desk of publishing: takes documents, shows drafts, publishes and takes back, in any channel.

Whoever comes here was let in by the channel; the desk writes down who did what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.actions import Action
from bot.attachments import Attachment
from bot.publishing import sentences
from bot.publishing.actions import DropDraft, EditDraft, PublishDraft, UndoPublication
from bot.publishing.replies import (
    draft_reply,
    edit_reply,
    history_reply,
    published_reply,
    refused_reply,
    undone_reply,
)  # fmt: skip
from bot.reply import Reply, plain
from knowledge.importing import publishing
from knowledge.importing.drafts import Drafts
from knowledge.importing.history import last_standing, publications
from knowledge.importing.problems import SecretDocument
from knowledge.importing.staging import file_name
from knowledge.problems import KnowledgeError


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a document: a reply, the workbook to look at, and whether the document must not be kept."""

    reply: Reply
    workbook: Attachment | None = None
    secret: bool = False


class PublishingDesk:
    """Publishing over a folder of registers and the store built from it. Its calls may take seconds."""

    def __init__(self, registers: Path, database: Path) -> None:
        self._registers = registers
        self._database = database
        self._drafts = Drafts(registers)

    def receive(self, content: bytes, name: str, today: date) -> Received:
        """Make a draft of a document that somebody sent; nothing is published by that."""
        try:
            draft = self._drafts.take(content, name, today)
        except SecretDocument as error:
            return Received(refused_reply(str(error)), secret=True)
        except KnowledgeError as error:
            return Received(refused_reply(str(error)))
        if draft.edited:
            return Received(draft_reply(draft, name))
        workbook = Attachment(
            f"{file_name(draft.number, 'bang-nhiem-vu')}.xlsx",
            self._drafts.workbook(draft.key),
            Reply((plain(sentences.WORKBOOK),)),
        )
        return Received(draft_reply(draft, name), workbook)

    def press(self, action: Action, by: str, now: datetime) -> Reply | None:
        """What a button of publishing shows in place of its message; None if it is a button of something else."""
        try:
            match action:
                case PublishDraft(draft):
                    return self._publish(draft, by, now)
                case EditDraft(draft):
                    return edit_reply() if self._drafts.source(draft) else _gone()
                case DropDraft(draft):
                    self._drafts.drop(draft)
                    return Reply((plain(sentences.DROPPED),))
                case UndoPublication(number):
                    return self._undo(number, by, now)
                case _:
                    return None
        except KnowledgeError as error:
            return refused_reply(str(error))

    def history(self) -> Reply:
        """How to publish, and what was published."""
        return history_reply(publications(self._registers), last_standing(self._registers))

    def _publish(self, draft: str, by: str, now: datetime) -> Reply:
        source = self._drafts.source(draft)
        if source is None:
            return _gone()
        step = publishing.load(source, self._registers, self._database, by=by, at=now)
        self._drafts.drop(draft)
        return published_reply(step)

    def _undo(self, number: int, by: str, now: datetime) -> Reply:
        step = publishing.undo(self._registers, self._database, by=by, at=now, number=number)
        before = next(known for known in publications(self._registers) if known.number == number)
        return undone_reply(step, before)


def _gone() -> Reply:
    return Reply((plain(sentences.DRAFT_GONE),))
