"""Known duties: which deadlines this store ever saw, in the order of coming, so that a new one is noticed as such."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from bot.state import schema
from bot.state.database import Database

_TABLE = schema.known_duties


class KnownDuties:
    """The duties of a state store, by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def places(self, keys: Collection[str]) -> dict[str, int]:
        """The places of duties in the order of coming, from 1; those never seen before come last, in the order given.

        Places only grow: what was known at one place was known with all before it, whatever clocks say.
        """
        with self._database.reading() as connection:
            known = _read(connection)
        if any(key not in known for key in keys):
            with self._database.writing(alone=True) as connection:
                known = _read(connection)
                missing = [{"duty": key} for key in dict.fromkeys(keys) if key not in known]
                if missing:
                    connection.execute(insert(_TABLE), missing)
                known = _read(connection)
        return {key: known[key] for key in keys}


def _read(connection: Connection) -> dict[str, int]:
    return {row.duty: row.place for row in connection.execute(select(_TABLE))}
