"""Subscriptions: of what a chat is reminded, how long before, and at what time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

DAYS_BEFORE = (30, 14, 7, 3, 1, 0)  # what can be chosen
DEFAULT_DAYS = (7, 3, 1, 0)
DEFAULT_TIME = time(7, 30)


class Whose(Enum):
    """Whose tasks a chat is reminded of, beside the single tasks that it asked for."""

    ALL = "all"
    AGENCIES = "agencies"
    NOBODY = "nobody"  # the single tasks only


class Status(Enum):
    """Whether reminders go out."""

    ACTIVE = "active"
    PAUSED = "paused"
    OFF = "off"
    STOPPED = "stopped"  # the bot was blocked or put out


@dataclass(frozen=True, slots=True)
class Subscription:
    """The reminders of a chat, or of one topic of it.

    `agencies` are official names and count with Whose.AGENCIES; `shared` adds what is given to collectives; `province`
    is whose tasks are meant ("": not settled yet, see `selection.province_of`); `programmes` are keys, none meaning all
    of the province; `tasks` are single tasks of any province (`"01-ctr-ubnd-ca-mau-2024:III.1.1.c#2"`).
    `covered_until` is the last day whose reminders were given to the outbox, `known_upto` the place of the newest duty
    that was known then (None: not counted yet); `fresh` subscriptions are told once of all that is already within their
    days before.
    """

    chat_id: str
    topic: str = ""
    whose: Whose = Whose.ALL
    agencies: tuple[str, ...] = ()
    shared: bool = True
    province: str = ""
    programmes: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    days_before: tuple[int, ...] = DEFAULT_DAYS
    at: time = DEFAULT_TIME
    overdue: bool = True
    recurring: bool = True
    status: Status = Status.ACTIVE
    covered_until: date = date.min
    known_upto: int | None = None
    fresh: bool = True
    revision: int = 0  # goes up whenever people change it

    def due_at(self, day: date, now: datetime) -> datetime:
        """When the digest of a day is due, in the zone of now."""
        return datetime.combine(day, self.at, now.tzinfo)

    def covered_from(self, now: datetime) -> date:
        """The last day that counts as covered where reminders begin now: today, once its time is past."""
        today = now.date()
        return today if now >= self.due_at(today, now) else today - timedelta(days=1)
