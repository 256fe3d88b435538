"""The oracle: what must be reminded of, worked out from the register's own table without any of the program's code.

It reads the tables and the lists of agencies as they are, knows by hand what each way of writing a deadline means, and
has its own list of days off. What the program and the oracle both say is hardly wrong in the same way.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# How the registers write their dated deadlines: the words, the named day, and the last day in time.
WORDS = {
    "trong quý I": ("2024-03-31", "2024-03-31"),
    "trong quý I/2024": ("2024-03-31", "2024-03-31"),
    "trong quý I năm 2024": ("2024-03-31", "2024-03-31"),
    "chậm nhất tháng 7/2024": ("2024-07-31", "2024-07-31"),
    "(đến ngày 31/3/2024)": ("2024-03-31", "2024-03-31"),
    "(đến ngày 30/6/2024)": ("2024-06-30", "2024-06-30"),
    "(đến ngày 30/9/2024)": ("2024-09-30", "2024-09-30"),
    "(đến ngày 31/01/2025)": ("2025-01-31", "2025-01-31"),
    "trước ngày 29/02/2024": ("2024-02-29", "2024-02-28"),
    "trước ngày 10/12/2024": ("2024-12-10", "2024-12-09"),
    "chậm nhất ngày 15/03/2024": ("2024-03-15", "2024-03-15"),
    "chậm nhất ngày 16/09/2024": ("2024-09-16", "2024-09-16"),
    "chậm nhất ngày 19/12/2024": ("2024-12-19", "2024-12-19"),
    "trước ngày 21/12/2024": ("2024-12-21", "2024-12-20"),
    "chậm nhất ngày 22/12/2024": ("2024-12-22", "2024-12-22"),
    "trước ngày 02/01/2025": ("2025-01-02", "2025-01-01"),
}
MONTHLY = "trước ngày 18 hàng tháng"  # of programmes of 19/01/2024: from February to December
OFF = frozenset(
    date.fromisoformat(day)
    for day in [
        "2024-01-01",
        "2024-02-08",
        "2024-02-09",
        "2024-02-12",
        "2024-02-13",
        "2024-02-14",
        "2024-04-18",
        "2024-04-29",
        "2024-04-30",
        "2024-05-01",
        "2024-09-02",
        "2024-09-03",
        "2025-01-01",
        "2025-01-27",
        "2025-01-28",
        "2025-01-29",
        "2025-01-30",
        "2025-01-31",
    ]
)
WORKED = frozenset((date(2024, 5, 4),))


# Programmes that come while the year goes on, and when.
COMING = {"09-kh-ubnd-ca-mau-2024": datetime(2024, 12, 17, 10, 0, tzinfo=ZONE)}


@dataclass(frozen=True, slots=True)
class Expected:
    """A deadline: its programme, row and title, the named day, the last and the last working day, and who leads.

    `comes_at` is when its programme is loaded, None if it was there from the start.
    """

    programme: str
    province: str
    year: int
    ref: str
    title: str
    named: date
    last: date
    working: date
    recurs: bool
    leads: frozenset[str]
    comes_at: datetime | None

    @property
    def name(self) -> tuple[str, date]:
        """By what a message is recognised."""
        return self.title, self.named


@dataclass(frozen=True, slots=True)
class Settings:
    """What a chat chose; `agencies` None means all of its province."""

    province: str
    agencies: frozenset[str] | None
    shared: bool
    tasks: frozenset[str]
    days_before: tuple[int, ...]
    overdue: bool
    recurring: bool


Groups = dict[tuple[str, str], frozenset[str]]  # by province and name


def is_working(day: date) -> bool:
    """Whether officials work on a day."""
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


def working_by(day: date) -> date:
    """The last working day not after a day."""
    while not is_working(day):
        day -= DAY
    return day


def opens_week(day: date) -> bool:
    """Whether a day is its week's first working day."""
    return is_working(day) and not any(is_working(day - n * DAY) for n in range(1, day.weekday() + 1))


