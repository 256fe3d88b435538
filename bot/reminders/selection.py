"""Selections: which tasks a subscription means."""

from __future__ import annotations

from bot.reminders.duty import Duty, task_key
from bot.reminders.subscription import Subscription, Whose
from knowledge.answers.agencies import stands_for
from knowledge.store import Store, StoredTask


def selected(subscription: Subscription, duties: tuple[Duty, ...], store: Store) -> tuple[Duty, ...]:
    """The duties that a subscription means, in their order: those of its agencies, and of its single tasks."""
    ids = _tasks_of_agencies(subscription, store) if subscription.whose is Whose.AGENCIES else frozenset()
    return tuple(duty for duty in duties if _means(subscription, duty, ids, store))


def _is_shared(task: StoredTask, store: Store) -> bool:
    """Whether a task is given to collectives only: "các sở, ban, ngành tỉnh"."""
    here = store.by_province[task.programme.province]
    return all(here.agency(lead).members for lead in task.leads)


def _means(subscription: Subscription, duty: Duty, ids: frozenset[int], store: Store) -> bool:
    task = duty.task
    if task_key(task) in subscription.tasks:
        return True
    if subscription.programmes and task.programme.key not in subscription.programmes:
        return False
    if duty.recurs and not subscription.recurring:
        return False
    if subscription.whose is Whose.ALL:
        return subscription.shared or not _is_shared(task, store)
    return task.id in ids


def _tasks_of_agencies(subscription: Subscription, store: Store) -> frozenset[int]:
    """What its agencies lead by name, and with `shared` what the collectives lead to which they belong."""
    ids: set[int] = set()
    for here in store.by_province.values():
        for name in filter(here.knows_agency, subscription.agencies):  # registers change
            for heir in stands_for(name, here):
                ids.update(here.led_by(heir))
                ids.update(here.shared_by(heir) if subscription.shared else ())
    return frozenset(ids)
