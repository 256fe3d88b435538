"""Subscriptions as they are kept: the settings of each chat and topic, and how far its reminders have got."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.reminders.subscription import Status, Subscription, Whose
from bot.state import outbox, schema
from bot.state.database import Database

_TABLE = schema.subscriptions


class Subscriptions:
    """The subscriptions of a state store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, chat_id: str, topic: str = "") -> Subscription | None:
        """The subscription of a chat's topic, None if there is none."""
        with self._database.reading() as connection:
            row = connection.execute(select(_TABLE).where(_is(chat_id, topic))).mappings().first()
        return _subscription(dict(row)) if row else None

    def all(self, chat_id: str | None = None) -> tuple[Subscription, ...]:
        """All subscriptions, or those of one chat, by chat and topic."""
        query = select(_TABLE).order_by(_TABLE.c.chat_id, _TABLE.c.topic)
        if chat_id is not None:
            query = query.where(_TABLE.c.chat_id == chat_id)
        with self._database.reading() as connection:
            return tuple(_subscription(dict(row)) for row in connection.execute(query).mappings())

    def keep(self, subscription: Subscription, now: datetime) -> Subscription:
        """Keep a subscription as people set it, and give it as kept.

        What is paused or off is dropped from the outbox in the same step: nothing follows after the word is taken.
        """
        with self._database.writing() as connection:
            where = _is(subscription.chat_id, subscription.topic)
            known = connection.execute(select(_TABLE.c.revision).where(where).with_for_update()).scalar()
            values = _values(subscription) | {"revision": (known or 0) + 1}
            self._database.put(connection, _TABLE, values)
            if subscription.status is not Status.ACTIVE:
                outbox.drop(connection, subscription.chat_id, subscription.topic, now)
        return _subscription(values)

    def to_plan(self, now: datetime) -> tuple[Subscription, ...]:
        """The active subscriptions whose time has come today and that are not covered. `now` in the offices' zone."""
        query = select(_TABLE).where(
            _TABLE.c.status == Status.ACTIVE.value,
            _TABLE.c.covered_until < now.date(),
            _TABLE.c.at <= f"{now:%H:%M}",
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(_TABLE.c.chat_id, _TABLE.c.topic)).mappings()
            return tuple(_subscription(dict(row)) for row in rows)


def cover(connection: Connection, subscription: Subscription, now: datetime) -> bool:
    """Count today as covered, with the province and the known duties that its digest was made of.

    False if it was changed, stopped or covered meanwhile.
    """
    covered = connection.execute(
        update(_TABLE)
        .where(
            _is(subscription.chat_id, subscription.topic),
            _TABLE.c.status == Status.ACTIVE.value,
            _TABLE.c.revision == subscription.revision,
            _TABLE.c.covered_until == subscription.covered_until,
        )
        .values(
            covered_until=now.date(), fresh=False, province=subscription.province, known_upto=subscription.known_upto
        )
    )
    return covered.rowcount == 1


def stop(connection: Connection, chat_id: str) -> None:
    """Stop the active subscriptions of a chat that cannot be reached any more; their settings stay."""
    connection.execute(
        update(_TABLE)
        .where(_TABLE.c.chat_id == chat_id, _TABLE.c.status == Status.ACTIVE.value)
        .values(status=Status.STOPPED.value, revision=_TABLE.c.revision + 1)
    )


def move(connection: Connection, old: str, new: str) -> None:
    """A chat has a new id: its settings go with it, before those that the new id may have already."""
    topics = select(_TABLE.c.topic).where(_TABLE.c.chat_id == old).scalar_subquery()
    connection.execute(delete(_TABLE).where(_TABLE.c.chat_id == new, _TABLE.c.topic.in_(topics)))
    connection.execute(update(_TABLE).where(_TABLE.c.chat_id == old).values(chat_id=new))


def forget(connection: Connection, chat_id: str) -> None:
    """Delete the subscriptions of a chat."""
    connection.execute(delete(_TABLE).where(_TABLE.c.chat_id == chat_id))


def _is(chat_id: str, topic: str) -> Any:
    return (_TABLE.c.chat_id == chat_id) & (_TABLE.c.topic == topic)


def _values(subscription: Subscription) -> dict[str, Any]:
    return {
        "chat_id": subscription.chat_id,
        "topic": subscription.topic,
        "whose": subscription.whose.value,
        "agencies": list(subscription.agencies),
        "shared": subscription.shared,
        "province": subscription.province,
        "programmes": list(subscription.programmes),
        "tasks": list(subscription.tasks),
        "days_before": list(subscription.days_before),
        "at": f"{subscription.at:%H:%M}",
        "overdue": subscription.overdue,
        "recurring": subscription.recurring,
        "status": subscription.status.value,
        "covered_until": subscription.covered_until,
        "known_upto": subscription.known_upto,
        "fresh": subscription.fresh,
        "revision": subscription.revision,
    }


def _subscription(row: dict[str, Any]) -> Subscription:
    return Subscription(
        chat_id=row["chat_id"],
        topic=row["topic"],
        whose=Whose(row["whose"]),
        agencies=tuple(row["agencies"]),
        shared=row["shared"],
        province=row["province"],
        programmes=tuple(row["programmes"]),
        tasks=tuple(row["tasks"]),
        days_before=tuple(row["days_before"]),
        at=time.fromisoformat(row["at"]),
        overdue=row["overdue"],
        recurring=row["recurring"],
        status=Status(row["status"]),
        covered_until=row["covered_until"],
        known_upto=row["known_upto"],
        fresh=row["fresh"],
        revision=row["revision"],
    )
