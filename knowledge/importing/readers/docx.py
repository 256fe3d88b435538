"""Word documents: numbers that Word makes itself written out, footnotes, tables where they stand, legacy fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from knowledge.importing.document import Block, Document, Footnote, PageBreak, Paragraph, Place, Row, Table
from knowledge.importing.letters import from_legacy, legacy_encoding, repaired, tidy
from knowledge.importing.readers.word_numbers import WordNumbers
from knowledge.importing.secrecy import secrecy_of

_P, _TBL, _SDT, _CONTENT = qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:sdtContent")
_CUSTOM = qn("w:customXml")
_T, _TAB, _BR, _CR, _R = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:r")
_SOFT, _HYPHEN = qn("w:softHyphen"), qn("w:noBreakHyphen")
_NOTES = {qn("w:footnoteReference"): "footnotes.xml", qn("w:endnoteReference"): "endnotes.xml"}
_BOX, _WATERMARK = qn("w:txbxContent"), "{urn:schemas-microsoft-com:vml}textpath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), _BOX}
_PAGE = qn("w:lastRenderedPageBreak")
_LETTERHEAD = 15  # blocks
_BOX_WORDS = 8  # fewer in a text box are a stamp, a page number or a label of a picture


@dataclass(slots=True)
class _State:
    """What goes on while the body is walked."""

    document: WordDocument
    numbers: WordNumbers
    fonts: dict[str, str | None]
    blocks: list[Block] = field(default_factory=list)
    paragraph: int = 0
    table: int = 0
    page: int = 1
    legacy: set[str] = field(default_factory=set)
    notes: list[tuple[str, str]] = field(default_factory=list)


def read_docx(content: bytes, name: str) -> Document:
    """Read .docx and .docm; macros, pictures and removed text are left alone."""
    document = docx.Document(io.BytesIO(content))
    state = _State(document, WordNumbers(document), _style_fonts(document))
    for element in _within(document.element.body, _P, _TBL):
        if element.tag == _P:
            state.paragraph += 1
            _add_paragraph(state, element)
            _add_boxes(state, element)
        else:
            state.table += 1
            state.blocks.append(_table(state, element))
    state.blocks += _footnotes(state)
    warnings = [f"văn bản dùng phông chữ cũ ({code.upper()}), đã chuyển sang Unicode" for code in sorted(state.legacy)]
    blocks = state.blocks if state.legacy else _repaired(state.blocks, warnings)
    blocks = [*_stamps(state), *blocks]
    return Document(name, tuple(blocks), tuple(warnings))


def _within(parent: Any, *tags: str) -> Iterator[Any]:
    """The children with these tags in order, also those inside content controls and custom XML."""
    for child in parent.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag == _SDT and (content := child.find(_CONTENT)) is not None:
            yield from _within(content, *tags)
        elif child.tag == _CUSTOM:
            yield from _within(child, *tags)


def _add_paragraph(state: _State, element: Any) -> None:
    breaks = len(list(element.iter(_PAGE)))
    number = state.numbers.of(element)
    text = _text(state, element)
    for line in text.split("\n"):
        if line := tidy(line):
            place = Place(page=state.page, paragraph=state.paragraph)
            bold = _is_bold(element)
            state.blocks.append(Paragraph(tidy(f"{number} {line}"), place, bold, _heading(state, element)))
            number = ""
    for _ in range(breaks):
        state.blocks.append(PageBreak(state.page))
        state.page += 1


def _add_boxes(state: _State, element: Any) -> None:
    """The text boxes that stand at a paragraph, as paragraphs after it."""
    for box in element.iter(_BOX):
        if _is_fallback(box):
            continue
        lines = [line for paragraph in box.iter(_P) if (line := tidy(_text(state, paragraph).replace("\n", " ")))]
        if len(state.blocks) < _LETTERHEAD or len(" ".join(lines).split()) >= _BOX_WORDS:
            place = Place(page=state.page, paragraph=state.paragraph)
            state.blocks += [Paragraph(line, place) for line in lines]


def _is_fallback(element: Any) -> bool:
    """Whether an element is the second copy of a shape that Word keeps for older programs."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def _stamps(state: _State) -> list[Paragraph]:
    """The marks of secrecy outside the body's text: in text boxes, watermarks, heads and feet of pages."""
    texts = [tidy(_text(state, paragraph)) for box in state.document.element.body.iter(_BOX) for paragraph in box]
    for part in state.document.part.package.iter_parts():
        if str(part.partname).rpartition("/")[2].startswith(("header", "footer")):
            page = parse_xml(part.blob)
            texts += [tidy(_text(state, paragraph)) for paragraph in page.iter(_P)]
            texts += [tidy(shape.get("string", "")) for shape in page.iter(_WATERMARK)]
    marks = [Paragraph(text) for text in dict.fromkeys(texts) if text]
    return [mark for mark in marks if secrecy_of([mark])]


