"""Tasks of annex tables: columns in any order, merged cells, section rows, ordinals that restart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.importing.columns import Column, column_of
from knowledge.importing.document import Row, Table
from knowledge.importing.found import FoundDeadline, FoundTask
from knowledge.importing.labels import LabelBlock, is_agency, split_labels, who
from knowledge.importing.marks import split_mark
from knowledge.importing.times import deadlines_in_cell, deadlines_in_text, horizons, year_in
from nlp.agency_lists import read_agencies, split_agencies
from nlp.assignments import read_assignment
from nlp.deadlines import read_deadline

_ROMAN = re.compile(r"[IVX]{1,5}\.?|[A-HĐ]\.?")
_ORDINAL = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*[.)]?|[a-zđ][.)]?")
_HEAD_ROWS = 4
_STARTS = re.compile(r"bắt đầu|khởi công|khởi động", re.IGNORECASE)
_TIME = re.compile(r"(?:thời (?:gian|hạn|điểm)|tiến độ|ngày)\s*(?:dự kiến)?\s*", re.IGNORECASE)
_SAME = re.compile(r"(?:nt|như trên|-nt-|\"|”|''|như mục trên)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where each column stands, and how many rows the head takes."""

    columns: dict[Column, list[int]]
    first: int
    year: int | None
    heads: tuple[str, ...] = ()


