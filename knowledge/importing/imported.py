"""What an import gives to a person: the document's facts, its tasks as rows, its agencies, and what is doubtful.

It comes from a document, or from the workbook of an earlier import that the person has edited and sent back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.importing.document import Document
from knowledge.importing.extraction import Extraction, extract
from knowledge.importing.facts import Facts
from knowledge.importing.found import Leftover
from knowledge.importing.known import KnownAgencies, known_agencies
from knowledge.importing.proposals import AgencyProposals, propose
from knowledge.importing.rows import row_of
from knowledge.importing.workbook import Form, form_in
from knowledge.register import COORDINATORS, DEADLINES, LEADS, split_deadlines, split_names


@dataclass(frozen=True, slots=True)
class Imported:
    """An import as its files hold it; `edited` where a person has gone through the rows already."""

    facts: Facts
    rows: tuple[dict[str, str], ...]
    proposals: AgencyProposals
    known: KnownAgencies | None
    doubts: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    edited: bool = False

    @property
    def count(self) -> int:
        """How many tasks there are; a person may have left rows empty."""
        return sum(any(row.values()) for row in self.rows)

    @property
    def dated(self) -> int:
        """How many tasks have a deadline with a date."""
        return sum(bool(row[DEADLINES]) for row in self.rows)

    @property
    def milestones(self) -> int:
        """How many deadlines there are."""
        return sum(len(split_deadlines(row[DEADLINES])) for row in self.rows)


def import_document(
    document: Document, registers: Path, today: date, completed: Callable[[Facts], Facts] = lambda facts: facts
) -> Imported:
    """Import a document that was read; `completed` adds what the person says about it.

    Agencies are matched to the list that the folder of registers has for the province. Raises ImportRefused for an
    edited workbook that does not say which document it is of.
    """
    form = form_in(document, today)
    if form:
        return _from_form(form, registers, completed)
    return _from_extraction(extract(document, today), registers, completed)


def doubts(extraction: Extraction) -> list[str]:
    """What a person must look at, each with its place: "III.2.a#1 (trang 3, đoạn 41): …"."""
    found = list(extraction.warnings)
    for task in extraction.tasks:
        found += [f"{task.ref} ({task.place}): {doubt}" for doubt in task.doubts]
        found += [
            f"{task.ref} ({task.place}): thời hạn “{deadline.words}” không có ngày cụ thể; ghi ở cột “ghi chú”"
            for deadline in task.deadlines
            if deadline.when is None
        ]
    return found


def _from_extraction(extraction: Extraction, registers: Path, completed: Callable[[Facts], Facts]) -> Imported:
    facts = completed(extraction.facts)
    known, book = known_agencies(registers, facts.province)
    names = Counter(name for task in extraction.tasks for name in (*task.leads, *task.coordinators))
    return Imported(
        facts=facts,
        rows=tuple(row_of(task, facts.year) for task in extraction.tasks),
        proposals=propose(names, book, facts.province),
        known=known,
        doubts=tuple(doubts(extraction)),
        leftovers=extraction.leftovers,
    )


def _from_form(form: Form, registers: Path, completed: Callable[[Facts], Facts]) -> Imported:
    facts = completed(form.facts)
    known, book = known_agencies(registers, facts.province)
    names = Counter(name for row in form.rows for column in (LEADS, COORDINATORS) for name in split_names(row[column]))
    return Imported(facts, form.rows, propose(names, book, facts.province), known, edited=True)
