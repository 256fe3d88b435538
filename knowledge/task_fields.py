"""The fields of a task that a search looks at: its title and its content, made ready to be compared with a topic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from knowledge.store import StoredTask
from nlp.letters import fold
from nlp.words import terms_of

TITLE, CONTENT = "nhiệm vụ", "nội dung"
_HELD = 2048  # tasks, some 15 KB each


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a task, folded and exact, its terms, and the factor of what is found in it."""

    name: str
    factor: float
    folded: str
    exact: str
    terms: frozenset[str]


class TaskFields:
    """The fields of tasks of one store file, kept for those that were looked at last."""

    def __init__(self, content: float) -> None:
        """`content`: what counts in the content as a share of what counts in the title."""
        self._content = content
        self.of = lru_cache(maxsize=_HELD)(self._of)

    def _of(self, task: StoredTask) -> tuple[Field, Field]:
        title, body = fold(task.title_line), fold(task.body_line)
        return (
            Field(TITLE, 1.0, title, task.title_line, terms_of(title)),
            Field(CONTENT, self._content, body, task.body_line, terms_of(body)),
        )
