"""Seams between pages of plain text: a break and a page's number between two halves of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.letters import without_markup
from knowledge.importing.marks import starts_with_mark

_BREAK = re.compile(
    r"\s*(?:\f+|(?:[-=–—]{2,}|<!--)\s*(?:page|trang|hết trang)\b[^a-zà-ỹ]*(?:break)?[^a-zà-ỹ]*(?:[-=–—]{2,}|-->))\s*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*")
_ENDED = re.compile(r"[.;:!?…”\"]\)?\s*$")
_FULL_LINE = 50  # characters: a shorter line before a break is a heading or the end of a paragraph


SEAM = "\0"  # what stands on a line that is no part of the text; the lines keep their numbers


def without_seams(lines: Sequence[str]) -> list[str]:
    """Lines with SEAM in place of page breaks and page numbers; a sentence that goes over a break has no blank in it.

    `["báo cáo Thủ tướng", "2", "--- PAGE BREAK ---", "", "Chính phủ trước ngày 20/3."] → ["báo cáo Thủ tướng", SEAM,
    SEAM, SEAM, "Chính phủ trước ngày 20/3."]`. Without a page break nothing changes: a number on a line is a mark.
    """
    kept = list(lines)
    at = 0
    while at < len(kept):
        if not _is_break(kept[at]):
            at += 1
            continue
        first, end = at, at + 1
        while first > 0 and _is_beside(kept[first - 1], numbers=first == at or not kept[first].strip()):
            first -= 1
        while end < len(kept) and (_is_break(kept[end]) or _is_beside(kept[end], numbers=True)):
            end += 1
        whole = first > 0 and end < len(kept) and _goes_on(kept[first - 1], kept[end])
        kept[first:end] = [SEAM if whole else ""] * (end - first)
        at = end
    return kept


def _is_break(line: str) -> bool:
    return bool(_BREAK.fullmatch(line))


def _is_beside(line: str, *, numbers: bool) -> bool:
    return not line.strip() or (numbers and bool(_PAGE_NUMBER.fullmatch(line)))


def _goes_on(before: str, line: str) -> bool:
    """Whether a page begins in the middle of a sentence."""
    text = without_markup(line).strip()
    if _ENDED.search(without_markup(before).strip()) or starts_with_mark(text) or "|" in line:
        return False
    return text[:1].islower() or len(before.strip()) >= _FULL_LINE
