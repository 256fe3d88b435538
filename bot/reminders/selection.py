"""Selections: which tasks a subscription means."""

from __future__ import annotations

from bot.reminders.duty import Duty, task_key
from bot.reminders.subscription import Subscription, Whose
from knowledge.answers.agencies import stands_for
from knowledge.store import Store, StoredTask


def province_of(subscription: Subscription, store: Store) -> str:
    """The province whose tasks a subscription means: the one settled, or the only one that fits what was chosen.

    "" where several fit, as where a second province was loaded before anybody chose: then it means them all.
    """
    if subscription.province:
        return subscription.province
    fitting = {
        programme.province
        for programme in store.programmes.values()
        if not subscription.programmes or programme.key in subscription.programmes
    }
    if len(fitting) > 1 and subscription.whose is Whose.AGENCIES:
        fitting &= store.provinces_with(subscription.agencies)
    return fitting.pop() if len(fitting) == 1 else ""


def selected(subscription: Subscription, duties: tuple[Duty, ...], store: Store) -> tuple[Duty, ...]:
    """The duties that a subscription means, in their order: those of its agencies, and of its single tasks."""
    province = province_of(subscription, store)
    here = {name: held for name, held in store.by_province.items() if province in ("", name)}
    ids = _tasks_of_agencies(subscription, here) if subscription.whose is Whose.AGENCIES else frozenset()
    return tuple(duty for duty in duties if _means(subscription, duty, ids, here))


def _is_shared(task: StoredTask, province: Store) -> bool:
    """Whether a task is given to collectives only: "các sở, ban, ngành tỉnh"."""
    return all(province.agency(lead).members for lead in task.leads)


def _means(subscription: Subscription, duty: Duty, ids: frozenset[int], here: dict[str, Store]) -> bool:
    task = duty.task
    if task_key(task) in subscription.tasks:
        return True
    if task.programme.province not in here:
        return False
    if subscription.programmes and task.programme.key not in subscription.programmes:
        return False
    if duty.recurs and not subscription.recurring:
        return False
    if subscription.whose is Whose.ALL:
        return subscription.shared or not _is_shared(task, here[task.programme.province])
    return task.id in ids


def _tasks_of_agencies(subscription: Subscription, provinces: dict[str, Store]) -> frozenset[int]:
    """What its agencies lead by name, and with `shared` what the collectives lead to which they belong."""
    ids: set[int] = set()
    for here in provinces.values():
        for name in filter(here.knows_agency, subscription.agencies):  # registers change
            for heir in stands_for(name, here):
                ids.update(here.led_by(heir))
                ids.update(here.shared_by(heir) if subscription.shared else ())
    return frozenset(ids)
