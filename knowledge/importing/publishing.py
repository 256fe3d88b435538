"""Publishing: a checked register goes into the folder of registers and the store in one step, and can be taken back.

The folder keeps what it held before each step in `.history`, with who did it and when.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from knowledge.check import check_folder
from knowledge.importing.history import UNDO, Publication, alone, bring_back, kept_before, last_standing, record
from knowledge.importing.problems import ImportRefused
from knowledge.importing.staging import document_of, put, same_document, source_files, staged, take_over, with_number
from knowledge.opening import open_store
from knowledge.problems import BrokenFiles
from knowledge.register import read_register, read_toml
from nlp.letters import fold
from nlp.problems import Problem

_FIRST = (
    "Đây là lần nạp đầu tiên, trước đó chưa có chương trình nào. Hãy nạp chương trình khác rồi gỡ chương trình này."
)
_NOTHING = "Chưa có lần nạp nào để hoàn tác."
_UNDONE = "Lần này đã được hoàn tác rồi."
_LATER = "Sau đó đã {action} {programme} (lúc {at}). Hãy hoàn tác lần đó trước."


def problems_of(source: Path, registers: Path) -> list[Problem]:
    """What keeps an import from being published as it is now; nothing is changed. Raises ImportRefused as `load`."""
    with staged(registers) as staging:
        try:
            put(source, staging, registers)
        except BrokenFiles as error:
            return error.problems
        return check_folder(Path(staging))


def replaced_by(source: Path, registers: Path) -> Path | None:
    """The table that publishing an import would replace: the same number, province and year; None for a new one."""
    facts, _ = read_toml(source_files(source)[1])
    return next(iter(same_document(registers, facts)), None) if facts else None


def load(source: Path, registers: Path, database: Path, *, by: str, at: datetime) -> Publication:
    """Publish an import's folder, or a register that was edited (.csv or .xlsx with its .toml beside it).

    Raises BrokenFiles or ImportRefused with what to do; nothing is changed then. A programme of the same number,
    province and year is replaced. A bot that runs takes the new store with its next question.
    """
    with alone(registers), staged(registers) as staging:
        name, number, tasks = put(source, staging, registers)
        problems = check_folder(Path(staging))
        if problems:
            raise BrokenFiles(problems)
        step = record(registers, "nạp", number, tasks, by, at)
        take_over(staging, registers, name)
        open_store(database, registers, rebuild=True).close()
    return step


def unload(
    number: str, registers: Path, database: Path, *, by: str, at: datetime, province: str = "", year: int | None = None
) -> Publication:
    """Take a programme off by its number, and by province or year of issue where several documents have that number.

    Raises ImportRefused where there is none, where several are meant, or where it is the last one.
    """
    found = [
        (path, facts) for path, facts in with_number(registers, number)
        if fold(province) in ("", document_of(facts)[0]) and str(year or "") in ("", document_of(facts)[1])
    ]  # fmt: skip
    if not found:
        raise ImportRefused(f"Không có chương trình “{number}” trong {registers}.")
    if len(found) > 1:
        held = "; ".join(f"{facts.get('province')}, {document_of(facts)[1]}" for _, facts in found)
        raise ImportRefused(f"Có {len(found)} chương trình “{number}” ({held}). Thêm --province hoặc --year.")
    path = found[0][0]
    if len(list(registers.glob("*.csv"))) == 1:
        raise ImportRefused("Đây là chương trình duy nhất; nạp chương trình khác trước khi gỡ.")
    register, _ = read_register(path)
    with alone(registers):
        step = record(registers, "gỡ", number, len(register.tasks) if register else 0, by, at)
        path.unlink()
        path.with_suffix(".toml").unlink(missing_ok=True)
        open_store(database, registers, rebuild=True).close()
    return step


def undo(registers: Path, database: Path, *, by: str, at: datetime, number: int | None = None) -> Publication:
    """Take back the last step that still stands; what the folder held before it comes back.

    `number` is the step that is meant: ImportRefused says which came after it, and must be taken back first.
    """
    with alone(registers):
        last = last_standing(registers)
        if last is None or (number is not None and last.number < number):
            raise ImportRefused(_NOTHING if last is None else _UNDONE)
        if number is not None and last.number > number:
            raise ImportRefused(
                _LATER.format(action=last.action, programme=last.programme, at=f"{last.at:%H:%M %d/%m/%Y}")
            )
        kept = kept_before(registers, last)
        if not list(kept.glob("*.csv")):
            raise ImportRefused(_FIRST)
        problems = check_folder(kept)
        if problems:
            raise BrokenFiles(problems)
        step = record(registers, UNDO, last.programme, last.tasks, by, at, undoes=last.number)
        bring_back(kept, registers)
        open_store(database, registers, rebuild=True).close()
    return step
