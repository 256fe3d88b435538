"""Staging: the folder of registers as it would be with an import, beside the real one until it is known to be right."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.agencies import read_agencies
from knowledge.check import REGISTERS, input_files
from knowledge.importing.folder import AGENCIES, CSV, TOML, XLSX, fact_as_toml
from knowledge.importing.forms import read_sheet
from knowledge.importing.problems import ImportRefused, cannot_write
from knowledge.importing.workbook import FACT_NAMES, FACTS, fact_text
from knowledge.problems import BrokenFiles
from knowledge.register import read_register, read_toml
from nlp.letters import fold, nfc

_AT_ODDS = "Trang “{sheet}” của bảng ghi {name} là “{text}”, còn {file} ghi “{held}”. Hãy sửa cho giống nhau."


def copy_registers(folder: Path) -> None:
    """Make a folder with the registers that come with the program; ImportRefused where it holds something already."""
    if folder.exists() and any(folder.iterdir()):
        raise ImportRefused(f"Thư mục {folder} đã có tệp; chưa thay đổi gì.")
    folder.mkdir(parents=True, exist_ok=True)
    for path in input_files(REGISTERS):
        shutil.copy(path, folder / path.name)


def staged(registers: Path) -> tempfile.TemporaryDirectory[str]:
    """An empty folder on the same disk, gone when it is closed."""
    try:
        registers.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=".nap-", dir=registers)
    except OSError as error:
        raise cannot_write(registers, error) from error


def put(source: Path, staging_name: str, registers: Path) -> tuple[str, str, int]:
    """Copy the registers and the new one into the staging folder; the new one's file name, number and tasks."""
    staging = Path(staging_name)
    for path in input_files(registers):
        shutil.copy(path, staging / path.name)
    table, facts_path = source_files(source)
    sheet = read_sheet(table)
    toml = _completed(facts_path, sheet.facts)
    facts = tomllib.loads(toml)
    number, province = str(facts.get("number", "")), str(facts.get("province", ""))
    same = same_document(staging, facts)
    name = same[0].stem if same else _free(staging, file_name(number, str(facts.get("title", ""))))
    (staging / f"{name}.csv").write_text(sheet.text, "utf-8-sig", newline="")
    (staging / f"{name}.toml").write_text(toml, "utf-8")
    _put_agencies(facts_path.parent / AGENCIES, staging, province)
    register, problems = read_register(staging / f"{name}.csv")
    if register is None:
        raise BrokenFiles(problems)
    return name, number, len(register.tasks)


def source_files(source: Path) -> tuple[Path, Path]:
    """The table and the facts of an import; the workbook where that was edited last. Raises ImportRefused."""
    if source.is_dir():
        table = source / CSV
        edited = source / XLSX
        if edited.exists() and table.exists() and edited.stat().st_mtime > table.stat().st_mtime + 2:
            table = edited
        return _existing(table), _existing(source / TOML)
    return _existing(source), _existing(source.with_suffix(".toml"))


def same_document(folder: Path, facts: dict[str, Any]) -> list[Path]:
    """The tables of the programme that these facts are of."""
    number = str(facts.get("number", ""))
    return [path for path, held in with_number(folder, number) if document_of(held) == document_of(facts)]


def with_number(folder: Path, number: str) -> list[tuple[Path, dict[str, Any]]]:
    """The tables of the programmes with this number, and their facts: each year and province has a "01/CTr-UBND"."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        facts, _ = read_toml(path.with_suffix(".toml"))
        if facts and fold(str(facts.get("number", ""))) == fold(number):
            found.append((path, facts))
    return found


def document_of(facts: dict[str, Any]) -> tuple[str, str]:
    """What tells documents of one number apart: the province and the year of issue."""
    return fold(str(facts.get("province", ""))), str(facts.get("issued_on", ""))[:4]


def take_over(staging: str, registers: Path, name: str) -> None:
    """Move the new files in; the table last, since a table is what makes a programme count."""
    agencies = [path.name for path in sorted(Path(staging).glob("agencies*.toml"))]
    _move(Path(staging), registers, [*agencies, f"{name}.toml", f"{name}.csv"])


def file_name(number: str, title: str) -> str:
    """The name of a programme's files: `"01/CTr-UBND", … → "01-ctr-ubnd"`."""
    text = number or title[:60]
    return re.sub(r"[^a-z0-9]+", "-", fold(nfc(text))).strip("-") or "van-ban"


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ImportRefused(f"Không có tệp {path}. Chạy “hoiviec import” trước, hoặc chỉ đúng thư mục kết quả.")
    return path


def _completed(path: Path, told: Mapping[str, str]) -> str:
    """A register's TOML with what only the workbook says of its document; ImportRefused where that says otherwise."""
    facts, problems = read_toml(path)
    if facts is None:
        raise BrokenFiles(problems)
    lines = []
    for key, text in told.items():
        shown = fact_text(facts.get(key))
        if text and not shown:
            lines.append(fact_as_toml(key, text))
        elif text and text.split() != shown.split():
            raise ImportRefused(
                _AT_ODDS.format(name=FACT_NAMES[key], sheet=FACTS, text=text, file=path.name, held=shown)
            )
    return "".join(line + "\n" for line in lines) + path.read_text("utf-8-sig")


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


def _free(folder: Path, name: str) -> str:
    number, free = 2, name
    while (folder / f"{free}.csv").exists() or free.startswith("agencies"):
        free, number = f"{name}-{number}", number + 1
    return free


def _move(source: Path, registers: Path, names: Sequence[str]) -> None:
    for name in names:
        (source / name).replace(registers / name)
