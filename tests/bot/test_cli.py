"""The command: answers on standard output, clear sentences and exit code 2 for what it cannot do, never a traceback."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from knowledge.store import Store
from nlp.days import parse_day
from tests.evaluation.questions import FOLDER
from tests.knowledge.folder import with_cell, write_folder

ROOT = Path(__file__).parents[2]
KEYS = {"outcome", "tasks", "dates", "text"}
TASK_KEYS = {"ref", "programme", "title", "leads", "coordinators", "deadlines"}

Run = Callable[..., Result]


@pytest.fixture
def run(store: Store) -> Run:
    """Run the command on the shipped store, as on 04/03/2024 where it asks; an error of the program fails the test."""

    def invoke(*arguments: str, typed: bytes | None = None, db: Path | None = None) -> Result:
        result = CliRunner().invoke(main, ["--db", str(db or store.path), *arguments], input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


def ask(run: Run, text: str, *options: str) -> Result:
    return run("ask", "--today", "2024-03-04", *options, "--", text)


def process(*arguments: str | bytes, folder: Path, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
        timeout=60,
    )


# One question


def test_a_question_is_answered(run: Run) -> None:
    result = ask(run, "bao giờ xong tuyển dụng công chức")
    assert result.exit_code == 0
    assert result.stdout.startswith("Thời hạn: 31/07/2024")
    assert "còn 149 ngày" in result.stdout


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_are_answered_the_same(run: Run, form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Sở Y tế phải làm gì")
    assert ask(run, text).stdout == ask(run, "Sở Y tế phải làm gì").stdout


@pytest.mark.parametrize("day", ["2024-07-31", "31/07/2024", "31/7/2024"])
def test_today_may_be_written_either_way(run: Run, day: str) -> None:
    result = run("ask", "bao giờ xong tuyển dụng công chức", "--today", day)
    assert "hôm nay" in result.stdout.partition("\n")[0]


@pytest.mark.parametrize("day", ["hôm nay", "2024-13-01", "31/02/2024", "31-07", "", "01/2024"])
def test_a_day_that_is_none_is_told(run: Run, day: str) -> None:
    result = run("ask", "Sở Y tế phải làm gì", "--today", day)
    assert result.exit_code == 2
    assert f"“{day}” không phải ngày" in result.output


@pytest.mark.parametrize("arguments", [["ask"], ["ask", ""], ["ask", "   "], ["ask", "\t\n"]])
def test_no_question_is_told(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Chưa có câu hỏi" in result.output
    assert result.stdout == ""


@pytest.mark.parametrize("text", ["😀😀", "\x01\x02", "Привет, как дела?", "明天天气怎么样"])
def test_what_is_no_vietnamese_question_is_told(run: Run, text: str) -> None:
    result = run("ask", text)
    assert result.exit_code == 2
    assert "Bạn chưa gõ câu hỏi" in result.output or "tiếng Việt" in result.output


def test_ten_thousand_characters_are_told_to_be_too_many(run: Run) -> None:
    result = ask(run, "Sở Y tế " * 1250)
    assert result.exit_code == 2
    assert "10000 ký tự" in result.output


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "\x01\x02\x1b",
        "\u202e\u200b\ufeff",
        "???",
        "ทดสอบ",
        "Привет, как дела",
        "明天天气怎么样",
        "-",
        "--json",
        "a" * 1000,
    ],
)
def test_what_is_no_question_in_vietnamese_has_an_answer_too(run: Run, text: str) -> None:
    result = ask(run, text, "--json")
    assert result.exit_code == 2
    line = json.loads(result.stdout)
    assert line["outcome"] == "not_found"
    assert line["tasks"] == line["dates"] == []
    assert line["text"]


def test_control_characters_within_a_question_do_not_matter_and_are_not_printed(run: Run) -> None:
    result = ask(run, "Sở\x00Y\x07tế\x1bphải làm gì")
    assert "Sở Y tế chủ trì 2 việc" in result.stdout
    assert "\x1b" not in ask(run, "máy bay \x1b[31m không người lái").stdout


def test_markup_of_a_terminal_is_printed_as_typed(run: Run) -> None:
    assert ask(run, "máy bay [bold]lạ[/bold]").exit_code == 0


# JSON


def test_json_has_what_programs_need(run: Run) -> None:
    line: dict[str, Any] = json.loads(ask(run, "bao giờ xong tuyển dụng công chức", "--json").stdout)
    assert line.keys() == KEYS
    assert (line["outcome"], line["dates"]) == ("found", ["2024-07-31"])
    task = line["tasks"][0]
    assert task.keys() == TASK_KEYS
    assert (task["ref"], task["programme"], task["leads"]) == ("III.1.1.c#2", "01/CTr-UBND", ["Sở Nội vụ"])
    assert task["deadlines"][1] == {
        "date": "2024-07-31",
        "words": "chậm nhất tháng 7/2024",
        "what": "tuyển dụng công chức cấp tỉnh và cấp huyện",
        "bound": "on",
        "recurrence": None,
    }


@pytest.mark.parametrize(
    ("text", "outcome", "dates"),
    [
        ("bao giờ xong điện khí LNG Cà Mau 3", "found", []),
        ("Sở Y tế phải làm gì", "found", []),
        ("cái gì quá hạn rồi", "found", ["2024-02-29"]),
        ("bộ chỉ huy phải làm gì", "choose", []),
        ("Sở Tư pháp làm gì", "not_found", []),
    ],
)
def test_json_asserts_no_date_but_the_answer_s_own(run: Run, text: str, outcome: str, dates: list[str]) -> None:
    line = json.loads(ask(run, text, "--json").stdout)
    assert (line["outcome"], line["dates"]) == (outcome, dates)
    assert (line["tasks"] != []) is (outcome == "found")


def test_json_keeps_vietnamese_letters(run: Run) -> None:
    assert "Sở Y tế" in ask(run, "Sở Y tế phải làm gì", "--json").stdout


def test_explain_says_why(run: Run) -> None:
    line = json.loads(ask(run, "ai lo giải phóng mặt bằng", "--json", "--explain").stdout)
    best = line["explain"][0]
    assert best["ref"] == line["tasks"][0]["ref"] == "III.1.3.c#1"
    assert [why["word"] for why in best["why"]] == ["giải", "phóng", "mặt", "bằng"]
    last = ask(run, "ai lo giải phóng mặt bằng", "--explain").stdout.strip().splitlines()[-1]
    assert json.loads(last) == line["explain"]


def jsonl(run: Run, *lines: bytes) -> Result:
    return run("ask", "--jsonl", typed=b"\n".join(lines))


def test_each_json_line_is_answered_on_its_own_day(run: Run) -> None:
    result = jsonl(
        run,
        '{"id": "a", "q": "tháng này có gì đến hạn", "today": "2024-09-02", "kind": "due_window"}'.encode(),
        b"",
        '{"id": 2, "q": "tháng này có gì đến hạn", "today": "01/10/2024"}'.encode(),
        '{"q": "Sở Tư pháp làm gì"}'.encode(),
    )
    assert result.exit_code == 0
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert all(line.keys() == KEYS | {"id"} for line in (first, second, third))
    assert (first["id"], first["dates"]) == ("a", ["2024-09-18", "2024-09-30"])
    assert (second["id"], second["dates"]) == (2, ["2024-10-18"])
    assert (third["id"], third["outcome"]) == (None, "not_found")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"\xff\xfe", "Dòng 2 không phải UTF-8"),
        ("Sở Y tế phải làm gì".encode(), "Dòng 2"),
        (b"[1, 2]", "Dòng 2"),
        (b'"q"', "Dòng 2"),
        (b"12", "Dòng 2"),
        (b'{"id": 1}', "Dòng 2"),
        (b'{"q": 5}', "Dòng 2"),
        (b'{"q": "x", "today": "mai"}', "không phải ngày: mai"),
    ],
)
def test_a_line_that_is_no_question_is_told_by_its_number(run: Run, line: bytes, told: str) -> None:
    result = jsonl(run, '{"q": "Sở Y tế phải làm gì"}'.encode(), line)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
    assert json.loads(result.stdout.splitlines()[0])["outcome"] == "found"


def test_no_lines_give_no_answers(run: Run) -> None:
    result = jsonl(run, b"")
    assert (result.exit_code, result.output) == (0, "")


# Other commands


def test_check_finds_nothing_wrong_in_what_is_shipped(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "Không có lỗi" in result.stdout


def test_check_tells_each_problem_of_a_folder_on_a_line(run: Run, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "registers", rows=with_cell("chủ trì", "Sở Ma thuật; Sở Phép thuật"))
    result = run("check", str(folder))
    assert result.exit_code == 2
    assert len([line for line in result.stdout.splitlines() if "dòng 2, cột “chủ trì”" in line]) == 2
    assert "2 lỗi" in result.output


def test_check_of_a_right_folder_finds_nothing(run: Run, tmp_path: Path) -> None:
    assert run("check", str(write_folder(tmp_path / "registers"))).exit_code == 0


def test_check_of_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "nowhere" in result.output


def test_build_makes_the_store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIVIEC_REGISTERS", str(write_folder(tmp_path / "registers")))
    result = run("build", db=tmp_path / "new.db")
    assert result.exit_code == 0
    assert "2 nhiệm vụ, 1 chương trình" in result.stdout
    assert (tmp_path / "new.db").stat().st_size > 0


def test_broken_registers_are_told_and_nothing_is_built(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path / "registers", rows=with_cell("chủ trì", "Sở Ma thuật"))
    monkeypatch.setenv("HOIVIEC_REGISTERS", str(folder))
    result = run("ask", "Sở Y tế phải làm gì", db=tmp_path / "new.db")
    assert result.exit_code == 2
    assert "ctr.csv, dòng 2, cột “chủ trì”" in result.output
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("command", [["build"], ["ask", "Sở Y tế phải làm gì"], []])
def test_a_foreign_database_is_refused_and_left_alone(run: Run, tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text)")
    before = path.read_bytes()
    result = run(*command, db=path)
    assert result.exit_code == 2
    assert "notes.db" in result.output
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    result = run("build", db=tmp_path / "nowhere" / "new.db")
    assert result.exit_code == 2
    assert "--db" in result.output


def test_an_unknown_command_is_told(run: Run) -> None:
    assert run("frobnicate").exit_code == 2


def test_help_names_the_commands(run: Run) -> None:
    told = run("--help").stdout
    assert all(command in told for command in ("ask", "build", "check"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("01/03/2024", date(2024, 3, 1)),
        (" 1/3/2024 ", date(2024, 3, 1)),
        ("29/02/2023", None),
        ("03/2024", None),
        ("mai", None),
        ("", None),
    ],
)
def test_days_are_read_day_first_or_as_programs_write_them(text: str, day: date | None) -> None:
    assert parse_day(text) == day


# As a process of its own


def test_bytes_that_are_no_text_do_no_harm(store: Store, tmp_path: Path) -> None:
    done = process("--db", str(store.path), "ask", b"qz\xff wk\xfe", folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout
    assert b"Traceback" not in done.stderr


def test_a_pipe_is_answered_and_nothing_else_is_said(store: Store, tmp_path: Path) -> None:
    typed = "Sở Y tế phải làm gì\n".encode() * 3
    done = process("--db", str(store.path), folder=tmp_path, typed=typed)
    assert done.returncode == 0
    assert done.stdout.decode().count("Sở Y tế chủ trì 2 việc") == 3
    assert done.stderr == b""


def test_the_day_may_be_given_before_the_subcommand(run: Run) -> None:
    before = run("--today", "2024-03-04", "ask", "việc nào quá hạn")
    after = run("ask", "việc nào quá hạn", "--today", "2024-03-04")
    assert before.output == after.output
    assert "04/03/2024" in before.output


@pytest.mark.parametrize("slip", ["1/3/24", "0001-01-01", "2024-02-30", "hôm nay"])
def test_a_day_that_can_only_be_a_slip_is_refused(slip: str) -> None:
    assert parse_day(slip) is None


def test_vietnamese_is_printed_whatever_the_locale_says(store: Store) -> None:
    command = [sys.executable, "-m", "bot", "--db", str(store.path), "ask", "Sở Y tế phải làm gì"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=True)
    assert done.stdout.decode("utf-8").startswith("Sở Y tế chủ trì 2 việc:")


def test_answers_are_the_same_in_every_process(store: Store) -> None:
    questions = (FOLDER / "practice.jsonl").read_bytes()
    first, second = (
        subprocess.run(
            [sys.executable, "-m", "bot", "--db", str(store.path), "ask", "--today", "2024-03-01", "--jsonl"],
            input=questions, stdout=subprocess.PIPE, check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    )  # fmt: skip
    assert len(first.splitlines()) == len(questions.splitlines())
    assert first == second


def test_a_folder_of_one_s_own_is_made_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, own = tmp_path / "data" / "registers", tmp_path / "knowledge.db"
    monkeypatch.setenv("HOIVIEC_REGISTERS", str(folder))
    assert "hoiviec init" in run("build", db=own).output
    assert str(folder) in run("init", str(folder)).output
    assert "91 nhiệm vụ" in run("build", db=own).output
    again = run("init", str(folder))
    assert (again.exit_code, "đã có tệp" in again.output) == (2, True)
