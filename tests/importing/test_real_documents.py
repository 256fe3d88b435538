"""Real documents of other authorities, which stay outside the project: read from the folder HOIVIEC_SHARED."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from knowledge.agencies import read_agencies
from knowledge.check import REGISTERS
from knowledge.importing.extraction import extract
from knowledge.importing.readers import read_document
from knowledge.register import read_register
from nlp.when import Recurrence, When

SHARED = Path(os.environ.get("HOIVIEC_SHARED", ""))
needs_shared = pytest.mark.skipif(
    not os.environ.get("HOIVIEC_SHARED"), reason="HOIVIEC_SHARED names no folder of documents, sources, eval"
)
HOIVIEC = f"{Path(sys.executable).with_name('hoiviec')} import {{}} --json"
# Where the document's words give another coordinator than the shipped register, which people made: it names those whom
# a sentence only mentions ("liên hệ với các đơn vị …", "phát huy vai trò của Mặt trận"), and writes names in full.
REGISTER_READS_MORE = {
    "III.1.2.c#2", "III.1.2.c#3", "III.1.3.b#1", "III.2.2.a#2", "III.2.2.a#4", "III.2.2.b#3", "III.2.2.c#5",
    "III.3.2#1", "III.4.1#1", "III.5.3#1", "IV.2#1",
}  # fmt: skip


@needs_shared
def test_real_documents_reach_the_measures() -> None:
    score, documents = str(SHARED / "eval" / "score_import.py"), str(SHARED / "documents")
    command = [sys.executable, score, "--dir", documents, "--command", HOIVIEC, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    percent = json.loads(done.stdout)["percent"]
    assert percent["recall"] >= 95
    assert percent["precision"] >= 95
    assert percent["leads"] >= 95
    assert percent["coordinators"] >= 93
    assert percent["deadlines"] >= 95
    assert percent["all_right"] >= 88


@needs_shared
def test_the_shipped_programme_imports_to_its_register() -> None:
    source = SHARED / "sources" / "01-CTr-UBND-ca-mau-2024.txt"
    extraction = extract(read_document(source.read_bytes(), source.name), date(2026, 11, 23))
    register, problems = read_register(REGISTERS / "01-ctr-ubnd-ca-mau-2024.csv")
    book, _ = read_agencies(REGISTERS / "agencies.toml")
    assert register is not None
    assert book is not None
    assert not problems
    found = {task.ref: task for task in extraction.tasks}
    assert list(found) == [task.ref for task in register.tasks]
    for task in register.tasks:
        mine = found[task.ref]
        assert {book.resolve(name) or name for name in mine.leads} == {book.resolve(n) or n for n in task.leads}, (
            task.ref
        )
        assert _dates(d.when for d in mine.deadlines if d.when) == _dates(d.when for d in task.deadlines), task.ref
        if task.ref not in REGISTER_READS_MORE:
            theirs = {book.resolve(name) or name for name in task.coordinators}
            assert {book.resolve(name) or name for name in mine.coordinators} == theirs, task.ref


def _dates(whens: Iterable[When]) -> set[tuple[date | None, Recurrence | None]]:
    return {(when.due_on, when.recurrence) for when in whens}


@needs_shared
def test_every_paragraph_of_the_shipped_programme_is_accounted_for() -> None:
    source = SHARED / "sources" / "01-CTr-UBND-ca-mau-2024.txt"
    document = read_document(source.read_bytes(), source.name)
    extraction = extract(document, date(2026, 11, 23))
    told = " ".join([*(task.text for task in extraction.tasks), *(left.text for left in extraction.leftovers)])
    told += " ".join(note for task in extraction.tasks for note in task.notes)
    known = set(re.findall(r"\w+", told.lower()))
    for block in document.blocks:
        words = re.findall(r"\w+", getattr(block, "text", "").lower())
        assert len([word for word in words if word in known]) >= 0.9 * len(words)
