"""The province of each subscription, and which duties were known when its last digest was made.

Rows from before keep what they mean: no province until the next digest settles the only one that fits, and no duty that
counts as new then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0102"


def upgrade() -> None:
    """Add the columns, and the table of known duties."""
    op.add_column("subscriptions", sa.Column("province", sa.Text, nullable=False, server_default=""))
    op.add_column("subscriptions", sa.Column("known_upto", sa.Integer))
    op.create_table(
        "known_duties",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("duty", sa.Text, nullable=False, unique=True),
    )
