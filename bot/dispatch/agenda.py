"""The agenda: the duties of the open store, which every digest is made from and every letter names by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from bot.reminders.digest import Days, Digest, Reminder, digest_of, urgency_on
from bot.reminders.duty import Duty, duties_of
from bot.reminders.selection import selected
from bot.reminders.subscription import Subscription
from bot.reminders.working_days import WorkingDays
from knowledge.store import Store


class Agenda:
    """All duties of a store, in order; reckoned once, since registers do not change under an open store."""

    def __init__(self, store: Store, calendar: WorkingDays) -> None:
        self.store = store
        self.calendar = calendar
        self.duties = duties_of(store, calendar)
        self._by_key = {duty.key: duty for duty in self.duties}
        self._selected: dict[Subscription, tuple[Duty, ...]] = {}

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
            programmes=subscription.programmes,
            tasks=subscription.tasks,
            recurring=subscription.recurring,
        )
        if choice not in self._selected:
            self._selected[choice] = selected(choice, self.duties, self.store)
        return self._selected[choice]

    def recall(self, keys: Iterable[str], day: date) -> tuple[Reminder, ...]:
        """The reminders of a letter as they stand on a day, in its order; what the registers no longer hold is gone."""
        duties = (self._by_key.get(key) for key in keys)
        return tuple(Reminder(duty, urgency_on(duty, day)) for duty in duties if duty)
