"""Digests: what one chat is sent on one day. Deadlines, a subscription and a day go in; no clock, no database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bot.reminders.duty import Duty
from bot.reminders.subscription import Subscription
from bot.reminders.working_days import WorkingDays

_DAY = timedelta(days=1)


class Urgency(Enum):
    """How a duty stands on the day of the digest."""

    TODAY = "today"  # today is the last day, or the last working day
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One duty in a digest."""

    duty: Duty
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Days:
    """The days whose reminders a digest carries, ending with its own; earlier ones were missed or may not have arrived.

    `fresh`: with all that is within its days before, as the first digest of a subscription.
    """

    first: date
    day: date
    fresh: bool = False

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.day


@dataclass(frozen=True, slots=True)
class Digest:
    """The reminders of one chat on one day; `late` if some of them were due on an earlier day."""

    day: date
    reminders: tuple[Reminder, ...]
    late: bool = False

    @property
    def loud(self) -> bool:
        """Whether it may make a sound: something is due today or overdue."""
        return any(reminder.urgency is not Urgency.SOON for reminder in self.reminders)


def digest_of(
    subscription: Subscription,
    days: Days,
    *,
    duties: Collection[Duty],
    calendar: WorkingDays,
    done: Collection[str] = (),
    again: Mapping[str, Collection[date]] | None = None,
) -> Digest:
    """The digest of a day: of the selected duties those with a reminder in `days`, and once a week all that is overdue.

    `done` are the keys of duties that the chat marked as done, `again` the days on which it wants to be reminded again.
    """
    weekly = subscription.overdue and any(calendar.opens_week(day) for day in _each(days))
    reminders, late = [], False
    for duty in duties:
        if duty.key in done:
            continue
        asked = duty.reminder_days(subscription.days_before) | set((again or {}).get(duty.key, ()))
        hits = [day for day in asked if day in days]
        in_time = days.fresh and min(asked, default=days.day) <= days.day <= duty.last
        overdue = weekly and duty.last < days.day and not duty.recurs
        if hits or in_time or overdue:
            reminders.append(Reminder(duty, urgency_on(duty, days.day)))
            late = late or bool(hits and max(hits) < days.day)
    return Digest(days.day, tuple(reminders), late=late)


def _each(days: Days) -> list[date]:
    """The days one by one; a long gap holds the same week-opening days as its last two weeks."""
    first = max(days.first, days.day - timedelta(days=14))
    return [first + n * _DAY for n in range((days.day - first).days + 1)]


def urgency_on(duty: Duty, day: date) -> Urgency:
    """How a duty stands on a day."""
    if duty.last < day:
        return Urgency.OVERDUE
    return Urgency.TODAY if duty.working <= day else Urgency.SOON
