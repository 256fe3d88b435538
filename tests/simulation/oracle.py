"""The oracle: what must be reminded of, worked out from the register's own table without any of the program's code.

It reads the CSV and the list of agencies as they are, knows by hand what each way of writing a deadline means, and has
its own list of days off. What the program and the oracle both say is hardly wrong in the same way.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

REGISTERS = Path(__file__).parents[2] / "knowledge" / "registers"
NUMBER = "01/CTr-UBND"
DAY = timedelta(days=1)
# How the shipped register writes its dated deadlines: the words, the named day, and the last day in time.
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
}
MONTHLY = "trước ngày 18 hàng tháng"  # of a programme of 19/01/2024: from February to December
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


@dataclass(frozen=True, slots=True)
class Expected:
    """A deadline: its row and title, the named day, the last day and the last working day, and who leads."""

    ref: str
    title: str
    named: date
    last: date
    working: date
    recurs: bool
    leads: frozenset[str]

    @property
    def name(self) -> tuple[str, date]:
        """By what a message is recognised."""
        return self.title, self.named


@dataclass(frozen=True, slots=True)
class Settings:
    """What a chat chose; `agencies` None means all."""

    agencies: frozenset[str] | None
    shared: bool
    tasks: frozenset[str]
    days_before: tuple[int, ...]
    overdue: bool
    recurring: bool


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


def deadlines() -> list[Expected]:
    """All dated deadlines of the shipped register."""
    (table,) = REGISTERS.glob("*.csv")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["thời hạn"]]
    return [expected for row in rows for clause in row["thời hạn"].split("; ") for expected in _of_clause(row, clause)]


def collectives() -> dict[str, frozenset[str]]:
    """Who belongs to whom."""
    book = tomllib.loads((REGISTERS / "agencies.toml").read_text("utf-8"))
    return {
        agency["name"]: frozenset((*agency["members"], *agency.get("customary_members", ())))
        for agency in book["agency"]
        if agency.get("members")
    }


def means(settings: Settings, expected: Expected, groups: dict[str, frozenset[str]]) -> bool:
    """Whether a chat is to be reminded of a deadline."""
    if f"{NUMBER}:{expected.ref}" in settings.tasks:
        return True
    if expected.recurs and not settings.recurring:
        return False
    shared_only = all(lead in groups for lead in expected.leads)
    if settings.agencies is None:
        return settings.shared or not shared_only
    if settings.agencies & expected.leads:
        return True
    return settings.shared and any(settings.agencies & groups.get(lead, frozenset()) for lead in expected.leads)


def reminder_days(settings: Settings, expected: Expected) -> set[date]:
    """The days on which a chat is to be reminded of a deadline before it is overdue."""
    return {min(expected.last - n * DAY, expected.working) for n in settings.days_before}


def is_weekly(settings: Settings, expected: Expected, day: date) -> bool:
    """Whether a day is one on which a chat is told that a deadline is overdue."""
    return settings.overdue and not expected.recurs and expected.last < day and opens_week(day)


def _of_clause(row: dict[str, str], clause: str) -> list[Expected]:
    if MONTHLY in clause:
        days = [(date(2024, month, 18), date(2024, month, 17)) for month in range(2, 13)]
    else:
        found = [(clause.rindex(words), len(words), words) for words in WORDS if words in clause]
        days = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in [WORDS[max(found)[2]]]] if found else []
    leads = frozenset(row["chủ trì"].split("; "))
    return [
        Expected(row["mục"], row["nhiệm vụ"], named, last, working_by(last), MONTHLY in clause, leads)
        for named, last in days
    ]
