"""Periods: the days, months, quarters, halves and years that Vietnamese words name, by one grammar.

`nlp.deadlines` reads documents with it, `nlp.windows` questions.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

from nlp.letters import fold


class Precision(Enum):
    """The kind of period that the words name; a half-year ends with a quarter and counts as one."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """Days that words name, and the end of the whole month, quarter or year that they belong to."""

    start: date
    end: date
    precision: Precision
    whole_end: date
    names_year: bool


# The first day of the lunar year by the calendar of Vietnam (UTC+7), which is not always China's.
_TET_FROM_2020 = (
    (1, 25), (2, 12), (2, 1), (1, 22), (2, 10), (1, 29), (2, 17), (2, 6),
    (1, 26), (2, 13), (2, 2), (1, 23), (2, 11), (1, 31), (2, 19), (2, 8),
)  # fmt: skip
_TET = {year: date(year, *month_and_day) for year, month_and_day in enumerate(_TET_FROM_2020, 2020)}
_STEMS = ("canh", "tan", "nham", "quy", "giap", "at", "binh", "dinh", "mau", "ky")  # by the last figure of the year
_BRANCHES = ("than", "dau", "tuat", "hoi", "ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui")  # by the year mod 12

# Words that fold to words of time and are none ("quỹ 1", "quan trọng năm", "giá dầu tháng 9") are blanked; those that
# mean another thing with their accents than without ("tháng sáu", "tháng sau") keep a letter of their own.
_LOOKALIKE = re.compile(
    r"\b(?:sáu|tư|mốt|số|tính|quỹ|qũy|quỷ|qủy|quỳ|qùy|bà|tôi|tối|trọng|trông|trống|trồng|thắng|thẳng|đâu|dâu|dầu|dấu"
    r"|đậu|mại|mãi|mái|mừng|tuân|tuấn|ngày\s+một)\b|(?<=\w\s)(?-i:Nam|Mai)\b",
    re.IGNORECASE,
)
_MARKED = {"sáu": "s_u", "tư": "t_", "mốt": "m_t", "số": "s_", "tính": "t_nh"}
_PLAIN = str.maketrans("０１２３４５６７８９／–—−", "0123456789/---")

YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9])"
_MONTH_WORD = (
    r"(?:muoi\s+mot|muoi\s+hai|muoi|gieng|chap|mot|hai|ba|t_|tu(?!\s+(?:ngay|thang|[0-9]))|bon"
    r"|nam(?!\s*(?:[0-9]|nay|sau|truoc|toi|roi|qua|ngoai))|s_u|bay|tam|chin)\b"
)
_QUARTER = r"(?:iv|i{1,3}|0?[1-4]|mot|hai|ba|bon|t_)(?![a-z0-9])"
_TO = r"\s*(?:-|(?:,\s*)?(?:cho\s+)?(?:den|toi))\s*"
RANGE = re.compile(rf"{_TO}(?:het\s+)?|\s+va\s+den\s+(?:het\s+)?")
_PERIOD = re.compile(
    rf"""(?<![\w/])(?<![0-9][.,])(?:
    # 15/4, ngày 15 tháng 4, ngày 15.4; with dots or dashes and no "ngày" only when a year follows: 30-6-2025
    (?P<dated>(?:ngay|mung|mong)\s*)?(?P<day>{DAY})\s*
        (?:/|(?:,\s*)?thang\b|[.-](?:(?(dated)|(?=\s*{_MONTH}\s*[.-]\s*{YEAR}))))\s*(?P<day_month>{_MONTH})
    # 6 tháng đầu năm, nửa cuối năm, nửa năm sau
    |(?:(?P<months>0?[369]|s_u|sau|ba|chin)\s*(?:thang|t)\s*(?P<side>dau|cuoi)(?:\s+(?:cua\s+)?nam)?
        |nua\s+(?:nam\s+(?P<half>dau|cuoi|sau)|(?P<half_of>dau|cuoi|sau)\s+(?:cua\s+)?nam))\b
    # Tết Nguyên đán Ất Tỵ
    |tet\b(?:\s+(?:nguyen\s+dan|am\s+lich|co\s+truyen|ta))*(?P<tet>(?:\s+(?:nam\s+)?(?P<stem>{"|".join(_STEMS)})
        \s+(?P<branch>{"|".join(_BRANCHES)}|ti))?)\b
    |(?:(?P<part>(?<!\bo\s)(?<!\bbat\s)(?<!xang\s)dau|giua|cuoi|thuong\s+tuan|trung\s+tuan|ha\s+tuan)\s+(?:cua\s+)?)?(?:
        # tháng 9, tháng chín, T9, 9/2025, tháng 3-6
        (?:thang\s*|t\.?(?=[0-9])|(?=[0-9]+\s*/\s*{YEAR}))
            (?:(?P<from_month>{_MONTH}){_TO})?(?P<month>{_MONTH}|(?<=\s){_MONTH_WORD})
        # quý III, quí ba, Q3, quý I và II
        |(?:qu[yi]\s*|q\.?(?=[1-4])|q\.\s*(?=i))(?:(?P<from_quarter>{_QUARTER})(?:\s*,\s*{_QUARTER})*
            (?:{_TO}|\s*,\s*|\s+va\s+))?(?P<quarter>{_QUARTER})
        # năm 2025, năm 2026 - 2027, cuối năm; neither "Việt Nam" nor "5 năm"
        |(?<![0-9]\s)(?<!viet\s)(?<!mien\s)(?<!phia\s)(?<!quang\s)nam(?(part)\b|(?=\s+{YEAR}))
            (?:\s+(?P<from_year>{YEAR})(?:\s*[,-]\s*{YEAR})*?(?:\s+(?:va|den))?(?=\s*[,-]?\s*{YEAR}))?
    ))
    (?:(?:\s*[/-]\s*|\.|,?\s+)(?:cua\s+)?(?:nam\s+)?(?P<year>{YEAR})|\s*/\s*(?P<short>[2-4][0-9])(?![0-9])
        # cuối năm sau; but not "6 tháng đầu năm trước ngày 20/6"
        |(?:[\s,]+(?:cua\s+)?nam|(?<=\bnam))\s+(?P<shift>nay|sau|toi|truoc|ngoai|roi)\b
            (?!\s+(?:nay|gio|bay|dau|giua|cuoi|het|khi|tet|ngay|thang|qu[yi]|[0-9])))?
    # not the number of a document (12/2024/NĐ-CP), a decimal, "2/3 số xã", "tháng một lần"
    (?!\w|/\w|[.,][0-9]|-(?!thang|qu[yi]|ngay|[tq][0-9])[a-z]|\s+(?:lan|s_)\b)""",
    re.VERBOSE,
)
_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "t_": 4, "tu": 4, "nam": 5, "s_u": 6, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "gieng": 1, "chap": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_SHIFTS = {"nay": 0, "sau": 1, "toi": 1, "truoc": -1, "ngoai": -1, "roi": -1}
PARTS = {"dau": 0, "thuong": 0, "giua": 1, "trung": 1, "cuoi": 2, "ha": 2}


def plain(text: str) -> str:
    """Composed text as the grammar reads it: folded, one letter for each, words blanked that only look like time."""
    return fold(_LOOKALIKE.sub(lambda m: _MARKED.get(m[0].lower(), "_" * len(m[0])), text)).translate(_PLAIN)


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of a run of months in a year, which start from 1: `(2024, 4, 6) → 01/04–30/06/2024`."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def part_of(start: date, end: date, precision: Precision, part: str) -> tuple[date, date]:
    """The "dau", "giua" or "cuoi" of a period.

    Ten days of a month (the rest at its end), a month of a quarter, a quarter of a year: the middle of the year is the
    second quarter, which ends on 30/06.
    """
    third = PARTS[part]
    if precision is Precision.MONTH:
        return start.replace(day=1 + 10 * third), end if third == 2 else start.replace(day=10 + 10 * third)
    if precision is Precision.QUARTER:
        return months(start.year, start.month + third, start.month + third)
    first = (1, 4, 10)[third]
    return months(start.year, first, first + 2)


def read_period(text: str, start: int, year: int) -> tuple[Period | None, int] | None:
    """The period named at an offset of a `plain` text, and where its words end; `year` is for words that name none.

    `"quy iii" → 01/07–30/09`, `"cuoi thang 5" → 21/05–31/05`, `"31/6" → (None, 4)`: there is no such day.
    """
    found = _PERIOD.match(text, start)
    if found is None:
        return None
    year += _SHIFTS[found["shift"]] if found["shift"] else 0
    year = int(found["year"] or 0) or (2000 + int(found["short"]) if found["short"] else year)
    try:
        begin, end, precision = _days(found, year)
    except (ValueError, KeyError):
        return None, found.end()
    if begin > end:
        return None, found.end()
    whole_end = end
    if found["part"]:
        begin, end = part_of(begin, end, precision, found["part"].split()[0])
    named = bool(found["year"] or found["short"] or found["shift"] or found["stem"])
    return Period(begin, end, precision, whole_end, named), found.end()


def _days(found: re.Match[str], year: int) -> tuple[date, date, Precision]:
    """The days of a matched period; ValueError or KeyError where the calendar, or our table of Tết, has none."""
    if found["day"]:
        day = date(year, int(found["day_month"]), int(found["day"]))
        return day, day, Precision.DAY
    if found["tet"] is not None:
        day = _TET[_lunar_year(found["stem"], found["branch"], year)]
        return day, day, Precision.DAY
    if side := found["side"] or found["half"] or found["half_of"]:
        length = number(found["months"] or "6")
        return *(months(year, 1, length) if side == "dau" else months(year, 13 - length, 12)), Precision.QUARTER
    if found["month"]:
        last = number(found["month"])
        return *months(year, number(found["from_month"] or found["month"]), last), Precision.MONTH
    if found["quarter"]:
        first, last = number(found["from_quarter"] or found["quarter"]), number(found["quarter"])
        return *months(year, 3 * first - 2, 3 * last), Precision.QUARTER
    first_year = int(found["from_year"] or year)
    return date(first_year, 1, 1), date(year, 12, 31), Precision.YEAR


def number(word: str) -> int:
    """`"7" → 7`, `"iv" → 4`, `"muoi hai" → 12`, `"gieng" → 1`."""
    return int(word) if word.isdigit() else sum(_NUMBERS[part] for part in word.split())


def _lunar_year(stem: str | None, branch: str | None, year: int) -> int:
    """The year of that name next to the given one: `("at", "ty", 2024) → 2025`."""
    if not stem:
        return year
    name = (stem, "ty" if branch == "ti" else branch)
    return next((y for y in (year, year + 1, year - 1) if (_STEMS[y % 10], _BRANCHES[y % 12]) == name), year)
