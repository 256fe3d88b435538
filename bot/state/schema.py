"""The tables of the state store, and how moments are kept in them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, kept in UTC: SQLite has no type for it, and local times jump."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a moment without a zone is a mistake of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC, with the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

chats = Table(
    "chats",
    metadata,
    Column("chat_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("programmes", JSON, nullable=False),
    Column("approval", Text, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("rights", JSON, nullable=False),
    Column("migrated_to", Text),
)

contexts = Table(
    "contexts",
    metadata,
    Column("chat_id", Text, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("context", JSON, nullable=False),
    Column("kept_at", Moment, nullable=False, index=True),
    PrimaryKeyConstraint("chat_id", "person_id"),
)

button_targets = Table(
    "button_targets",
    metadata,
    Column("key", Text, primary_key=True),
    Column("action", Text, nullable=False),
    Column("kept_at", Moment, nullable=False, index=True),
)

answers = Table(
    "answers",
    metadata,
    Column("chat_id", Text, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("answer_ids", JSON, nullable=False),
    Column("kept_at", Moment, nullable=False, index=True),
    PrimaryKeyConstraint("chat_id", "question_id"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("whose", Text, nullable=False),
    Column("agencies", JSON, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("province", Text, nullable=False),  # "": not settled yet
    Column("programmes", JSON, nullable=False),
    Column("tasks", JSON, nullable=False),
    Column("days_before", JSON, nullable=False),
    Column("at", Text, nullable=False),  # "07:30" in the offices' zone
    Column("overdue", Boolean, nullable=False),
    Column("recurring", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("covered_until", Date, nullable=False),
    Column("known_upto", Integer),  # place of the newest duty known then; NULL: not counted yet
    Column("fresh", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),  # goes up whenever people change it
    PrimaryKeyConstraint("chat_id", "topic"),
)

known_duties = Table(
    "known_duties",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("duty", Text, nullable=False, unique=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("letter_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("chat_id", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("duties", JSON, nullable=False),
    Column("loud", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("again", Boolean, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", Moment, index=True),
    Column("claimed_by", Text),
    Column("settled_at", Moment),
    Column("message_id", Text),
    Column("reason", Text, nullable=False),
    UniqueConstraint("chat_id", "topic", "day"),
    Index("ix_outbox_status", "status", "not_before"),
)

done_marks = Table(
    "done_marks",
    metadata,
    Column("chat_id", Text, nullable=False),
    Column("duty", Text, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("marked_at", Moment, nullable=False),
    PrimaryKeyConstraint("chat_id", "duty"),
)

again_marks = Table(
    "again_marks",
    metadata,
    Column("chat_id", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("duty", Text, nullable=False),
    Column("day", Date, nullable=False),
    PrimaryKeyConstraint("chat_id", "topic", "duty", "day"),
)

notices = Table(
    "notices",
    metadata,
    Column("chat_id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("told", Boolean, nullable=False),
)

open_updates = Table(
    "open_updates",
    metadata,
    Column("taker", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
    Column("answering", Boolean, nullable=False),
    Column("kept_at", Moment, nullable=False),
    PrimaryKeyConstraint("taker", "number"),
)