class TableTasks:
    """Reads tables; `tasks` in order, `fates` by (table, row): refs, or why it is no task."""

    def __init__(self, year: int) -> None:
        self.tasks: list[FoundTask] = []
        self.fates: dict[tuple[int, int], str] = {}
        self._year = year
        self._count: Counter[str] = Counter()

    def read(self, table: Table, number: int, *, path: str, continued: bool = False) -> bool:
        """Read a table if its head is one of tasks; False where it is none."""
        layout = _layout(table)
        if layout is None:
            for at in range(len(table.rows)):
                self.fates[number, at] = "bảng không giao nhiệm vụ"
            return False
        for at in range(layout.first):
            self.fates[number, at] = "đầu bảng"
        section: list[str] = []
        given: list[LabelBlock] = []  # what the rows that head a section say of those below them
        ordinal = ""
        before: Row | None = None
        for at in range(layout.first, len(table.rows)):
            row = table.rows[at]
            title = _section(row, layout)
            if title is not None:
                level, text = title
                section = [*section[: level - 1], text] if level > 1 else [text]
                given = [*(given[: level - 1] if level > 1 else []), _heads_of(row, layout, self._year)]
                self.fates[number, at] = "tiêu đề trong bảng"
                ordinal = ""
                continue
            if _is_numbering(row):
                self.fates[number, at] = "đầu bảng"
                continue
            ordinal = _ordinal(row, layout) or ordinal
            label = ".".join([path, *(s for s in section if s), *([ordinal] if ordinal else [])])
            self.fates[number, at] = self._row(row, layout, label, before, given)
            before = row
        return True

    def _row(self, row: Row, layout: _Layout, path: str, before: Row | None, given: Sequence[LabelBlock] = ()) -> str:
        text = _cell(row, layout, Column.TASK, joint=" ")
        product = _cell(row, layout, Column.PRODUCT, joint="; ")
        if not text:
            text = product
        if not text:
            return "hàng trống"
        leads, coordinators = self._who(row, layout, before)
        named_in_text = read_assignment(text)
        if not leads and named_in_text.leads:
            leads, coordinators = named_in_text.leads, coordinators or named_in_text.coordinators
        above = next((block for block in reversed(given) if block.leads), None)
        if not leads and above and not _cell(row, layout, Column.LEADS):
            leads, coordinators = tuple(above.leads), tuple(dict.fromkeys((*above.coordinators, *coordinators)))
        year = layout.year or self._year
        deadlines = _times(row, layout, before, year) or (
            () if Column.DEADLINE in layout.columns else deadlines_in_text(text, year)
        )
        if not deadlines and not _cell(row, layout, Column.DEADLINE):
            deadlines = next((tuple(block.deadlines) for block in reversed(given) if block.deadlines), ())
        self._count[path] += 1
        ref = f"{path}#{self._count[path]}"
        doubts = () if leads else ("văn bản không nêu cơ quan chủ trì",)
        notes = [*horizons(text)]
        if product and product != text:
            notes.append(f"sản phẩm: {product}")
        notes += [f"{_cell(row, layout, Column.LEADS)}"] if not leads and _cell(row, layout, Column.LEADS) else []
        self.tasks.append(FoundTask(ref, text, leads, coordinators, deadlines, row.place, tuple(notes), doubts))
        return ref

    def _who(self, row: Row, layout: _Layout, before: Row | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        named = _cell(row, layout, Column.LEADS, before=before, joint="\n")
        _, labels = split_labels(named.replace("\n", "; "))
        if labels:
            block = LabelBlock()
            for label, value in labels:
                block.add(label, value, self._year)
            return tuple(block.leads), tuple(block.coordinators)
        leads, coordinators = who(named)
        helping = _cell(row, layout, Column.COORDINATORS, before=before, joint="\n")
        lead_columns = layout.columns.get(Column.LEADS, [])
        spans = [
            at
            for at in (*lead_columns, *layout.columns.get(Column.COORDINATORS, []))
            if at < len(row.wide) and row.wide[at]
        ]
        if len(spans) > 1 and lead_columns and helping == row.cells[lead_columns[0]].strip():
            return leads, coordinators  # one cell over both columns names who leads
        more, _ = who(helping) if helping else ((), ())
        more = more or split_agencies(helping)
        kept = (*coordinators, *(name for name in more if is_agency(name)))
        return leads, tuple(dict.fromkeys(kept))


def _layout(table: Table) -> _Layout | None:
    """The columns of a table of tasks, from its head of one to four rows."""
    for last in range(1, min(_HEAD_ROWS, len(table.rows)) + 1):
        heads = _heads(table.rows[:last])
        columns: dict[Column, list[int]] = {}
        for at, head in enumerate(heads):
            column = column_of(head)
            if column is not Column.OTHER:
                columns.setdefault(column, []).append(at)
        if Column.TASK not in columns and Column.PRODUCT in columns and Column.LEADS in columns:
            made = [at for at in columns[Column.PRODUCT] if not _is_target(heads[at])]
            columns |= {Column.TASK: made} if made else {}
        if Column.LEADS not in columns and Column.COORDINATORS in columns:
            columns = _lead_is_combined(columns, heads)
        tells = Column.LEADS in columns or (Column.DEADLINE in columns and Column.WATCHERS in columns)
        if Column.TASK in columns and not tells and {Column.DEADLINE, Column.COORDINATORS} & columns.keys():
            tells = _sections_lead(table, _Layout(columns, last, None, tuple(heads)))
        if Column.TASK in columns and tells and len(heads) >= 2:
            deeper = _heads(table.rows[: last + 1]) if last < len(table.rows) else heads
            if _is_second_head(table, last) and deeper != heads:
                continue
            year = next((y for head in heads if (y := year_in(head))), None)
            return _Layout(columns, last, year, tuple(heads))
    return None


def _is_target(head: str) -> bool:
    """Whether a column holds figures to be reached, which are no work by themselves."""
    return bool(re.search(r"chỉ tiêu|mục tiêu", head, re.IGNORECASE))


def _lead_is_combined(columns: dict[Column, list[int]], heads: list[str]) -> dict[Column, list[int]]:
    """ "Cơ quan chủ trì, phối hợp" is one column whose cells say who leads."""
    both = [
        at for at in columns[Column.COORDINATORS] if "chủ trì" in heads[at].lower() or "thực hiện" in heads[at].lower()
    ]
    if both:
        columns = {**columns, Column.LEADS: both}
        columns[Column.COORDINATORS] = [at for at in columns[Column.COORDINATORS] if at not in both]
    return columns


def _is_second_head(table: Table, at: int) -> bool:
    """Whether the row after a head is more of it: "Chủ trì | Phối hợp" below "Phân công thực hiện"."""
    if at >= len(table.rows):
        return False
    row, above = table.rows[at], table.rows[at - 1]
    heads = [column_of(cell) for cell in row.cells]
    same = sum(one == other and bool(one) for one, other in zip(row.cells, above.cells, strict=False))
    return (
        same > 0
        and sum(head is not Column.OTHER for head in heads) >= max(2, len(heads) - 2)
        and Column.ORDINAL in heads
    )


def _heads(rows: tuple[Row, ...]) -> list[str]:
    width = max(len(row.cells) for row in rows)
    heads = []
    for at in range(width):
        words = [row.cells[at].strip() for row in rows if at < len(row.cells)]
        heads.append(
            " ".join(dict.fromkeys(word for word in words[-1:] if word)) or " ".join(dict.fromkeys(words)).strip()
        )
    return heads


def _section(row: Row, layout: _Layout) -> tuple[int, str] | None:
    """A row that only heads those below it: its level and its part of the ref."""
    told = [row.cells[at].strip() for kind in (Column.LEADS, Column.COORDINATORS, Column.DEADLINE, Column.PRODUCT)
            for at in layout.columns.get(kind, []) if at < len(row.cells)]  # fmt: skip
    texts = list(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
    ordinal = _ordinal_cell(row, layout)
    if not texts:
        return None
    one_text = len([text for text in texts if text != ordinal]) == 1
    empty = not any(told) or (one_text and len(set(row.cells)) <= 2)
    if not (one_text and empty):
        return None
    if ordinal and _ROMAN.fullmatch(ordinal):
        return 1, ordinal.rstrip(".")
    if ordinal and ordinal != texts[-1] and _ORDINAL.fullmatch(ordinal):
        return 2, ordinal.rstrip(".)")
    mark, _ = split_mark(texts[-1])
    return 1, mark.label if mark and mark.label else ""


def _heads_of(row: Row, layout: _Layout, year: int) -> LabelBlock:
    """Who leads, and by when, what stands below a row: "II. Đất đai (Cơ quan chủ trì: Sở A)", "Trước ngày 10/02"."""
    ordinal, block = _ordinal_cell(row, layout), LabelBlock()
    text = next((cell.strip() for cell in row.cells if cell.strip() and cell.strip() != ordinal), "")
    _, words = split_mark(text)
    for label, value in split_labels(words)[1]:
        block.add(label, value, year)
    when = read_deadline(words, year)
    if when and when.due_on and not block.deadlines:
        block.deadlines = list(deadlines_in_cell(words, year))
    named = read_agencies(words)
    if named and not block.leads and not words[named.end :].strip(" .:;"):
        block.leads = list(named.names)
    return block


def _sections_lead(table: Table, layout: _Layout) -> bool:
    """Whether a table without a column of leads names them in the rows that head its sections."""
    heads = [row for row in table.rows[layout.first :] if _section(row, layout) is not None]
    return bool(heads) and all(_heads_of(row, layout, 2000).leads for row in heads if row.cells)


def _ordinal_cell(row: Row, layout: _Layout) -> str:
    at = layout.columns.get(Column.ORDINAL, [None])[0]
    return row.cells[at].strip() if at is not None and at < len(row.cells) else ""


def _ordinal(row: Row, layout: _Layout) -> str:
    cell = _ordinal_cell(row, layout)
    return cell.rstrip(".)") if _ORDINAL.fullmatch(cell) or _ROMAN.fullmatch(cell) else ""


def _is_numbering(row: Row) -> bool:
    """The row "(1) (2) (3)" below a head."""
    return all(re.fullmatch(r"\(?\d{1,2}\)?|\([a-z]\)|", cell.strip()) for cell in row.cells)


def _times(row: Row, layout: _Layout, before: Row | None, year: int) -> tuple[FoundDeadline, ...]:
    """The deadlines of a row; of two columns each says what it is for: "trình UBND tỉnh", "trình HĐND tỉnh"."""
    columns = [at for at in layout.columns.get(Column.DEADLINE, []) if at < len(row.cells)]
    columns = [at for at in columns if not _STARTS.search(layout.heads[at])] or columns
    cells = [(at, _cell_at(row, at, before)) for at in columns]
    if len({text for _, text in cells if text}) < 2:
        return deadlines_in_cell(next((text for _, text in cells if text), ""), year)
    found = []
    for at, text in cells:
        head = _TIME.sub("", layout.heads[at], count=1).strip(" ,;:.")
        found += [replace(d, what=d.what or head) if d.when else d for d in deadlines_in_cell(text, year)]
    return tuple(dict.fromkeys(found))


def _cell(row: Row, layout: _Layout, kind: Column, *, joint: str = " ", before: Row | None = None) -> str:
    texts = [_cell_at(row, at, before) for at in layout.columns.get(kind, []) if at < len(row.cells)]
    return joint.join(dict.fromkeys(text for text in texts if text))


def _cell_at(row: Row, at: int, before: Row | None) -> str:
    """A cell, or that of the row before where it only says "như trên"."""
    text = row.cells[at].strip()
    same = before is not None and _SAME.fullmatch(text) and at < len(before.cells)
    return before.cells[at].strip() if before is not None and same else text
