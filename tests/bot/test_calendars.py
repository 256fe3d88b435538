"""Calendars and timelines: every dated deadline once, on its last day in time, recurring ones until the year ends."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import icalendar
import pytest
from PIL import Image

from bot.attachments import milestones_of
from bot.calendars import calendar_of
from bot.clock import VIETNAM
from bot.pictures.timeline import Milestone, timeline_png
from knowledge.store import Store, StoredTask

NOW = datetime(2024, 3, 4, 9, 0, tzinfo=VIETNAM)


def task(store: Store, ref: str) -> StoredTask:
    found = store.find_task("01/CTr-UBND", ref)
    assert found is not None
    return found


def events(store: Store, ref: str) -> list[Any]:
    content, count = calendar_of([task(store, ref)], NOW)
    found = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    assert len(found) == count
    return found


def test_a_deadline_is_an_event_of_its_day_with_alarms_and_source(store: Store) -> None:
    first, second = events(store, "III.1.1.c#2")
    assert [event["DTSTART"].dt for event in (first, second)] == [date(2024, 3, 31), date(2024, 7, 31)]
    assert "mục III.1.1.c" in first["DESCRIPTION"]
    assert "Chủ trì: Sở Nội vụ" in first["DESCRIPTION"]
    assert len(first.walk("VALARM")) == 2
    assert first["UID"] != second["UID"]


def test_before_a_day_is_an_event_of_the_day_before(store: Store) -> None:
    [event] = events(store, "IV.1.1#1")
    assert event["DTSTART"].dt == date(2024, 2, 28)
    assert "RRULE" not in event


def test_what_recurs_has_a_rule_until_the_programme_s_year_ends(store: Store) -> None:
    [event] = events(store, "IV.1.2#1")
    assert event["DTSTART"].dt == date(2024, 2, 17)
    rule = event["RRULE"]
    assert (rule["FREQ"], rule["BYMONTHDAY"], rule["UNTIL"]) == (["MONTHLY"], [17], [date(2024, 12, 17)])
    assert "17/02/2024" not in str(event.walk("VALARM")[0]["DESCRIPTION"])


def test_a_task_without_dates_gives_no_event(store: Store) -> None:
    assert calendar_of([task(store, "III.3.3#2")], NOW)[1] == 0


def test_the_same_deadline_has_the_same_identity_every_time(store: Store) -> None:
    assert [e["UID"] for e in events(store, "III.1.1.c#2")] == [e["UID"] for e in events(store, "III.1.1.c#2")]


def test_the_timeline_shows_every_dated_task_of_the_year_earliest_first(store: Store) -> None:
    tasks = [store.task(i) for i in store.with_deadlines()]
    milestones = milestones_of(tasks, 2024, NOW.date())
    assert [m.days[0] for m in milestones] == sorted(m.days[0] for m in milestones)
    by_title = {m.title: m for m in milestones}
    report = by_title[task(store, "IV.1.2#1").title]
    assert report.recurring == set(report.days)
    assert len(report.days) == 11


@pytest.mark.parametrize(("count", "today"), [(1, date(2024, 6, 4)), (40, date(2026, 1, 1)), (3, date(2023, 1, 1))])
def test_a_picture_is_as_wide_as_a_phone_and_no_taller_than_telegram_takes(count: int, today: date) -> None:
    milestones = [Milestone(f"Việc thứ {n} " + "rất dài " * 20, (date(2024, n % 12 + 1, 28),)) for n in range(count)]
    content, shown = timeline_png("Thời hạn của tất cả cơ quan", milestones, year=2024, today=today)
    picture = Image.open(io.BytesIO(content))
    assert shown == min(count, 12)
    assert picture.width == 840
    assert picture.width + picture.height <= 10_000  # https://core.telegram.org/bots/api#sendphoto
    assert max(picture.size) <= 20 * min(picture.size)


def test_what_is_past_is_red_but_for_what_comes_round_again() -> None:
    day, today = date(2024, 3, 1), date(2024, 6, 1)

    def has_red(milestone: Milestone) -> bool:
        content, _ = timeline_png("x", [milestone], year=2024, today=today)
        colours = Image.open(io.BytesIO(content)).convert("RGB").getcolors(1_000_000) or []
        return any(colour == (0xC8, 0x28, 0x1E) for _, colour in colours)

    assert has_red(Milestone("a", (day,)))
    assert not has_red(Milestone("a", (day,), frozenset({day})))
    assert not has_red(Milestone("a", (date(2024, 7, 1),)))
