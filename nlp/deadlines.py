"""Deadlines: the words in which a document sets one, as dates. "chậm nhất tháng 7/2024" → the last day is 31/07/2024.

The periods that such words name (a day, month, quarter, half, year, or part of one) are read here by one grammar;
`nlp.windows` reads questions with the same one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from nlp.letters import fold, nfc


class Bound(Enum):
    """Whether the named day itself is still in time."""

    ON = "on"
    BEFORE = "before"  # "trước ngày 29/02/2024": the day before is the last day


class Precision(Enum):
    """The kind of period that the words name; a half-year ends with a quarter and counts as one."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Recurrence(Enum):
    """How often a deadline comes round; ONGOING ("thường xuyên") has no dates."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class When:
    """When something is due.

    `due_on` is the last day of the named period, with BEFORE the day before which it is due ("trước tháng 6" → 01/06);
    None where it recurs with no first date. `recur_day` counts in the month, in WEEKLY from Monday = 1; `recur_month`
    counts in the year, in QUARTERLY in the quarter. `period_end` is the end of the period that the words name, which
    differs from `due_on` in "hết quý IV năm 2024 (đến ngày 31/01/2025)" → due 31/01/2025, period to 31/12/2024.
    """

    words: str
    due_on: date | None
    bound: Bound = Bound.ON
    precision: Precision | None = None
    recurrence: Recurrence | None = None
    recur_day: int | None = None
    recur_month: int | None = None
    period_end: date | None = None


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

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
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
    (?P<dated>(?:ngay|mung|mong)\s*)?(?P<day>{_DAY})\s*
        (?:/|(?:,\s*)?thang\b|[.-](?:(?(dated)|(?=\s*{_MONTH}\s*[.-]\s*{_YEAR}))))\s*(?P<day_month>{_MONTH})
    # 6 tháng đầu năm, nửa cuối năm, nửa năm sau
    |(?:(?P<months>0?[369]|s_u|sau|ba|chin)\s*(?:thang|t)\s*(?P<side>dau|cuoi)(?:\s+(?:cua\s+)?nam)?
        |nua\s+(?:nam\s+(?P<half>dau|cuoi|sau)|(?P<half_of>dau|cuoi|sau)\s+(?:cua\s+)?nam))\b
    # Tết Nguyên đán Ất Tỵ
    |tet\b(?:\s+(?:nguyen\s+dan|am\s+lich|co\s+truyen|ta))*(?P<tet>(?:\s+(?:nam\s+)?(?P<stem>{"|".join(_STEMS)})
        \s+(?P<branch>{"|".join(_BRANCHES)}|ti))?)\b
    |(?:(?P<part>(?<!\bo\s)(?<!\bbat\s)(?<!xang\s)dau|giua|cuoi|thuong\s+tuan|trung\s+tuan|ha\s+tuan)\s+(?:cua\s+)?)?(?:
        # tháng 9, tháng chín, T9, 9/2025, tháng 3-6
        (?:thang\s*|t\.?(?=[0-9])|(?=[0-9]+\s*/\s*{_YEAR}))
            (?:(?P<from_month>{_MONTH}){_TO})?(?P<month>{_MONTH}|(?<=\s){_MONTH_WORD})
        # quý III, quí ba, Q3, quý I và II
        |(?:qu[yi]\s*|q\.?(?=[1-4]))(?:(?P<from_quarter>{_QUARTER})(?:\s*,\s*{_QUARTER})*
            (?:{_TO}|\s*,\s*|\s+va\s+))?(?P<quarter>{_QUARTER})
        # năm 2025, năm 2026 - 2027, cuối năm; neither "Việt Nam" nor "5 năm"
        |(?<![0-9]\s)(?<!viet\s)(?<!mien\s)(?<!phia\s)(?<!quang\s)nam(?(part)\b|(?=\s+{_YEAR}))
            (?:\s+(?P<from_year>{_YEAR})(?:\s*[,-]\s*{_YEAR})*?(?:\s+(?:va|den))?(?=\s*[,-]?\s*{_YEAR}))?
    ))
    (?:(?:\s*[/-]\s*|\.|,?\s+)(?:cua\s+)?(?:nam\s+)?(?P<year>{_YEAR})|\s*/\s*(?P<short>[2-4][0-9])(?![0-9])
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
_PARTS = {"dau": 0, "thuong": 0, "giua": 1, "trung": 1, "cuoi": 2, "ha": 2}


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
    third = _PARTS[part]
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


# Words that make a deadline of the date after them; four at most, so that reading takes linear time.
_LEAD = re.compile(
    r"""(?<!\w)(?:
    (?:truoc|tu|sau|(?:cham|muon|tre)\s+nhat|khong\s+(?:qua|sau|(?:cham|muon|tre)\s+hon)|den|toi|het|trong(?!\s+truoc)|vao
        |xong|hoan\s+thanh|ket\s+thuc)(?:\s+la)?\s+
    # hạn, hạn chót; but neither "trung hạn" nor "quyền hạn"
    |(?:(?<!trung\s)(?<!dai\s)(?<!ngan\s)(?<!nien\s)(?<!gioi\s)(?<!quyen\s)han(?:\s+(?:chot|cuoi|cung))*|deadline)
        (?:\s+la)?(?:\s*:\s*|\s+)
    ){0,4}""",
    re.VERBOSE,
)
_EVERY = r"(?:hang|moi|tung)"
_NEXT = r"(?:lien\s+ke|ke\s+lien|lien\s+sau|ke\s+tiep|tiep\s+theo|sau)"
_RECURRING = re.compile(
    rf"""(?<!\w)(?:
    (?P<last_day>ngay\s+cuoi(?:\s+cung)?\s+(?:cua\s+)?(?:{_EVERY}\s+)?thang\b(?!\s*[0-9]))
    # ngày 18 hằng tháng, ngày 05 của tháng liền kề, (ngày 15 của) tháng cuối quý
    |(?:ngay\s+(?P<day>{_DAY})\s+(?:cua\s+)?)?(?:(?(day)(?:{_EVERY}\s+thang|thang\s+{_NEXT})|(?!))
        |thang\s+(?P<place>dau|giua|cuoi)(?:\s+(?:tien|cung))?\s+(?:cua\s+)?(?:{_EVERY}\s+)?quy(?:\s+{_NEXT})?)
    |(?P<weekly>(?:ngay\s+)?(?:thu\s+(?P<weekday>hai|ba|t_|tu|nam|s_u|sau|bay|[2-7])|chu\s+nhat))\s+{_EVERY}\s+tuan
    # hằng quý, cuối mỗi tháng, định kỳ 6 tháng, mỗi năm một lần; of "định kỳ tháng, quý, năm" the first
    |(?P<fixed>dinh\s+ky)?[\s,(]*(?:\btheo\s+)?(?:(?:cuoi\s+)?{_EVERY}\s+|(?(fixed)|(?!)))
        (?:(?P<count>[0-9]{{1,2}})\s*)?(?P<unit>ngay|tuan|thang|qu[yi]|nam)\b(?:\s*(?:,|va|hoac)\s*(?:{_EVERY}\s+)?
        (?:[0-9]{{1,2}}\s+)?(?:thang|quy|nam)\b)*(?:[\s/]+(?:mot|0?1)\s+lan)?\)?(?!\s*(?:[0-9]|i{{1,3}}\b|iv\b))
    |cac\s+(?P<each>thang|quy)\s+trong\s+nam
    # 6 tháng một lần, 03 tháng/lần, 02 lần/năm
    |(?P<number>[0-9]{{1,2}})\s*(?P<of>tuan|thang|quy|nam)\s*(?:/|\s(?:mot|0?1)\s+)\s*lan
    |(?P<times>0?[124]|12)\s*lan\s*(?:/|\s(?:moi|mot|0?1)\s+)\s*(?:0?1\s+)?nam
    # thường xuyên, liên tục; but "thường xuyên trong tháng" is monthly
    |(?:thuong\s+xuyen|lien\s+tuc|quanh\s+nam|(?:trong\s+)?(?:suot|ca)\s+nam)(?:\s*,?\s*(?:thuong\s+xuyen|lien\s+tuc))*
        (?:\s+trong\s+(?:(?P<within>tuan|thang|quy)|(?:ca\s+)?nam)\b(?!\s+{_YEAR}))?
    )(?!\w)""",
    re.VERBOSE,
)
_YEARLY = re.compile(rf"\s+(?:cua\s+)?(?:{_EVERY}\s+nam|nam\s+{_NEXT})\b")
_ONWARDS = re.compile(rf"(?:\s*,)?\s+va\s+(?:(?P<yearly>{_EVERY}\s+nam)|(?:cac|nhung)\s+nam\s+{_NEXT})\b")
_PARENTHESIS, _CLOSED = re.compile(r"\s*\(\s*"), re.compile(r"\s*\)")
_MONTHS_BETWEEN = {
    Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12,
}  # fmt: skip
_FREQUENCIES = {
    (1, "tuan"): Recurrence.WEEKLY, (1, "thang"): Recurrence.MONTHLY, (3, "thang"): Recurrence.QUARTERLY,
    (1, "quy"): Recurrence.QUARTERLY, (6, "thang"): Recurrence.HALF_YEARLY, (2, "quy"): Recurrence.HALF_YEARLY,
    (12, "thang"): Recurrence.YEARLY, (1, "nam"): Recurrence.YEARLY,
    (1, "ngay"): Recurrence.ONGOING,  # daily work has no day on which it is due
}  # fmt: skip
_TIMES_A_YEAR = {1: Recurrence.YEARLY, 2: Recurrence.HALF_YEARLY, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY}
_WORD = re.compile(r"(?<![\w/])\w+")
_OPENING = re.compile(
    r"(?:[\s\-+*•(:]|[0-9]{1,2}[.)]\s|[a-z]\)\s|\b(?:thoi\s+(?:gian|han)|tien\s+do|thuc\s+hien|trien\s+khai|to\s+chuc"
    r"|ban\s+hanh|phe\s+duyet|trinh|gui|bao\s+cao|hop|du\s+kien|phan\s+dau|phai|tu\s+nay|trong\s+(?=truoc)"
    r"|dinh\s+ky(?=\s+(?:vao|truoc|cham|ngay|cuoi)))\b)*"
)
_CLOSING = re.compile(
    r"(?:[\s.,)…]|\b(?:(?:va|hoac)\b|dot\s+xuat|theo\s+quy\s+dinh|khi\s.*|cap\s+nhat\s+(?=thuong\s+xuyen)))*",
    re.DOTALL,
)
_LABEL = re.compile(r"\b(?:thoi\s+(?:gian|han)|tien\s+do|han|hoan\s+thanh|ket\s+thuc)\b[^.;:]{0,40}:\s*$")
_CLAUSE = re.compile(r"(?:^|[.;:()•\n]|(?:^|\n)\s*[-+*])\s*$")
_JOINED = re.compile(r"\s*(?:,|/|va|hoac|,\s*va)\s*")
_REPORTING = re.compile(r"[\s,]*(?:tong hop|bao cao|gui|danh gia|so ket|tong ket|kiem tra|ra soat)\b")
_NO_DEADLINE_AFTER = re.compile(r"\b(?:t_nh|hieu luc|so voi|ke|giai doan)\s+$")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Words of time at text[start:end]; `when` is None where they set no deadline ("từ ngày 01/01/2026")."""

    start: int
    end: int
    when: When | None
    led: bool = True  # by a word ("trước", "hằng") that makes a deadline of them wherever they stand


