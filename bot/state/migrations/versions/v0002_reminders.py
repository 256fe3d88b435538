"""Subscriptions, the outbox, done marks, and notices to the owner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of reminders."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("whose", sa.Text, nullable=False),
        sa.Column("agencies", sa.JSON, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("programmes", sa.JSON, nullable=False),
        sa.Column("tasks", sa.JSON, nullable=False),
        sa.Column("days_before", sa.JSON, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("overdue", sa.Boolean, nullable=False),
        sa.Column("recurring", sa.Boolean, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("covered_until", sa.Date, nullable=False),
        sa.Column("fresh", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "topic"),
    )
    op.create_table(
        "outbox",
        sa.Column(
            "letter_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
        ),
        sa.Column("chat_id", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("duties", sa.JSON, nullable=False),
        sa.Column("loud", sa.Boolean, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("again", sa.Boolean, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("not_before", moment, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claimed_at", moment),
        sa.Column("claimed_by", sa.Text),
        sa.Column("settled_at", moment),
        sa.Column("message_id", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.UniqueConstraint("chat_id", "topic", "day"),
    )
    op.create_index("ix_outbox_claimed_at", "outbox", ["claimed_at"])
    op.create_index("ix_outbox_status", "outbox", ["status", "not_before"])
    op.create_table(
        "done_marks",
        sa.Column("chat_id", sa.Text, nullable=False),
        sa.Column("duty", sa.Text, nullable=False),
        sa.Column("by_id", sa.Text, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("marked_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "duty"),
    )
    op.create_table(
        "again_marks",
        sa.Column("chat_id", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("duty", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "topic", "duty", "day"),
    )
    op.create_table(
        "notices",
        sa.Column("chat_id", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
    )
