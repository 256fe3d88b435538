"""Notices: what the owner is told once, such as a chat that the bot was put out of."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from bot.state import schema
from bot.state.database import Database

_TABLE = schema.notices


@dataclass(frozen=True, slots=True)
class Notice:
    """A chat and what went wrong there."""

    chat_id: str
    reason: str


class Notices:
    """The notices of a state store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self) -> tuple[Notice, ...]:
        """The notices that nobody was told of yet; they count as told from now on."""
        with self._database.reading() as connection:
            untold = select(_TABLE).where(_TABLE.c.told.is_(False)).order_by(_TABLE.c.chat_id)
            rows = connection.execute(untold).fetchall()
        if not rows:
            return ()
        with self._database.writing() as connection:
            return tuple(Notice(row.chat_id, row.reason) for row in rows if _taken(connection, row.chat_id))


def post(database: Database, connection: Connection, notice: Notice) -> None:
    """Leave a notice about a chat, unless there is one already."""
    values = {"chat_id": notice.chat_id, "reason": notice.reason, "told": False}
    connection.execute(database.insert(_TABLE).values(values).on_conflict_do_nothing())


def forget(connection: Connection, chat_id: str) -> None:
    """Delete the notice about a chat: it is reached again, or no longer known."""
    connection.execute(delete(_TABLE).where(_TABLE.c.chat_id == chat_id))


def _taken(connection: Connection, chat_id: str) -> bool:
    told = update(_TABLE).where(_TABLE.c.chat_id == chat_id, _TABLE.c.told.is_(False)).values(told=True)
    return connection.execute(told).rowcount == 1
