"""When something is due: a day, or days that come round, with the words that say so."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from nlp.periods import Precision


class Bound(Enum):
    """Whether the named day itself is still in time."""

    ON = "on"
    BEFORE = "before"  # "trước ngày 29/02/2024": the day before is the last day


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


_MONTHS_BETWEEN = {
    Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12,
}  # fmt: skip


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
