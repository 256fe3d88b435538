"""Opening the state store: the database is brought to this version of the tables before anything uses it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DatabaseError

from bot.state.database import Database, unreachable
from bot.state.problems import StateError

MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(url: str) -> Database:
    """The database at a URL with all tables of this version.

    Processes that start at the same time wait for one another; a step that fails leaves everything as it was. Raises
    StateError if the database does not open or was written by a newer version.
    """
    database = Database(url)
    try:
        _upgrade(database)
    except StateError:
        database.close()
        raise
    return database


def _upgrade(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with database.writing(alone=True) as connection:
            _refuse_foreign(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        raise unreachable(database.url, error) from error
    except CommandError as error:
        raise StateError(
            "Kho trạng thái do phiên bản Hỏi Việc mới hơn ghi. Hãy nâng cấp chương trình, không dùng bản cũ."
        ) from error


def _refuse_foreign(connection: Connection) -> None:
    tables = inspect(connection).get_table_names()
    if tables and "alembic_version" not in tables:
        raise StateError(
            "Cơ sở dữ liệu ở DATABASE_URL không phải kho trạng thái của Hỏi Việc, được giữ nguyên. Hãy chọn nơi khác."
        )
