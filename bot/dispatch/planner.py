"""The planner: at a chat's time it writes the digest of the day into the outbox, once, with what earlier days left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.dispatch.agenda import Agenda
from bot.reminders.digest import Days
from bot.reminders.selection import province_of
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
        self._counted = "", dict[str, int]()  # a store's fingerprint and the places of its duties

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
        places = self._places()
        for subscription in subscriptions:
            place = subscription.chat_id, subscription.topic
            last = earlier.get(place)
            if last is None or last.status is not LetterStatus.SENDING:
                yield self._plan(subscription, last, done.get(place[0], ()), again.get(place, {}), places, now)

    def _plan(
        self, subscription: Subscription, last: Letter | None, done: Collection[str],
        again: Mapping[str, Collection[date]], places: Mapping[str, int], now: datetime,
    ) -> Plan:  # fmt: skip
        """The letter of today, with the days since the last one, and with the last one's where it may not have come."""
        today = now.date()
        first = today if subscription.fresh else min(subscription.covered_until + _DAY, today)
        # A letter from before a pause is not carried: on again, reminders begin anew.
        carried = last if last and last.status in UNSETTLED and last.day >= subscription.covered_until else None
        settled = self._settled(subscription, places)
        new = _since(subscription.known_upto, settled.known_upto, places)
        days = Days(first, today, subscription.fresh, new, carried.duties if carried else ())
        digest = self._agenda.digest(settled, days, done=done, again=again)
        if not digest.reminders:
            return Plan(settled, None)
        letter = Letter(
            id=0,
            chat_id=subscription.chat_id,
            topic=subscription.topic,
            day=today,
            first_day=min(first, carried.first_day) if carried else first,
            duties=tuple(reminder.duty.key for reminder in digest.reminders),
            loud=digest.loud,
            late=digest.late,
            again=carried is not None and carried.status is LetterStatus.UNKNOWN,
            due_at=subscription.due_at(today, now),
        )
        return Plan(settled, letter)

    def _places(self) -> Mapping[str, int]:
        """The places of the agenda's duties among all that were ever known; counted once for each store."""
        duties = self._agenda.duties
        fingerprint = self._agenda.store.fingerprint
        if self._counted[0] != fingerprint:
            self._counted = fingerprint, self._state.known_duties.places([duty.key for duty in duties])
        return self._counted[1]

    def _settled(self, subscription: Subscription, places: Mapping[str, int]) -> Subscription:
        """A subscription with the province that it means, and with all that this agenda has as known.

        The newest place of this agenda counts, not of the database: another process may have a newer store already.
        """
        newest = max(places.values(), default=0)
        province = province_of(subscription, self._agenda.store)
        return replace(subscription, province=province, known_upto=max(newest, subscription.known_upto or 0))


def _since(known: int | None, newest: int | None, places: Mapping[str, int]) -> frozenset[str]:
    """The duties that came after the last digest of a subscription."""
    if known is None or known == newest:
        return frozenset()
    return frozenset(key for key, place in places.items() if place > known)
