"""Extraction: a document's blocks become its facts, its tasks, and an account of every paragraph that is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.importing.document import Block, Document, Footnote, PageBreak, Paragraph, Table
from knowledge.importing.facts import Facts, read_facts
from knowledge.importing.found import FoundTask, Leftover
from knowledge.importing.letters import without_slips
from knowledge.importing.outline import outline
from knowledge.importing.prose import ProseTasks
from knowledge.importing.sections import no_task
from knowledge.importing.tables import TableTasks
from knowledge.importing.timeline import after_issue
from knowledge.importing.times import deadlines_in_text

_NOTE_MARK = re.compile(r"^(?P<mark>\(\d{1,2}\)|\[\d{1,2}\])\s*(?=\S)")
_END = re.compile(r"\./\.\s*$")
_MISSING = "không thấy {what} trong văn bản; ghi ở trang “Văn bản” của tệp Excel, hoặc trong register.toml"
_ANNEX = re.compile(r"\s*phụ lục\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document."""

    facts: Facts
    tasks: tuple[FoundTask, ...]
    leftovers: tuple[Leftover, ...]
    warnings: tuple[str, ...]


def extract(document: Document, today: date) -> Extraction:
    """Find the programme and its tasks."""
    blocks = [_cleaned(block) for block in document.blocks if not isinstance(block, PageBreak)]
    facts = read_facts(blocks, today)
    blocks, footnotes = _footnotes(blocks)
    prose = ProseTasks(facts.year)
    prose.walk(outline(blocks))
    tables, tables_read = _read_tables(blocks, facts.year)
    tasks = [*prose.tasks, *tables.tasks]
    tasks = [_with_footnotes(task, footnotes, facts.year) for task in _unique(tasks)]
    tasks = [after_issue(task, facts.issued_on) for task in tasks]
    leftovers = _leftovers(blocks, prose, tables, {task.ref for task in tasks})
    warnings = [*document.warnings, *_warnings(facts, tasks, tables_read)]
    return Extraction(facts, tuple(tasks), tuple(leftovers), tuple(warnings))


def _cleaned(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=without_slips(block.text))
    return block


def _unique(tasks: Sequence[FoundTask]) -> list[FoundTask]:
    """Refs are unique, also where a document starts its numbering anew."""
    seen: dict[str, int] = {}
    kept = []
    for task in tasks:
        path, _, number = task.ref.rpartition("#")
        ordinal = int(number)
        while f"{path}#{ordinal}" in seen:
            ordinal += 1
        ref = f"{path}#{ordinal}"
        seen[ref] = 1
        kept.append(replace(task, ref=ref) if ref != task.ref else task)
    return kept


def _footnotes(blocks: list[Block]) -> tuple[list[Block], list[Footnote]]:
    """Footnotes of the file, and those printed as paragraphs "(1) …" after the end of the text, apart from the rest."""
    kept: list[Block] = []
    notes: list[Footnote] = [block for block in blocks if isinstance(block, Footnote)]
    ended, open_note = False, False
    for block in blocks:
        if isinstance(block, Footnote):
            continue
        text = block.text if isinstance(block, Paragraph) else ""
        match = _NOTE_MARK.match(text)
        if isinstance(block, Paragraph) and ended and match:
            notes.append(Footnote(match["mark"], text[match.end() :], block.place))
            open_note = True
        elif isinstance(block, Paragraph) and open_note and text.startswith(("-", "+")):
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text}\n{text}")
        else:
            open_note = False
            kept.append(block)
        ended = ended or bool(_END.search(text))
        if _ANNEX.match(text) or isinstance(block, Table):
            ended = False if not isinstance(block, Table) else ended
    return kept, notes


def _with_footnotes(task: FoundTask, footnotes: Sequence[Footnote], year: int) -> FoundTask:
    """A task with the deadlines of the footnotes that it cites."""
    for note in footnotes:
        if note.mark not in task.text:
            continue
        more = [d for line in note.text.split("\n") for d in deadlines_in_text(line, year)]
        known = {(d.when.due_on, d.when.recurrence) for d in task.deadlines if d.when}
        extra = []
        for deadline in more:
            if deadline.when and (deadline.when.due_on, deadline.when.recurrence) not in known:
                known.add((deadline.when.due_on, deadline.when.recurrence))
                extra.append(deadline)
        text = " ".join(note.text.split())
        task = replace(task, deadlines=(*task.deadlines, *extra), notes=(*task.notes, f"chú thích {note.mark}: {text}"))
    return task


def _read_tables(blocks: Sequence[Block], year: int) -> tuple[TableTasks, int]:
    """The tasks of all tables; each annex has a part of the ref of its own."""
    found = TableTasks(year)
    annex, read, part = 0, 0, "PL"
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _ANNEX.match(block.text) and len(block.text) < 200:
            annex += 1
            part = "PL" if annex == 1 else f"PL{annex}"
        elif isinstance(block, Table) and found.read(block, index, path=part):
            read += 1
    return found, read


def _leftovers(blocks: Sequence[Block], prose: ProseTasks, tables: TableTasks, refs: set[str]) -> list[Leftover]:
    left = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text:
            fate = prose.fates.get(index, "ngoài phần giao nhiệm vụ")
            if not _is_refs(fate, refs):
                reason = fate if fate == "phần mở đầu" else no_task(block.text) or fate
                left.append(Leftover(block.place, block.text, reason))
        elif isinstance(block, Table):
            for number, row in enumerate(block.rows):
                fate = tables.fates.get((index, number), "bảng không giao nhiệm vụ")
                text = " | ".join(dict.fromkeys(cell for cell in row.cells if cell.strip()))
                if text and not _is_refs(fate, refs):
                    left.append(Leftover(row.place, text, fate))
    return left


def _is_refs(fate: str, refs: set[str]) -> bool:
    return bool(fate) and all("#" in part for part in fate.split(", "))


def _warnings(facts: Facts, tasks: Sequence[FoundTask], tables: int) -> list[str]:
    missing = [
        what
        for what, value in (("số văn bản", facts.number), ("cơ quan ban hành", facts.issuer), ("tỉnh", facts.province))
        if not value
    ]
    warnings = [
        f"không thấy {what} trong văn bản; ghi ở trang “Văn bản” của tệp Excel, hoặc trong register.toml"
        for what in missing
    ]
    if facts.issued_on is None:
        warnings.append(
            "không thấy ngày ban hành trong văn bản; ghi ở trang “Văn bản” của tệp Excel, hoặc trong register.toml"
        )
    if not tasks:
        warnings.append("không thấy nhiệm vụ nào được giao cho cơ quan")
    return warnings
