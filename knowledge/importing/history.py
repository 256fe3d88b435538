"""The history of a folder of registers: each step of publishing, by whom and when, and what stood there before it.

It is kept in `.history` in the folder itself: a log, and a numbered copy of the files for each step.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.check import input_files
from knowledge.importing.problems import cannot_write

_HISTORY, _LOG, _LOCK = ".history", "publications.jsonl", "lock"
UNDO = "hoàn tác"


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


@contextmanager
def alone(registers: Path) -> Iterator[None]:
    """Keep other processes and threads from publishing into a folder until this step is done."""
    try:
        (registers / _HISTORY).mkdir(parents=True, exist_ok=True)
        lock = (registers / _HISTORY / _LOCK).open("w")
    except OSError as error:
        raise cannot_write(registers, error) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def publications(registers: Path) -> list[Publication]:
    """All steps of a folder in order, those that were taken back marked."""
    path = registers / _HISTORY / _LOG
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


def last_standing(registers: Path) -> Publication | None:
    """The last step that was not taken back, which is the one that `undo` takes back."""
    steps = publications(registers)
    return next((step for step in reversed(steps) if not step.undone and step.action != UNDO), None)


def kept_before(registers: Path, step: Publication) -> Path:
    """The folder with the files as they were before a step."""
    return registers / _HISTORY / f"{step.number:04d}"


def record(
    registers: Path, action: str, programme: str, tasks: int, by: str, at: datetime, *, undoes: int | None = None
) -> Publication:
    """Keep what the folder holds now, and write down the step."""
    history = registers / _HISTORY
    number = max((step.number for step in publications(registers)), default=0) + 1
    kept = history / f"{number:04d}"
    kept.mkdir(exist_ok=True)
    for path in input_files(registers):
        shutil.copy(path, kept / path.name)
    line = {
        "number": number, "action": action, "programme": programme, "tasks": tasks, "by": by, "at": at.isoformat(),
        "undoes": undoes,
    }  # fmt: skip
    with (history / _LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")
    return Publication(number, action, programme, tasks, by, at)


def bring_back(kept: Path, registers: Path) -> None:
    """Put back the files of a folder as it was: tables that were not there go first, those that were come last."""
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
