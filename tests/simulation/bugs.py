"""Bugs to be put into the program, by which the judge is judged: each spoils the process that calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update

from bot.delivery import Delivery
from bot.dispatch import agenda, planner
from bot.reminders import duty, selection
from bot.reminders.digest import Digest
from bot.reminders.subscription import Status, Subscription
from bot.reminders.working_days import WorkingDays
from bot.render import digest as rendered
from bot.reply import Line
from bot.state import schema, subscriptions
from bot.state.outbox import Outbox
from bot.telegram.speaker import Speaker
from knowledge.store import Store
from tests.simulation.judge import DOUBLED, MISSED, NEVER, OFF, WRONG

_DAY = timedelta(days=1)


def before_ignored() -> None:
    """BEFORE a day counts as on the day."""
    _spoil(duty, "last_day", lambda _right: lambda _deadline, due_on: due_on)


def holiday_shift_ignored() -> None:
    """The last reminder stays on a day off."""
    _spoil(WorkingDays, "last_by", lambda _right: lambda _self, day: day)


def recurring_month_missed() -> None:
    """What comes round monthly has no December."""
    _spoil(duty, "days_of", lambda right: lambda *given: [d for d in right(*given) if (d.day, d.month) != (18, 12)])


def told_though_off() -> None:
    """Chats that turned reminders off are planned as well."""

    def to_plan(self: Any, now: datetime) -> tuple[Subscription, ...]:
        due = (s for s in self.all() if s.covered_until < now.date() and s.at <= now.time())
        return tuple(replace(subscription, status=Status.ACTIVE) for subscription in due)

    def cover(connection: Any, subscription: Subscription, now: datetime) -> bool:
        table = schema.subscriptions
        where = (table.c.chat_id == subscription.chat_id) & (table.c.topic == subscription.topic)
        connection.execute(update(table).where(where).values(covered_until=now.date(), fresh=False))
        return True

    _spoil(subscriptions.Subscriptions, "to_plan", lambda _right: to_plan)
    _spoil(subscriptions, "cover", lambda _right: cover)


def sent_twice() -> None:
    """Each digest is sent two times."""

    def twice(right: Callable[..., Any]) -> Callable[..., Any]:
        async def send(self: Speaker, *given: Any, **named: Any) -> Delivery:
            await right(self, *given, **named)
            delivery: Delivery = await right(self, *given, **named)
            return delivery

        return send

    _spoil(Speaker, "send", twice)


def overdue_never_told() -> None:
    """No day opens a week."""
    _spoil(WorkingDays, "opening_by", lambda _right: lambda _self, _day: date.min)


def overdue_never_ends() -> None:
    """What is overdue is told for ever."""
    _spoil(duty, "overdue_until", lambda _right: lambda _year, last: last + 3650 * _DAY)


def wrong_date_shown() -> None:
    """The day that is shown is one too late."""

    def later(right: Callable[..., Line]) -> Callable[..., Line]:
        def line(shown: duty.Duty, today: date) -> Line:
            return right(replace(shown, due_on=shown.due_on + _DAY), today)

        return line

    _spoil(rendered, "_due_line", later)


def days_left_wrong() -> None:
    """The days left count one too many."""
    _spoil(rendered, "days_left", lambda right: lambda last, today: right(last + _DAY, today))


def late_programme_not_told() -> None:
    """What was loaded after its reminder day waits for the next one."""
    _spoil(planner, "_since", lambda _right: lambda *_given: frozenset())


def other_province_told() -> None:
    """Agencies of one name count in every province."""

    def anywhere(_subscription: Subscription, _store: Store) -> str:
        return ""

    _spoil(selection, "province_of", lambda _right: anywhere)


def unknown_forgotten() -> None:
    """A letter that may not have arrived is not carried by the next."""

    _spoil(Outbox, "latest", lambda _right: lambda _self, _before: {})


def shared_left_out() -> None:
    """What is given to collectives is left out."""
    _spoil(agenda, "selected", _without_shared)


def always_loud() -> None:
    """Every digest makes a sound."""
    _spoil(rendered.DigestView, "loud", lambda _right: property(lambda _self: True))
    _spoil(Digest, "loud", lambda _right: property(lambda _self: True))


# Each bug with what the judge must say of it.
BUGS: dict[Callable[[], None], str] = {
    before_ignored: WRONG,
    holiday_shift_ignored: WRONG,
    recurring_month_missed: NEVER,
    told_though_off: OFF,
    sent_twice: DOUBLED,
    overdue_never_told: MISSED,
    overdue_never_ends: WRONG,
    wrong_date_shown: WRONG,
    days_left_wrong: WRONG,
    late_programme_not_told: MISSED,
    other_province_told: WRONG,
    unknown_forgotten: MISSED,
    shared_left_out: NEVER,
    always_loud: WRONG,
}


def _without_shared(right: Callable[..., Any]) -> Callable[..., Any]:
    def selected(subscription: Subscription, duties: Iterable[duty.Duty], held: Store) -> tuple[duty.Duty, ...]:
        found: tuple[duty.Duty, ...] = right(replace(subscription, shared=False), duties, held)
        return found

    return selected


def _spoil(place: Any, name: str, make: Callable[[Any], Any]) -> None:
    """Put something in the place of what is there, which it is given."""
    setattr(place, name, make(getattr(place, name)))
