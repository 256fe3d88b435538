"""Doubts: what a person must look at before an import is published, each with its place in the document."""

from __future__ import annotations

import re

from knowledge.importing.extraction import Extraction
from knowledge.importing.sections import NO_ROLE
from nlp.deadlines import find_deadlines

_SHOWN = 160  # characters of a paragraph
_GIVES = re.compile(r"\b(?:giao|đề nghị|yêu cầu|phân công)\s+(?=[A-ZĐỦ]|các\b)|\bchủ trì\b", re.IGNORECASE)


def doubts(extraction: Extraction) -> list[str]:
    """What a person must look at, each with its place: "III.2.a#1 (trang 3, đoạn 41): …"."""
    found = list(extraction.warnings)
    for task in extraction.tasks:
        found += [f"{task.ref} ({task.place}): {doubt}" for doubt in task.doubts]
        found += [
            f"{task.ref} ({task.place}): thời hạn “{deadline.words}” không có ngày cụ thể; ghi ở cột “ghi chú”"
            for deadline in task.deadlines
            if deadline.when is None
        ]
    return found + [
        f"{left.place}: không thành nhiệm vụ ({left.reason}), nhưng có thời hạn hoặc lời giao việc: {shown(left.text)}"
        for left in extraction.leftovers
        if left.reason in NO_ROLE and (_GIVES.search(left.text) or find_deadlines(left.text, extraction.facts.year))
    ]


def shown(text: str) -> str:
    """The beginning of a paragraph, as much as tells which one it is."""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " (…)"
