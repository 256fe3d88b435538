"""Windows: the stretch of time that a person asks about, as typed. "từ giờ tới cuối năm" → today to 31/12.

Words typed with diacritics must be the right ones ("quỹ 1" is no quarter); without diacritics every form is read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlp.letters import nfc
from nlp.periods import RANGE, Precision, months, number, part_of, plain, read_period

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


@dataclass(frozen=True, slots=True)
class _Span:
    """Days that words up to `stop` name; words of time that name none ("31/6") have no `start <= end`."""

    start: date
    end: date
    names_year: bool
    stop: int
    ranged: bool = False  # with both ends: "1/7 đến 31/7"
    by_end: bool = False  # "trước cuối tháng 5" does not stop where the last third begins
    day: int | None = None  # a day of no named month: "ngày 15"


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

_NO_NAMES = (
    r"(?<!thuong\s)(?<!khuyen\s)(?<!hoang\s)(?<!hoa\s)(?<!cay\s)(?<!sao\s)(?<!thi\s)(?<!le\s)(?<!ban\s)(?<!chi\s)"
)
_NO_PERSONS = r"(?<!anh\s)(?<!em\s)(?<!co\s)(?<!bac\s)(?<!ong\s)(?<!ba\s)(?<!tan\s)"
_DAY_AWAY = re.compile(
    rf"""(?P<today>(?:(?:hom|bua)\s+(?:nay|ni)|hnay|(?:sang|trua|chieu)\s+nay)\b)
    |(?P<yesterday>(?:(?:hom|bua)\s+qua|hqua)\b)
    |(?P<after>(?:(?:ngay|bua)\s+(?:m_t|mot|kia)|m_t)\b)
    |(?P<tomorrow>(?:ngay|sang|trua|chieu|bua)\s+mai\b|{_NO_NAMES}{_NO_PERSONS}mai\b(?=\s*(?:$|[?.,!]
        |(?:m_t|co|con|la|den|phai|het|can|toi|ai|bao|nop|gui|hop|trinh|lam|xong|han|thi|minh|viec)\b)))""",
    re.VERBOSE,
)
_DAYS_AWAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "after": 2}
_SAID_DATE = re.compile(r"\s*[,(]?\s*(?:la\s+)?")
_PART = r"(?P<part>(?<!o\s)(?<!bat\s)dau|giua|cuoi)\s+"
_UNIT = r"(?P<unit>tuan|thang|qu[yi]|(?<![0-9]\s)nam)\b"
_UNIT_AWAY = re.compile(
    rf"""(?:{_PART})?{_UNIT}\s+(?:(?P<this>nay|ni)|(?P<next>sau|toi|ke(?:\s+tiep)?|tiep\s+theo)
        |(?P<last>truoc|roi|vua\s+roi|vua\s+qua|qua|ngoai))\b(?!\s+(?:khi|hoach|tet)\b)
    |(?P<new_year>sang\s+nam)\b(?!\s*[0-9])""",
    re.VERBOSE,
)
_UNIT_ALONE = re.compile(
    rf"""(?:(?:trong|noi)\s+(?=tuan|thang)|het\s+|{_PART}){_UNIT}
    (?!\s*(?:[0-9]|(?:i{{1,3}}|iv|mot|hai|ba|t_|bon|nam|s_u|bay|tam|chin|muoi|gieng|chap|nay|ni|sau|toi|truoc|roi|qua|vua|ke
    |tiep|nao|may|gi|hang|moi|hoc|hanh|hoach)\b))""",
    re.VERBOSE,
)
_COUNTED = re.compile(
    r"""(?P<within>(?:trong\s+)?vong\s+|trong\s+(?:khoang\s+)?)?
    (?P<count>[0-9]{1,3}|muoi|mot|hai|ba|bon|t_|nam|s_u|bay|tam|chin|nua|vai|nhung|cac|may(?!\s+\w+\s+nua))\s*
    (?P<unit>ngay|hom|bua|tuan|thang|qu[yi]|nam)\b
    (?:\s+(?:(?P<ahead>nua|toi|sau|sap\s+toi|tiep\s+theo|ke\s+tiep)|(?P<past>qua|truoc|vua\s+qua|vua\s+roi|gan\s+day))\b
        (?!\s+(?:khi|tet|han|ngay|thang|quy|[0-9]))
    |(?(within)(?!\s*(?:dau|cuoi|[0-9])|\s+moi)|(?!)))""",
    re.VERBOSE,
)
_DAY_OF_MONTH = re.compile(
    r"""(?:ngay|mung|mong)\s+(?P<day>3[01]|[12][0-9]|0?[1-9])(?![\w/-]|[.,][0-9])
    (?:\s+thang\s+(?:(?P<this>nay|ni)|(?P<next>sau|toi)|(?P<last>truoc|roi|vua\s+roi))\b
    |(?!\s+(?:hang|moi|cua|thang|lan|nua|toi)\b))""",
    re.VERBOSE,
)


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


def _read(letters: str, start: int, today: date) -> _Span | None:
    """The window at an offset, with the word before it that stretches it: `"truoc 30/6" → today … 29/6`."""
    if soon := _UPCOMING.match(letters, start):
        return _Span(today, today + _SOON, True, soon.end())
    for pattern, stretch in _STRETCHES:
        lead = pattern.match(letters, start)
        span = _range(letters, lead.end(), today) if lead else None
        if lead and span:
            return stretch(span, lead, today) if span.start <= span.end else span
    span = _range(letters, start, today)
    return None if span and letters[start : span.stop] == "24/7" else span


def _since(span: _Span, lead: re.Match[str], today: date) -> _Span:
    return span if span.ranged else replace(span, end=date(span.start.year, 12, 31))


def _until(span: _Span, lead: re.Match[str], today: date) -> _Span:
    if span.names_year and not lead["whole"] and span.end - span.start > timedelta(days=360):
        return span  # "đến năm 2030" is the horizon of some plan: its year is named, nothing falls due up to it
    return _up_to(span.end, span, today)


def _before(span: _Span, lead: re.Match[str], today: date) -> _Span:
    return _up_to(span.end if span.by_end else span.start - _DAY, span, today)


def _after(span: _Span, lead: re.Match[str], today: date) -> _Span:
    first = span.end + _DAY
    return replace(span, start=first, end=date(first.year, 12, 31))


_Stretch = Callable[[_Span, "re.Match[str]", date], _Span]
_STRETCHES: tuple[tuple[re.Pattern[str], _Stretch], ...] = (
    (_FROM, _since),
    (_UNTIL, _until),
    (_BEFORE, _before),
    (_AFTER, _after),
)


def _up_to(end: date, span: _Span, today: date) -> _Span:
    return replace(span, start=today if today <= end else date(end.year, 1, 1), end=end)


def _range(letters: str, at: int, today: date) -> _Span | None:
    """The days at an offset, from one period to another where two are joined: `"1/7 den 31/7"`."""
    now = _now(letters, at, today)
    first = now or _span(letters, at, today, today.year)
    if first is None or first.start > first.end:
        return first
    joint = RANGE.match(letters, first.stop)
    last = _last(letters, joint, today, first.start.year if first.names_year else today.year) if joint else None
    if joint is None or last is None:
        return None if now else first
    if first.day and first.day <= last.end.day:
        first = replace(first, start=last.end.replace(day=first.day), names_year=last.names_year)
    elif last.names_year and not first.names_year:
        first = _span(letters, at, today, last.end.year) or first
    elif last.end < first.start and not last.names_year:
        last = _last(letters, joint, today, first.start.year + 1) or last
    return _Span(first.start, last.end, first.names_year or last.names_year, last.stop, ranged=True)


def _last(letters: str, joint: re.Match[str], today: date, year: int) -> _Span | None:
    """What ends a range; the "het" of "toi het nam" may belong to its end."""
    words = joint.start() + max(joint[0].find("het"), 0)
    return (
        _now(letters, joint.end(), today)
        or _span(letters, joint.end(), today, year)
        or _span(letters, words, today, year)
    )


def _now(letters: str, at: int, today: date) -> _Span | None:
    found = _NOW.match(letters, at)
    return _Span(today, today, True, found.end()) if found else None


def _span(letters: str, at: int, today: date, year: int) -> _Span | None:
    """The days that words at an offset name; `year` is for periods of the calendar without one."""
    if read := read_period(letters, at, year):
        period, stop = read
        if period and period.end < today and not period.names_year and letters.startswith("tet", at):
            period, stop = read_period(letters, at, year + 1) or read  # the next Tết is meant, not the last one
        if period is None:
            return _Span(date.max, date.min, False, stop)
        return _Span(period.start, period.end, period.names_year, stop, by_end=letters.startswith("cuoi", at))
    if found := _DAY_AWAY.match(letters, at):
        return _day_away(letters, found, today)
    if found := _UNIT_AWAY.match(letters, at):
        unit = "nam" if found["new_year"] else found["unit"]
        return _unit(found, unit, bool(found["next"] or found["new_year"]) - bool(found["last"]), today)
    if found := _COUNTED.match(letters, at):
        return _counted(found, today)
    if found := _UNIT_ALONE.match(letters, at):
        return _unit(found, found["unit"], 0, today)
    if found := _DAY_OF_MONTH.match(letters, at):
        return _day_of_month(found, today)
    return None


def _day_away(letters: str, found: re.Match[str], today: date) -> _Span:
    """Today, or the date that is said to be today: `"hom nay 4/3" → 04/03`."""
    if found["today"] and (joint := _SAID_DATE.match(letters, found.end())):
        period, stop = read_period(letters, joint.end(), today.year) or (None, 0)
        if period and period.precision is Precision.DAY:
            return _Span(period.start, period.end, period.names_year, stop)
    day = today + timedelta(days=_DAYS_AWAY[found.lastgroup or "today"])
    return _Span(day, day, True, found.end())


def _unit(found: re.Match[str], unit: str, shift: int, today: date) -> _Span:
    """The week, month, quarter or year that is `shift` away from today's, or the part of it that is named."""
    part = found["part"]
    if unit == "tuan":
        monday = today + timedelta(days=7 * shift - today.weekday())
        first, last = {"dau": (0, 1), "giua": (2, 3), "cuoi": (4, 6)}.get(part or "", (0, 6))
        start, end = monday + timedelta(days=first), monday + timedelta(days=last)
    else:
        length, precision = _UNITS[unit.replace("i", "y")]
        ordinal = (12 * today.year + today.month - 1) // length + shift
        year, month = divmod(ordinal * length, 12)
        start, end = months(year, month + 1, month + length)
        if part:
            start, end = part_of(start, end, precision, part)
    return _Span(start, end, True, found.end(), by_end=part == "cuoi")


