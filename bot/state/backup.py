"""The backup: a copy of the whole state store in one SQLite file, whichever database it lives in.

The copy is itself a state store: on SQLite it takes the old file's place, on PostgreSQL it is what can be read of it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from bot.state import schema
from bot.state.database import Database
from bot.state.opening import open_database
from bot.state.problems import StateError


def back_up(database: Database, file: Path) -> None:
    """Copy every table as it is at one moment; what runs on the store may go on meanwhile.

    Raises StateError if the file cannot be written; nothing is left of it then.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        if database.is_sqlite:
            database.copy_file(part)
        else:
            _copy_tables(database, part)
        part.replace(file)
    except (DatabaseError, OSError) as error:
        raise StateError(f"Không ghi được {file}: {error}. Kiểm tra thư mục, quyền ghi và dung lượng đĩa.") from error
    finally:
        part.unlink(missing_ok=True)


def _copy_tables(database: Database, file: Path) -> None:
    target = open_database(f"sqlite:///{file}")
    try:
        with database.snapshot() as source, target.writing() as copy:
            for table in schema.metadata.sorted_tables:
                _copy_rows(source, copy, table.name)
    finally:
        target.close()


def _copy_rows(source: Connection, copy: Connection, name: str) -> None:
    table = schema.metadata.tables[name]
    rows = [dict(row) for row in source.execute(select(table)).mappings()]
    if rows:
        copy.execute(table.insert(), rows)
