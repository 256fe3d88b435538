"""Turns: what is remembered of answered questions, for many chats in one step: a disk syncs no faster for less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.state import schema
from bot.state.database import Database


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question's chat and person, what the next one may go on from (None: as before), and the answering messages."""

    chat_id: str
    person_id: str
    context: dict[str, Any] | None
    question_id: str
    answer_ids: tuple[str, ...]
    kept_at: datetime


class Turns:
    """Writes turns into the contexts and answers of a state store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, turns: Sequence[KeptTurn]) -> None:
        """Keep turns in place of those before, all or none."""
        with self._database.writing() as connection:
            for turn in turns:
                where = {"chat_id": turn.chat_id, "kept_at": turn.kept_at}
                if turn.context is not None:
                    person = {"person_id": turn.person_id, "context": turn.context}
                    self._database.put(connection, schema.contexts, where | person)
                if turn.answer_ids:
                    answered = {"question_id": turn.question_id, "answer_ids": list(turn.answer_ids)}
                    self._database.put(connection, schema.answers, where | answered)