def _text(state: _State, element: Any) -> str:
    """The text of all runs, also inserted and linked ones, each converted from its own font."""
    style_font = _style_font(state, element)
    parts: list[str] = []
    for run in _runs(element):
        encoding = legacy_encoding(_font(run) or style_font)
        raw = "".join(_pieces(state, run))
        if encoding and raw.strip():
            state.legacy.add(encoding)
            raw = from_legacy(raw, encoding)
        parts.append(raw)
    return "".join(parts)


def _runs(element: Any) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == _R:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _runs(child)


def _pieces(state: _State, run: Any) -> Iterator[str]:
    for node in run.iterchildren():
        if node.tag == _T:
            yield node.text or ""
        elif node.tag == _TAB:
            yield " "
        elif node.tag in (_BR, _CR):
            yield "\n"
        elif node.tag == _SOFT:
            yield "\u00ad"  # in TCVN3 this is the letter ư
        elif node.tag == _HYPHEN:
            yield "-"
        elif node.tag in _NOTES and (number := node.get(qn("w:id"))):
            state.notes.append((_NOTES[node.tag], number))
            yield f" [{len(state.notes)}]"


def _font(run: Any) -> str | None:
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return None if fonts is None else fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi"))


def _style_font(state: _State, element: Any) -> str | None:
    """The font of the paragraph's style, which older documents set once for all."""
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return state.fonts.get(style.get(qn("w:val"), "") if style is not None else "", state.fonts.get(""))


def _style_fonts(document: WordDocument) -> dict[str, str | None]:
    """The font of each paragraph style by its id; "" is the style of paragraphs that name none."""
    fonts: dict[str, str | None] = {}
    for style in document.styles.element.iter(qn("w:style")):
        name = style.get(qn("w:styleId"), "")
        fonts[name] = _font(style)
        if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
            fonts[""] = fonts[name]
    return fonts


def _heading(state: _State, element: Any) -> int | None:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = style.get(qn("w:val"), "") if style is not None else ""
    digits = name[7:] if name.lower().startswith("heading") else ""
    return int(digits) if digits.isdigit() else None


def _is_bold(element: Any) -> bool:
    runs = [run for run in _runs(element) if "".join(node.text or "" for node in run.iter(_T)).strip()]
    return bool(runs) and all(_bold(run) for run in runs)


def _bold(run: Any) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val"), "1") not in ("0", "false")


def _table(state: _State, element: Any) -> Table:
    """A table with merged cells resolved: their text stands in every place that they cover."""
    rows: list[Row] = []
    above: dict[int, str] = {}
    for number, row in enumerate(_within(element, qn("w:tr")), 1):
        cells: list[str] = []
        wide: list[bool] = []
        skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        for _ in range(int(skipped.get(qn("w:val"), "0")) if skipped is not None else 0):
            cells.append("")
            wide.append(False)
        for cell in _within(row, qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            span = properties.find(qn("w:gridSpan")) if properties is not None else None
            columns = max(1, min(int(span.get(qn("w:val"), "1")), 60)) if span is not None else 1
            merge = properties.find(qn("w:vMerge")) if properties is not None else None
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            text = above.get(len(cells), "") if goes_on else _cell_text(state, cell)
            for _ in range(columns):
                above[len(cells)] = text
                cells.append(text)
                wide.append(columns > 1)
        rows.append(Row(tuple(cells), Place(page=state.page, table=state.table, row=number), tuple(wide)))
        for _ in row.iter(_PAGE):
            state.page += 1
            break
    return Table(tuple(rows), Place(page=state.page, table=state.table))


def _cell_text(state: _State, cell: Any) -> str:
    lines = []
    for paragraph in cell.iter(_P):
        if _is_fallback(paragraph):
            continue
        number = state.numbers.of(paragraph)
        lines.append(tidy(f"{number} {_text(state, paragraph)}".replace("\n", " ")))
    return "\n".join(line for line in lines if line)


def _footnotes(state: _State) -> list[Footnote]:
    """The footnotes that the text cites, in the order of their citation."""
    texts: dict[tuple[str, str], str] = {}
    for part in state.document.part.package.iter_parts():
        kind = str(part.partname).rpartition("/")[2]
        if kind in _NOTES.values():
            for note in parse_xml(part.blob):
                body = " ".join(tidy(_text(state, paragraph)) for paragraph in note.iter(_P))
                texts[kind, note.get(qn("w:id"), "")] = body.strip()
    cited = list(state.notes)
    return [
        Footnote(f"[{number}]", texts[key], Place(paragraph=None))
        for number, key in enumerate(cited, 1)
        if texts.get(key)
    ]


def _repaired(blocks: list[Block], warnings: list[str]) -> list[Block]:
    """Blocks whose letters are of an old encoding although no font says so."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    texts, encoding = repaired([block.text for block in paragraphs])
    if encoding is None:
        return blocks
    warnings.append(f"văn bản dùng bảng mã cũ ({encoding.upper()}), đã chuyển sang Unicode")
    fixed = iter(texts)
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made.append(Paragraph(next(fixed), block.place, block.bold, block.heading))
        elif isinstance(block, Table):
            rows = tuple(
                Row(tuple(from_legacy(cell, encoding) for cell in row.cells), row.place, row.wide) for row in block.rows
            )
            made.append(Table(rows, block.place))
        else:
            made.append(block)
    return made
