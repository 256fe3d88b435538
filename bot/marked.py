"""What the marks of buttons stand for in a store, which may have been built anew since."""

from __future__ import annotations

from collections.abc import Iterable

from bot.actions import mark
from knowledge.store import Store, StoredTask


def marked(code: str, names: Iterable[str]) -> str | None:
    """The name that a mark stands for, None if it is none of them (any more)."""
    return next((name for name in names if mark(name) == code), None)


def programme_of(code: str, store: Store) -> str | None:
    """The key of the programme that a mark stands for."""
    return marked(code, (programme.key for programme in store.programmes.values()))


def task_of(code: str, ref: str, store: Store) -> StoredTask | None:
    """The task that a programme's mark and a ref stand for."""
    key = programme_of(code, store)
    return store.find_task(key, ref) if key else None
