"""What Alembic runs: the missing steps, on the connection and in the transaction that the opening store gives."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