def deadlines(registers: Path) -> list[Expected]:
    """All dated deadlines of a folder's registers."""
    found = []
    for table in sorted(registers.glob("*.csv")):
        facts = tomllib.loads(table.with_suffix(".toml").read_text("utf-8"))
        with table.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.DictReader(stream) if row["thời hạn"]]
        for row in rows:
            for clause in row["thời hạn"].split("; "):
                found += _of_clause(table.stem, facts, row, clause)
    return found


def collectives(registers: Path) -> Groups:
    """Who belongs to whom."""
    groups = {}
    for file in registers.glob("agencies*.toml"):
        book = tomllib.loads(file.read_text("utf-8"))
        for agency in book["agency"]:
            if agency.get("members"):
                members = (*agency["members"], *agency.get("customary_members", ()))
                groups[book["province"], agency["name"]] = frozenset(members)
    return groups


def means(settings: Settings, expected: Expected, groups: Groups) -> bool:
    """Whether a chat is to be reminded of a deadline."""
    if f"{expected.programme}:{expected.ref}" in settings.tasks:
        return True
    if expected.province != settings.province or (expected.recurs and not settings.recurring):
        return False
    shared_only = all((expected.province, lead) in groups for lead in expected.leads)
    if settings.agencies is None:
        return settings.shared or not shared_only
    if settings.agencies & expected.leads:
        return True
    members = [groups.get((expected.province, lead), frozenset()) for lead in expected.leads]
    return settings.shared and any(settings.agencies & group for group in members)


def reminder_days(settings: Settings, expected: Expected) -> set[date]:
    """The days on which a chat is to be reminded of a deadline before it is overdue."""
    return {min(expected.last - n * DAY, expected.working) for n in settings.days_before}


def first_digest_day(since: datetime, at: time) -> date:
    """The day of the first digest after a moment, of a chat that gets them at some time."""
    return since.date() if since.time() < at else since.date() + DAY


def catch_up_day(settings: Settings, expected: Expected, since: datetime, at: time) -> date | None:
    """On which day a chat is told of a deadline though no reminder day is then; None if there is no such day.

    The first digest after a moment (reminders turned on, a programme loaded) has all whose first reminder day is past
    while the deadline is not.
    """
    day = first_digest_day(since, at)
    days = reminder_days(settings, expected)
    return day if min(days) <= day <= expected.last and day not in days else None


def quarter_end(day: date) -> date:
    """The last day of a day's quarter."""
    month = (day.month + 2) // 3 * 3
    return (date(day.year + 1, 1, 1) if month == 12 else date(day.year, month + 1, 1)) - DAY


def told_until(expected: Expected) -> date:
    """Until when a deadline is told as overdue: one quarter more than its programme's year and its own quarter."""
    return quarter_end(max(date(expected.year, 12, 31), quarter_end(expected.last)) + DAY)


def is_weekly(settings: Settings, expected: Expected, day: date) -> bool:
    """Whether a day is one on which a chat is told that a deadline is overdue."""
    late = not expected.recurs and expected.last < day <= told_until(expected)
    return settings.overdue and late and opens_week(day)


def is_closing(expected: Expected, day: date) -> bool:
    """Whether a deadline that is overdue on a day is told for the last time then."""
    after = (day + n * DAY for n in range(1, (told_until(expected) - day).days + 1))
    return not any(map(opens_week, after))


def _of_clause(programme: str, facts: dict[str, Any], row: dict[str, str], clause: str) -> list[Expected]:
    if MONTHLY in clause:
        days = [(date(2024, month, 18), date(2024, month, 17)) for month in range(2, 13)]
    else:
        found = [(clause.rindex(words), len(words), words) for words in WORDS if words in clause]
        days = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in [WORDS[max(found)[2]]]] if found else []
    return [
        Expected(
            programme=programme, province=facts["province"], year=facts["year"], ref=row["mục"], title=row["nhiệm vụ"],
            named=named, last=last, working=working_by(last), recurs=MONTHLY in clause,
            leads=frozenset(row["chủ trì"].split("; ")), comes_at=COMING.get(programme),
        )
        for named, last in days
    ]  # fmt: skip
