"""Tables that a crawler flattened to one cell a line: put together again by their head and their ordinal column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.columns import Column, column_of
from knowledge.importing.document import Block, Paragraph, Place, Row, Table
from nlp.agency_lists import read_agencies

_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])\.?")
_ROMAN = re.compile(r"[IVX]{1,5}\.?|[A-H]\.?")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `new_row` where the source shows that a row begins with it, which it does not always show."""

    text: str
    line: int
    new_row: bool


def rows_of_cells(cells: Sequence[Cell]) -> list[Block]:
    """The table that cells in a row make, or a paragraph of each where they have no head of a table of tasks."""
    head, width = _head(cells)
    if not width:
        return [Paragraph(cell.text, Place(line=cell.line)) for cell in cells if cell.text]
    blocks: list[Block] = [Paragraph(cell.text, Place(line=cell.line)) for cell in cells[:head] if cell.text]
    numbered = column_of(cells[head].text) is Column.ORDINAL
    rows: list[list[Cell]] = [list(cells[head : head + width])]
    row: list[Cell] = []
    last = ""
    for cell in cells[head + width :]:
        full = len(row) >= width
        if row and (full or (_starts_row(cell, row, last, width) if numbered else cell.new_row)):
            rows.append(row)
            row = []
        elif row and cell.new_row:
            row.append(Cell("", cell.line, new_row=False))  # two bars in a row are an empty cell inside a row
        if not row and _ORDINAL.fullmatch(cell.text):
            last = cell.text
        row.append(cell)
    rows += [row] if row else []
    made: list[Row] = []
    for row in rows:
        above = made[-1] if len(made) > 1 and numbered else None
        made.append(_row(row, width, above, cells[head : head + width]))
    blocks.append(Table(tuple(made), Place(line=cells[head].line)))
    return blocks


def _starts_row(cell: Cell, row: list[Cell], last: str, width: int) -> bool:
    """Whether a cell is the ordinal of a new row: where the source shows a new row, or it goes on counting."""
    if not _ORDINAL.fullmatch(cell.text):
        return False
    if cell.new_row:
        return True
    if len(row) < 2:
        return False
    figure, before = cell.text.rstrip("."), last.rstrip(".")
    section = bool(_ROMAN.fullmatch(row[0].text)) and len(row) == 2
    if figure.isdigit():
        return (before.isdigit() and int(figure) == int(before) + 1) or (
            figure == "1" and (section or len(row) > width // 2)
        )
    return len(row) > width // 2 or section


def _head(cells: Sequence[Cell]) -> tuple[int, int]:
    """Where the head of a table of tasks begins, and how many columns it has; (0, 0) where there is none."""
    for start in range(len(cells)):
        width = 0
        while start + width < len(cells) and column_of(cells[start + width].text) is not Column.OTHER:
            width += 1
        if width >= 3:
            if start + width < len(cells) and _is_extra_head(cells, start, width):
                width += 1
            return start, width
    return 0, 0


def _is_extra_head(cells: Sequence[Cell], start: int, width: int) -> bool:
    """Whether the cell after the known heads is one more head: the first row would begin with an ordinal after it."""
    after = start + width + 1
    return (
        not _ORDINAL.fullmatch(cells[start + width].text)
        and after < len(cells)
        and bool(_ORDINAL.fullmatch(cells[after].text))
        and column_of(cells[start].text) is Column.ORDINAL
    )


def _row(row: Sequence[Cell], width: int, above: Row | None, head: Sequence[Cell]) -> Row:
    """A row with all its columns; one that has no ordinal shares it, and its last columns, with the row above.

    A crawler leaves out the cells that a merged cell of the row above covers: ["Lập kho dự phòng", "Sở Y tế"] below
    ["2", "Lập kho", "Sở Công Thương", "Các sở", "Quý II"] is ["2", "Lập kho dự phòng", "Sở Y tế", "Các sở", "Quý II"].
    """
    texts = [cell.text for cell in row]
    if above is not None and _is_below(texts, above, width, head):
        texts = [above.cells[0], *texts, *above.cells[len(texts) + 1 :]]
    return Row((*texts, *[""] * (width - len(texts))), Place(line=row[0].line))


def _is_below(texts: Sequence[str], above: Row, width: int, head: Sequence[Cell]) -> bool:
    """Whether a row goes on below the ordinal of the row above: a task and who does it, in these columns."""
    columns = [column_of(cell.text) for cell in head]
    return (
        2 <= len(texts) < width - 1
        and columns[1:3] == [Column.TASK, Column.LEADS]
        and bool(above.cells[0] and above.cells[2])
        and not _ORDINAL.fullmatch(texts[0])
        and bool(read_agencies(texts[1]))
    )
