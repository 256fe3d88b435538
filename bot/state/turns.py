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
        contexts = [
            {"chat_id": turn.chat_id, "person_id": turn.person_id, "context": turn.context, "kept_at": turn.kept_at}
            for turn in turns if turn.context is not None
        ]  # fmt: skip
        answers = [
            {"chat_id": turn.chat_id, "question_id": turn.question_id, "answer_ids": list(turn.answer_ids),
             "kept_at": turn.kept_at}
            for turn in turns if turn.answer_ids
        ]  # fmt: skip
        with self._database.writing() as connection:
            self._database.put_all(connection, schema.contexts, contexts)
            self._database.put_all(connection, schema.answers, answers)
