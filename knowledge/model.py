"""The domain: programmes, tasks, agencies, deadlines. Plain values without behaviour towards files or databases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from nlp.when import When


class Role(Enum):
    """What an agency does in a task."""

    LEAD = "chủ trì"
    COORDINATE = "phối hợp"


class Standing(Enum):
    """How an agency stands to the programmes: as one of the documents' agencies, born later, or not in them."""

    PRESENT = "hiện có"
    SUCCESSOR = "kế thừa"
    ABSENT = "không có trong văn bản"


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of an agency: the successor's name, since when, on what basis, and how sure that is."""

    successor: str
    since: date
    basis: str
    how: str
    status: str


@dataclass(frozen=True, slots=True)
class MovedFunction:
    """A function that went elsewhere than the agency's main successor: "tôn giáo" to Sở Dân tộc và Tôn giáo."""

    function: str
    to: str
    since: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, a collective of agencies, or a body that documents name."""

    name: str
    kind: str
    standing: Standing = Standing.PRESENT
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    customary_members: tuple[str, ...] = ()
    open: bool = False  # a collective whose members the document leaves open
    note: str = ""
    nearest: tuple[str, ...] = ()
    became: tuple[Succession, ...] = ()
    moved: tuple[MovedFunction, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: what it binds ("" for the whole task) and when that is due."""

    what: str
    when: When


@dataclass(frozen=True, slots=True)
class Programme:
    """The document that gives the tasks."""

    number: str
    title: str
    short_title: str
    kind: str
    issuer: str
    province: str
    issued_on: date
    year: int
    notes: tuple[str, ...] = ()
    key: str = ""  # the name of its register's file, by which it stays known when stores are built anew


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a register."""

    ref: str
    title: str
    content: str
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    horizon: str


@dataclass(frozen=True, slots=True)
class Register:
    """A programme with its tasks, in the document's order."""

    programme: Programme
    tasks: tuple[Task, ...]
