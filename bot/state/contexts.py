"""Conversation contexts: what a person's next question in a chat may go on from, for ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from bot.state import schema
from bot.state.database import Database

KEPT_FOR = timedelta(minutes=10)
_FIND = select(schema.contexts.c.context).where(
    schema.contexts.c.chat_id == bindparam("chat"),
    schema.contexts.c.person_id == bindparam("person"),
    schema.contexts.c.kept_at > bindparam("since"),
)


class Contexts:
    """The contexts of a state store, one for each chat and person; the newest counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, chat_id: str, person_id: str, context: dict[str, Any], now: datetime) -> None:
        """Keep a context of JSON values in place of the person's last one there; what is out of date goes."""
        values = {"chat_id": chat_id, "person_id": person_id, "context": context, "kept_at": now}
        with self._database.writing() as connection:
            connection.execute(delete(schema.contexts).where(schema.contexts.c.kept_at <= now - KEPT_FOR))
            self._database.put(connection, schema.contexts, values)

    def get(self, chat_id: str, person_id: str, now: datetime) -> dict[str, Any] | None:
        """A person's context in a chat, None if there is none or it is older than ten minutes."""
        with self._database.reading() as connection:
            return find(connection, chat_id, person_id, now)

    def expire(self, now: datetime) -> None:
        """Delete what is older than ten minutes."""
        with self._database.writing() as connection:
            connection.execute(delete(schema.contexts).where(schema.contexts.c.kept_at <= now - KEPT_FOR))


def find(connection: Connection, chat_id: str, person_id: str, now: datetime) -> dict[str, Any] | None:
    """What `Contexts.get` gives, in a transaction of the caller's."""
    wanted = {"chat": chat_id, "person": person_id, "since": now - KEPT_FOR}
    context: dict[str, Any] | None = connection.execute(_FIND, wanted).scalar()
    return context


def move(connection: Connection, old: str, new: str) -> None:
    """A chat has a new id: its contexts, which live for minutes, are dropped."""
    forget(connection, old)


def forget(connection: Connection, chat_id: str) -> None:
    """Delete all contexts of a chat."""
    connection.execute(delete(schema.contexts).where(schema.contexts.c.chat_id == chat_id))


def forget_person(connection: Connection, person_id: str) -> None:
    """Delete all contexts of a person."""
    connection.execute(delete(schema.contexts).where(schema.contexts.c.person_id == person_id))
