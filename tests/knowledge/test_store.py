"""The store: built from registers in one step, ours or left alone, and readable without this program."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.check import REGISTERS, read_folder
from knowledge.model import Standing
from knowledge.opening import open_store
from knowledge.problems import BrokenFiles
from knowledge.store import ForeignFile, OutdatedStore, Store, StoreError
from knowledge.store.build import build
from nlp.letters import fold
from tests.knowledge.folder import CSV, ROWS, with_cell, write_folder, write_rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of registers."""
    return write_folder(tmp_path / "registers")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is to be."""
    return tmp_path / "knowledge.db"


@pytest.fixture
def shipped_db(store: Store) -> Iterator[sqlite3.Connection]:
    """The shipped store as any program sees it."""
    with closing(sqlite3.connect(f"{store.path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def rows(connection: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def content(connection: sqlite3.Connection) -> list[str]:
    """All that a store holds, but for the name of its index."""
    return [line for line in connection.iterdump() if ".index'" not in line]


def opened(path: Path, folder: Path) -> int:
    """Open the store, building it if need be; how many tasks it holds."""
    with closing(open_store(path, folder)) as store:
        return store.task_count


# Content


def test_the_same_registers_give_the_same_content(tmp_path: Path, shipped_db: sqlite3.Connection) -> None:
    registers, books = read_folder(REGISTERS)
    [(fingerprint,)] = rows(shipped_db, "SELECT value FROM build_facts WHERE fact = 'fingerprint'")
    build(tmp_path / "again.db", registers, books, fingerprint)
    with closing(sqlite3.connect(tmp_path / "again.db")) as again:
        assert content(again) == content(shipped_db)


def test_no_row_points_at_nothing(shipped_db: sqlite3.Connection) -> None:
    assert rows(shipped_db, "PRAGMA foreign_key_check") == []
    assert rows(shipped_db, "PRAGMA foreign_key_list(roles)")


def test_the_file_is_sound(shipped_db: sqlite3.Connection) -> None:
    assert rows(shipped_db, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(
    ("view", "count"), [("tasks_readable", 91), ("deadlines_readable", 12), ("roles_with_shared", None)]
)
def test_views_can_be_read_by_people(shipped_db: sqlite3.Connection, view: str, count: int | None) -> None:
    found = rows(shipped_db, f"SELECT * FROM {view}")
    assert found
    assert count is None or len(found) == count


def test_the_view_of_tasks_reads_like_the_register(shipped_db: sqlite3.Connection) -> None:
    [task] = rows(
        shipped_db,
        "SELECT programme, leads, coordinators, deadlines FROM tasks_readable WHERE ref = 'III.1.1.c#2'",
    )
    assert task == (
        "01/CTr-UBND",
        "Sở Nội vụ",
        "các cơ quan, đơn vị có liên quan",
        "phê duyệt đề án vị trí việc làm: trong quý I;"
        " tuyển dụng công chức cấp tỉnh và cấp huyện: chậm nhất tháng 7/2024",
    )


def test_the_view_of_deadlines_begins_with_the_earliest(shipped_db: sqlite3.Connection) -> None:
    days = [day for (day,) in rows(shipped_db, "SELECT due_on FROM deadlines_readable") if day]
    assert days == sorted(days)
    assert (days[0], days[-1]) == ("2024-02-29", "2025-01-31")


def test_the_view_of_agencies_tells_own_tasks_from_shared_ones(shipped_db: sqlite3.Connection) -> None:
    facts = rows(shipped_db, "SELECT leads, shared_leads FROM agencies_readable WHERE name = 'Sở Y tế'")
    assert facts == [(2, 12)]


def test_the_index_holds_every_task(store: Store) -> None:
    for task in store.tasks(store.all_tasks()):
        words = {word: 1.0 for word in fold(task.title_line).split() if word != "."}
        assert task.id in store.index.likely(words, 5, content=0.5)


# Reading


def test_tasks_come_back_as_the_register_has_them(path: Path, folder: Path) -> None:
    [register], _ = read_folder(folder)
    with closing(open_store(path, folder)) as store:
        for number, task in enumerate(register.tasks, 1):
            stored = store.task(number)
            assert (stored.ref, stored.title, stored.content) == (task.ref, task.title, task.content)
            assert (stored.leads, stored.coordinators) == (task.leads, task.coordinators)
            assert (stored.deadlines, stored.horizon) == (task.deadlines, task.horizon)


def test_agencies_lead_share_and_coordinate(path: Path, folder: Path) -> None:
    with closing(open_store(path, folder)) as store:
        assert (store.led_by("Sở Y tế"), store.shared_by("Sở Y tế")) == ([1], [2])
        assert (store.led_by("Sở Nội vụ"), store.shared_by("Sở Nội vụ")) == ([], [2])
        assert store.coordinated_by("các sở") == [1]
        assert store.with_deadlines() == store.all_tasks() == [1, 2]


def test_a_programme_may_be_left_out(path: Path, folder: Path) -> None:
    with closing(open_store(path, folder)) as store:
        assert store.within(frozenset(store.programmes)).led_by("Sở Y tế") == [1]
        assert store.within(frozenset()).led_by("Sở Y tế") == store.within(frozenset()).all_tasks() == []


def test_a_deadline_is_found_by_its_days(path: Path, folder: Path) -> None:
    with closing(open_store(path, folder)) as store:
        due = date(2024, 12, 10)
        assert 1 in store.with_deadlines(due, due)
        assert 1 not in store.with_deadlines(due + timedelta(days=1), date.max)


def test_an_unknown_agency_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError, match="Sở Ma thuật"):
        store.agency("Sở Ma thuật")


def test_an_agency_knows_whom_it_succeeds(store: Store) -> None:
    heir = store.agency("Sở Nông nghiệp và Môi trường")
    assert heir.standing is Standing.SUCCESSOR
    assert {name for name, _ in heir.predecessors} == {
        "Sở Tài nguyên và Môi trường",
        "Sở Nông nghiệp và Phát triển nông thôn",
    }


@pytest.mark.parametrize("term", ['"', "NEAR(", "a OR b", "*", "", "giải:phóng", "-x", "😀"])
def test_any_term_may_be_looked_up(store: Store, term: str) -> None:
    found = store.index.likely({"tuyen dung": 2.0}, 5, content=0.5)
    assert found
    assert store.index.likely({term: 1.0, "tuyen dung": 2.0}, 5, content=0.5) == found


def test_nothing_is_found_for_no_term(store: Store) -> None:
    assert store.index.likely({}, 5, content=0.5) == []


def test_a_term_in_the_title_counts_before_one_in_the_content(path: Path, folder: Path) -> None:
    rows = [{**ROWS[0], "nhiệm vụ": "Xây trạm y tế", "nội dung": "Mua thuyền."},
            {**ROWS[0], "mục": "II.1#2", "nhiệm vụ": "Mua thuyền", "nội dung": "Xây trạm y tế."}]  # fmt: skip
    write_rows(folder / CSV, rows)
    with closing(open_store(path, folder)) as store:
        assert store.index.likely({"thuyen": 1.0}, 5, content=0.5) == [2, 1]
        assert store.index.likely({"tram y": 1.0}, 5, content=0.5) == [1, 2]
        assert store.index.likely({"tram y": 1.0}, 5, content=0.5, programmes=frozenset({7})) == []


def test_two_programmes_keep_their_own_tasks(path: Path, folder: Path) -> None:
    other = folder / "ctr2.toml"
    other.write_text((folder / "ctr.toml").read_text("utf-8").replace("02/CTr-UBND", "03/CTr-UBND"), "utf-8")
    write_rows(folder / "ctr2.csv", [ROWS[0]])
    with closing(open_store(path, folder)) as store:
        assert [programme.number for programme in store.programmes.values()] == ["02/CTr-UBND", "03/CTr-UBND"]
        assert store.led_by("Sở Y tế") == [1, 3]
        assert store.within(frozenset({2})).led_by("Sở Y tế") == [3]


# Building again, or not


def test_a_store_that_fits_its_registers_is_left_as_it_is(path: Path, folder: Path) -> None:
    opened(path, folder)
    change(path, "UPDATE programmes SET task_count = 1")
    assert opened(path, folder) == 1


def test_changed_registers_lead_to_a_new_store(path: Path, folder: Path) -> None:
    assert opened(path, folder) == 2
    write_rows(folder / CSV, ROWS[:1])
    assert opened(path, folder) == 1


def test_changed_agencies_lead_to_a_new_store(path: Path, folder: Path) -> None:
    opened(path, folder)
    book = folder / "agencies.toml"
    book.write_text(book.read_text("utf-8").replace('"bên y tế"', '"ngành y tế"'), "utf-8")
    opened(path, folder)
    with closing(sqlite3.connect(path)) as connection:
        assert rows(connection, "SELECT count(*) FROM agency_names WHERE name = 'ngành y tế'") == [(1,)]


@pytest.mark.parametrize("version", [0, 9999], ids=["half-built", "another format"])
def test_a_store_of_no_or_another_format_is_built_again(path: Path, folder: Path, version: int) -> None:
    opened(path, folder)
    change(path, "DELETE FROM tasks")
    change(path, f"PRAGMA user_version = {version}")
    with pytest.raises(OutdatedStore):
        Store.open(path)
    assert opened(path, folder) == 2


def test_a_half_built_store_is_refused(path: Path, folder: Path) -> None:
    opened(path, folder)
    change(path, "PRAGMA user_version = 0")
    with pytest.raises(OutdatedStore, match=path.name):
        Store.open(path)


def test_an_empty_file_is_filled(path: Path, folder: Path) -> None:
    path.touch()
    assert opened(path, folder) == 2


def test_a_reader_from_before_a_new_store_goes_on_answering(path: Path, folder: Path) -> None:
    with closing(open_store(path, folder)) as before:
        write_rows(folder / CSV, with_cell("nhiệm vụ", "Xây ba trạm y tế"))
        with closing(open_store(path, folder)) as after:
            assert after.task(1).title == "Xây ba trạm y tế"
        assert before.task(1).title == "Xây hai trạm y tế"
        assert before.shared_by("Sở Nội vụ") == [2]


def test_broken_registers_leave_the_store_as_it_was(path: Path, folder: Path) -> None:
    opened(path, folder)
    before = path.read_bytes()
    write_rows(folder / CSV, with_cell("chủ trì", "Sở Ma thuật"))
    with pytest.raises(BrokenFiles, match="Sở Ma thuật"):
        open_store(path, folder)
    assert path.read_bytes() == before


def test_building_leaves_nothing_but_the_store_behind(path: Path, folder: Path) -> None:
    opened(path, folder)
    opened(path, folder)
    write_rows(folder / CSV, with_cell("nhiệm vụ", "Xây ba trạm y tế"))
    opened(path, folder)
    index = [file for file in path.parent.iterdir() if file.suffix == ".index"]
    assert {file.name for file in path.parent.iterdir()} - {file.name for file in index} == {path.name, folder.name}
    assert len(index) == 1
    assert not any(file.suffix == ".db" for file in index[0].iterdir())


def test_a_store_without_its_index_is_built_again(path: Path, folder: Path) -> None:
    opened(path, folder)
    [index] = path.parent.glob(".*.index")
    shutil.rmtree(index)
    with pytest.raises(OutdatedStore):
        Store.open(path)
    assert opened(path, folder) == 2


# Files that are not ours


def other_database(path: Path) -> None:
    change(path, "CREATE TABLE notes (text)")


def other_application(path: Path) -> None:
    other_database(path)
    change(path, "PRAGMA application_id = 1196444487")  # a GeoPackage


def text_file(path: Path) -> None:
    path.write_text("Danh sách cán bộ\n" * 400, "utf-8")


def short_file(path: Path) -> None:
    path.write_bytes(b"\0")


@pytest.mark.parametrize("write", [other_database, other_application, text_file, short_file])
def test_a_foreign_file_is_refused_and_left_as_it_is(path: Path, folder: Path, write: Any) -> None:
    write(path)
    before = path.read_bytes()
    with pytest.raises(ForeignFile, match=path.name):
        open_store(path, folder)
    registers, books = read_folder(folder)
    with pytest.raises(ForeignFile, match=path.name):
        build(path, registers, books, "")
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} == {path.name, folder.name}


def test_a_folder_in_its_place_is_refused(path: Path, folder: Path) -> None:
    path.mkdir()
    with pytest.raises(ForeignFile, match=path.name):
        open_store(path, folder)
    assert path.is_dir()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "knowledge.db", tmp_path / "nowhere" / "knowledge.db"):
        with pytest.raises(StoreError, match="--db"):
            open_store(place, folder)


def test_a_store_that_is_not_there_cannot_be_read(path: Path) -> None:
    with pytest.raises(StoreError, match=path.name):
        Store.open(path)
    assert not path.exists()


# Taking a new store


def test_an_open_store_takes_what_was_built_in_its_place(path: Path, folder: Path) -> None:
    with closing(open_store(path, folder)) as store:
        assert not store.renew()
        write_rows(folder / CSV, [*ROWS, {**ROWS[0], "mục": "I.1#3", "chủ trì": "Sở Nội vụ"}])
        assert opened(path, folder) == 3
        assert (store.task_count, store.led_by("Sở Nội vụ")) == (2, [])
        assert store.renew()
        assert (store.task_count, store.led_by("Sở Nội vụ")) == (3, [3])
        assert not store.renew()


@pytest.mark.parametrize("content", [b"", b"Danh s\xc3\xa1ch" * 400])
def test_a_broken_store_in_its_place_is_not_taken(path: Path, folder: Path, content: bytes) -> None:
    with closing(open_store(path, folder)) as store:
        path.unlink()
        assert not store.renew()
        path.write_bytes(content)
        assert not store.renew()
        assert store.led_by("Sở Y tế") == [1]


def test_building_beside_another_store_leaves_its_index_alone(tmp_path: Path, folder: Path) -> None:
    opened(tmp_path / "kho.db", folder)
    opened(tmp_path / "kho", folder)
    with closing(Store.open(tmp_path / "kho.db")) as store:
        assert store.task_count == 2


def test_whoever_may_read_the_file_may_read_its_index(path: Path, folder: Path) -> None:
    opened(path, folder)
    [index] = path.parent.glob(".*.index")
    assert index.stat().st_mode & 0o777 == 0o755
