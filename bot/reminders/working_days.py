"""Working days: on which days officials are at work, so that a last reminder reaches somebody.

Announced calendars are data (`working_days.toml`, with the numbers of the documents); years without one are reckoned by
the package `holidays`, which knows the days of Điều 112 Bộ luật Lao động 2019 but not yet what a year swaps.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays

from nlp.problems import Problem

FILE = Path(__file__).with_name("working_days.toml")
_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AnnouncedYear:
    """The announced calendar of one year; `official` where the document itself was seen, not only news of it."""

    year: int
    official: bool
    basis: tuple[str, ...]
    off: frozenset[date]
    make_up_working: frozenset[date]


class WorkingDays:
    """Which days are worked, by announced calendars where there are any."""

    def __init__(self, announced: Iterable[AnnouncedYear]) -> None:
        self.announced = {year.year: year for year in announced}
        self._reckoned = holidays.country_holidays("VN")

    def is_working(self, day: date) -> bool:
        """Whether officials work on a day: `29/04/2024 → False` (swapped), `04/05/2024 → True` (a Saturday)."""
        year = self.announced.get(day.year)
        if year is None:
            return self._reckoned.is_working_day(day)
        return day in year.make_up_working or (day.weekday() < _SATURDAY and day not in year.off)

    def last_by(self, day: date) -> date:
        """The last working day that is not after a day: `31/03/2024, a Sunday → 29/03/2024`."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def opens_week(self, day: date) -> bool:
        """Whether a day is the first working day of its week (from Monday)."""
        monday = day - timedelta(days=day.weekday())
        before = (monday + timedelta(days=n) for n in range(day.weekday()))
        return self.is_working(day) and not any(map(self.is_working, before))

    def opening_by(self, day: date) -> date:
        """The last day that opens a week and is not after a day: `31/03/2024, a Sunday → 25/03/2024`."""
        while not self.opens_week(day):
            day -= _DAY
        return day


@cache
def working_days() -> WorkingDays:
    """The working days by the shipped file."""
    years = tomllib.loads(FILE.read_text("utf-8"))
    return WorkingDays(_announced(int(year), facts) for year, facts in years.items())


def unannounced(years: Iterable[int], known: WorkingDays) -> list[Problem]:
    """What is to be known about years whose calendar is reckoned or only reported."""
    problems = []
    for year in sorted(set(years)):
        announced = known.announced.get(year)
        if announced is None:
            what = f"năm {year} chưa có lịch nghỉ lễ, Tết chính thức; đang tính theo luật, chưa có ngày hoán đổi"
        elif not announced.official:
            what = f"lịch nghỉ năm {year} mới theo báo chí, chưa có số văn bản"
        else:
            continue
        problems.append(Problem(FILE.name, None, str(year), what, "bổ sung khi có văn bản của cơ quan có thẩm quyền"))
    return problems


def _announced(year: int, facts: dict[str, Any]) -> AnnouncedYear:
    return AnnouncedYear(
        year,
        facts["official"],
        tuple(facts["basis"]),
        frozenset(facts["off"]),
        frozenset(facts["make_up_working"]),
    )
