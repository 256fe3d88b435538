"""Choices: the agencies whose tasks a chat can be reminded of."""

from __future__ import annotations

from bot.marked import marked
from knowledge.store import Store


def choosable(store: Store, province: str = "") -> tuple[str, ...]:
    """The agencies that lead anything, by name or as members of a collective, in the documents' order.

    Those of one province, or of all where none is settled.
    """
    here = [held for name, held in store.by_province.items() if province in ("", name)]
    return tuple(dict.fromkeys(name for held in here for name in _leading(held)))


def _leading(store: Store) -> list[str]:
    """The same within one province."""
    leads = [lead for task in store.tasks(store.all_tasks()) for lead in task.leads]
    collectives = [name for name in dict.fromkeys(leads) if store.agency(name).members]
    members = [member for name in collectives for member in store.agency(name).members]
    return [name for name in dict.fromkeys((*leads, *members)) if not store.agency(name).members]


def agency_of(code: str, province: str, store: Store) -> str | None:
    """The agency that a button's mark names, None if the registers no longer hold it."""
    return marked(code, choosable(store, province))
