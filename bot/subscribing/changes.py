"""Changes: a subscription as it is after a button was pressed or a sentence was said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from typing import TypeVar

from bot.marked import marked, programme_of
from bot.reminders.selection import province_of
from bot.reminders.subscription import DEFAULT_DAYS, Status, Subscription, Whose
from bot.subscribing.actions import SetReminders
from bot.subscribing.choices import agency_of
from knowledge.store import Store
from nlp.reminding import ReminderWish, Wish

_DAYS = re.compile(r"\d{1,3}", re.ASCII)  # as buttons offer them; a phone may send anything
_MINUTE = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
TURNING_ON = "!"  # before a province: turns reminders on as well
_T = TypeVar("_T")
_STATUSES = {"on": Status.ACTIVE, "resume": Status.ACTIVE, "pause": Status.PAUSED, "off": Status.OFF}
_STATUS_OF_WISH = {
    Wish.SET: Status.ACTIVE, Wish.RESUME: Status.ACTIVE, Wish.PAUSE: Status.PAUSED, Wish.OFF: Status.OFF,
}  # fmt: skip


def first_subscription(chat: str, topic: str, own: str, now: datetime, *, province: str = "") -> Subscription:
    """What a chat is offered at first: its own agency's tasks if it has chosen one, else all, from now on."""
    offered = Subscription(chat, topic, province=province, status=Status.OFF)
    if own:
        offered = replace(offered, whose=Whose.AGENCIES, agencies=(own,))
    return replace(offered, covered_until=offered.covered_from(now))


def pressed(subscription: Subscription, action: SetReminders, *, own: str, store: Store, now: datetime) -> Subscription:
    """A subscription after a button; as it was where the button names what is no longer there."""
    setting, value = action.setting, action.value
    if setting == "status" and value in _STATUSES:
        return with_status(subscription, _STATUSES[value], now)
    changed = _refreshed(subscription, _changed(subscription, setting, value, own, store))
    if setting == "province" and changed.province and value.startswith(TURNING_ON):
        return with_status(changed, Status.ACTIVE, now)
    return changed


def lacks_province(subscription: Subscription, store: Store) -> bool:
    """Whether it has to be asked first whose tasks are meant: agencies of one name stand in every province."""
    return subscription.whose is not Whose.NOBODY and not province_of(subscription, store)


def wished(subscription: Subscription, wish: ReminderWish, *, own: str, now: datetime) -> Subscription:
    """A subscription after a sentence: what it names is set, the rest stays as it was."""
    if wish.wish is not Wish.SET:
        return with_status(subscription, _STATUS_OF_WISH[wish.wish], now)
    named = tuple(asked.agencies[0] for asked in wish.agencies) or ((own,) if wish.mine and own else ())
    changed = subscription
    if named:
        changed = replace(changed, whose=Whose.AGENCIES, agencies=named)
    elif wish.everybody or subscription.whose is Whose.NOBODY:
        changed = replace(changed, whose=Whose.ALL)
    changed = replace(
        changed,
        shared=changed.shared if wish.shared is None else wish.shared,
        overdue=changed.overdue if wish.overdue is None else wish.overdue,
        recurring=changed.recurring if wish.recurring is None else wish.recurring,
        days_before=wish.days_before or changed.days_before,
        at=wish.at or changed.at,
    )
    return with_status(_refreshed(subscription, changed), Status.ACTIVE, now)


def with_task(subscription: Subscription, key: str, now: datetime) -> Subscription:
    """A subscription that also means one task; one that was off means that task alone."""
    if subscription.status is Status.OFF:
        alone = replace(subscription, whose=Whose.NOBODY, agencies=(), tasks=(key,))
        return with_status(alone, Status.ACTIVE, now)
    tasks = tuple(dict.fromkeys((*subscription.tasks, key)))
    return with_status(_refreshed(subscription, replace(subscription, tasks=tasks)), Status.ACTIVE, now)


def with_status(subscription: Subscription, status: Status, now: datetime) -> Subscription:
    """A subscription turned on, paused or off; on again it begins anew: what fell into the pause is not sent."""
    if status is subscription.status:
        return subscription
    if status is not Status.ACTIVE:
        return replace(subscription, status=status)
    return replace(subscription, status=status, fresh=True, covered_until=subscription.covered_from(now))


def of_province(subscription: Subscription, province: str, store: Store) -> Subscription:
    """A subscription for another province: what was chosen and is not there is left out."""
    here = store.by_province.get(province)
    if here is None:
        return subscription
    keys = {programme.key for programme in here.programmes.values()}
    agencies = tuple(filter(here.knows_agency, subscription.agencies))
    whose = Whose.ALL if subscription.whose is Whose.AGENCIES and not agencies else subscription.whose
    programmes = tuple(key for key in subscription.programmes if key in keys)
    return replace(subscription, province=province, whose=whose, agencies=agencies, programmes=programmes)


def _refreshed(before: Subscription, after: Subscription) -> Subscription:
    """A change of what is reminded of, or how long before, tells once of all that is already within its days."""
    return after if after == before else replace(after, fresh=True)


def _changed(subscription: Subscription, setting: str, value: str, own: str, store: Store) -> Subscription:
    chosen = value.startswith("+")
    match setting:
        case "whose":
            return _with_whose(subscription, value, own)
        case "agency":
            name = agency_of(value[1:], province_of(subscription, store), store)
            return _with_agency(subscription, name, chosen) if name else subscription
        case "programme":
            key = programme_of(value[1:], store)
            return replace(subscription, programmes=_toggled(subscription.programmes, key, chosen) if key else ())
        case "province":
            return of_province(subscription, marked(value.removeprefix(TURNING_ON), store.provinces) or "", store)
        case "days":
            if not _DAYS.fullmatch(value[1:]):
                return subscription
            days = _toggled(subscription.days_before, int(value[1:]), chosen)
            return replace(subscription, days_before=tuple(sorted(days, reverse=True)) or DEFAULT_DAYS[-1:])
        case "at":
            return replace(subscription, at=time.fromisoformat(value)) if _MINUTE.fullmatch(value) else subscription
        case "shared" | "overdue" | "recurring":
            return replace(subscription, **{setting: value == "1"})  # type: ignore[arg-type]
        case "task":
            return replace(subscription, tasks=_toggled(subscription.tasks, value[1:], chosen))
        case _:
            return subscription


def _with_whose(subscription: Subscription, value: str, own: str) -> Subscription:
    if value == "own" and own:
        return replace(subscription, whose=Whose.AGENCIES, agencies=(own,))
    if value == "nobody":
        return replace(subscription, whose=Whose.NOBODY, agencies=())
    return replace(subscription, whose=Whose.ALL, agencies=())


def _with_agency(subscription: Subscription, name: str, chosen: bool) -> Subscription:
    agencies = _toggled(subscription.agencies, name, chosen)
    return replace(subscription, whose=Whose.AGENCIES if agencies else Whose.NOBODY, agencies=agencies)


def _toggled(values: Iterable[_T], value: _T, chosen: bool) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*values, value))) if chosen else tuple(kept for kept in values if kept != value)
