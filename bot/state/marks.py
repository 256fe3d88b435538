"""Marks: what people said of duties in a chat: done, or remind us again on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.state import schema
from bot.state.database import Database

_DONE, _AGAIN = schema.done_marks, schema.again_marks


@dataclass(frozen=True, slots=True)
class DoneMark:
    """A duty that a chat counts as done: by whom, under the name that they had there, and when."""

    chat_id: str
    duty: str
    by_id: str
    by_name: str
    marked_at: datetime


class Marks:
    """The marks of a state store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark_done(self, mark: DoneMark) -> bool:
        """Count a duty as done; False if it was already, then who did it first stands."""
        values = {
            "chat_id": mark.chat_id, "duty": mark.duty, "by_id": mark.by_id, "by_name": mark.by_name,
            "marked_at": mark.marked_at,
        }  # fmt: skip
        with self._database.writing() as connection:
            insert = self._database.insert(_DONE).values(values).on_conflict_do_nothing()
            return connection.execute(insert.returning(_DONE.c.duty)).scalar() is not None

    def undo(self, chat_id: str, duty: str) -> bool:
        """Count a duty as not done; False if it was not."""
        with self._database.writing() as connection:
            gone = connection.execute(delete(_DONE).where(_DONE.c.chat_id == chat_id, _DONE.c.duty == duty))
            return gone.rowcount == 1

    def done(self, chat_id: str | None = None) -> tuple[DoneMark, ...]:
        """What is done in all chats or in one, in the order of marking."""
        query = select(_DONE).order_by(_DONE.c.marked_at, _DONE.c.chat_id, _DONE.c.duty)
        if chat_id is not None:
            query = query.where(_DONE.c.chat_id == chat_id)
        with self._database.reading() as connection:
            return tuple(DoneMark(**row) for row in connection.execute(query).mappings())

    def remind_again(self, chat_id: str, topic: str, duties: Iterable[str], day: date) -> None:
        """Remind a chat's topic of duties again on a day."""
        with self._database.writing() as connection:
            for duty in duties:
                values = {"chat_id": chat_id, "topic": topic, "duty": duty, "day": day}
                connection.execute(self._database.insert(_AGAIN).values(values).on_conflict_do_nothing())

    def again(self) -> dict[tuple[str, str], dict[str, set[date]]]:
        """For each chat and topic the duties to be reminded of again, and on which days."""
        days: dict[tuple[str, str], dict[str, set[date]]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(select(_AGAIN)):
                days.setdefault((row.chat_id, row.topic), {}).setdefault(row.duty, set()).add(row.day)
        return days


def move(connection: Connection, old: str, new: str) -> None:
    """A chat has a new id: its marks go with it."""
    for table in (_DONE, _AGAIN):
        taken = table.alias()
        keys = [column.name for column in table.primary_key if column.name != "chat_id"]
        same: Any = select(taken.c.chat_id).where(taken.c.chat_id == new, *(taken.c[k] == table.c[k] for k in keys))
        connection.execute(delete(table).where(table.c.chat_id == old, same.exists()))
        connection.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))


def forget(connection: Connection, chat_id: str) -> None:
    """Delete the marks of a chat."""
    for table in (_DONE, _AGAIN):
        connection.execute(delete(table).where(table.c.chat_id == chat_id))


def forget_person(connection: Connection, person_id: str) -> None:
    """Keep what a person marked as done, since it is the chat's, but not who it was."""
    connection.execute(update(_DONE).where(_DONE.c.by_id == person_id).values(by_id="", by_name=""))


def expire(connection: Connection, before: date) -> None:
    """Delete what was to be reminded of again before a day."""
    connection.execute(delete(_AGAIN).where(_AGAIN.c.day < before))
