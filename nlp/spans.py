"""Spans: the days that words of a question name, of the calendar or counted from today. "tuần sau", "10 ngày nữa"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.periods import Precision, months, number, part_of, read_period

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
_UNITS = {"thang": (1, Precision.MONTH), "quy": (3, Precision.QUARTER), "nam": (12, Precision.YEAR)}
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


@dataclass(frozen=True, slots=True)
class Span:
    """Days that words up to `stop` name; words of time that name none ("31/6") have no `start <= end`."""

    start: date
    end: date
    names_year: bool
    stop: int
    ranged: bool = False  # with both ends: "1/7 đến 31/7"
    by_end: bool = False  # "trước cuối tháng 5" does not stop where the last third begins
    day: int | None = None  # a day of no named month: "ngày 15"


def read_span(letters: str, at: int, today: date, year: int) -> Span | None:
    """The days that words at an offset of a `plain` text name; `year` is for periods of the calendar without one.

    `"tuan sau", asked on Monday 04/03/2024 → 11/03–17/03`; None where no words of time begin there.
    """
    if read := read_period(letters, at, year):
        period, stop = read
        if period and period.end < today and not period.names_year and letters.startswith("tet", at):
            period, stop = read_period(letters, at, year + 1) or read  # the next Tết is meant, not the last one
        if period is None:
            return _no_such_day(stop)
        return Span(period.start, period.end, period.names_year, stop, by_end=letters.startswith("cuoi", at))
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


def _no_such_day(stop: int) -> Span:
    """Words of time that name no days: `"31/6"`."""
    return Span(date.max, date.min, False, stop)


def _day_away(letters: str, found: re.Match[str], today: date) -> Span:
    """Today, or the date that is said to be today: `"hom nay 4/3" → 04/03`."""
    if found["today"] and (joint := _SAID_DATE.match(letters, found.end())):
        period, stop = read_period(letters, joint.end(), today.year) or (None, 0)
        if period and period.precision is Precision.DAY:
            return Span(period.start, period.end, period.names_year, stop)
    day = today + timedelta(days=_DAYS_AWAY[found.lastgroup or "today"])
    return Span(day, day, True, found.end())


def _unit(found: re.Match[str], unit: str, shift: int, today: date) -> Span:
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
    return Span(start, end, True, found.end(), by_end=part == "cuoi")


def _counted(found: re.Match[str], today: date) -> Span:
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
    return Span(min(today, other), max(today, other), True, found.end())


def _months_away(today: date, count: int) -> date:
    year, month = divmod(12 * today.year + today.month - 1 + count, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _day_of_month(found: re.Match[str], today: date) -> Span:
    shifted = _months_away(today.replace(day=1), bool(found["next"]) - bool(found["last"]))
    day = int(found["day"])
    if day > monthrange(shifted.year, shifted.month)[1]:
        return _no_such_day(found.end())
    named = found["this"] or found["next"] or found["last"]
    start = shifted.replace(day=day)
    return Span(start, start, True, found.end(), day=None if named else day)
