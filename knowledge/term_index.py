"""The term index: in which tasks a term stands, held in memory for stores of an office's size.

The index in the file (FTS5) takes a third of a millisecond a question however small the store is. A few thousand
tasks fit into memory, and then finding the likely ones costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nsmallest

from knowledge.store import Programmes, StoredTask
from knowledge.wanted import terms_of
from nlp.letters import fold

MOST_TASKS = 5_000  # some 15 KB each


class TermIndex:
    """Which tasks hold a term in their title, and which in their content."""

    def __init__(self, tasks: Iterable[StoredTask], content: float) -> None:
        """`content`: what a term in the content is worth, as a share of the same in the title."""
        self._content = content
        self._titles: dict[str, list[int]] = {}
        self._bodies: dict[str, list[int]] = {}
        self._programmes: dict[int, int] = {}
        for task in tasks:
            self._programmes[task.id] = task.programme.id
            title = terms_of(fold(task.title_line))
            for term in title:
                self._titles.setdefault(term, []).append(task.id)
            for term in terms_of(fold(task.body_line)) - title:
                self._bodies.setdefault(term, []).append(task.id)

    def likely(self, values: Mapping[str, float], most: int, programmes: Programmes = None) -> list[int]:
        """The tasks of some programmes whose terms are worth most together, best first."""
        earned: dict[int, float] = {}
        for term, value in values.items():
            for task in self._titles.get(term, ()):
                earned[task] = earned.get(task, 0.0) + value
            for task in self._bodies.get(term, ()):
                earned[task] = earned.get(task, 0.0) + self._content * value
        asked = earned if programmes is None else [i for i in earned if self._programmes[i] in programmes]
        return nsmallest(most, asked, key=lambda task: (-earned[task], task))
