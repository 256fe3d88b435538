"""Working days 2024 to 2027, against the facts that were gathered from the documents."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays
import pytest

from bot.reminders.working_days import WorkingDays, unannounced, working_days

YEARS = (2024, 2025, 2026, 2027)
SHARED = os.environ.get("HOIVIEC_SHARED")
needs_facts = pytest.mark.skipif(not SHARED, reason="HOIVIEC_SHARED does not name the folder of facts")


def each_day(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    assert SHARED
    facts: dict[str, Any] = json.loads((Path(SHARED) / "facts" / "holidays.json").read_text("utf-8"))["holidays"]
    return facts


@needs_facts
@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_worked_or_off_as_announced(year: int, facts: dict[str, Any]) -> None:
    announced = facts["official_state_employee_calendar"][str(year)]
    for day in each_day(year):
        iso = day.isoformat()
        off = iso in announced["off"] or (day.weekday() >= 5 and iso not in announced["make_up_working"])
        assert working_days().is_working(day) is not off, day


@needs_facts
def test_the_last_working_day_before_the_18th_of_each_month(facts: dict[str, Any]) -> None:
    months = facts["reminder_deadlines"]["trước ngày 18 hàng tháng (IV.1.2)"]
    assert len(months) == 48
    for month in months:
        last = working_days().last_by(date.fromisoformat(f"{month['month']}-17"))
        assert last.isoformat() == month["last_working_day_before_18"]


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2024-02-07", True), ("2024-02-08", False), ("2024-02-14", False), ("2024-02-15", True),
        ("2024-04-18", False), ("2024-04-29", False), ("2024-05-04", True), ("2024-05-01", False),
        ("2024-09-02", False), ("2024-09-03", False), ("2024-09-04", True),
        ("2025-01-24", True), ("2025-01-27", False), ("2025-01-31", False), ("2025-02-03", True),
        ("2025-04-07", False), ("2025-04-26", True), ("2025-05-02", False), ("2025-09-01", False),
        ("2026-01-02", False), ("2026-01-10", True), ("2026-02-16", False), ("2026-02-20", False),
        ("2026-04-27", False), ("2026-08-22", True), ("2026-08-31", False), ("2026-11-24", False),
        ("2027-02-03", True), ("2027-02-04", False), ("2027-02-10", False), ("2027-02-11", True),
        ("2027-04-16", False), ("2027-05-03", False), ("2027-09-03", False), ("2027-11-24", False),
    ],
)  # fmt: skip
def test_holidays_swaps_and_tet(day: str, worked: bool) -> None:
    assert working_days().is_working(date.fromisoformat(day)) is worked


def test_what_the_package_does_not_know_is_only_the_swap_of_new_year_2026() -> None:
    package = holidays.country_holidays("VN")
    differing = [
        day.isoformat()
        for year in YEARS
        for day in each_day(year)
        if package.is_working_day(day) is not working_days().is_working(day)
    ]
    assert differing == ["2026-01-02", "2026-01-10"]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2024-03-31", "2024-03-29"),
        ("2024-06-30", "2024-06-28"),
        ("2025-01-31", "2025-01-24"),
        ("2024-07-31", "2024-07-31"),
        ("2024-05-05", "2024-05-04"),
        ("2024-02-14", "2024-02-07"),
    ],
)
def test_the_last_working_day_by_a_day(day: str, last: str) -> None:
    assert working_days().last_by(date.fromisoformat(day)).isoformat() == last


def test_a_week_opens_on_monday_or_on_its_first_working_day() -> None:
    opening = [day.isoformat() for day in each_day(2024) if working_days().opens_week(day)]
    assert "2024-03-04" in opening
    assert "2024-02-15" in opening  # Thursday, after Tết
    assert "2024-09-04" in opening
    assert "2024-05-02" in opening
    assert len(opening) == 53


def test_a_year_without_an_announced_calendar_is_reckoned_and_told() -> None:
    assert not working_days().is_working(date(2030, 2, 4))  # Tết Canh Tuất: the second was a Saturday
    told = [str(problem) for problem in unannounced([2024, 2027, 2028], working_days())]
    assert len(told) == 2
    assert "2027 mới theo báo chí" in told[0]
    assert "2028 chưa có lịch nghỉ lễ, Tết chính thức" in told[1]
    assert unannounced([2026], WorkingDays([])) != []
