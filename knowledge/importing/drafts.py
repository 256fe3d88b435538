"""Drafts: imports that came over a channel and wait for a person's word, each in a folder of its own.

They are kept in `.drafts` in the folder of registers, so that a word given after a restart still counts.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from knowledge.importing.comparison import compare
from knowledge.importing.folder import CSV, XLSX, write_folder
from knowledge.importing.imported import Imported, import_document
from knowledge.importing.problems import ImportRefused, cannot_write
from knowledge.importing.publishing import problems_of, replaced_by
from knowledge.importing.sandbox import answered, read_content_apart, run_apart
from knowledge.register import read_rows
from nlp.problems import Problem

MOST_SECONDS = 60  # reading has its own limit; the rest is finding tasks and checking them with all registers
_FOLDER = ".drafts"
_KEY = re.compile(r"[0-9a-f]{12}")
_KEPT = timedelta(days=30)  # who has not come back to a draft by then will not


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing a draft would change in the programme that it replaces, in tasks."""

    new: int
    gone: int
    changed: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person is told of a draft before it is published; `problems` are what keeps it from being so."""

    key: str
    number: str
    issued_on: date | None
    issuer: str
    year: int
    tasks: int
    dated: int
    known_agencies: int
    new_agencies: tuple[str, ...]
    doubts: tuple[str, ...]
    problems: tuple[Problem, ...]
    replaces: Changes | None
    edited: bool


class Drafts:
    """The drafts of a folder of registers."""

    def __init__(self, registers: Path) -> None:
        self.registers = registers
        self._folder = registers / _FOLDER

    def take(self, content: bytes, name: str, today: date, *, seconds: float = MOST_SECONDS) -> Draft:
        """Make a draft of a document, or of a workbook that was edited, in a process of its own.

        Raises ImportRefused with what to do, SecretDocument for one with a mark of secrecy; nothing is kept then.
        """
        key = secrets.token_hex(6)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(self.registers, error) from error
        self._sweep(today)
        arguments = [str(self.registers), key, today.isoformat(), name]
        try:
            printed = run_apart("knowledge.importing.drafts", arguments, content, name, seconds)
        except ImportRefused:
            self.drop(key)
            raise
        return _from_json(json.loads(printed))

    def source(self, key: str) -> Path | None:
        """The folder of a draft, as `publishing.load` takes it; None if it is not kept any more."""
        folder = self._folder / key
        return folder if _KEY.fullmatch(key) and folder.is_dir() else None

    def workbook(self, key: str) -> bytes:
        """The content of a draft's `.xlsx`."""
        return (self._folder / key / XLSX).read_bytes()

    def drop(self, key: str) -> None:
        """Delete a draft."""
        folder = self.source(key)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)

    def _sweep(self, today: date) -> None:
        for folder in self._folder.iterdir():
            if today - datetime.fromtimestamp(folder.stat().st_mtime, UTC).date() > _KEPT:
                self.drop(folder.name)


def make_draft(content: bytes, name: str, registers: Path, key: str, today: date) -> Draft:
    """Read, extract, write the draft's folder and see whether it could be published."""
    imported = import_document(read_content_apart(content, name), registers, today)
    folder = registers / _FOLDER / key
    write_folder(folder, imported, today)
    return _told(imported, key, tuple(problems_of(folder, registers)), _changes(folder, registers))


def _told(imported: Imported, key: str, problems: tuple[Problem, ...], replaces: Changes | None) -> Draft:
    facts, proposals = imported.facts, imported.proposals
    return Draft(
        key=key,
        number=facts.number,
        issued_on=facts.issued_on,
        issuer=facts.issuer,
        year=facts.year,
        tasks=imported.count,
        dated=imported.dated,
        known_agencies=len({match.official for match in proposals.matched}),
        new_agencies=tuple(proposal.name for proposal in proposals.proposed),
        doubts=imported.doubts,
        problems=problems,
        replaces=replaces,
        edited=imported.edited,
    )


def _changes(folder: Path, registers: Path) -> Changes | None:
    before = replaced_by(folder, registers)
    if before is None:
        return None
    differences = compare(read_rows(before)[0], read_rows(folder / CSV)[0])
    kinds = Counter("new" if d.old is None else "gone" if d.new is None else "changed" for d in differences)
    return Changes(kinds["new"], kinds["gone"], kinds["changed"])


def _to_json(draft: Draft) -> str:
    return json.dumps(asdict(draft), ensure_ascii=False, default=date.isoformat)


def _from_json(parts: dict[str, Any]) -> Draft:
    issued_on, replaces = parts["issued_on"], parts["replaces"]
    return Draft(**{
        **parts,
        "issued_on": date.fromisoformat(issued_on) if issued_on else None,
        "new_agencies": tuple(parts["new_agencies"]),
        "doubts": tuple(parts["doubts"]),
        "problems": tuple(Problem(**problem) for problem in parts["problems"]),
        "replaces": Changes(**replaces) if replaces else None,
    })  # fmt: skip


def main(registers: str, key: str, today: str, name: str) -> int:
    """Make a draft of standard input and print what is told of it."""
    content = sys.stdin.buffer.read()
    return answered(lambda: _to_json(make_draft(content, name, Path(registers), key, date.fromisoformat(today))))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
