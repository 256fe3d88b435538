"""Excel and CSV: each sheet is a table, what stands above its head are paragraphs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

import openpyxl
from openpyxl.cell.read_only import EmptyCell
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.importing.columns import Column, column_of
from knowledge.importing.document import Block, Document, Paragraph, Place, Row, Table
from knowledge.importing.letters import repaired, tidy
from knowledge.importing.problems import ImportRefused
from knowledge.importing.secrecy import secrecy_of

MOST_ROWS, MOST_COLUMNS = 20_000, 60


def read_xlsx(content: bytes, name: str) -> Document:
    """Read .xlsx and .xlsm: values as shown by the last save, merged cells resolved, macros and formulas left alone."""
    workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False, keep_vba=False)
    blocks: list[Block] = [stamp for sheet in workbook.worksheets for stamp in _stamps(sheet)]
    for number, sheet in enumerate(workbook.worksheets, 1):
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row > MOST_ROWS:
            raise ImportRefused(f"Trang tính “{sheet.title}” có {sheet.max_row} hàng, nhiều nhất {MOST_ROWS}.")
        blocks += _blocks(_rows(sheet, number), number)
    return Document(name, tuple(blocks))


def read_csv(content: bytes, name: str) -> Document:
    """Read .csv with any of the delimiters that Excel saves."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1258", "replace")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(1_000_000)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ImportRefused("Tệp CSV hỏng: dấu ngoặc kép không khớp.") from error
    if len(table) > MOST_ROWS:
        raise ImportRefused(f"Tệp có {len(table)} hàng, nhiều nhất {MOST_ROWS}.")
    fixed, _ = repaired(["\x1f".join(cells) for cells in table])
    rows = [
        Row(tuple(tidy(cell) for cell in line.split("\x1f")[:MOST_COLUMNS]), Place(line=at))
        for at, line in enumerate(fixed, 1)
    ]
    return Document(name, tuple(_blocks(rows, 1)))


def _stamps(sheet: Worksheet) -> list[Paragraph]:
    """The marks of secrecy in the heads and feet of the printed pages, hidden sheets included."""
    pages = (sheet.oddHeader, sheet.evenHeader, sheet.firstHeader, sheet.oddFooter, sheet.evenFooter, sheet.firstFooter)
    texts = [tidy(part.text or "") for page in pages for part in (page.left, page.center, page.right)]
    return [mark for text in dict.fromkeys(texts) if secrecy_of([mark := Paragraph(text)])]


def _rows(sheet: Worksheet, number: int) -> list[Row]:
    merged: dict[tuple[int, int], tuple[object, bool]] = {}
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        wide = area.max_col > area.min_col
        for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1):
                merged[row, column] = (value, wide)
    rows = []
    for at, cells in enumerate(sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS)), 1):
        texts, wide = [], []
        for column, cell in enumerate(cells, 1):
            value, spans = merged.get((at, column), (None if isinstance(cell, EmptyCell) else cell.value, False))
            texts.append(_shown(value))
            wide.append(spans)
        rows.append(Row(tuple(texts), Place(table=number, row=at), tuple(wide)))
    return rows


def _shown(value: object) -> str:
    """A cell's value as the document would print it: a date as 30/06/2026, a whole number without ".0"."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "\n".join(tidy(line) for line in str(value).split("\n")).strip()


def _blocks(rows: Iterable[Row], number: int) -> list[Block]:
    """Rows above the head as paragraphs, the rest as one table."""
    above: list[Block] = []
    kept = [row for row in rows if any(row.cells)]
    for at, row in enumerate(kept):
        if sum(column_of(cell) is not Column.OTHER for cell in set(row.cells)) >= 2:
            return [*above, Table(tuple(kept[at:]), Place(table=number))]
        above += [Paragraph(tidy(text.replace("\n", " ")), row.place) for text in dict.fromkeys(row.cells) if text]
    return [Table(tuple(kept), Place(table=number))] if kept else []
