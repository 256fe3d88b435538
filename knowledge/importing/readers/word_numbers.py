"""Word's automatic numbers, which are not in the text: counted as Word counts them and written out.

Word keeps lists in numbering.xml (ECMA-376, 17.9): a paragraph names a list and a level, a level a format and a text
such as "%1.%2.".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

_LEVELS = 9
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


class WordNumbers:
    """Counts the lists of one document; `of` must be called for its paragraphs in order."""

    def __init__(self, document: WordDocument) -> None:
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}  # list → (what it counts with, levels)
        self._counts: dict[str, list[int]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        numbering = next(
            (part for part in document.part.package.iter_parts() if str(part.partname).endswith("/numbering.xml")), None
        )
        if numbering is not None:
            self._read(numbering.element if hasattr(numbering, "element") else None)
        self._read_styles(document)

    def of(self, paragraph: Any) -> str:
        """The number before a paragraph as Word shows it: "1.", "a)", "-", or "" where it has none."""
        key, depth = self._list_of(paragraph)
        if key is None or key not in self._lists:
            return ""
        counter, levels = self._lists[key]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(counter, [0] * _LEVELS)
        for shallow in range(depth):
            if counts[shallow] == 0 and shallow in levels:
                counts[shallow] = levels[shallow].start
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if level.format == "bullet":
            return "-" if level.text.strip() in ("", "-", "–", "\uf02d", "\uf0b7", "·", "•") else _bullet(level.text)
        if level.format == "none":
            return ""
        text = level.text
        for shown in range(_LEVELS):
            if shown in levels:
                text = text.replace(f"%{shown + 1}", figure(counts[shown], levels[shown].format))
        return text.strip()

    def _list_of(self, paragraph: Any) -> tuple[str | None, int]:
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        inherited = self._by_style.get(style.get(qn("w:val"), "")) if style is not None else None
        if properties is None:
            return inherited or (None, 0)
        number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
        key = number.get(qn("w:val")) if number is not None else (inherited[0] if inherited else None)
        depth = level.get(qn("w:val"), "0") if level is not None else "0"
        return (None if key == "0" else key), min(int(depth), _LEVELS - 1) if depth.isdigit() else 0

    def _read(self, root: Any) -> None:
        if root is None:
            return
        abstract = {
            item.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"), "0")): _level(level) for level in item.findall(qn("w:lvl"))
            }
            for item in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            key = number.get(qn("w:numId"))
            link = number.find(qn("w:abstractNumId"))
            of = link.get(qn("w:val")) if link is not None else None
            levels = dict(abstract.get(of, {}))
            counter = f"abstract {of}"
            for override in number.findall(qn("w:lvlOverride")):
                depth = int(override.get(qn("w:ilvl"), "0"))
                whole, start = override.find(qn("w:lvl")), override.find(qn("w:startOverride"))
                if whole is not None:
                    levels[depth] = _level(whole)
                if start is not None and depth in levels:
                    level = levels[depth]
                    levels[depth] = _Level(int(start.get(qn("w:val"), "1")), level.format, level.text)
                    counter = f"list {key}"  # a list that starts again counts by itself
            self._lists[key] = (counter, levels)

    def _read_styles(self, document: WordDocument) -> None:
        for style in document.styles.element.iter(qn("w:style")):
            properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            number = properties.find(qn("w:numId")) if properties is not None else None
            if number is not None:
                level = properties.find(qn("w:ilvl"))
                depth = level.get(qn("w:val"), "0") if level is not None else "0"
                self._by_style[style.get(qn("w:styleId"), "")] = (number.get(qn("w:val")), int(depth))


def _level(element: Any) -> _Level:
    def value(tag: str, default: str) -> str:
        found = element.find(qn(tag))
        return found.get(qn("w:val"), default) if found is not None else default

    start = value("w:start", "1")
    return _Level(int(start) if start.isdigit() else 1, value("w:numFmt", "decimal"), value("w:lvlText", ""))


def figure(number: int, style: str) -> str:
    """A number in one of Word's formats: `(4, "upperRoman") → "IV"`, `(2, "lowerLetter") → "b"`."""
    if style in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(number - 1) % len(_LETTERS)] if number else ""
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        text, rest = "", number
        for value, figure in _ROMAN:
            while rest >= value:
                text, rest = text + figure, rest - value
        return text.upper() if style == "upperRoman" else text
    if style == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _bullet(text: str) -> str:
    return text.strip() if text.strip() in ("+", "*") else "-"
