"""Chats, conversation contexts and kept button targets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("programmes", sa.JSON, nullable=False),
        sa.Column("approval", sa.Text, nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("rights", sa.JSON, nullable=False),
        sa.Column("migrated_to", sa.Text),
    )
    op.create_table(
        "contexts",
        sa.Column("chat_id", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("context", sa.JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "person_id"),
    )
    op.create_index("ix_contexts_kept_at", "contexts", ["kept_at"])
    op.create_table(
        "button_targets",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_button_targets_kept_at", "button_targets", ["kept_at"])
