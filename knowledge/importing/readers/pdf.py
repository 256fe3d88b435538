"""PDF with a text layer: lines joined into paragraphs by where they stand, tables over several pages put together."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from knowledge.importing.document import Block, Document, PageBreak, Paragraph, Place, Row, Table
from knowledge.importing.letters import from_legacy, legacy_encoding, tidy
from knowledge.importing.marks import starts_with_mark
from knowledge.importing.problems import ImportRefused

MOST_PAGES = 400
_PARALLEL_FROM = 12  # pages, from which a second process is worth starting
_SPARSE = 40  # characters a page, below which it is a picture of text
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_ENDED = re.compile(r"[.;:!?…”]\)?$")
_ENDS_WHOLE = re.compile(r"[.:]$")  # where no paragraph is indented, its last line can be a full one
_NO_TEXT = (
    "Tệp PDF này là bản quét (ảnh), không có lớp chữ. Hãy xin bản Word hoặc PDF ký số của văn bản, "
    "hoặc nhận dạng chữ (OCR) rồi nhập lại."
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bold: bool


@dataclass(slots=True)
class _Part:
    """What a range of pages holds."""

    blocks: list[Block] = field(default_factory=list)
    characters: int = 0
    legacy: set[str] = field(default_factory=set)


def read_pdf(content: bytes, name: str) -> Document:
    """Read .pdf; raises ImportRefused for scans, locked files and files that are no PDF inside."""
    pages = _count(content)
    if pages > MOST_PAGES:
        raise ImportRefused(f"Tệp PDF có {pages} trang, nhiều nhất {MOST_PAGES}. Hãy tách tệp.")
    if pages < _PARALLEL_FROM:
        parts = [_read_pages(content, 0, pages)]
    else:
        halves = ((0, pages // 2), (pages // 2, pages))
        with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
            parts = list(pool.map(_read_pages, (content, content), *zip(*halves, strict=True)))
    blocks = [block for part in parts for block in part.blocks]
    if not pages or sum(part.characters for part in parts) < _SPARSE * pages:
        raise ImportRefused(_NO_TEXT)
    legacy = sorted({code for part in parts for code in part.legacy})
    warnings = [f"văn bản dùng phông chữ cũ ({code.upper()}), đã chuyển sang Unicode" for code in legacy]
    return Document(name, tuple(_joined(_without_running_heads(blocks))), tuple(warnings))


def _count(content: bytes) -> int:
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages)
    except PdfminerException as error:
        if "Password" in repr(error) or "Encrypt" in repr(error):
            raise ImportRefused("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.") from error
        raise ImportRefused("Tệp PDF hỏng hoặc không phải PDF. Hãy mở thử và lưu lại.") from error


def _read_pages(content: bytes, first: int, last: int) -> _Part:
    """The pages of a range, each let go of once it is read."""
    part = _Part()
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages[first:last], first + 1):
            made, count, encodings = _read_page(page, number)
            part.blocks += [*made, PageBreak(number)]
            part.characters += count
            part.legacy |= encodings
            page.close()
    return part


def _read_page(page: Any, number: int) -> tuple[list[Block], int, set[str]]:
    """The paragraphs and tables of a page from top to bottom, how many characters it has, and its old encodings."""
    encodings: set[str] = set()
    tables = page.find_tables() if len(page.rects) + len(page.lines) + len(page.curves) > 3 else []
    boxes = [table.bbox for table in tables]
    lines = [line for line in _lines(page, encodings) if not any(_inside(line, box) for box in boxes)]
    parts: list[tuple[float, Block]] = [(line.top, block) for line, block in _paragraphs(lines, page, number)]
    for table in tables:
        parts.append((table.bbox[1], Table(_rows(table, number, encodings), Place(page=number))))
    parts.sort(key=lambda part: part[0])
    return [block for _, block in parts], len(page.chars), encodings


def _rows(table: Any, number: int, encodings: set[str]) -> tuple[Row, ...]:
    """The rows of a table; where a cell covers several places, its text stands in each."""
    texts = table.extract()
    boxes = [
        (cell, texts[at][column]) for at, row in enumerate(table.rows) for column, cell in enumerate(row.cells) if cell
    ]
    lefts = sorted({round(box[0]) for box, _ in boxes})
    made = []
    for at, row in enumerate(table.rows):
        middle = (max(cell[1] for cell in row.cells if cell) + min(cell[3] for cell in row.cells if cell)) / 2
        cells, wide = [], []
        for column, cell in enumerate(row.cells):
            text, spans = texts[at][column], False
            if cell is None and column < len(lefts):
                x = lefts[column] + 1
                over = next(((b, t) for b, t in boxes if b[0] <= x <= b[2] and b[1] <= middle <= b[3]), None)
                text, spans = (over[1], over[0][0] < x - 2) if over else ("", False)
            cells.append(_cell(text, encodings))
            wide.append(spans)
        made.append(Row(tuple(cells), Place(page=number, row=at + 1), tuple(wide)))
    return tuple(made)


def _cell(cell: str | None, encodings: set[str]) -> str:
    text = " ".join((cell or "").split())
    return from_legacy(text, next(iter(encodings))) if len(encodings) == 1 else text


def _inside(line: _Line, box: tuple[float, float, float, float]) -> bool:
    return box[1] - 2 <= line.top <= box[3] and line.left >= box[0] - 5 and line.right <= box[2] + 5


def _lines(page: Any, encodings: set[str]) -> Iterator[_Line]:
    for line in page.extract_text_lines(return_chars=True):
        fonts = Counter(char["fontname"] for char in line["chars"])
        font = fonts.most_common(1)[0][0] if fonts else ""
        text = line["text"]
        if encoding := legacy_encoding(font):
            encodings.add(encoding)
            text = from_legacy(text, encoding)
        if text := tidy(text):
            yield _Line(text, line["x0"], line["x1"], line["top"], "bold" in font.lower())


def _paragraphs(lines: list[_Line], page: Any, number: int) -> Iterator[tuple[_Line, Paragraph]]:
    if not lines:
        return
    right = max(line.right for line in lines)
    left = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    indents = any(left + 12 <= line.left < left + 80 and line.right > right - 4 for line in lines)
    current: list[_Line] = []
    for line in lines:
        whole = bool(current) and not indents and _ENDS_WHOLE.search(current[-1].text) and line.text[:1].isupper()
        if current and (whole or not _continues(current[-1], line, left, right)):
            yield current[0], _made(current, number)
            current = []
        current.append(line)
    yield current[0], _made(current, number)


def _continues(before: _Line, line: _Line, left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph of the one before it: that one is full and this one not indented."""
    if starts_with_mark(line.text) and (_ENDED.search(before.text) or line.left > left + 8):
        return False
    if before.text.isupper() != line.text.isupper():
        return False
    full = before.right > right - 0.12 * (right - left)
    return full and line.left < left + 12 if not before.text.isupper() else abs(line.top - before.top) < 24


