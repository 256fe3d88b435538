"""The tables of the state store, and how moments are kept in them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
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
