"""Web pages: the text of the document without the page around it."""

from __future__ import annotations

import re
from typing import Any

import lxml.html

from knowledge.importing.document import Block, Document, Paragraph, Place, Row, Table
from knowledge.importing.letters import repaired, tidy
from knowledge.importing.marks import starts_with_mark
from knowledge.importing.problems import ImportRefused
from knowledge.importing.readers.word_numbers import figure

_SKIPPED = {
    "script",
    "style",
    "noscript",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
    "head",
    "template",
    "object",
    "embed",
    "menu",
    "input",
    "textarea",
    "canvas",
    "video",
    "audio",
    "title",
    "figure",
}
_BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "center",
    "body",
    "html",
    "br",
    "hr",
    "address",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "fieldset",
    "table",
}
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|sidebar|breadcrumb|comment|footer|header|share|social|related|advert|banner|cookie|popup|modal"
    r"|login|search|tag|tooltip|toolbar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?:content|noidung|noi-dung|vbpq|van-ban|vanban|toanvan|fulltext|article|detail)", re.IGNORECASE
)
_DEEPEST = 400


def read_html(content: bytes, name: str) -> Document:
    """Read .html and .htm, and Word documents saved as pages."""
    try:
        parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, encoding=_encoding(content))
        tree = lxml.html.document_fromstring(content, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise ImportRefused("Tệp trang web hỏng, không đọc được.") from error
    body = tree.find("body")
    root = _main(body if body is not None else tree)
    _number_lists(root)
    blocks: list[Block] = []
    _walk(root, blocks, 0)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    texts, encoding = repaired([block.text for block in paragraphs])
    warnings = [f"văn bản dùng bảng mã cũ ({encoding.upper()}), đã chuyển sang Unicode"] if encoding else []
    fixed = iter(texts)
    numbered: list[Block] = []
    for at, block in enumerate(blocks, 1):
        if isinstance(block, Paragraph):
            numbered.append(Paragraph(next(fixed), Place(paragraph=at), block.bold, block.heading))
        else:
            numbered.append(block)
    return Document(name, tuple(numbered), tuple(warnings))


def _encoding(content: bytes) -> str | None:
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", content[:4000], re.IGNORECASE)
    if declared:
        return None  # lxml follows what the page says
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _main(body: Any) -> Any:
    """The part of the page that holds the document: what is marked as content and has most of the text."""
    whole = len(body.text_content())
    best = body
    for element in body.iter("div", "article", "main", "section"):
        marks = f"{element.get('id', '')} {element.get('class', '')}"
        if element.tag in ("article", "main") or _DOCUMENT.search(marks):
            length = len(element.text_content())
            if length > 0.5 * whole and length <= len(best.text_content()):
                best = element
    return best


def _walk(element: Any, blocks: list[Block], depth: int) -> None:
    """Add the blocks of an element; runs of inline text between blocks are paragraphs."""
    texts: list[str] = [element.text or ""]
    bold = element.tag in ("b", "strong")
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or _is_chrome(child):
            texts.append(child.tail or "")
            continue
        if child.tag == "table" and not any(True for _ in child.iterdescendants("table")):
            _flush(texts, blocks, bold=bold, element=element)
            table = _table(child, len(blocks))
            if table is not None:
                blocks.append(table)
        elif child.tag in _BLOCKS or (depth < _DEEPEST and _has_blocks(child)):
            _flush(texts, blocks, bold=bold, element=element)
            if depth < _DEEPEST:
                _walk(child, blocks, depth + 1)
        else:
            texts.append(child.text_content())
        texts.append(child.tail or "")
    _flush(texts, blocks, bold=bold, element=element)


def _has_blocks(element: Any) -> bool:
    return any(
        isinstance(child.tag, str) and child.tag in _BLOCKS | {"table"}
        for child in element.iter()
        if child is not element
    )


def _is_chrome(element: Any) -> bool:
    return (
        bool(_CHROME.search(f"{element.get('id', '')} {element.get('class', '')}")) or element.get("hidden") is not None
    )


def _number_lists(root: Any) -> None:
    """Write the numbers of `<ol>` out, as the page shows them."""
    for listed in root.iter("ol"):
        start = listed.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 5 else 1
        for item in listed.iterchildren("li"):
            inner = item
            while not (inner.text or "").strip() and len(inner) and inner[0].tag in ("p", "div", "span", "b", "strong"):
                inner = inner[0]
            mark = "" if starts_with_mark((inner.text or "").strip()) else _number(number, listed.get("type", "1"))
            inner.text = f"{mark} {(inner.text or '').lstrip()}" if mark else inner.text
            number += 1


def _number(number: int, kind: str) -> str:
    """The mark of an item of a list: `(2, "a") → "b)"`, `(3, "I") → "III."`."""
    if kind in ("a", "A") and number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{letter})" if kind == "a" else f"{letter.upper()}."
    if kind in ("i", "I"):
        return figure(number, "upperRoman" if kind == "I" else "lowerRoman") + "."
    return f"{number}."


def _flush(texts: list[str], blocks: list[Block], *, bold: bool, element: Any) -> None:
    text = tidy(" ".join("".join(texts).split()))
    texts.clear()
    if text:
        level = int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else None
        prefix = "- " if element.tag == "li" and not starts_with_mark(text) else ""
        blocks.append(Paragraph(prefix + text, Place(), bold, level))


def _table(element: Any, number: int) -> Table | None:
    """A table with spans resolved: the text of a cell stands in every place that it covers."""
    filled: dict[tuple[int, int], tuple[str, bool]] = {}
    width = 0
    rows = list(element.iter("tr"))[:5000]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (at, column) in filled:
                column += 1
            across, down = _span(cell, "colspan", 60), _span(cell, "rowspan", 500)
            text = "\n".join(filter(None, (tidy(" ".join(line.split())) for line in _cell_lines(cell))))
            for row_at in range(at, min(at + down, len(rows))):
                for column_at in range(column, column + across):
                    filled[row_at, column_at] = (text, across > 1)
            column += across
            width = max(width, column)
    if not filled:
        return None
    made = []
    for at in range(len(rows)):
        cells = [filled.get((at, column), ("", False)) for column in range(width)]
        made.append(
            Row(tuple(text for text, _ in cells), Place(table=number, row=at + 1), tuple(wide for _, wide in cells))
        )
    return Table(tuple(made), Place(table=number))


def _cell_lines(cell: Any) -> list[str]:
    for element in cell.iter():
        element.text = " ".join((element.text or "").split("\n"))
        element.tail = " ".join((element.tail or "").split("\n"))
    for br in cell.iter("br"):
        br.tail = "\n" + (br.tail or "")
    for paragraph in cell.iter("p", "div", "li"):
        paragraph.tail = "\n" + (paragraph.tail or "")
    return str(cell.text_content()).split("\n")


def _span(cell: Any, name: str, most: int) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), most)) if value.isdigit() else 1
