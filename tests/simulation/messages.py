"""Messages read back: what a digest says, taken from its text as a person reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

_TITLE = re.compile(r"🔔 Nhắc việc ngày (\d\d/\d\d/\d{4})( \(gửi muộn\))?$")
_SECTION = re.compile(r"\S (Đến hạn hôm nay|Sắp đến hạn|Đã quá hạn) \((\d+) việc\):$")
_NUMBERED = re.compile(r"(\d+)\. (.+)$")
_DUE = re.compile(r"Hạn (?:trước ngày )?(\d\d/\d\d/\d{4})\b.*?(còn (\d+) ngày|hôm nay là hạn cuối|đã qua (\d+) ngày)")
_CLOSING = re.compile(r"Đây là lần cuối nhắc việc quá hạn số ([\d, ]+);")
_PAGES = re.compile(r"Trang 1/\d+\.$", re.MULTILINE)
AGAIN = "Tin nhắc lần trước có thể chưa tới"
URGENCIES = {"Đến hạn hôm nay": "today", "Sắp đến hạn": "soon", "Đã quá hạn": "overdue"}


@dataclass(frozen=True, slots=True)
class Told:
    """One reminder of a message: number, title, named day, days left (less than 0: overdue) and section."""

    number: int
    title: str
    named: date
    left: int
    urgency: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A message as read; `closing` are the numbers that it names as told for the last time.

    `paged`: what does not fit into the message is behind its buttons.
    """

    day: date
    late: bool
    again: bool
    told: tuple[Told, ...]
    closing: frozenset[int]
    paged: bool


def read(text: str) -> Digest | None:
    """A digest from its text, None if it is something else."""
    lines = text.splitlines()
    title = _TITLE.match(lines[0])
    if not title:
        return None
    told, urgency, number, subject = [], "", 0, ""
    for line in lines[1:]:
        if section := _SECTION.match(line):
            urgency = URGENCIES[section[1]]
        elif numbered := _NUMBERED.match(line):
            number, subject = int(numbered[1]), numbered[2]
        elif due := _DUE.match(line):
            left = int(due[3]) if due[3] else -int(due[4]) if due[4] else 0
            told.append(Told(number, subject, _day(due[1]), left, urgency))
    closing = frozenset(int(n) for found in _CLOSING.findall(text) for n in found.split(", "))
    return Digest(
        _day(title[1]), bool(title[2]), AGAIN in text, tuple(told), closing, paged=_PAGES.search(text) is not None
    )


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  # a day has no zone
