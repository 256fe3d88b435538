"""Deadlines: the words in which a document sets one, as dates: "chậm nhất tháng 7/2024" is due on 31/07/2024."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from nlp.letters import nfc
from nlp.periods import DAY, PARTS, RANGE, YEAR, Period, Precision, number, plain, read_period
from nlp.when import Bound, Recurrence, When

# Words that make a deadline of the date after them; four at most, so that reading takes linear time.
_LEAD = re.compile(
    r"""(?<!\w)(?:
    (?:truoc|tu|sau|(?:cham|muon|tre)\s+nhat|khong\s+(?:qua|sau|(?:cham|muon|tre)\s+hon)|den|toi|het|trong(?!\s+truoc)|vao
        |xong|hoan\s+thanh|ket\s+thuc)(?:\s+la)?\s+
    |[0-9]{1,2}\s*(?:gio|h)(?:\s*[0-9]{2})?(?:\s*phut)?(?:\s*,)?\s+(?=ngay\s+[0-9])  # trước 17 giờ 00 ngày 07/9
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
    |(?:ngay\s+(?P<day>{DAY})\s+(?:cua\s+)?)?(?:(?(day)(?:{_EVERY}\s+thang|thang\s+{_NEXT})|(?!))
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
    |(?:mot|0?1)\s*lan\s*(?:/|\s(?:moi|mot|0?1)\s+)\s*(?P<once>tuan|thang|quy)
    # thường xuyên, liên tục; but "thường xuyên trong tháng" is monthly
    |(?:thuong\s+xuyen|lien\s+tuc|quanh\s+nam|(?:trong\s+)?(?:suot|ca)\s+nam)(?:\s*,?\s*(?:thuong\s+xuyen|lien\s+tuc))*
        (?:\s+trong\s+(?:(?P<within>tuan|thang|quy)|(?:ca\s+)?nam)\b(?!\s+{YEAR}))?
    )(?!\w)""",
    re.VERBOSE,
)
_YEARLY = re.compile(rf"\s+(?:cua\s+)?(?:{_EVERY}\s+nam|nam\s+{_NEXT})\b")
_ONWARDS = re.compile(rf"(?:\s*,)?\s+va\s+(?:(?P<yearly>{_EVERY}\s+nam)|(?:cac|nhung)\s+nam\s+{_NEXT})\b")
_PARENTHESIS, _CLOSED = re.compile(r"\s*\(\s*"), re.compile(r"\s*\)")
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
_REPORTED = re.compile(r"\bbao cao\b(?![^.;,:]*\b(?:hop|phien)\b)[^.;,:]{0,60}$")
_DONE_EVERY = re.compile(r"\b(?:cap nhat|cong bo|cong khai)\s+$")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;,)]|$)")
_OFTEN = (Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY)
# What is allowed or stopped until a day lasts until then; nothing is due on that day.
_LASTING = re.compile(
    r"\b(?:tam\s+(?:dung|hoan|ngung)|mien|gian|hoan(?!\s+(?:thanh|thien|tat|tra|chinh))|gia\s+han|keo\s+dai)\b[^.;:,]*$"
)
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
            if joined and when.recurrence is Recurrence.YEARLY:
                found[-1] = _also_yearly(found[-1])
            found.append((reading.start, reading.end, when))
    return found


def _also_yearly(found: tuple[int, int, When]) -> tuple[int, int, When]:
    """The date before one of every year, for which "hằng năm" holds as well: "ngày 15/6 và ngày 15/12 hằng năm"."""
    start, end, when = found
    if when.due_on is None or when.recurrence or re.search(r"[0-9]{4}", when.words):
        return found
    return start, end, _every_year(when, when.due_on, first=None)


def _read_whole(letters: str, year: int) -> When | None:
    """The first deadline of a phrase that holds nothing but deadlines and words that go with them."""
    opening = _OPENING.match(letters)
    at = opening.end() if opening else 0
    first: When | None = None
    while reading := _read(letters, at, year):
        if reading.when is None:
            return None
        if first is None or (first.recurrence is Recurrence.ONGOING and reading.when.recurrence):
            first = reading.when  # "thường xuyên, hằng quý" comes round every quarter
        closing = _CLOSING.match(letters, reading.end)
        at = closing.end() if closing else reading.end
    return first if at == len(letters) else None


def _binds(letters: str, reading: _Reading, when: When, year: int) -> bool:
    """Whether words of time inside a paragraph set a deadline there, which bare words do only in some places."""
    before, end = letters[max(0, reading.start - 90) : reading.start], reading.end
    if _NO_DEADLINE_AFTER.search(before):
        return False
    if letters.startswith(("den ", "het "), reading.start) and _LASTING.search(before):
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
        # "báo cáo kết quả hằng tuần", "cập nhật hằng tuần;"
        said = when.recurrence in _OFTEN and (
            _REPORTED.search(before) or (_DONE_EVERY.search(before) and _CLAUSE_ENDS.match(letters, end))
        )
        return bool(said) or (before.rstrip().endswith(",") and bool(_REPORTING.match(letters, end)))
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
    day, month = found["day"], PARTS[found["place"]] + 1 if found["place"] else None
    recurrence = _recurrence(found)
    recur_day = int(day) if day else 31 if found["last_day"] else None
    if found["weekly"]:
        recur_day = number(found["weekday"]) - 1 if found["weekday"] else 7
    bound = Bound.BEFORE if "truoc" in letters[start:at] else Bound.ON
    when = When("", None, bound, recurrence=recurrence, recur_day=recur_day, recur_month=month)
    counted = found["number"] or found["times"] or found["once"]  # "3 tháng một lần" is no attribute of a noun
    fixed = bool(
        counted or recur_day or month or found["fixed"] or found[0].startswith("cuoi") or bound is Bound.BEFORE
    )
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
    unit = found["unit"] or found["each"] or found["of"] or found["within"] or found["once"]
    if unit is None:
        return Recurrence.ONGOING
    return _FREQUENCIES.get((int(found["count"] or found["number"] or 1), unit.replace("i", "y")))


def _read_dated(letters: str, start: int, at: int, year: int) -> _Reading | None:
    read = read_period(letters, at, year)
    if read is None:
        return None
    period, end = read
    lead = [word for word in letters[start:at].split() if word not in ("gio", "h", "phut") and not word[0].isdigit()]
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
