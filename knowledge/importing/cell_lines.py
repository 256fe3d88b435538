"""Tables that a crawler flattened to one cell a line: put together again by their head and their ordinal column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.columns import Column, column_of
from knowledge.importing.document import Block, Paragraph, Place, Row, Table

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
    blocks.append(Table(tuple(_row(row, width) for row in rows), Place(line=cells[head].line)))
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


def _row(cells: Sequence[Cell], width: int) -> Row:
    texts = [cell.text for cell in cells] + [""] * (width - len(cells))
    return Row(tuple(texts), Place(line=cells[0].line))
