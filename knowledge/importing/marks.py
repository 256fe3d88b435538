"""The marks that paragraphs begin with ("III.", "1.2.", "a)", "-"), and how they nest.

The order is that of Nghị định 30/2020/NĐ-CP: part, roman section, number, letter, dash, plus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ANNEX, PART, ARTICLE, ROMAN, NUMBER, DECIMAL, LETTER, ROUND, PROSE, DASH, PLUS, DOT = (
    -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 4.5, 5.0, 6.0, 7.0,
)  # fmt: skip
_MARKS: tuple[tuple[str, float], ...] = (
    (r"(?P<l0>(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?:[IVX]+|\d{1,2}|[A-Z])\b)?)\s*[.:]?", ANNEX),
    (r"(?P<l1>(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:thứ\s+)?(?:[IVX]+|\d{1,2}|nhất|hai|ba|tư|NHẤT|HAI|BA))\b\s*[.:]?", PART),
    (r"(?P<l2>Điều\s+\d{1,3})\s*[.:]", ARTICLE),
    (r"(?P<l3>[IVXivx]{1,5})\s?[.)](?=\s|$|[A-ZĐ])|(?P<l4>[IVX]{1,5})\s?[-/–](?=\s)", ROMAN),
    (r"(?P<l5>[A-HKLMĐ])\s?[.)](?=\s|$)|(?P<l6>[A-H])\s?[-/–](?=\s)", PART + 0.5),
    (r"(?P<l7>\d{1,2}(?:\.\d{1,2}){1,3})\s?[.):]?(?=\s|$|[A-ZĐ])", DECIMAL),
    (r"(?P<l8>\d{1,3})\s?(?:[.):](?=\s|$|[A-ZĐÂÊÔƯƠ])|/(?=\s))", NUMBER),
    (r"(?P<l9>\d{1,2})\s?[-–](?=\s[A-ZĐ])", NUMBER),
    (r"(?P<l10>[a-zđ])\s?(?:[).](?=\s|$|[A-ZĐ])|/(?=\s))", LETTER),
    (r"\((?P<l11>\d{1,2}|[a-zđ])\)(?=\s|$|[A-ZĐ])", ROUND),
    (r"(?P<l12>[-–—])(?=\s|[A-ZĐÂÊÔƯƠĂÁ])", DASH),
    (r"(?P<l13>\+)(?=\s|\w)", PLUS),
    (r"(?P<l14>\([ivx]{1,4}\)|[•·●▪*]|o(?=\s[A-ZĐ]))(?=\s|\w)", DOT),
)  # fmt: skip
_PATTERNS = tuple((re.compile(rf"\s*(?:{pattern})\s*"), rank) for pattern, rank in _MARKS)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a paragraph begins with: `label` is its part of a task's ref ("III", "2.1", "a"), empty for bullets."""

    label: str
    rank: float


def split_mark(text: str) -> tuple[Mark | None, str]:
    """A paragraph's mark and the rest: `"a) Sở Nội vụ" → (a, "Sở Nội vụ")`."""
    for pattern, rank in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        label = next((group for group in match.groups() if group), "")
        if rank == ROMAN and label.islower() and text.lstrip()[len(label) :][:1] == ")":
            continue  # "i)" goes on after "h)"
        if rank >= DASH:
            label = ""
        depth = label.count(".") * 0.1 if rank == DECIMAL else 0.0
        return Mark(label.upper() if rank == ROMAN else label, rank + depth), text[match.end() :].strip()
    return None, text.strip()


def starts_with_mark(text: str) -> bool:
    """Whether a line begins like a paragraph with a number or a bullet."""
    return split_mark(text)[0] is not None


def is_bare_mark(text: str) -> bool:
    """Whether a line is a number and nothing else, its text being on the next line."""
    mark, rest = split_mark(text)
    return mark is not None and not rest and mark.rank > ANNEX
