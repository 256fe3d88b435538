"""Digests: what one chat is sent on one day. Deadlines, a subscription and a day go in; no clock, no database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.reminders.duty import Duty
from bot.reminders.subscription import Subscription
from bot.reminders.working_days import WorkingDays


class Urgency(Enum):
    """How a duty stands on the day of the digest."""

    TODAY = "today"  # today is the last day, or the last working day
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One duty in a digest; `closing` if it is overdue and this is the last time that it is told."""

    duty: Duty
    urgency: Urgency
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """The days whose reminders a digest carries, ending with its own; on earlier ones nothing could be written.

    `fresh`: with all that is within its days before, as the first digest of a subscription. `new` are the keys of
    duties that no earlier digest could know, told likewise; `carried` those of a letter that may not have arrived.
    """

    first: date
    day: date
    fresh: bool = False
    new: Collection[str] = ()
    carried: Collection[str] = ()

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
    opening = calendar.opening_by(days.day)
    reminders, late = [], False
    for duty in duties:
        if duty.key in done:
            continue
        asked = duty.reminder_days(subscription.days_before) | set((again or {}).get(duty.key, ()))
        hits = [day for day in asked if day in days]
        carried = duty.key in days.carried
        anew = days.fresh or duty.key in days.new
        near = anew and min(asked, default=days.day) <= days.day <= duty.last
        told_as_overdue = min(opening, duty.closing)  # this week, if that day is among those carried
        overdue = subscription.overdue and not duty.recurs and duty.last < days.day and told_as_overdue in days
        if hits or carried or near or overdue:
            reminders.append(reminder_on(duty, days.day))
            of_today = days.day in hits or (overdue and told_as_overdue == days.day)
            late = late or (bool(hits or carried) and not of_today)
    return Digest(days.day, tuple(reminders), late=late)


def reminder_on(duty: Duty, day: date) -> Reminder:
    """The reminder of a duty as it stands on a day."""
    urgency = urgency_on(duty, day)
    return Reminder(duty, urgency, urgency is Urgency.OVERDUE and duty.closing <= day)


def urgency_on(duty: Duty, day: date) -> Urgency:
    """How a duty stands on a day."""
    if duty.last < day:
        return Urgency.OVERDUE
    return Urgency.TODAY if duty.working <= day else Urgency.SOON
