"""Documents in the styles that offices use, each with the tasks that are in it beside it (`NAME.tasks`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.importing.extraction import Extraction, extract
from knowledge.importing.readers import read_document
from tests.importing.lines import lines_of

DOCUMENTS = sorted(path for path in (Path(__file__).parent / "documents").iterdir() if path.suffix in (".txt", ".md"))
TODAY = date(2026, 11, 23)


def extraction_of(path: Path) -> Extraction:
    return extract(read_document(path.read_bytes(), path.name), TODAY)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_gives_its_tasks(path: Path) -> None:
    assert lines_of(extraction_of(path).tasks) == path.with_suffix(".tasks").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_paragraph_is_in_a_task_or_told_to_be_none(path: Path) -> None:
    extraction = extraction_of(path)
    document = read_document(path.read_bytes(), path.name)
    told = " ".join(
        [task.text for task in extraction.tasks]
        + [note for task in extraction.tasks for note in task.notes]
        + [left.text for left in extraction.leftovers]
        + [name for task in extraction.tasks for name in (*task.leads, *task.coordinators)]
        + [deadline.words for task in extraction.tasks for deadline in task.deadlines]
    ).lower()
    for block in document.blocks:
        for text in [block.text] if hasattr(block, "text") else []:
            last_words = " ".join(text.split()[-2:]).strip(" .;:,()").lower()
            assert last_words in told, text


def test_each_leftover_has_a_reason() -> None:
    for path in DOCUMENTS:
        assert all(left.reason and "#" not in left.reason for left in extraction_of(path).leftovers)


def test_refs_are_unique() -> None:
    for path in DOCUMENTS:
        refs = [task.ref for task in extraction_of(path).tasks]
        assert len(set(refs)) == len(refs)


def test_the_programme_is_named_as_the_document_names_itself() -> None:
    facts = extraction_of(Path(__file__).parent / "documents" / "chuong-trinh-hanh-dong.txt").facts
    assert (facts.number, facts.issued_on, facts.year) == ("07/CTr-UBND", date(2025, 1, 15), 2025)
    assert (facts.issuer, facts.province) == ("Ủy ban nhân dân tỉnh Đông Bình", "Đông Bình")
    assert facts.kind == "Chương trình hành động"
