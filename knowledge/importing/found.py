"""What an import finds: tasks and deadlines as the document words them, and what became of every paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.importing.document import Place
from nlp.when import When


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline as printed; `when` is None where the words name no time that a calendar has ("theo tiến độ …")."""

    what: str
    words: str
    when: When | None


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task with where it stands, and what a person should look at before it is published."""

    ref: str
    text: str
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    deadlines: tuple[FoundDeadline, ...]
    place: Place
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """A paragraph that is in no task, and why."""

    place: Place
    text: str
    reason: str
