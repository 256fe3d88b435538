"""Digests: which duties a chat is reminded of on which day."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.reminders.digest import Days, Digest, Urgency, digest_of
from bot.reminders.duty import Duty, duties_of, overdue_until
from bot.reminders.selection import selected
from bot.reminders.subscription import Subscription, Whose
from bot.reminders.working_days import working_days
from bot.subscribing.choices import choosable
from knowledge.opening import open_store
from knowledge.store import Store
from tests.knowledge.folder import BOOK, PROGRAMME, ROWS, write_folder, write_rows

REPORT = "IV.1.2#1"  # "trước ngày 18 hàng tháng"
PLAN = "IV.1.1#1"  # "trước ngày 29/02/2024"
OFFICIALS = "III.1.1.c#2"  # Sở Nội vụ: 31/03/2024, a Sunday, and 31/07/2024
ALL = Subscription("telegram:-1", whose=Whose.ALL)
HOME_AFFAIRS = replace(ALL, whose=Whose.AGENCIES, agencies=("Sở Nội vụ",), shared=False)


@pytest.fixture(scope="module")
def duties(store: Store) -> tuple[Duty, ...]:
    return duties_of(store, working_days())


def day(text: str) -> date:
    return date.fromisoformat(text)


def made(
    subscription: Subscription,
    on: str,
    store: Store,
    duties: tuple[Duty, ...],
    *,
    since: str = "",
    fresh: bool = False,
    done: tuple[str, ...] = (),
    again: dict[str, list[date]] | None = None,
) -> Digest:
    days = Days(day(since or on), day(on), fresh)
    chosen = selected(subscription, duties, store)
    return digest_of(subscription, days, duties=chosen, calendar=working_days(), done=done, again=again)


def told(digest: Digest) -> list[tuple[str, str, str]]:
    return [(r.duty.task.ref, r.duty.due_on.isoformat(), r.urgency.value) for r in digest.reminders]


def days_with(subscription: Subscription, ref: str, due: str, store: Store, duties: tuple[Duty, ...]) -> list[str]:
    """On which days of the two years a duty is in the digest, without the weekly overdue."""
    quiet = replace(subscription, overdue=False)
    every = [day("2024-01-01") + timedelta(days=n) for n in range(730)]
    return [
        d.isoformat()
        for d in every
        if any(t[:2] == (ref, due) for t in told(made(quiet, d.isoformat(), store, duties)))
    ]


def test_a_deadline_is_reminded_of_seven_three_and_one_day_before_and_on_its_day(
    store: Store, duties: tuple[Duty, ...]
) -> None:
    days = days_with(HOME_AFFAIRS, OFFICIALS, "2024-07-31", store, duties)
    assert days == ["2024-07-24", "2024-07-28", "2024-07-30", "2024-07-31"]


def test_the_last_reminder_of_a_deadline_on_a_sunday_comes_on_friday(store: Store, duties: tuple[Duty, ...]) -> None:
    days = days_with(HOME_AFFAIRS, OFFICIALS, "2024-03-31", store, duties)
    assert days == ["2024-03-24", "2024-03-28", "2024-03-29"]
    (reminder,) = made(HOME_AFFAIRS, "2024-03-29", store, duties).reminders
    assert reminder.urgency is Urgency.TODAY


def test_a_deadline_in_tet_is_reminded_of_before_tet(store: Store, duties: tuple[Duty, ...]) -> None:
    days = days_with(ALL, "III.1.3.a#2", "2025-01-31", store, duties)
    assert days == ["2025-01-24"]  # seven days before and the last working day are the same


def test_before_a_day_means_the_day_before_is_the_last(store: Store, duties: tuple[Duty, ...]) -> None:
    days = days_with(ALL, PLAN, "2024-02-29", store, duties)
    assert days == ["2024-02-21", "2024-02-25", "2024-02-27", "2024-02-28"]


def test_a_monthly_report_is_reminded_of_each_month_until_the_programme_s_year_ends(
    store: Store, duties: tuple[Duty, ...]
) -> None:
    reports = [duty for duty in duties if duty.task.ref == REPORT]
    assert [duty.due_on for duty in reports] == [date(2024, month, 18) for month in range(2, 13)]
    last_days = [duty.working.isoformat() for duty in reports]
    assert last_days[:4] == ["2024-02-16", "2024-03-15", "2024-04-17", "2024-05-17"]
    assert told(made(ALL, "2024-09-17", store, duties)) == [(REPORT, "2024-09-18", "today")]


def test_without_recurring_reports_they_are_left_out(store: Store, duties: tuple[Duty, ...]) -> None:
    assert made(replace(ALL, recurring=False), "2024-09-17", store, duties).reminders == ()


def test_meetings_each_month_without_a_day_have_no_reminder(duties: tuple[Duty, ...]) -> None:
    assert not [duty for duty in duties if "họp giao ban" in duty.due.deadline.what]


def test_what_is_overdue_comes_once_a_week_until_it_is_done(store: Store, duties: tuple[Duty, ...]) -> None:
    weeks = [
        d.isoformat()
        for d in (day("2024-04-01") + timedelta(days=n) for n in range(35))
        if (OFFICIALS, "2024-03-31", "overdue") in told(made(HOME_AFFAIRS, d.isoformat(), store, duties))
    ]
    assert weeks == ["2024-04-01", "2024-04-08", "2024-04-15", "2024-04-22", "2024-05-02"]
    key = next(duty.key for duty in duties if duty.task.ref == OFFICIALS)
    assert made(HOME_AFFAIRS, "2024-04-08", store, duties, done=(key,)).reminders == ()
    assert made(replace(HOME_AFFAIRS, overdue=False), "2024-04-08", store, duties).reminders == ()


def test_recurring_reports_are_never_overdue_as_such(store: Store, duties: tuple[Duty, ...]) -> None:
    assert REPORT not in {
        ref for ref, _, urgency in told(made(ALL, "2024-10-21", store, duties)) if urgency == "overdue"
    }


def test_what_is_done_is_not_reminded_of_but_the_next_month_is(store: Store, duties: tuple[Duty, ...]) -> None:
    september = next(duty.key for duty in duties if duty.task.ref == REPORT and duty.due_on.month == 9)
    assert made(ALL, "2024-09-17", store, duties, done=(september,)).reminders == ()
    assert made(ALL, "2024-10-17", store, duties, done=(september,)).reminders != ()


def test_reminded_again_tomorrow(store: Store, duties: tuple[Duty, ...]) -> None:
    key = next(duty.key for duty in duties if duty.task.ref == OFFICIALS and duty.due_on.month == 7)
    again = {key: [day("2024-07-25")]}
    assert told(made(HOME_AFFAIRS, "2024-07-25", store, duties, again=again)) == [(OFFICIALS, "2024-07-31", "soon")]
    assert made(HOME_AFFAIRS, "2024-07-26", store, duties, again=again).reminders == ()


def test_only_what_is_due_today_or_overdue_makes_a_sound(store: Store, duties: tuple[Duty, ...]) -> None:
    assert not made(HOME_AFFAIRS, "2024-07-24", store, duties).loud
    assert made(HOME_AFFAIRS, "2024-07-31", store, duties).loud
    assert made(HOME_AFFAIRS, "2024-04-01", store, duties).loud


def test_one_late_digest_carries_all_that_was_missed_in_an_outage(store: Store, duties: tuple[Duty, ...]) -> None:
    digest = made(HOME_AFFAIRS, "2024-04-02", store, duties, since="2024-03-27")
    assert told(digest) == [(OFFICIALS, "2024-03-31", "overdue")]
    assert digest.late
    assert digest.loud


def test_what_comes_today_anyway_is_not_late(store: Store, duties: tuple[Duty, ...]) -> None:
    assert not made(HOME_AFFAIRS, "2024-07-31", store, duties, since="2024-07-31").late
    assert not made(HOME_AFFAIRS, "2024-07-31", store, duties, since="2024-07-30").late


def test_the_first_digest_tells_what_is_already_within_its_days_before(store: Store, duties: tuple[Duty, ...]) -> None:
    assert told(made(HOME_AFFAIRS, "2024-07-26", store, duties, fresh=True)) == [(OFFICIALS, "2024-07-31", "soon")]
    assert made(HOME_AFFAIRS, "2024-07-20", store, duties, fresh=True).reminders == ()


def test_shared_tasks_are_chosen_apart(store: Store, duties: tuple[Duty, ...]) -> None:
    assert told(made(HOME_AFFAIRS, "2024-02-28", store, duties)) == []
    shared = replace(HOME_AFFAIRS, shared=True)
    assert told(made(shared, "2024-02-28", store, duties)) == [(PLAN, "2024-02-29", "today")]
    assert told(made(replace(ALL, shared=False), "2024-02-28", store, duties)) == []


def test_a_single_task_is_reminded_of_alone(store: Store, duties: tuple[Duty, ...]) -> None:
    alone = replace(ALL, whose=Whose.NOBODY, tasks=("01-ctr-ubnd-ca-mau-2024:III.1.1.c#2",))
    assert {duty.task.ref for duty in selected(alone, duties, store)} == {OFFICIALS}


def test_a_successor_is_reminded_of_its_predecessors_tasks(store: Store, duties: tuple[Duty, ...]) -> None:
    heir = replace(HOME_AFFAIRS, agencies=("Sở Nông nghiệp và Môi trường",))
    assert {duty.task.ref for duty in selected(heir, duties, store)} == {"III.2.2.a#4"}


def test_an_agency_that_the_registers_no_longer_know_is_left_out(store: Store, duties: tuple[Duty, ...]) -> None:
    gone = replace(HOME_AFFAIRS, agencies=("Sở Đã Giải Thể", "Sở Nội vụ"))
    assert {duty.task.ref for duty in selected(gone, duties, store)} == {OFFICIALS}


def test_only_the_chosen_programmes_count(store: Store, duties: tuple[Duty, ...]) -> None:
    assert selected(replace(ALL, programmes=("99/CTr-UBND",)), duties, store) == ()
    assert selected(replace(ALL, programmes=("01-ctr-ubnd-ca-mau-2024",)), duties, store) == duties


def test_of_two_provinces_with_the_same_agencies_the_settled_one_counts(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "registers")
    (folder / "agencies-2.toml").write_text(BOOK.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    (folder / "other.toml").write_text(PROGRAMME.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    write_rows(folder / "other.csv", ROWS)
    with closing(open_store(tmp_path / "knowledge.db", folder)) as store:
        every = duties_of(store, working_days())
        ours = selected(replace(ALL, whose=Whose.AGENCIES, agencies=("Sở Y tế",), shared=False), every, store)
        assert {duty.task.programme.province for duty in ours} == {"Cà Mau", "Bạc Liêu"}
        assert {duty.task.title for duty in ours} == {"Xây hai trạm y tế"}
        assert selected(replace(ALL, shared=False), every, store) == ours
        settled = replace(ALL, whose=Whose.AGENCIES, agencies=("Sở Y tế",), shared=True, province="Bạc Liêu")
        assert {duty.task.programme.key for duty in selected(settled, every, store)} == {"other"}
        assert selected(replace(ALL, province="Bạc Liêu"), every, store) == selected(settled, every, store)
        assert selected(replace(ALL, province="Sóc Trăng"), every, store) == ()
        alone = replace(settled, whose=Whose.NOBODY, tasks=("ctr:I.1#1",))
        assert {duty.task.programme.key for duty in selected(alone, every, store)} == {"ctr"}
        only_there = replace(ALL, programmes=("other",))
        assert {duty.task.programme.province for duty in selected(only_there, every, store)} == {"Bạc Liêu"}
        assert choosable(store) == ("Sở Y tế", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("year", "last", "until"),
    [
        (2024, "2024-07-31", "2025-03-31"),
        (2024, "2024-12-31", "2025-03-31"),
        (2024, "2025-01-31", "2025-06-30"),
        (2024, "2026-12-15", "2027-03-31"),
        (2023, "2023-09-30", "2024-03-31"),
        (2021, "2024-09-30", "2024-12-31"),
    ],
)
def test_overdue_is_told_until_the_end_of_the_quarter_after(year: int, last: str, until: str) -> None:
    assert overdue_until(year, day(last)) == day(until)


def test_the_last_telling_of_what_is_overdue_says_so(store: Store, duties: tuple[Duty, ...]) -> None:
    def ends(on: str, since: str = "") -> list[bool]:
        digest = made(HOME_AFFAIRS, on, store, duties, since=since)
        return [reminder.closing for reminder in digest.reminders]

    assert ends("2025-03-24") == [False, False]
    assert ends("2025-03-31") == [True, True]
    assert ends("2025-04-07") == []
    assert ends("2025-05-05") == []
    assert ends("2025-04-16", since="2025-03-26") == [True, True]


def test_a_duty_that_came_after_its_reminder_day_is_told_with_the_next_digest(
    store: Store, duties: tuple[Duty, ...]
) -> None:
    key = next(duty.key for duty in duties if duty.task.ref == OFFICIALS and duty.due_on.month == 7)
    chosen = selected(HOME_AFFAIRS, duties, store)

    def anew(on: str) -> list[tuple[str, str, str]]:
        days = Days(day(on), day(on), new=frozenset({key}))
        return told(digest_of(HOME_AFFAIRS, days, duties=chosen, calendar=working_days()))

    assert anew("2024-07-26") == [(OFFICIALS, "2024-07-31", "soon")]
    assert anew("2024-07-20") == []


def test_what_an_earlier_letter_held_is_carried_whatever_its_reason(store: Store, duties: tuple[Duty, ...]) -> None:
    key = next(duty.key for duty in duties if duty.task.ref == OFFICIALS and duty.due_on.month == 7)
    days = Days(day("2024-07-26"), day("2024-07-26"), carried=(key,))
    digest = digest_of(HOME_AFFAIRS, days, duties=selected(HOME_AFFAIRS, duties, store), calendar=working_days())
    assert told(digest) == [(OFFICIALS, "2024-07-31", "soon")]
    assert digest.late