_UNITS = {"thang": (1, Precision.MONTH), "quy": (3, Precision.QUARTER), "nam": (12, Precision.YEAR)}


def _counted(found: re.Match[str], today: date) -> _Span:
    """Days from today or back from it: `"10 ngay nua"`, `"2 tuan qua"`; a few days are a week, a few weeks three."""
    unit, word, sign = found["unit"].replace("i", "y"), found["count"], -1 if found["past"] else 1
    count = None if word in ("nua", "vai", "nhung", "cac", "may") else number(word)
    if unit == "tuan":
        other = today + sign * timedelta(weeks=count or 3)
    elif unit == "thang" and word == "nua":
        other = today + sign * timedelta(days=15)
    elif unit in _UNITS:
        length = _UNITS[unit][0]
        other = _months_away(today, sign * (length // 2 if word == "nua" else length * (3 if count is None else count)))
    else:
        other = today + sign * timedelta(days=7 if count is None else count)
    return _Span(min(today, other), max(today, other), True, found.end())


def _months_away(today: date, count: int) -> date:
    year, month = divmod(12 * today.year + today.month - 1 + count, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _day_of_month(found: re.Match[str], today: date) -> _Span:
    shifted = _months_away(today.replace(day=1), bool(found["next"]) - bool(found["last"]))
    day = int(found["day"])
    if day > monthrange(shifted.year, shifted.month)[1]:
        return _Span(date.max, date.min, False, found.end())
    named = found["this"] or found["next"] or found["last"]
    start = shifted.replace(day=day)
    return _Span(start, start, True, found.end(), day=None if named else day)
