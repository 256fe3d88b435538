"""Ordinals: which of the tasks just listed a question points at ("việc thứ 2", "nói rõ hơn việc số hai")."""

from __future__ import annotations

import re

from nlp.letters import fold, nfc

_NUMBERS = {
    "nhat": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "dau": 1,
    "dau tien": 1,
    "cuoi": -1,
    "cuoi cung": -1,
}
_ORDINAL = re.compile(
    r"(?<!\w)(?:viec|nhiem vu|cai|y|muc)\s+(?:thu|so)\s+(\d{1,2}|" + "|".join(_NUMBERS) + r")(?!\w)"
    r"|(?<!\w)(?:viec|nhiem vu|cai)\s+(dau tien|cuoi cung|dau|cuoi|\d{1,2})(?![\w/.,])"
    r"|(?<!\w)(?:ro|chi tiet|cu the|xem|coi|mo|doc|ro hon|them)\s+(?:lai\s+)?"
    r"(?:viec|nhiem vu|cai|so|muc|y)\s+(\d{1,2})(?![\w/.,])"
)


def find_ordinal(text: str) -> tuple[int, int, int] | None:
    """The number that points at a listed task, with its place: `"nói rõ việc thứ hai" → 2`; None without one."""
    match = _ORDINAL.search(fold(nfc(text)))
    if match is None:
        return None
    number = match[1] or match[2] or match[3]
    value = int(number) if number.isdigit() else _NUMBERS[number]
    return (match.start(), match.end(), value) if value else None