def read_deadline(words: str, year: int) -> When | None:
    """The deadline that a whole phrase is, or None: `"trong quý I" → 31/03/{year}`, `"năm học 2023 - 2024" → None`.

    `year` is the programme's. Of several deadlines in one phrase this is the first; `find_deadlines` gives all.
    """
    letters = plain(nfc(words))
    when = next(filter(None, (_read_whole(part, year) for part in letters.split(";"))), None)
    return replace(when, words=words.strip()) if when else None


def find_deadlines(text: str, year: int) -> list[tuple[int, int, When]]:
    """All deadlines in a paragraph, each with where its words start and end in `nfc(text)`.

    `"Theo Kế hoạch 36/KH-UBND ngày 15/02/2024, trình trước 30/6" → [(42, 52, 30/06 BEFORE)]`. Dates of cited documents,
    horizons ("đến năm 2030"), starts ("từ ngày 01/01/2026") and attributes ("kế hoạch năm 2024") are left out.
    """
    composed = nfc(text)
    letters = plain(composed)
    found: list[tuple[int, int, When]] = []
    at = 0
    while word := _WORD.search(letters, at):
        reading = _read(letters, word.start(), year)
        at = reading.end if reading else word.end()
        if reading is None or reading.when is None:
            continue
        joined = bool(found) and _is_joined(letters, found[-1][1], reading)
        if joined or _binds(letters, reading, reading.when, year):
            # In "trước ngày 10/6 và ngày 10/12" the word before the first date holds for the second.
            bound = found[-1][2].bound if joined and reading.when.precision is Precision.DAY else reading.when.bound
            when = replace(reading.when, words=composed[reading.start : reading.end], bound=bound)
            found.append((reading.start, reading.end, when))
    return found


