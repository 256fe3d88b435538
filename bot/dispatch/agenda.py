"""The agenda: the duties of the open store, which every digest is made from and every letter names by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from bot.reminders.digest import Days, Digest, Reminder, digest_of, reminder_on
from bot.reminders.duty import Duty, duties_of
from bot.reminders.selection import selected
from bot.reminders.subscription import Subscription
from bot.reminders.working_days import WorkingDays
from knowledge.store import Store


class Agenda:
    """All duties of a store, in order; reckoned anew when another store was published in its place."""

    def __init__(self, store: Store, calendar: WorkingDays) -> None:
        self.store = store
        self.calendar = calendar
        self._reckoned = _Reckoned(store, calendar)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """All duties, earliest first."""
        return self._of_today.duties

    @property
    def _of_today(self) -> _Reckoned:
        self.store.renew()
        if self._reckoned.fingerprint != self.store.fingerprint:
            self._reckoned = _Reckoned(self.store, self.calendar)
        return self._reckoned

    def digest(
        self,
        subscription: Subscription,
        days: Days,
        *,
        done: Collection[str] = (),
        again: Mapping[str, Collection[date]] | None = None,
    ) -> Digest:
        """The digest of a subscription for some days; see `digest_of`."""
        return digest_of(
            subscription, days, duties=self.meant_by(subscription), calendar=self.calendar, done=done, again=again
        )

    def meant_by(self, subscription: Subscription) -> tuple[Duty, ...]:
        """The duties that a subscription means; many chats choose the same."""
        choice = Subscription(
            "",
            whose=subscription.whose,
            agencies=subscription.agencies,
            shared=subscription.shared,
            province=subscription.province,
            programmes=subscription.programmes,
            tasks=subscription.tasks,
            recurring=subscription.recurring,
        )
        reckoned = self._of_today
        if choice not in reckoned.selected:
            reckoned.selected[choice] = selected(choice, reckoned.duties, self.store)
        return reckoned.selected[choice]

    def recall(self, keys: Iterable[str], day: date) -> tuple[Reminder, ...]:
        """The reminders of a letter as they stand on a day, in its order; what the registers no longer hold is gone."""
        by_key = self._of_today.by_key
        return tuple(reminder_on(duty, day) for key in keys if (duty := by_key.get(key)))


class _Reckoned:
    """What was reckoned from one store."""

    def __init__(self, store: Store, calendar: WorkingDays) -> None:
        self.fingerprint = store.fingerprint
        self.duties = duties_of(store, calendar)
        self.by_key = {duty.key: duty for duty in self.duties}
        self.selected: dict[Subscription, tuple[Duty, ...]] = {}
