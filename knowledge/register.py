"""Registers: one programme as one CSV table with Vietnamese headings and a TOML beside it that names the document."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.model import Deadline, Programme, Register, Task
from nlp.deadlines import read_deadline
from nlp.letters import fold, nfc
from nlp.problems import Problem, reason

REF, TITLE, CONTENT, LEADS, COORDINATORS, DEADLINES, NOTES = COLUMNS = (
    "mục", "nhiệm vụ", "nội dung", "chủ trì", "phối hợp", "thời hạn", "ghi chú",
)  # fmt: skip
NO_LEAD = "văn bản không nêu cơ quan chủ trì"  # said in the notes, this is why a task has no lead
LONGEST_TITLE = 90  # characters: what two lines of a phone hold
_REF = re.compile(r"^\S+#[1-9]\d*$")
_DELIMITERS = ",;\t"  # Excel saves with ";" where the decimal sign is a comma, as in Vietnam
_FACTS: dict[str, type] = {
    "number": str, "title": str, "short_title": str, "kind": str, "issuer": str, "province": str,
    "issued_on": date, "year": int,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table as it stands in the file: its line number and its cells by heading."""

    line: int
    cells: dict[str, str]


def read_register(path: Path) -> tuple[Register | None, list[Problem]]:
    """Read `x.csv` and `x.toml`: the register, or None where anything in it is wrong, and all that is wrong.

    Agencies' names are not looked up here; `knowledge.check` does that.
    """
    programme, problems = _read_programme(path.with_suffix(".toml"))
    rows, row_problems = read_rows(path)
    problems += row_problems
    year = programme.year if programme else None
    tasks = []
    for row in rows:
        task, wrong = _task(path.name, row, year)
        tasks.append(task)
        problems += wrong
    problems += _repeated_refs(path.name, rows)
    if programme is None or problems:
        return None, problems
    return Register(programme, tuple(tasks)), []


_TOML_LINE = re.compile(r"at line (\d+)")


