"""Opening the state store: tables come by themselves, and what cannot be opened is said in a sentence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.reminders.subscription import Status, Subscription, Whose
from bot.state import Chat, Kind, StateError, open_state
from bot.state.database import Database
from bot.state.opening import MIGRATIONS, open_database
from bot.state.schema import metadata
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'state.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh(empty=True)


def test_the_migrations_make_the_tables_that_the_program_expects(empty_url: str) -> None:
    database = open_database(empty_url)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_what_was_kept_is_there_after_a_restart(empty_url: str) -> None:
    state = open_state(empty_url)
    state.chats.keep(Chat("telegram:5", Kind.PRIVATE, agency="Sở Y tế"))
    state.close()
    state = open_state(empty_url)
    assert state.chats.get("telegram:5") == Chat("telegram:5", Kind.PRIVATE, agency="Sở Y tế")
    state.close()


def test_several_processes_may_open_an_empty_store_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        databases = list(pool.map(open_database, [empty_url] * 4))
    with databases[0].reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    for database in databases:
        database.close()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(empty_url: str) -> None:
    database = open_database(empty_url)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StateError, match="mới hơn"):
        open_database(empty_url)
    with database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    database.close()


@pytest.mark.parametrize("url", ["", "state.db", "mysql://db/hoiviec", "oracle://db", "sqlite://///"])
def test_a_url_that_is_none_is_told(url: str) -> None:
    with pytest.raises(StateError, match=r"DATABASE_URL"):
        open_state(url)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(StateError) as told:
        open_state("postgresql://office:secret@127.0.0.1:1/hoiviec")
    assert "Không mở được kho trạng thái" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("không phải cơ sở dữ liệu, chỉ là ghi chú của ai đó\n" * 50, "utf-8")
    before = path.read_bytes()
    with pytest.raises(StateError, match=r"notes\.db"):
        open_state(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_refused_and_left_alone(empty_url: str) -> None:
    database = Database(empty_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE notes (id integer)"))
    with pytest.raises(StateError, match="giữ nguyên"):
        open_state(empty_url)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["notes"]
    database.close()


def test_subscriptions_from_before_provinces_mean_what_they_meant(empty_url: str) -> None:
    database = Database(empty_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    old = (
        "INSERT INTO subscriptions (chat_id, topic, whose, agencies, shared, programmes, tasks, days_before, at,"
        " overdue, recurring, status, covered_until, fresh, revision) VALUES ('telegram:-1', '', 'agencies',"
        " '[\"Sở Y tế\"]', true, '[]', '[]', '[7, 0]', '08:00', true, false, 'active', '2024-07-20', false, 3)"
    )
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0101")
        connection.exec_driver_sql(old)
    database.close()
    state = open_state(empty_url)
    assert state.subscriptions.all() == (
        Subscription(
            "telegram:-1", whose=Whose.AGENCIES, agencies=("Sở Y tế",), days_before=(7, 0), at=time(8, 0),
            recurring=False, status=Status.ACTIVE, covered_until=date(2024, 7, 20), fresh=False, revision=3,
        ),
    )  # fmt: skip
    state.close()
