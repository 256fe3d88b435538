"""The planner: at a chat's time it writes the digest of the day into the outbox, once, with what earlier days left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from bot.dispatch.agenda import Agenda
from bot.reminders.digest import Days
from bot.reminders.subscription import Subscription
from bot.state import State
from bot.state.letters import UNSETTLED, Letter, LetterStatus, Plan

_AT_ONCE = 100  # letters of one write
_DAY = timedelta(days=1)


class Planner:
    """Writes letters for an agenda into a state store."""

    def __init__(self, state: State, agenda: Agenda) -> None:
        self._state = state
        self._agenda = agenda

    def plan(self, now: datetime) -> int:
        """Write all digests whose time has come; how many letters that gave. `now` in the offices' zone.

        However often it is called, and by however many processes, each chat and topic gets one letter a day.
        """
        subscriptions = self._state.subscriptions.to_plan(now)
        if not subscriptions:
            return 0
        plans = list(self._plans(subscriptions, now))
        return sum(self._state.write(plans[i : i + _AT_ONCE], now) for i in range(0, len(plans), _AT_ONCE))

    def _plans(self, subscriptions: tuple[Subscription, ...], now: datetime) -> Iterator[Plan]:
        earlier = self._state.outbox.latest(now.date())
        again = self._state.marks.again()
        done: dict[str, set[str]] = {}
        for mark in self._state.marks.done():
            done.setdefault(mark.chat_id, set()).add(mark.duty)
        for subscription in subscriptions:
            place = subscription.chat_id, subscription.topic
            last = earlier.get(place)
            if last is None or last.status is not LetterStatus.SENDING:
                yield self._plan(subscription, last, done.get(place[0], ()), again.get(place, {}), now)

    def _plan(
        self, subscription: Subscription, last: Letter | None, done: Collection[str],
        again: Mapping[str, Collection[date]], now: datetime,
    ) -> Plan:  # fmt: skip
        """The letter of today, with the days since the last one, and with the last one's where it may not have come."""
        today = now.date()
        first = today if subscription.fresh else min(subscription.covered_until + _DAY, today)
        # A letter from before a pause is not carried: on again, reminders begin anew.
        carried = last if last and last.status in UNSETTLED and last.day >= subscription.covered_until else None
        if carried:
            first = min(first, carried.first_day)
        digest = self._agenda.digest(subscription, Days(first, today, subscription.fresh), done=done, again=again)
        if not digest.reminders:
            return Plan(subscription, None)
        letter = Letter(
            id=0,
            chat_id=subscription.chat_id,
            topic=subscription.topic,
            day=today,
            first_day=first,
            duties=tuple(reminder.duty.key for reminder in digest.reminders),
            loud=digest.loud,
            late=digest.late,
            again=carried is not None and carried.status is LetterStatus.UNKNOWN,
            due_at=subscription.due_at(today, now),
        )
        return Plan(subscription, letter)
