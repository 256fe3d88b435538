"""Collecting found tasks: refs that count on, and an account of what became of every paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.importing.context import Context
from knowledge.importing.found import FoundDeadline, FoundTask
from knowledge.importing.outline import Node
from knowledge.importing.times import horizons


class TaskCollector:
    """`tasks` in order, `fates` by paragraph: the refs of its tasks or why it is none."""

    def __init__(self, year: int) -> None:
        self.tasks: list[FoundTask] = []
        self.fates: dict[int, str] = {}
        self._year = year
        self._count: Counter[str] = Counter()

    def _add(
        self,
        node: Node,
        text: str,
        leads: tuple[str, ...],
        coordinators: tuple[str, ...],
        deadlines: tuple[FoundDeadline, ...],
        within: Context,
        others: Sequence[str] = (),
    ) -> str:
        path = ".".join(within.path) or "0"
        self._count[path] += 1
        ref = f"{path}#{self._count[path]}"
        kept = tuple(name for name in coordinators if name.casefold() not in {lead.casefold() for lead in leads})
        doubts = _doubts(leads, kept)
        self.tasks.append(FoundTask(ref, text, leads, kept, deadlines, node.place, (*horizons(text), *others), doubts))
        return ref

    def _leave(self, node: Node, reason: str) -> None:
        for index in node.indexes:
            self.fates.setdefault(index, reason)

    def _account(self, node: Node, refs: str, *, deep: bool = False) -> None:
        for index in node.indexes:
            self.fates[index] = refs
        if deep:
            for child in node.children:
                self._account(child, refs, deep=True)


def _doubts(leads: tuple[str, ...], coordinators: tuple[str, ...]) -> tuple[str, ...]:
    doubts = []
    if not leads:
        doubts.append("văn bản không nêu cơ quan chủ trì")
    long = [name for name in (*leads, *coordinators) if len(name) > 110]
    doubts += [f"tên cơ quan dài bất thường: “{name[:60]}…”" for name in long]
    return tuple(doubts)
