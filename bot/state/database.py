"""The database of the state store: SQLite or PostgreSQL behind transactions that read or write."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from bot.state.problems import StateError

_BUSY = 30_000  # milliseconds that a writer waits for another process on the same SQLite file
_AGAIN = 0.02  # seconds between tries to turn on the write-ahead log
_SPELLINGS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_MARKS = {"writing": True}
_LOCK = 0x48564B53  # "HVKS": PostgreSQL's advisory lock of this store


class Database:
    """An engine with what this store asks of it: two kinds of transactions, and inserting over what is there."""

    def __init__(self, url: str) -> None:
        """`sqlite:///state.db` or `postgresql://…`; StateError with the reason if it is neither."""
        self.url = _parsed(url)
        self.engine: Engine = create_engine(self.url, hide_parameters=True)  # errors are logged, people's words are not
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writer = self.engine.execution_options(**_MARKS)
        self._statements: dict[tuple[str, tuple[str, ...]], sqlite.Insert | postgresql.Insert] = {}

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[Connection]:
        """A transaction that writes: all or nothing. `alone`: no other process writes so meanwhile.

        On SQLite writers are always alone; the lock is taken at once, since a reader that becomes a writer halfway
        fails instead of waiting.
        """
        with self._writer.begin() as connection:
            if alone and not self.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that reads everything as it was at its start."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.execution_options(**level).connect() as connection:
            yield connection

    def copy_file(self, file: Path) -> None:
        """Copy a SQLite database into a new file, as it is at one moment."""
        with self.engine.execution_options(outside=True).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(file),))

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that knows ON CONFLICT in the words of this database."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def put(self, connection: Connection, table: Table, values: dict[str, Any]) -> None:
        """Insert a row, or replace all of the row with the same primary key."""
        self.put_all(connection, table, [values])

    def put_all(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same for rows that all give the same columns, in one call; the last one with a key counts."""
        if rows:
            connection.execute(self._putting(table, tuple(sorted(rows[0]))), list(rows))

    def _putting(self, table: Table, columns: tuple[str, ...]) -> sqlite.Insert | postgresql.Insert:
        """The statement that puts a row; made once, since that takes longer than carrying it out."""
        made = self._statements.get((table.name, columns))
        if made is None:
            keys = [column.name for column in table.primary_key]
            insert = self.insert(table).values({name: bindparam(name) for name in columns})
            rest = {name: insert.excluded[name] for name in columns if name not in keys}
            made = insert.on_conflict_do_update(index_elements=keys, set_=rest)
            self._statements[table.name, columns] = made
        return made

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed = parsed.set(drivername=_SPELLINGS.get(parsed.drivername, parsed.drivername))
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StateError(
            "DATABASE_URL không đọc được. Viết như sqlite:///state.db hoặc postgresql://tên:mật-khẩu@máy/cơ-sở-dữ-liệu."
        ) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise StateError(f"DATABASE_URL chỉ dùng được SQLite hoặc PostgreSQL, không dùng được {parsed.drivername}.")
    return parsed


def unreachable(url: URL, error: DatabaseError) -> StateError:
    """Why the store at a URL does not open, without the password."""
    reason = str(error.orig).strip().partition("\n")[0]
    shown = url.render_as_string(hide_password=True)
    return StateError(f"Không mở được kho trạng thái {shown}: {reason}. Kiểm tra DATABASE_URL và quyền ghi.")


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin below, not in the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = FULL")  # a claim that a power cut takes back would be sent twice
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Turn on the write-ahead log, which a new file keeps.

    Of processes that do so at once SQLite refuses all but one, without the wait of `busy_timeout`: each tries again.
    """
    until = time.monotonic() + _BUSY / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except Exception as error:  # the driver's own, which is not named here
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_AGAIN)


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("outside"):  # VACUUM runs outside of transactions
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")
