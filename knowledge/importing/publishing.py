"""Publishing: a checked register goes into the folder of registers and the store in one step, and can be taken back.

The folder keeps what it held before each step in `.history`, with who did it and when.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.agencies import read_agencies
from knowledge.check import check_folder, input_files
from knowledge.importing.folder import AGENCIES, CSV, TOML, XLSX
from knowledge.importing.forms import read_form
from knowledge.importing.problems import ImportRefused
from knowledge.opening import open_store
from knowledge.problems import BrokenFiles
from knowledge.register import read_register, read_toml
from nlp.letters import fold, nfc
from nlp.problems import reason

HISTORY, LOG = ".history", "publications.jsonl"
_FIRST = (
    "Đây là lần nạp đầu tiên, trước đó chưa có chương trình nào. Hãy nạp chương trình khác rồi gỡ chương trình này."
)
_NOTHING = "Chưa có lần nạp nào để hoàn tác."


@dataclass(frozen=True, slots=True)
class Publication:
    """One step: what was done to which programme, by whom and when; `number` counts the steps of a folder."""

    number: int
    action: str  # "nạp", "gỡ", "hoàn tác"
    programme: str
    tasks: int
    by: str
    at: datetime
    undone: bool = False


def load(source: Path, registers: Path, database: Path, *, by: str, at: datetime) -> Publication:
    """Publish an import's folder, or a register that was edited (.csv or .xlsx with its .toml beside it).

    Raises BrokenFiles or ImportRefused with what to do; nothing is changed then. A programme of the same number,
    province and year is replaced. A bot that runs takes the new store with its next question.
    """
    with _staged(registers) as staging:
        name, number, tasks = _put(source, staging, registers)
        _refuse_problems(staging)
        step = _record(registers, "nạp", number, tasks, by, at)
        _take_over(staging, registers, name)
    open_store(database, registers, rebuild=True).close()
    return step


def unload(
    number: str, registers: Path, database: Path, *, by: str, at: datetime, province: str = "", year: int | None = None
) -> Publication:
    """Take a programme off by its number, and by province or year of issue where several documents have that number.

    Raises ImportRefused where there is none, where several are meant, or where it is the last one.
    """
    found = [
        (path, facts) for path, facts in _with_number(registers, number)
        if fold(province) in ("", _document(facts)[0]) and str(year or "") in ("", _document(facts)[1])
    ]  # fmt: skip
    if not found:
        raise ImportRefused(f"Không có chương trình “{number}” trong {registers}.")
    if len(found) > 1:
        held = "; ".join(f"{facts.get('province')}, {_document(facts)[1]}" for _, facts in found)
        raise ImportRefused(f"Có {len(found)} chương trình “{number}” ({held}). Thêm --province hoặc --year.")
    path = found[0][0]
    if len(list(registers.glob("*.csv"))) == 1:
        raise ImportRefused("Đây là chương trình duy nhất; nạp chương trình khác trước khi gỡ.")
    register, _ = read_register(path)
    step = _record(registers, "gỡ", number, len(register.tasks) if register else 0, by, at)
    path.unlink()
    path.with_suffix(".toml").unlink(missing_ok=True)
    open_store(database, registers, rebuild=True).close()
    return step


def undo(registers: Path, database: Path, *, by: str, at: datetime) -> Publication:
    """Take back the last step that still stands; what the folder held before it comes back."""
    last = next(
        (step for step in reversed(publications(registers)) if not step.undone and step.action != "hoàn tác"), None
    )
    if last is None:
        raise ImportRefused(_NOTHING)
    kept = registers / HISTORY / f"{last.number:04d}"
    if not list(kept.glob("*.csv")):
        raise ImportRefused(_FIRST)
    problems = check_folder(kept)
    if problems:
        raise BrokenFiles(problems)
    step = _record(registers, "hoàn tác", last.programme, last.tasks, by, at, undoes=last.number)
    _replace_all(kept, registers)
    open_store(database, registers, rebuild=True).close()
    return step


def publications(registers: Path) -> list[Publication]:
    """All steps of a folder in order, those that were taken back marked."""
    path = registers / HISTORY / LOG
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    taken_back = {line["undoes"] for line in lines if line.get("undoes")}
    return [
        Publication(
            line["number"], line["action"], line["programme"], line["tasks"], line["by"],
            datetime.fromisoformat(line["at"]), undone=line["number"] in taken_back,
        )
        for line in lines
    ]  # fmt: skip


def file_name(number: str, title: str) -> str:
    """The name of a programme's files: `"01/CTr-UBND", … → "01-ctr-ubnd"`."""
    text = number or title[:60]
    return re.sub(r"[^a-z0-9]+", "-", fold(nfc(text))).strip("-") or "van-ban"


def _staged(registers: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        registers.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=".nap-", dir=registers)
    except OSError as error:
        raise ImportRefused(f"Không ghi được vào {registers}: {reason(error)}.") from error


