"""Open updates: what was taken from a channel and is not dealt with yet, so that a killed process forgets nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot.state import schema
from bot.state.database import Database

KEPT_FOR = timedelta(days=1)  # as long as Telegram keeps what nobody fetched
_TABLE = schema.open_updates
_ONE = (_TABLE.c.taker == bindparam("whose")) & (_TABLE.c.number == bindparam("which"))
_ANSWERING = update(_TABLE).where(_ONE).values(answering=True)
_CLOSED = delete(_TABLE).where(_ONE)


@dataclass(frozen=True, slots=True)
class OpenUpdate:
    """An update by its channel's number, as the channel gave it; `answering`: its answer may have gone out."""

    number: int
    content: str
    answering: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What became of an update: its answer is about to go out, or (`closed`) it is dealt with."""

    number: int
    closed: bool


class OpenUpdates:
    """The open updates of a state store. `taker` names who takes updates: after a restart the same name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, taker: str, updates: Sequence[OpenUpdate], now: datetime) -> None:
        """Keep updates that were just taken."""
        rows = [
            {"taker": taker, "number": each.number, "content": each.content, "answering": False, "kept_at": now}
            for each in updates
        ]
        if rows:
            with self._database.writing() as connection:
                self._database.put_all(connection, _TABLE, rows)

    def note(self, taker: str, steps: Sequence[Step]) -> None:
        """Note what became of updates; those that are dealt with are deleted, people's words with them."""
        closed = {step.number for step in steps if step.closed}
        answering = {step.number for step in steps} - closed
        with self._database.writing() as connection:
            for statement, numbers in ((_ANSWERING, answering), (_CLOSED, closed)):
                if numbers:
                    connection.execute(statement, [{"whose": taker, "which": number} for number in sorted(numbers)])

    def left(self, taker: str, now: datetime) -> tuple[OpenUpdate, ...]:
        """What this taker left open within the last day, in the channel's order."""
        query = select(_TABLE.c.number, _TABLE.c.content, _TABLE.c.answering).where(
            _TABLE.c.taker == taker, _TABLE.c.kept_at > now - KEPT_FOR
        )
        with self._database.reading() as connection:
            return tuple(OpenUpdate(*row) for row in connection.execute(query.order_by(_TABLE.c.number)))

    def expire(self, now: datetime) -> None:
        """Delete what is older than a day."""
        with self._database.writing() as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.kept_at <= now - KEPT_FOR))