def occurrences(when: When, start: date, end: date) -> list[date]:
    """The days on which it falls due from start to end, with BEFORE the named days: `"hằng quý" → 31/03, 30/06, …`.

    What recurs with no day named falls on the last day of each week, month, quarter, half or year, and so does a day
    that a month does not have. What is due once gives that day, what is ongoing gives none.
    """
    if when.recurrence is None:
        return [when.due_on] if when.due_on and start <= when.due_on <= end else []
    start = max(start, when.due_on or start)
    days = _weekly(when, start, end) if when.recurrence is Recurrence.WEEKLY else _by_month(when, start, end)
    return [day for day in days if start <= day <= end]


def _weekly(when: When, start: date, end: date) -> Iterator[date]:
    first = start.toordinal() + ((when.recur_day or 7) - start.isoweekday()) % 7
    return map(date.fromordinal, range(first, end.toordinal() + 1, 7))


def _by_month(when: When, start: date, end: date) -> Iterator[date]:
    step = _MONTHS_BETWEEN.get(when.recurrence, 0) if when.recurrence else 0
    for year in range(start.year, end.year + 1) if step else ():
        for month in range(min(when.recur_month or step, 12) if step > 1 else 1, 13, step):
            last = monthrange(year, month)[1]
            yield date(year, month, min(when.recur_day or last, last))


