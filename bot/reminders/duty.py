"""Duties: the deadlines of tasks one day at a time, each with the last day on which something can still be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reminders.working_days import WorkingDays
from knowledge.answers.deadlines import days_of, last_day
from knowledge.answers.kinds import DueDeadline
from knowledge.store import Store, StoredTask


@dataclass(frozen=True, slots=True)
class Duty:
    """One deadline of a task, or one occurrence of a recurring one.

    `last` is the last day in time (BEFORE a day means the day before), `working` the last working day by then,
    `closing` the day on which it is told as overdue for the last time.
    `key` names the duty for good: the day, the deadline's place in its task, the programme's key and the task's ref.
    """

    key: str
    task: StoredTask
    due: DueDeadline
    due_on: date
    last: date
    working: date
    closing: date

    @property
    def recurs(self) -> bool:
        """Whether it comes round."""
        return self.due.deadline.when.recurrence is not None

    def reminder_days(self, days_before: Iterable[int]) -> frozenset[date]:
        """On which days it is reminded of, so many days before its last day.

        What would come after the last working day comes on that day: a deadline on a Sunday is reminded of on Friday.
        """
        return frozenset(min(self.last - timedelta(days=days), self.working) for days in days_before)


def duties_of(store: Store, calendar: WorkingDays) -> tuple[Duty, ...]:
    """All duties of a store's programmes that have a date, earliest first."""
    duties = [duty for i in store.with_deadlines() for duty in _of_task(store.task(i), calendar)]
    return tuple(sorted(duties, key=lambda duty: (duty.last, duty.task.id, duty.key)))


def overdue_until(year: int, last: date) -> date:
    """Until when a programme's deadline is told as overdue, by the programme's year and the deadline's last day.

    The end of the quarter after both the programme's year and the deadline's own quarter: what is not marked as done by
    then is past as an undertaking, and would else be told for ever. `2024, 31/07/2024 → 31/03/2025`;
    `2024, 31/01/2025 → 30/06/2025`.
    """
    quarters = max(4 * (year + 1), 4 * last.year + (last.month - 1) // 3 + 1)
    following = date((quarters + 1) // 4, (quarters + 1) % 4 * 3 + 1, 1)
    return following - timedelta(days=1)


def task_key(task: StoredTask) -> str:
    """What names a task for good: `"01-ctr-ubnd-ca-mau-2024:III.1.1.c#2"`."""
    return f"{task.programme.key}:{task.ref}"


def _of_task(task: StoredTask, calendar: WorkingDays) -> list[Duty]:
    return [
        _duty(task, place, DueDeadline(deadline, day), day, calendar)
        for place, deadline in enumerate(task.deadlines)
        for day in days_of(deadline, task.programme)
    ]


def _duty(task: StoredTask, place: int, due: DueDeadline, day: date, calendar: WorkingDays) -> Duty:
    last = last_day(due.deadline, day)
    closing = calendar.opening_by(overdue_until(task.programme.year, last))
    return Duty(f"{day}:{place}:{task_key(task)}", task, due, day, last, calendar.last_by(last), closing)
