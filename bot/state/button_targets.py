"""Kept button targets: short keys for actions that are too long for a channel's buttons (Telegram: 64 bytes)."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import delete, select

from bot.state import schema
from bot.state.database import Database

KEPT_FOR = timedelta(days=180)
_BYTES = 10  # 80 bits: no two actions of one store meet


class ButtonTargets:
    """The kept targets of a state store: an action always has the same key, on every replica."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, action: str, now: datetime) -> str:
        """Keep an action for half a year from now and give its key of 16 lower-case letters and digits."""
        key = base64.b32encode(blake2b(action.encode(), digest_size=_BYTES).digest()).decode().lower()
        with self._database.writing() as connection:
            self._database.put(connection, schema.button_targets, {"key": key, "action": action, "kept_at": now})
        return key

    def get(self, key: str) -> str | None:
        """The action of a key, None if it is out of date or never was one."""
        table = schema.button_targets
        with self._database.reading() as connection:
            action: str | None = connection.execute(select(table.c.action).where(table.c.key == key)).scalar()
        return action

    def expire(self, now: datetime) -> None:
        """Delete what was kept more than half a year ago."""
        with self._database.writing() as connection:
            connection.execute(delete(schema.button_targets).where(schema.button_targets.c.kept_at <= now - KEPT_FOR))
