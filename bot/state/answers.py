"""Answers: which messages of the bot answer which message of a person, so that an edited question edits its answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.state import schema
from bot.state.database import Database

KEPT_FOR = timedelta(days=2)  # people can edit what they wrote for 48 hours


class Answers:
    """The answers of a state store, by chat and question; channels' message ids, no words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, chat_id: str, question_id: str, now: datetime) -> tuple[str, ...]:
        """The messages that answer a question, none if that is unknown or too long ago."""
        table = schema.answers
        query = select(table.c.answer_ids).where(
            table.c.chat_id == chat_id, table.c.question_id == question_id, table.c.kept_at > now - KEPT_FOR
        )
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalar() or ())

    def expire(self, now: datetime) -> None:
        """Delete what is older than two days."""
        with self._database.writing() as connection:
            connection.execute(delete(schema.answers).where(schema.answers.c.kept_at <= now - KEPT_FOR))


def forget(connection: Connection, chat_id: str) -> None:
    """Delete all answers of a chat; a migrated one numbers its messages anew."""
    connection.execute(delete(schema.answers).where(schema.answers.c.chat_id == chat_id))
