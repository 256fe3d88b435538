"""Plain text and Markdown: hard-wrapped lines joined, tables of `|` put together again."""

from __future__ import annotations

import html
import re

from knowledge.importing.cell_lines import Cell, rows_of_cells
from knowledge.importing.document import Block, Document, Paragraph, Place, Row, Table
from knowledge.importing.letters import repaired, tidy, without_markup
from knowledge.importing.marks import is_bare_mark, starts_with_mark
from knowledge.importing.readers.seams import SEAM, without_seams

_TABLE_LINE = re.compile(r"^\s*\|?[^|]*\|[^|]*\|.*$")
_TAG = re.compile(r"</?(?:p|b|i|u|span|div|strong|em|font|a|sup|sub)(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STAR = re.compile(r"^\s*\*\s+(?=[^*\s])(?!.*\*\s*$)")
_RULE = re.compile(r"^[\s|:=-]*$")
_STRAY_BAR = re.compile(r"\s*\|\s*")
_ENDED = re.compile(r"[.;:!?…”\"]\)?\s*$")
_LONGEST_CELL = 60  # lines


def read_text(content: bytes, name: str) -> Document:
    """Read .txt and .md; any encoding that Vietnamese text has had."""
    text, warnings = _decoded(content)
    text = html.unescape(_TAG.sub("", text)) if _TAG.search(text) or "&nbsp;" in text else text
    lines = without_seams(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    lines, encoding = repaired([_STAR.sub("• ", line) for line in lines])
    if encoding:
        warnings.append(f"văn bản dùng bảng mã cũ ({encoding.upper()}), đã chuyển sang Unicode")
    blocks: list[Block] = []
    wrapped = _is_wrapped(lines)
    at = 0
    while at < len(lines):
        if _has_cells(lines[at]):
            at = _read_bars(lines, at, blocks)
            continue
        end = at
        while end < len(lines) and lines[end].strip() and not _has_cells(lines[end]):
            end += 1
        blocks += _paragraphs(lines, at, end, wrapped=wrapped)
        at = max(end, at + 1)
    return Document(name, tuple(_joined(blocks, wrapped=wrapped)), tuple(warnings))


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return text, ["tệp không phải UTF-8; đã đọc theo bảng mã cũ, cần xem lại dấu"]


def _has_cells(line: str) -> bool:
    """Whether a line is part of a table: a single "|" inside a sentence is a speck that a scanner took for a letter."""
    return line.count("|") >= 2 or line.rstrip().endswith("|")


def _is_wrapped(lines: list[str]) -> bool:
    """Whether paragraphs go over several lines, as crawlers break them: many lines begin in mid-sentence."""
    texts = [text for line in lines if "|" not in line and (text := without_markup(line).strip(" \t" + SEAM))]
    if len(texts) < 2 or sum(len(text) > 160 for text in texts) * 50 > len(texts):
        return False
    inside = sum(text[0].islower() and not starts_with_mark(text) for text in texts)
    return inside * 10 > len(texts)


def _paragraphs(lines: list[str], start: int, end: int, *, wrapped: bool) -> list[Paragraph]:
    made: list[Paragraph] = []
    texts: list[str] = []
    first = start
    longest = max((len(line.strip()) for line in lines[start:end]), default=0)
    for number in range(start, end):
        line = lines[number].strip()
        if _RULE.match(line) or line == SEAM:
            continue
        if texts and _begins(lines, number, texts[-1], wrapped=wrapped, longest=longest):
            made.append(_paragraph(texts, first))
            texts = []
        if not texts:
            first = number
        texts.append(line)
    if texts:
        made.append(_paragraph(texts, first))
    return made


def _begins(lines: list[str], number: int, before: str, *, wrapped: bool, longest: int) -> bool:
    if not wrapped:
        return True
    line = without_markup(lines[number].strip())
    if starts_with_mark(line) and (_ENDED.search(without_markup(before)) or len(before) < 0.6 * longest):
        return True
    short = len(before) + len(line.split(" ", 1)[0]) + 1 < 0.75 * longest  # the next word would have had room
    return short and line[:1].isupper() and bool(_ENDED.search(before))


def _paragraph(texts: list[str], first: int) -> Paragraph:
    joined = _STRAY_BAR.sub(" ", " ".join(texts)).strip()
    heading = len(joined) - len(joined.lstrip("#")) if joined.startswith("#") else None
    text = tidy(without_markup(joined.lstrip("#")))
    return Paragraph(
        text, Place(line=first + 1), bold=joined.startswith("**") and joined.endswith("**"), heading=heading
    )


def _joined(blocks: list[Block], *, wrapped: bool) -> list[Block]:
    """A number on a line of its own goes with the next paragraph, a bold heading or a sentence with the rest of it."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and block.text:
            unfinished = last.bold and block.bold and starts_with_mark(last.text) and not starts_with_mark(block.text)
            torn = wrapped and not last.bold and _is_torn(last.text, block.text)
            if (
                torn
                or is_bare_mark(last.text)
                or (unfinished and not _ENDED.search(last.text) and not block.text.isupper())
            ):
                text = f"{last.text} {block.text}"
                joined[-1] = Paragraph(text, last.place, bold=block.bold, heading=last.heading)
                continue
        if not isinstance(block, Paragraph) or block.text:
            joined.append(block)
    return joined


def _is_torn(before: str, text: str) -> bool:
    """Whether a blank line stands in the middle of a sentence, as scanners leave it."""
    return (
        text[0].islower() and not starts_with_mark(text) and not _ENDED.search(before) and any(map(str.islower, before))
    )


def _read_bars(lines: list[str], at: int, blocks: list[Block]) -> int:
    """A table of `|`: whole rows on a line, or one cell after the other between lines of "|"."""
    if _TABLE_LINE.match(lines[at]) and lines[at].count("|") >= 2:
        rows = []
        while at < len(lines) and lines[at].count("|") >= 2:
            if not _RULE.match(lines[at]):
                cells = tuple(
                    "\n".join(filter(None, map(tidy, _BREAK.split(without_markup(cell)))))
                    for cell in lines[at].strip().strip("|").split("|")
                )
                rows.append(Row(cells, Place(line=at + 1)))
            at += 1
        blocks.append(Table(tuple(rows), rows[0].place if rows else Place()))
        return at
    single, end = _cells(lines, at)
    blocks += rows_of_cells(single)
    return end


def _cells(lines: list[str], at: int) -> tuple[list[Cell], int]:
    """The cells from a line with "|" to the end of the table: each ends with "|", on a line alone or after the text."""
    cells: list[Cell] = []
    texts: list[str] = []
    first, bars, number = at, 0, at
    while number < len(lines):
        line = lines[number].strip(" \t" + SEAM)
        if not texts and not _goes_on(lines, number):
            break
        if line.endswith("|"):
            if not texts:
                first = number
            if line != "|":
                texts.append(line[:-1])
            if texts:
                cells.append(Cell(_cell_text(texts), first + 1, new_row=bars > 1))
            bars = bars + 1 if not texts else int(line == "|")
            texts = []
        elif line:
            first = first if texts else number
            texts.append(line)
        number += 1
    if texts:
        cells.append(Cell(_cell_text(texts), first + 1, new_row=bars > 1))
    return cells, max(number, at + 1)


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether a cell begins at a line: another "|" is near, or the file ends with this cell."""
    if not lines[at].strip():
        following = next((line.strip() for line in lines[at : at + 4] if line.strip()), "")
        return following == "|"
    near = lines[at : at + _LONGEST_CELL]
    bar = next((n for n, line in enumerate(near) if "|" in line), None)
    if bar is not None:
        return all(line.strip() for line in near[:bar])
    return len(lines) - at <= 6 and lines[at - 1].strip() == "|"


def _cell_text(texts: list[str]) -> str:
    lines = [tidy(without_markup(text)) for text in texts if not re.fullmatch(r"\s*-{3,}\s*", text)]
    return " ".join(line for line in lines if line)