def _read_whole(letters: str, year: int) -> When | None:
    """The first deadline of a phrase that holds nothing but deadlines and words that go with them."""
    opening = _OPENING.match(letters)
    at = opening.end() if opening else 0
    first: When | None = None
    while reading := _read(letters, at, year):
        if reading.when is None:
            return None
        first = first or reading.when
        closing = _CLOSING.match(letters, reading.end)
        at = closing.end() if closing else reading.end
    return first if at == len(letters) else None


def _binds(letters: str, reading: _Reading, when: When, year: int) -> bool:
    """Whether words of time inside a paragraph set a deadline there, which bare words do only in some places."""
    before, end = letters[max(0, reading.start - 90) : reading.start], reading.end
    if _NO_DEADLINE_AFTER.search(before):
        return False
    clause = letters.rfind(";", 0, reading.start) + 1
    alone = _OPENING.fullmatch(letters, clause, reading.start) and _CLOSING.fullmatch(letters, end)
    if alone or _LABEL.search(before):
        return True
    if when.recurrence is Recurrence.ONGOING or _is_far(when, year):
        return False
    if reading.led:
        return True
    opens = bool(_CLAUSE.search(before))
    if when.recurrence and not opens:  # "ngân sách hằng năm" sets no deadline, "…, hằng quý báo cáo" does
        return before.rstrip().endswith(",") and bool(_REPORTING.match(letters, end))
    if when.precision is Precision.DAY:
        return opens and letters[end:].lstrip().startswith(":")
    return opens and when.precision is not Precision.YEAR


def _is_joined(letters: str, previous: int, reading: _Reading) -> bool:
    """Whether a bare date goes on with the one that ends at `previous`: "trong quý I và quý III"."""
    bare = reading.when is not None and not reading.led and reading.when.precision not in (None, Precision.YEAR)
    return bare and _JOINED.fullmatch(letters, previous, reading.start) is not None


def _is_far(when: When, year: int) -> bool:
    """What was due long before the programme's year is history, a year long after it is a horizon."""
    if when.due_on is None:
        return False
    return when.due_on.year < year - 1 or (when.precision is Precision.YEAR and when.due_on.year > year + 1)


def _read(letters: str, start: int, year: int) -> _Reading | None:
    lead = _LEAD.match(letters, start)
    at = lead.end() if lead else start
    return _read_recurring(letters, start, at) or _read_dated(letters, start, at, year)