def read_rows(path: Path) -> tuple[list[Row], list[Problem]]:
    """The table's rows, or what keeps it from being read at all."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [], [Problem(path.name, None, None, f"không đọc được tệp: {reason(error)}", "kiểm tra tệp và quyền đọc")]
    except UnicodeDecodeError:
        return [], [
            Problem(
                path.name,
                None,
                None,
                "tệp không phải bảng mã UTF-8",
                "trong Excel chọn Lưu thành “CSV UTF-8 (Comma delimited)”",
            )
        ]
    heading = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = [(reader.line_num, [nfc(cell).strip() for cell in cells]) for cells in reader]
    except csv.Error:
        advice = 'một ô có dấu ngoặc kép thì viết dấu đó hai lần ("") và đặt cả ô trong ngoặc kép'
        return [], [Problem(path.name, reader.line_num, None, "dấu ngoặc kép không khớp", advice)]
    names = [name.lower() for name in table[0][1]] if table else []
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        return [], [
            Problem(path.name, 1, column, "thiếu cột này", f"dòng đầu phải có đủ: {', '.join(COLUMNS)}")
            for column in missing
        ]
    repeated = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    if repeated:
        return [], [Problem(path.name, 1, column, "cột này có hai lần", "bỏ bớt một cột") for column in repeated]
    overfull = [line for line, cells in table[1:] if any(cells[len(names) :])]
    if overfull:
        advice = "đặt ô có dấu phân cách trong ngoặc kép"
        return [], [Problem(path.name, line, None, "nhiều ô hơn dòng đầu", advice) for line in overfull]
    rows = [
        Row(line, dict(zip(names, cells + [""] * len(names), strict=False))) for line, cells in table[1:] if any(cells)
    ]
    if not rows:
        return [], [Problem(path.name, None, None, "bảng không có dòng nhiệm vụ nào", "kiểm tra lại tệp")]
    return rows, []


def _task(file: str, row: Row, year: int | None) -> tuple[Task, list[Problem]]:
    cells = row.cells
    problems = [Problem(file, row.line, column, what, advice) for column, what, advice in _wrong_cells(cells)]
    deadlines = []
    # Without the programme's year no deadline can be read; that the programme is missing is told elsewhere.
    for what, words in split_deadlines(cells[DEADLINES]) if year else ():
        when = read_deadline(words, year) if year else None
        if when is None:
            problems.append(
                Problem(
                    file,
                    row.line,
                    DEADLINES,
                    f"không hiểu thời hạn “{words}”",
                    "ghi như “việc gì: chậm nhất tháng 7/2024”; nhiều thời hạn cách nhau bằng dấu “;”",
                )
            )
        else:
            deadlines.append(Deadline(what, when))
    task = Task(
        ref=cells[REF],
        title=cells[TITLE],
        content=cells[CONTENT],
        leads=split_names(cells[LEADS]),
        coordinators=split_names(cells[COORDINATORS]),
        deadlines=tuple(deadlines),
        horizon=cells[NOTES],
    )
    return task, problems


def _wrong_cells(cells: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    if not _REF.match(cells[REF]):
        yield REF, f"“{cells[REF]}” không phải số mục", "ghi đường dẫn mục rồi “#” và số thứ tự, như III.1.1.c#2"
    if not cells[TITLE]:
        yield TITLE, "trống", "ghi tên ngắn của nhiệm vụ"
    elif len(cells[TITLE]) > LONGEST_TITLE:
        yield TITLE, f"dài {len(cells[TITLE])} ký tự", f"rút còn nhiều nhất {LONGEST_TITLE} ký tự"
    if not cells[CONTENT]:
        yield CONTENT, "trống", "ghi việc phải làm"
    for column in (TITLE, CONTENT):
        if "..." in cells[column] or "…" in cells[column]:
            yield column, "có dấu ba chấm", "ghi đủ nội dung, không bỏ lửng"
    if not split_names(cells[LEADS]) and NO_LEAD not in cells[NOTES].lower():
        yield LEADS, "trống", f"ghi cơ quan chủ trì, hoặc ghi “{NO_LEAD}” ở cột “{NOTES}”"
    for column in (LEADS, COORDINATORS):
        names = split_names(cells[column])
        for name in {name for name in names if names.count(name) > 1}:
            yield column, f"“{name}” được ghi hai lần", "ghi mỗi cơ quan một lần"
    if any(not part.rpartition(":")[2].strip() for part in cells[DEADLINES].split(";") if part.strip()):
        yield DEADLINES, "có việc nhưng không có thời hạn sau dấu “:”", "ghi thời hạn, hoặc bỏ phần này"


def split_names(cell: str) -> tuple[str, ...]:
    """The agencies of one cell: `"Sở A; Sở B" → ("Sở A", "Sở B")`."""
    return tuple(name for part in cell.split(";") if (name := part.strip()))


def split_deadlines(cell: str) -> list[tuple[str, str]]:
    """What each deadline binds, and its words: `"tuyển dụng: tháng 7/2024" → [("tuyển dụng", "tháng 7/2024")]`."""
    deadlines = []
    for part in cell.split(";"):
        what, _, words = part.strip().rpartition(":")
        if words.strip():
            deadlines.append((what.strip(), words.strip()))
    return deadlines


def _repeated_refs(file: str, rows: list[Row]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        key = fold(row.cells[REF])
        if key in first:
            problems.append(
                Problem(
                    file,
                    row.line,
                    REF,
                    f"“{row.cells[REF]}” đã có ở dòng {first[key]}",
                    "mỗi nhiệm vụ một số mục riêng",
                )
            )
        first.setdefault(key, row.line)
    return problems


def _read_programme(path: Path) -> tuple[Programme | None, list[Problem]]:
    table, problems = read_toml(path)
    if table is None:
        return None, problems
    for key, kind in _FACTS.items():
        if type(table.get(key)) is not kind:
            problems.append(Problem(path.name, None, key, "thiếu hoặc sai kiểu", "xem mẫu trong docs/huong-dan.md"))
    notes = table.get("notes", [])
    if not isinstance(notes, list) or not all(isinstance(note, str) for note in notes):
        problems.append(Problem(path.name, None, "notes", "không phải danh sách câu", 'ghi như notes = ["…"]'))
    if problems:
        return None, problems
    return Programme(**{key: table[key] for key in _FACTS}, notes=tuple(table.get("notes", ()))), []


def read_toml(path: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    """A TOML file as a table, or what is wrong with it."""
    try:
        return tomllib.loads(nfc(path.read_bytes().decode("utf-8-sig"))), []
    except OSError as error:
        return None, [
            Problem(path.name, None, None, f"không đọc được tệp: {reason(error)}", "đặt tệp này cạnh tệp CSV cùng tên")
        ]
    except UnicodeDecodeError:
        return None, [Problem(path.name, None, None, "tệp không phải bảng mã UTF-8", "lưu lại tệp với bảng mã UTF-8")]
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        return None, [
            Problem(
                path.name, int(at[1]) if at else None, None, "sai cú pháp TOML", "so với mẫu trong docs/huong-dan.md"
            )
        ]
