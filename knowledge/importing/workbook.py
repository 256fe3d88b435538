"""The workbook of an import: what a person reads and edits in Excel, and sends back.

Sheets: the tasks, what the document is, what is doubtful, and the paragraphs that are in no task.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.importing.document import Document, Row, Table
from knowledge.importing.facts import Facts
from knowledge.importing.found import Leftover
from knowledge.importing.problems import ImportRefused
from knowledge.register import COLUMNS
from nlp.days import parse_day
from nlp.letters import nfc

TASKS, FACTS, DOUBTS, OTHERS = "Nhiệm vụ", "Văn bản", "Cần xem lại", "Không phải nhiệm vụ"
FACT_NAMES = {
    "number": "số, ký hiệu", "title": "trích yếu", "kind": "tên loại", "issuer": "nơi ban hành",
    "province": "tỉnh", "issued_on": "ngày ký", "year": "năm thực hiện",
}  # fmt: skip
FACT_EXAMPLES = {
    "number": "01/CTr-UBND", "title": "Chương trình hành động năm 2024", "kind": "Chương trình",
    "issuer": "Ủy ban nhân dân tỉnh Cà Mau", "province": "Cà Mau", "issued_on": "19/01/2024", "year": "2024",
}  # fmt: skip
_WIDTHS = (12, 34, 70, 34, 34, 34, 40)
_LONGEST_CELL = 32_000  # characters; Excel takes 32,767
_NO_FACTS = (
    "Bảng nhiệm vụ này không có trang “{sheet}” nên không rõ là của văn bản nào. Hãy sửa trong chính tệp Excel mà bot"
    " hoặc lệnh “hoiviec import” đã tạo, giữ nguyên các trang."
)
_WRONG_FACT = "Trang “{sheet}”: “{text}” không phải {name}. Ghi như {example}."


@dataclass(frozen=True, slots=True)
class Form:
    """A workbook that came back: its rows by heading, empty ones kept so that rows are numbered as Excel does."""

    rows: tuple[dict[str, str], ...]
    facts: Facts


def as_workbook(
    rows: Sequence[dict[str, str]], facts: Facts, doubts: Sequence[str], leftovers: Sequence[Leftover]
) -> bytes:
    """The content of an `.xlsx` file."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = TASKS
    _fill(sheet, COLUMNS, [[row[column] for column in COLUMNS] for row in rows], _WIDTHS)
    named = [(name, fact_text(getattr(facts, key))) for key, name in FACT_NAMES.items()]
    _fill(workbook.create_sheet(FACTS), ("thông tin", "giá trị"), named, (24, 90))
    if doubts:
        _fill(workbook.create_sheet(DOUBTS), ("cần xem lại",), [(doubt,) for doubt in doubts], (150,))
    others = [(str(leftover.place), leftover.reason, leftover.text) for leftover in leftovers]
    _fill(workbook.create_sheet(OTHERS), ("vị trí", "lý do", "đoạn văn"), others, (18, 40, 120))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def form_in(document: Document, today: date) -> Form | None:
    """The form that a document is, None for any other document; the year is this one where the form has none.

    Raises ImportRefused with what to do where the form does not say which document it is of.
    """
    rows = rows_in(document)
    if rows is None:
        return None
    given = facts_in(document)
    if not given:
        raise ImportRefused(_NO_FACTS.format(sheet=FACTS))
    return Form(rows, _facts(given, today))


def rows_in(document: Document) -> tuple[dict[str, str], ...] | None:
    """The rows of the sheet of tasks by heading, None where a document has no such sheet."""
    table = next((table for table in _tables(document) if _is_tasks(table)), None)
    return tuple(_rows(table.rows)) if table else None


def facts_in(document: Document) -> dict[str, str]:
    """What the sheet about the document says, by the keys of the register's TOML."""
    keys = {name: key for key, name in FACT_NAMES.items()}
    return {
        keys[name]: row.cells[1].strip()
        for table in _tables(document) if not _is_tasks(table)
        for row in table.rows if len(row.cells) > 1 and (name := _plain(row.cells)[0]) in keys
    }  # fmt: skip


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table) and block.rows]


def _is_tasks(table: Table) -> bool:
    return set(COLUMNS) <= set(_plain(table.rows[0].cells))


def _rows(rows: Sequence[Row]) -> Iterable[dict[str, str]]:
    heads = _plain(rows[0].cells)
    at = rows[0].place.row or 1
    for row in rows[1:]:
        cells = {column: " ".join(_cell(row, heads.index(column)).split()) for column in COLUMNS}
        for _ in range(at + 1, row.place.row or at + 1):  # rows left empty
            yield dict.fromkeys(COLUMNS, "")
        at = row.place.row or at + 1
        yield cells


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def fact_text(value: object) -> str:
    """A fact as the sheet shows it: a day as "19/01/2024", what is not known as ""."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")


def read_issued_on(text: str) -> date:
    """The day of issue that a person wrote; raises ImportRefused."""
    day = parse_day(text)
    if day is None:
        raise _wrong("issued_on", text)
    return day


def read_year(text: str) -> int:
    """The year of work that a person wrote; raises ImportRefused."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise _wrong("year", text)
    return int(text)


def _wrong(key: str, text: str) -> ImportRefused:
    named = {"name": FACT_NAMES[key], "example": FACT_EXAMPLES[key]}
    return ImportRefused(_WRONG_FACT.format(sheet=FACTS, text=text, **named))


def _facts(given: dict[str, str], today: date) -> Facts:
    issued_on, year = given.get("issued_on", ""), given.get("year", "")
    day = read_issued_on(issued_on) if issued_on else None
    return Facts(
        number=given.get("number", ""),
        title=given.get("title", ""),
        kind=given.get("kind", "") or "Văn bản",
        issuer=given.get("issuer", ""),
        province=given.get("province", ""),
        issued_on=day,
        year=read_year(year) if year else (day or today).year,
    )


def _plain(cells: Sequence[str]) -> list[str]:
    return [" ".join(nfc(cell).split()).lower() for cell in cells]


def _fill(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    sheet.append(list(head))
    for row in rows:
        sheet.append([""] * len(row))
        for at, text in enumerate(row, 1):
            cell = sheet.cell(sheet.max_row, at)
            cell.value = text[:_LONGEST_CELL]
            cell.data_type = "s"  # text that begins with "=" is text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.cell(1, at).font = Font(bold=True)
    sheet.freeze_panes = "A2"
