"""The commands over the state store: backup, outbox, export and preview."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from bot.cli import main
from bot.reminders.subscription import Status, Subscription, Whose
from bot.state import Chat, Kind, State, open_state
from bot.state.backup import back_up
from bot.state.marks import DoneMark
from bot.state.opening import open_database
from knowledge.store import Store
from tests.dispatch.world import World, moment

GROUP = "telegram:-77"
OFFICIALS = "2024-07-31:1:01/CTr-UBND:III.1.1.c#2"


@pytest.fixture
def state(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    url = f"sqlite:///{tmp_path / 'state.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("HOIVIEC_DB", str(store.path))
    state = open_state(url)
    fill(state, store)
    yield state
    state.close()


def fill(state: State, store: Store) -> None:
    world = World(state, store, "2024-07-20 09:00")
    state.chats.keep(Chat(GROUP, Kind.GROUP, title="Tổ công tác"))
    subscription = Subscription(
        GROUP, whose=Whose.AGENCIES, agencies=("Sở Nội vụ",), shared=False, covered_until=date(2024, 7, 20), fresh=False
    )
    state.subscriptions.keep(subscription, world.clock())
    asyncio.run(world.at("2024-07-24 07:30"))
    state.marks.mark_done(DoneMark(GROUP, OFFICIALS, "telegram:5", "=Chị An", moment("2024-07-24 09:15")))


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_backup_holds_all_and_opens_as_a_state_store(state: State, tmp_path: Path) -> None:
    result = run("backup", str(tmp_path / "copy.db"))
    assert result.exit_code == 0
    copy = open_state(f"sqlite:///{tmp_path / 'copy.db'}")
    assert copy.chats.all() == state.chats.all()
    assert copy.subscriptions.all() == state.subscriptions.all()
    assert copy.outbox.letters() == state.outbox.letters()
    assert copy.marks.done() == state.marks.done()
    copy.close()


def test_a_backup_of_either_database_is_a_whole_store(state_url: str, store: Store, tmp_path: Path) -> None:
    kept = open_state(state_url)
    fill(kept, store)
    database = open_database(state_url)
    back_up(database, tmp_path / "copy.db")
    copy = open_state(f"sqlite:///{tmp_path / 'copy.db'}")
    assert copy.subscriptions.all() == kept.subscriptions.all()
    assert copy.outbox.letters() == kept.outbox.letters()
    assert copy.marks.done() == kept.marks.done()
    for opened in (database, copy, kept):
        opened.close()
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.db"]


def test_a_backup_writes_over_nothing(state: State, tmp_path: Path) -> None:
    (tmp_path / "old.db").write_text("bản cũ", "utf-8")
    result = run("backup", str(tmp_path / "old.db"))
    assert (result.exit_code, (tmp_path / "old.db").read_text("utf-8")) == (2, "bản cũ")
    assert "đã có" in result.output


def test_a_backup_that_cannot_be_written_is_told_and_leaves_nothing(state: State, tmp_path: Path) -> None:
    result = run("backup", str(tmp_path / "nowhere" / "copy.db"))
    assert result.exit_code == 2
    assert "Không ghi được" in result.output


def test_a_store_that_does_not_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://db")
    for command in (["outbox"], ["backup", "x.db"], ["export", "xong", "x.csv"]):
        result = run(*command)
        assert result.exit_code == 2
        assert "DATABASE_URL" in result.output


def test_the_outbox_counts_by_status_with_the_oldest(state: State) -> None:
    lines = run("outbox").stdout.splitlines()
    sent = next(line for line in lines if line.startswith("đã gửi"))
    assert sent.split()[2:] == ["1", "24/07/2024", "07:30"]
    assert any(line.startswith("chờ gửi") and line.split()[2:] == ["0", "-"] for line in lines)


def test_done_marks_are_exported_and_no_cell_is_a_formula(state: State, tmp_path: Path) -> None:
    assert run("export", "xong", str(tmp_path / "xong.csv")).exit_code == 0
    with (tmp_path / "xong.csv").open(encoding="utf-8-sig", newline="") as stream:
        headings, row = list(csv.reader(stream))
    assert headings[:3] == ["nhóm", "chương trình", "mục"]
    assert row[1:3] == ["01/CTr-UBND", "III.1.1.c#2"]
    assert row[4:] == ["Sở Nội vụ", "31/07/2024", "'=Chị An", "24/07/2024 09:15"]


def test_reminders_are_exported_for_excel(state: State, tmp_path: Path) -> None:
    assert run("export", "nhac", str(tmp_path / "nhac.xlsx"), "--chat", GROUP).exit_code == 0
    workbook = load_workbook(tmp_path / "nhac.xlsx", read_only=True)
    row = list(workbook.active.iter_rows(values_only=True))[-1]
    workbook.close()
    assert row[0] == GROUP
    assert row[2] == "24/07/2024"
    assert row[-2:] == ("đã gửi", "24/07/2024 07:30")


def test_an_export_of_another_kind_is_refused(state: State, tmp_path: Path) -> None:
    result = run("export", "xong", str(tmp_path / "xong.pdf"))
    assert result.exit_code == 2
    assert ".csv hoặc .xlsx" in result.output


def test_a_preview_prints_every_digest_of_a_period_and_sends_none(state: State) -> None:
    state.marks.undo(GROUP, OFFICIALS)
    before = state.outbox.letters()
    result = run("reminders", "preview", "--chat", GROUP, "--from", "2024-07-20", "--to", "05/08/2024")
    assert result.exit_code == 0, result.output
    days = [line for line in result.stdout.splitlines() if line.startswith("---")]
    assert days == [
        "--- 07:30 ngày 22/07/2024",
        "--- 07:30 ngày 24/07/2024, không kêu",
        "--- 07:30 ngày 28/07/2024, không kêu",
        "--- 07:30 ngày 29/07/2024",
        "--- 07:30 ngày 30/07/2024, không kêu",
        "--- 07:30 ngày 31/07/2024",
        "--- 07:30 ngày 05/08/2024",
    ]
    assert "7 bản nhắc." in result.stdout
    assert state.outbox.letters() == before


def test_a_preview_of_reminders_that_are_off_says_so(state: State) -> None:
    kept = state.subscriptions.get(GROUP)
    assert kept
    state.subscriptions.keep(Subscription(GROUP, status=Status.OFF), moment("2024-07-24 10:00"))
    result = run("reminders", "preview", "--chat", GROUP, "--from", "2024-07-20", "--to", "2024-07-21")
    assert "không bật" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--chat", "telegram:9", "--from", "2024-01-01", "--to", "2024-02-01"), "chưa đặt nhắc việc"),
        (("--chat", GROUP, "--from", "hôm nay", "--to", "2024-02-01"), "không phải ngày"),
        (("--chat", GROUP, "--from", "2024-02-01", "--to", "2024-01-01"), "ngày trước đến ngày sau"),
        (("--chat", GROUP, "--from", "2000-01-01", "--to", "2024-01-01"), "nhiều nhất ba năm"),
    ],
)
def test_a_preview_that_cannot_be_is_told(state: State, arguments: tuple[str, ...], told: str) -> None:
    result = run("reminders", "preview", *arguments)
    assert result.exit_code == 2
    assert told in result.output


def test_check_tells_of_a_year_without_an_official_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.registers.today_in_vietnam", lambda: date(2028, 1, 2))
    result = run("check")
    assert result.exit_code == 0
    assert "Lưu ý: working_days.toml, khóa “2028”: năm 2028 chưa có lịch nghỉ lễ, Tết chính thức" in result.stdout
