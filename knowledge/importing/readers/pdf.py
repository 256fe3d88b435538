"""PDF with a text layer: lines joined into paragraphs by where they stand, tables over several pages put together."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from knowledge.importing.document import Block, Document, PageBreak, Paragraph, Place, Row, Table
from knowledge.importing.letters import from_legacy, legacy_encoding, tidy
from knowledge.importing.marks import starts_with_mark
from knowledge.importing.problems import ImportRefused

MOST_PAGES = 400
_SPARSE = 40  # characters a page, below which it is a picture of text
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_ENDED = re.compile(r"[.;:!?…”]\)?$")
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


def read_pdf(content: bytes, name: str) -> Document:
    """Read .pdf; raises ImportRefused for scans, locked files and files that are no PDF inside."""
    blocks: list[Block] = []
    characters, pages, legacy = 0, 0, set()
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise ImportRefused(f"Tệp PDF có {len(pdf.pages)} trang, nhiều nhất {MOST_PAGES}. Hãy tách tệp.")
            for page in pdf.pages:
                pages += 1
                made, count, encodings = _read_page(page, pages)
                blocks += made
                blocks.append(PageBreak(pages))
                characters += count
                legacy |= encodings
                page.close()
    except PdfminerException as error:
        if "Password" in repr(error) or "Encrypt" in repr(error):
            raise ImportRefused("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.") from error
        raise ImportRefused("Tệp PDF hỏng hoặc không phải PDF. Hãy mở thử và lưu lại.") from error
    if not pages or characters < _SPARSE * pages:
        raise ImportRefused(_NO_TEXT)
    warnings = [f"văn bản dùng phông chữ cũ ({code.upper()}), đã chuyển sang Unicode" for code in sorted(legacy)]
    return Document(name, tuple(_joined(_without_running_heads(blocks))), tuple(warnings))


def _read_page(page: Any, number: int) -> tuple[list[Block], int, set[str]]:
    """The paragraphs and tables of a page from top to bottom, how many characters it has, and its old encodings."""
    encodings: set[str] = set()
    tables = page.find_tables() if len(page.rects) + len(page.lines) + len(page.curves) > 3 else []
    boxes = [table.bbox for table in tables]
    lines = [line for line in _lines(page, encodings) if not any(_inside(line, box) for box in boxes)]
    parts: list[tuple[float, Block]] = [(line.top, block) for line, block in _paragraphs(lines, page, number)]
    for table in tables:
        rows = tuple(
            Row(tuple(_cell(cell, encodings) for cell in row), Place(page=number, row=at)) for at, row in enumerate(table.extract(), 1)
        )
        parts.append((table.bbox[1], Table(rows, Place(page=number))))
    parts.sort(key=lambda part: part[0])
    return [block for _, block in parts], len(page.chars), encodings


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
    current: list[_Line] = []
    for line in lines:
        if current and not _continues(current[-1], line, left, right):
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