def _made(lines: list[_Line], number: int) -> Paragraph:
    text = " ".join(line.text for line in lines)
    return Paragraph(text, Place(page=number), bold=all(line.bold for line in lines))


def _without_running_heads(blocks: list[Block]) -> list[Block]:
    """Blocks without page numbers and what stands on most pages."""
    pages = sum(isinstance(block, PageBreak) for block in blocks)
    counts = Counter(block.text for block in blocks if isinstance(block, Paragraph) and len(block.text) < 100)
    repeated = {text for text, count in counts.items() if pages > 3 and count > 0.6 * pages}
    return [
        block
        for block in blocks
        if not (isinstance(block, Paragraph) and (_PAGE_NUMBER.fullmatch(block.text) or block.text in repeated))
    ]


def _joined(blocks: list[Block]) -> list[Block]:
    """Paragraphs and tables that a page's end cut in two, as one."""
    joined: list[Block] = []
    breaks: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            breaks.append(block)
            continue
        last = joined[-1] if joined and breaks else None
        if isinstance(block, Table) and isinstance(last, Table) and len(block.rows[0].cells) == len(last.rows[0].cells):
            joined[-1] = _one_table(last, block)
        elif (
            isinstance(block, Paragraph) and isinstance(last, Paragraph) and not _ENDED.search(last.text)
            and not starts_with_mark(block.text) and not last.text.isupper() and not block.text.isupper()
        ):  # fmt: skip
            joined[-1] = Paragraph(f"{last.text} {block.text}", last.place, last.bold, last.heading)
        else:
            joined += [*breaks, block]
        breaks = []
    return joined


def _one_table(first: Table, second: Table) -> Table:
    rows = list(second.rows)
    if rows and rows[0].cells == first.rows[0].cells:
        rows = rows[1:]  # the head, printed again on the new page
    made = list(first.rows)
    if rows and made and not rows[0].cells[0].strip() and any(rows[0].cells) and made[-1].cells[0].strip():
        cells = tuple(" ".join(filter(None, pair)) for pair in zip(made[-1].cells, rows[0].cells, strict=True))
        made[-1] = Row(cells, made[-1].place, made[-1].wide)
        rows = rows[1:]
    return Table((*made, *rows), first.place)