def _put(source: Path, staging_name: str, registers: Path) -> tuple[str, str, int]:
    """Copy the registers and the new one into the staging folder; the new one's file name, number and tasks."""
    staging = Path(staging_name)
    table, facts_path = _source_files(source)
    facts, problems = read_toml(facts_path)
    if facts is None:
        raise BrokenFiles(problems)
    number, province = str(facts.get("number", "")), str(facts.get("province", ""))
    for path in input_files(registers):
        shutil.copy(path, staging / path.name)
    same = [path for path, held in _with_number(staging, number) if _document(held) == _document(facts)]
    name = same[0].stem if same else _free(staging, file_name(number, str(facts.get("title", ""))))
    (staging / f"{name}.csv").write_text(read_form(table), "utf-8-sig", newline="")
    shutil.copy(facts_path, staging / f"{name}.toml")
    _put_agencies(facts_path.parent / AGENCIES, staging, province)
    register, problems = read_register(staging / f"{name}.csv")
    if register is None:
        raise BrokenFiles(problems)
    return name, number, len(register.tasks)


def _source_files(source: Path) -> tuple[Path, Path]:
    if source.is_dir():
        table = source / CSV
        edited = source / XLSX
        if edited.exists() and table.exists() and edited.stat().st_mtime > table.stat().st_mtime + 2:
            table = edited
        return _existing(table), _existing(source / TOML)
    return _existing(source), _existing(source.with_suffix(".toml"))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ImportRefused(f"Không có tệp {path}. Chạy “hoiviec import” trước, hoặc chỉ đúng thư mục kết quả.")
    return path


def _put_agencies(path: Path, staging: Path, province: str) -> None:
    """Put the import's list of agencies in the place of the folder's, if it still holds all that the folder's does."""
    if not path.is_file():
        return
    new, problems = read_agencies(path)
    if new is None or problems:
        raise BrokenFiles(problems)
    for known in sorted(staging.glob("agencies*.toml")):
        book, _ = read_agencies(known)
        if book and book.province == province:
            lost = {agency.name for agency in book.agencies} - {agency.name for agency in new.agencies}
            if lost:
                what = f"Danh mục cơ quan đã thay đổi sau khi nhập: thiếu “{sorted(lost)[0]}”"
                raise ImportRefused(f"{what}. Hãy nhập lại văn bản, hoặc bổ sung cơ quan này vào {path}.")
            shutil.copy(path, known)
            return
    target = AGENCIES if not (staging / AGENCIES).exists() else f"agencies-{file_name('', province)}.toml"
    shutil.copy(path, staging / target)


def _refuse_problems(staging: str) -> None:
    problems = check_folder(Path(staging))
    if problems:
        raise BrokenFiles(problems)


def _with_number(folder: Path, number: str) -> list[tuple[Path, dict[str, Any]]]:
    """The tables of the programmes with this number, and their facts: each year and province has a "01/CTr-UBND"."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        facts, _ = read_toml(path.with_suffix(".toml"))
        if facts and fold(str(facts.get("number", ""))) == fold(number):
            found.append((path, facts))
    return found


def _document(facts: dict[str, Any]) -> tuple[str, str]:
    """What tells documents of one number apart: the province and the year of issue."""
    return fold(str(facts.get("province", ""))), str(facts.get("issued_on", ""))[:4]


def _free(folder: Path, name: str) -> str:
    number, free = 2, name
    while (folder / f"{free}.csv").exists() or free.startswith("agencies"):
        free, number = f"{name}-{number}", number + 1
    return free


def _record(
    registers: Path, action: str, programme: str, tasks: int, by: str, at: datetime, *, undoes: int | None = None
) -> Publication:
    """Keep what the folder holds now, and write down the step."""
    history = registers / HISTORY
    history.mkdir(exist_ok=True)
    number = max((step.number for step in publications(registers)), default=0) + 1
    kept = history / f"{number:04d}"
    kept.mkdir(exist_ok=True)
    for path in input_files(registers):
        shutil.copy(path, kept / path.name)
    line = {
        "number": number, "action": action, "programme": programme, "tasks": tasks, "by": by, "at": at.isoformat(),
        "undoes": undoes,
    }  # fmt: skip
    with (history / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")
    return Publication(number, action, programme, tasks, by, at)


def _take_over(staging: str, registers: Path, name: str) -> None:
    """Move the new files in; the table last, since a table is what makes a programme count."""
    agencies = [path.name for path in sorted(Path(staging).glob("agencies*.toml"))]
    _move(Path(staging), registers, [*agencies, f"{name}.toml", f"{name}.csv"])


def _move(source: Path, registers: Path, names: Sequence[str]) -> None:
    for name in names:
        (source / name).replace(registers / name)


def _replace_all(kept: Path, registers: Path) -> None:
    """Put back a folder as it was: tables that were not there go first, those that were come last."""
    before = {path.name for path in input_files(kept)}
    for path in input_files(registers):
        if path.suffix == ".csv" and path.name not in before:
            path.unlink()
    with tempfile.TemporaryDirectory(prefix=".nap-", dir=registers) as staging:
        for name in sorted(before, key=lambda name: (name.endswith(".csv"), name)):
            shutil.copy(kept / name, Path(staging) / name)
            (Path(staging) / name).replace(registers / name)
    for path in input_files(registers):
        if path.name not in before:
            path.unlink()
