"""Windows: the stretch of time that a person asks about, as typed. "từ giờ tới cuối năm" → today to 31/12.

Words typed with diacritics must be the right ones ("quỹ 1" is no quarter); without diacritics every form is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlp.letters import nfc
from nlp.periods import RANGE, plain
from nlp.spans import Span, read_span

_DAY, _SOON = timedelta(days=1), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `start` to `end`, both included, and the words that name them.

    `names_year` is False where the words leave the year open ("quý III", "30/6"): the days are then in the year of
    asking, and the programme's year may be meant. `overdue` asks for what should be done: it ends the day before today.
    """

    start: date
    end: date
    words: str
    names_year: bool
    overdue: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year that is named: which programme is meant rather than a time within it."""
        first, last = (self.start.month, self.start.day), (self.end.month, self.end.day)
        return self.names_year and self.start.year == self.end.year and (first, last) == ((1, 1), (12, 31))


_START = re.compile(
    r"(?<![\w/])(?:[0-9]|[tq]\.?[0-9]|(?:truoc|tu|ke|sau|den|toi|cho|het|cham|tre|muon|trong|vong|noi|hom|bua|bay|luc|gio"
    r"|nay|hnay|hqua|ngay|sang|trua|chieu|mai|m_t|tuan|thang|qu[yi]|nam|nua|dau|giua|cuoi|thuong|trung|ha|mung|mong"
    r"|sap|gan|can|thoi|da|bi|qua|lo|vai|may|nhung|cac|mot|hai|ba|bon|t_|s_u|tam|chin|muoi)\b)"
)
_OVERDUE = re.compile(
    # "hết hạn" alone may ask what is due: "việc nào hết hạn tháng này"
    r"(?<!chua\s)(?<!khong\s)(?<!khoi\s)(?<!tranh\s)(?:(?:da\s+)?(?:bi\s+)?(?:qua|tre|lo)|(?:da|bi)\s+het"
    r"|het(?=\s+(?:thoi\s+)?han\s+(?:chua|roi)\b))\s+(?:thoi\s+)?(?:han|deadline)\b"
)
_UPCOMING = re.compile(
    r"(?:(?:sap|gan|can)\s+(?:(?:toi|den|het|qua)\s+)?(?:ky\s+)?(?:han|deadline)|sap\s+(?:toi|den)|thoi\s+gian\s+toi)\b"
)
_FROM = re.compile(r"(?:ke\s+)?tu\s+")
_UNTIL = re.compile(r"(?:cho\s+)?(?:den|toi|het|(?:cham|tre|muon)\s+nhat)\s+(?:la\s+)?(?P<whole>(?:het|truoc)\s+)?")
_BEFORE = re.compile(r"truoc\s+")
_AFTER = re.compile(r"sau\s+")
_NOW = re.compile(r"(?:bay\s+|luc\s+)?(?:gio|nay)\b")


def find_windows(text: str, today: date) -> list[tuple[int, int, Window]]:
    """All windows of a sentence in order, each with where its words start and end in `nfc(text)`.

    `"10 ngày nữa có gì" → [(0, 11, today … today + 10)]`. A week runs from Monday to Sunday, its end from Friday; "sắp
    tới" is 30 days; "trước" and "đến" start today, or on 1 January where today is later; "sau" ends on 31 December.
    """
    composed = nfc(text)
    letters = plain(composed)
    found: list[tuple[int, int, Window]] = []
    at = 0
    while begin := _START.search(letters, at):
        start, at = begin.start(), begin.end()
        if overdue := _OVERDUE.match(letters, start):
            at = overdue.end()
            found.append((start, at, Window(date.min, today - _DAY, composed[start:at], True, overdue=True)))
        elif span := _read(letters, start, today):
            at = max(at, span.stop)
            if span.start <= span.end:
                found.append((start, at, Window(span.start, span.end, composed[start:at], span.names_year)))
    return found


def _read(letters: str, start: int, today: date) -> Span | None:
    """The window at an offset, with the word before it that stretches it: `"truoc 30/6" → today … 29/6`."""
    if soon := _UPCOMING.match(letters, start):
        return Span(today, today + _SOON, True, soon.end())
    for pattern, stretch in _STRETCHES:
        lead = pattern.match(letters, start)
        span = _range(letters, lead.end(), today) if lead else None
        if lead and span:
            return stretch(span, lead, today) if span.start <= span.end else span
    span = _range(letters, start, today)
    return None if span and letters[start : span.stop] == "24/7" else span


def _since(span: Span, lead: re.Match[str], today: date) -> Span:
    return span if span.ranged else replace(span, end=date(span.start.year, 12, 31))


def _until(span: Span, lead: re.Match[str], today: date) -> Span:
    if span.names_year and not lead["whole"] and span.end - span.start > timedelta(days=360):
        return span  # "đến năm 2030" is the horizon of some plan: its year is named, nothing falls due up to it
    return _up_to(span.end, span, today)


def _before(span: Span, lead: re.Match[str], today: date) -> Span:
    return _up_to(span.end if span.by_end else span.start - _DAY, span, today)


def _after(span: Span, lead: re.Match[str], today: date) -> Span:
    first = span.end + _DAY
    return replace(span, start=first, end=date(first.year, 12, 31))


_Stretch = Callable[[Span, "re.Match[str]", date], Span]
_STRETCHES: tuple[tuple[re.Pattern[str], _Stretch], ...] = (
    (_FROM, _since),
    (_UNTIL, _until),
    (_BEFORE, _before),
    (_AFTER, _after),
)


def _up_to(end: date, span: Span, today: date) -> Span:
    return replace(span, start=today if today <= end else date(end.year, 1, 1), end=end)


def _range(letters: str, at: int, today: date) -> Span | None:
    """The days at an offset, from one period to another where two are joined: `"1/7 den 31/7"`."""
    now = _now(letters, at, today)
    first = now or read_span(letters, at, today, today.year)
    if first is None or first.start > first.end:
        return first
    joint = RANGE.match(letters, first.stop)
    last = _last(letters, joint, today, first.start.year if first.names_year else today.year) if joint else None
    if joint is None or last is None:
        return None if now else first
    if first.day and first.day <= last.end.day:
        first = replace(first, start=last.end.replace(day=first.day), names_year=last.names_year)
    elif last.names_year and not first.names_year:
        first = read_span(letters, at, today, last.end.year) or first
    elif last.end < first.start and not last.names_year:
        last = _last(letters, joint, today, first.start.year + 1) or last
    return Span(first.start, last.end, first.names_year or last.names_year, last.stop, ranged=True)


def _last(letters: str, joint: re.Match[str], today: date, year: int) -> Span | None:
    """What ends a range; the "het" of "toi het nam" may belong to its end."""
    words = joint.start() + max(joint[0].find("het"), 0)
    return (
        _now(letters, joint.end(), today)
        or read_span(letters, joint.end(), today, year)
        or read_span(letters, words, today, year)
    )


def _now(letters: str, at: int, today: date) -> Span | None:
    found = _NOW.match(letters, at)
    return Span(today, today, True, found.end()) if found else None