def _read_recurring(letters: str, start: int, at: int) -> _Reading | None:
    found = _RECURRING.match(letters, at)
    if found is None:
        return None
    day, month = found["day"], _PARTS[found["place"]] + 1 if found["place"] else None
    recurrence = _recurrence(found)
    recur_day = int(day) if day else 31 if found["last_day"] else None
    if found["weekly"]:
        recur_day = number(found["weekday"]) - 1 if found["weekday"] else 7
    bound = Bound.BEFORE if "truoc" in letters[start:at] else Bound.ON
    when = When("", None, bound, recurrence=recurrence, recur_day=recur_day, recur_month=month)
    fixed = bool(recur_day or month or found["fixed"] or found[0].startswith("cuoi") or bound is Bound.BEFORE)
    return _Reading(start, found.end(), when if recurrence else None, fixed)


def _recurrence(found: re.Match[str]) -> Recurrence | None:
    if found["weekly"]:
        return Recurrence.WEEKLY
    if found["place"]:
        return Recurrence.QUARTERLY
    if found["day"] or found["last_day"]:
        return Recurrence.MONTHLY
    if found["times"]:
        return _TIMES_A_YEAR[int(found["times"])]
    unit = found["unit"] or found["each"] or found["of"] or found["within"]
    if unit is None:
        return Recurrence.ONGOING
    return _FREQUENCIES.get((int(found["count"] or found["number"] or 1), unit.replace("i", "y")))


def _read_dated(letters: str, start: int, at: int, year: int) -> _Reading | None:
    read = read_period(letters, at, year)
    if read is None:
        return None
    period, end = read
    lead = letters[start:at].split()
    ranged = _read_range(letters, period, end, year) if period else None
    if ranged:
        period, end = ranged
    elif "tu" in lead or (period and lead[-1:] in (["den"], ["toi"]) and _is_whole_year(period)):
        return _Reading(start, end, None)  # only a start, or a horizon: "đến năm 2030"
    if period is None or "sau" in lead:
        return _Reading(start, end, None)
    before = "truoc" in lead and "het" not in lead and not letters.startswith("cuoi", at)
    day = period.start if before else period.end
    bound = Bound.BEFORE if before else Bound.ON
    when = When("", day, bound, period.precision, period_end=day if before else period.whole_end)
    led = bool(lead) and not (lead == ["vao"] and _is_whole_year(period))  # "đạt 50% vào năm 2025" is a target
    return _with_tail(letters, _Reading(start, end, when, led), year)


def _read_range(letters: str, first: Period, end: int, year: int) -> tuple[Period, int] | None:
    """The last period of a range: `"tu ngay 15/11 den ngay 15/12" → 15/12`, in the next year if it would come first."""
    joint = RANGE.match(letters, end)
    if joint is None:
        return None
    year = first.start.year if first.names_year else year
    for guess in (year, year + 1):
        last, end = read_period(letters, joint.end(), guess) or (None, end)
        if last and (first.start <= last.end or last.names_year):
            return last, end
    return None


def _is_whole_year(period: Period) -> bool:
    return period.precision is Precision.YEAR and (period.start.month, period.end.month) == (1, 12)


def _every_year(when: When, day: date, *, first: date | None) -> When:
    """The same deadline every year, from its first date where one is meant: `"31/01 nam lien ke" → each 31/01`."""
    recur_day = day.day if when.precision is Precision.DAY or when.bound is Bound.BEFORE else None
    yearly = replace(when, recurrence=Recurrence.YEARLY, recur_day=recur_day, recur_month=day.month)
    return replace(yearly, due_on=first, period_end=first)


def _with_tail(letters: str, reading: _Reading, year: int) -> _Reading:
    """A reading with what may follow its date: "hằng năm", "và các năm tiếp theo", "(đến ngày 31/01/2025)"."""
    when, end = reading.when, reading.end
    if when is None or when.due_on is None:
        return reading
    if tail := _YEARLY.match(letters, end) or _ONWARDS.match(letters, end):
        if tail.re is _YEARLY or tail["yearly"]:
            when = _every_year(when, when.due_on, first=None if tail.re is _YEARLY else when.due_on)
        return replace(reading, end=tail.end(), when=when)
    if paren := _PARENTHESIS.match(letters, end):
        inner = _read(letters, paren.end(), year)
        close = _CLOSED.match(letters, inner.end) if inner else None
        if inner and inner.when and close and inner.when.precision is Precision.DAY:
            return replace(reading, end=close.end(), when=replace(inner.when, period_end=when.period_end))
    return reading
