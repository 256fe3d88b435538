"""Deadlines of an answer: which of a task's deadlines a question means, and what falls due in a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from knowledge.answers.kinds import DueDeadline, FoundTask
from knowledge.model import Deadline
from knowledge.search import Hit, Search
from knowledge.store import StoredProgramme, StoredTask
from nlp.question import Topic
from nlp.when import Bound, When, occurrences
from nlp.window_years import shifted
from nlp.windows import Window

_SAME = 0.8  # a deadline fits as well as the best one if it earns this share of what that earns
_LEAST = 0.5  # a deadline fits if it earns this share of what its whole task earns


def last_day(deadline: Deadline, due_on: date) -> date:
    """The last day on which the duty is done in time: BEFORE a day means the day before."""
    return due_on - timedelta(days=1) if deadline.when.bound is Bound.BEFORE else due_on


def of_task(task: StoredTask) -> tuple[DueDeadline, ...]:
    """All deadlines of a task as printed."""
    return _due(task.deadlines)


def days_of(deadline: Deadline, programme: StoredProgramme) -> list[date]:
    """All days on which a deadline falls due: its own, or each that it comes round to until the programme's year ends.

    None where the document gives no date.
    """
    if not deadline.when.recurrence:
        return [deadline.when.due_on] if deadline.when.due_on else []
    year = Window(programme.issued_on, date(programme.year, 12, 31), "", names_year=True)
    return _recurring_days(deadline.when, year, programme)


def meant(hit: Hit, topic: Topic, search: Search) -> FoundTask:
    """A found task with those of its deadlines that the topic means.

    A deadline binds its clause: where the topic is about another clause, the deadline is not the answer, and the task
    has none for it.
    """
    bound = [d for d in hit.task.deadlines if d.what]
    if not bound:
        return FoundTask(hit.task, of_task(hit.task), hit=hit)
    shares = {id(d): search.share(topic, f"{d.what}. {d.when.words}") for d in bound}
    best = max(shares.values())
    fits = [
        d for d in hit.task.deadlines
        if not d.what or (best >= _LEAST * hit.score and shares[id(d)] >= _SAME * best)
    ]  # fmt: skip
    others = [d for d in hit.task.deadlines if d not in fits]
    return FoundTask(hit.task, _due(fits), _due(others), hit=hit)


def milestones(task: StoredTask, window: Window, today: date) -> tuple[DueDeadline, ...]:
    """The deadlines of a task that a window means: those on its last day, if any are: "đến hết quý II" is 30/06."""
    due = within(task, window, today)
    on_last_day = tuple(d for d in due if d.due_on == span_of(window, task.programme, today, d.due_on).end)
    return on_last_day or due


def within(task: StoredTask, window: Window, today: date) -> tuple[DueDeadline, ...]:
    """The deadlines of a task that fall due in a window, earliest first."""
    for span in _spans(task.programme, window, today):
        found = [
            DueDeadline(deadline, day)
            for deadline in task.deadlines
            for day in _days(deadline, span, task.programme, today)
        ]
        if found:
            return tuple(sorted(found, key=lambda due: due.due_on or date.max))
    return ()


def reach(window: Window, programmes: Iterable[StoredProgramme], today: date) -> tuple[date, date]:
    """The first and the last day that a deadline may have which falls due in a window for some of the programmes."""
    if window.overdue:
        return date.min, today
    spans = [span for programme in programmes for span in _spans(programme, window, today)] or [window]
    return min(span.start for span in spans), max(span.end for span in spans) + timedelta(days=1)


def span_of(window: Window, programme: StoredProgramme, today: date, day: date | None = None) -> Window:
    """The days that a window means for a programme: "quý 1", asked in 2026, of one of 2024. `day` was found in it."""
    spans = tuple(_spans(programme, window, today))
    near = (s for s in spans if day and s.start <= day <= s.end + timedelta(days=1))
    return next(near, spans[0])


def _days(deadline: Deadline, window: Window, programme: StoredProgramme, today: date) -> list[date]:
    when = deadline.when
    if when.recurrence:
        return _recurring_days(when, window, programme)
    if when.due_on is None:
        return []
    if window.overdue:
        return [when.due_on] if last_day(deadline, when.due_on) < today else []
    days = {when.due_on, last_day(deadline, when.due_on), when.period_end or when.due_on}
    return [when.due_on] if any(window.start <= day <= window.end for day in days) else []


def _recurring_days(when: When, window: Window, programme: StoredProgramme) -> list[date]:
    """The days of a recurring deadline in a window, from the day of issue to the end of the programme's year.

    What recurs is never overdue as such, only its next day can be missed; without a day it has no date at all.
    """
    if window.overdue or not (when.recur_day or when.recur_month):
        return []
    first, last = max(window.start, programme.issued_on), min(window.end, date(programme.year, 12, 31))
    if when.bound is Bound.BEFORE:
        last = min(last + timedelta(days=1), date(programme.year, 12, 31))  # its last day is the day before
    return occurrences(when, first, last)


def _spans(programme: StoredProgramme, window: Window, today: date) -> Iterable[Window]:
    """The window itself, or, where it names no year, the same days of the programme's year.

    Where those are over, the same days of the year after as well: "tháng 1" in December. What is counted from today
    ("trước Tết") stays as it is.
    """
    if window.names_year or window.overdue or window.start == today:
        return (window,)
    first = shifted(window, programme.year - window.start.year)
    over = first.end < max(today, programme.issued_on)
    return (first, shifted(first, 1)) if over else (first,)


def _due(deadlines: Iterable[Deadline]) -> tuple[DueDeadline, ...]:
    return tuple(DueDeadline(deadline, deadline.when.due_on) for deadline in deadlines)
