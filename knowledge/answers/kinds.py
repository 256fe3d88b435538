"""The kinds of answer: found, a choice to make, or not in the documents; each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from knowledge.model import Deadline, Role, Succession
from knowledge.search import Hit
from knowledge.store import StoredProgramme, StoredTask
from nlp.question import Question
from nlp.windows import Window


class Shape(Enum):
    """What an answer is a list of."""

    AGENCY = "agency"  # the tasks of an agency
    DUE = "due"  # what falls due in a window
    TOPIC = "topic"  # tasks about a subject, best first


@dataclass(frozen=True, slots=True)
class DueDeadline:
    """A deadline with the date that counts here: its own, or one occurrence of a recurring one."""

    deadline: Deadline
    due_on: date | None


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task of an answer with the deadlines that the question is about, and those that bind something else."""

    task: StoredTask
    deadlines: tuple[DueDeadline, ...]
    other_deadlines: tuple[DueDeadline, ...] = ()
    hit: Hit | None = None
    excerpt: str = ""  # the sentences of the content that the topic is about
    role: Role = Role.LEAD
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an agency that the answer names: shown with date and basis."""

    agency: str
    succession: Succession
    function: str = ""  # where only this went elsewhere than the rest of the agency: "trẻ em"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer from the documents. `shared` and `coordinated` are offered on the side, not part of the answer."""

    shape: Shape
    question: Question
    tasks: tuple[FoundTask, ...]
    agencies: tuple[str, ...] = ()
    heir: str = ""  # the agency asked about, where the others' tasks came to it later
    shared: tuple[StoredTask, ...] = ()
    coordinated: tuple[StoredTask, ...] = ()
    elsewhere: tuple[StoredTask, ...] = ()  # functions that an agency took over with a merger
    window: Window | None = None
    changes: tuple[Change, ...] = ()
    note: str = ""  # what is to be known about the agency asked about
    sure: bool = True  # False: the nearest task, but much of the question is not in it
    not_theirs: bool = False  # the agency asked about has no such task; these are others'


@dataclass(frozen=True, slots=True)
class Choose:
    """The question names something ambiguous: which agency is meant, or whose, where several provinces have it?"""

    question: Question
    words: str
    agencies: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """What to choose from."""
        return self.provinces or self.agencies


class Reason(Enum):
    """Why there is no answer in the documents."""

    EMPTY = "trống"
    DOCUMENT = "về văn bản"  # about the documents themselves: number, day, how many tasks
    OUTSIDE = "ngoài phạm vi"
    PROVINCE = "tỉnh khác"
    ABSENT_AGENCY = "cơ quan vắng mặt"
    NO_TASK = "không được giao"
    NOTHING_DUE = "không đến hạn"
    NO_PAIR = "không cùng việc"
    FOREIGN = "ngoại ngữ"
    UNKNOWN = "không có trong văn bản"
    UNCLEAR = "chưa rõ"
    OUT_OF_LIST = "ngoài danh sách"
    WHOSE = "chưa rõ của cơ quan nào"  # "sở mình", and nobody said which that is


@dataclass(frozen=True, slots=True)
class NotFound:
    """Not in the documents: why, about what, and the nearest thing that is."""

    question: Question
    reason: Reason
    subject: str = ""
    note: str = ""
    nearest: tuple[StoredTask, ...] = ()
    programmes: tuple[StoredProgramme, ...] = ()
    window: Window | None = None


Answer = Found | Choose | NotFound
