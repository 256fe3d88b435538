"""What a store holds, as typed values with their keys."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import MovedFunction, Programme, Standing, Succession, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProgramme(Programme):
    """A programme with its number in this store, its count of tasks, and whether other provinces' are there too."""

    id: int
    task_count: int
    among_provinces: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTask(Task):
    """A task with its number in this store, its programme and its text as lines for search.

    Its leads have the agencies' own names, its coordinators the names that the document prints.
    """

    id: int
    programme: StoredProgramme
    title_line: str
    body_line: str


@dataclass(frozen=True, slots=True)
class StoredAgency:
    """An agency with all that binds it to others."""

    name: str
    kind: str
    standing: Standing
    open: bool
    note: str
    members: tuple[str, ...]
    collectives: tuple[str, ...]
    nearest: tuple[str, ...]
    became: tuple[Succession, ...]
    moved: tuple[MovedFunction, ...]
    predecessors: tuple[tuple[str, Succession], ...]
    received: tuple[tuple[str, MovedFunction], ...]  # functions taken over: from whom, what


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """An agency and how many tasks it leads by name, through collectives, and coordinates by name."""

    name: str
    kind: str
    leads: int
    shared: int
    coordinates: int
