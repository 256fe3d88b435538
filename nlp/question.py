"""The question: what a person asks, as data. `nlp.understand` makes it, the knowledge layer answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from nlp.windows import Window


class Asks(Enum):
    """What a phrase of the question asks for; one question may ask several things."""

    WHEN = "khi nào"
    WHO = "ai"
    TASKS = "làm gì"
    COUNT = "đếm"
    DUE = "đến hạn"
    COORDINATION = "phối hợp"
    LEAD = "chủ trì"
    AMOUNT = "bao nhiêu"
    DETAIL = "chi tiết"
    COMPARE = "so sánh"
    MERGED = "sáp nhập"  # the agency as it is since a merger: "Sở Tài chính mới"
    MINE = "của tôi"
    BACK = "quay lại"  # to the answer before: "quay lại danh sách"


FOR_A_DATE = frozenset({Asks.WHEN, Asks.AMOUNT, Asks.DUE})  # the question wants a deadline, or what it demands


@dataclass(frozen=True, slots=True)
class AskedAgency:
    """Agencies that one place of the question names: several where the name is ambiguous."""

    agencies: tuple[str, ...]
    words: str
    as_partner: bool = False  # after "phối hợp với": the other side of a pair
    as_receiver: bool = False  # after "gửi", "nộp cho": who is told, not who acts
    merged: bool = False  # followed by "mới", "sau sáp nhập"


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word of the question's subject; `place` counts words of the sentence, so that neighbours are known."""

    exact: str
    folded: str
    place: int
    generic: bool  # "đề án", "tăng cường": says little
    filler: bool  # "của", "làm": says nothing itself, but "thông minh" needs its "minh"
    name: bool  # capitalised within the sentence: "Côn Đảo"


@dataclass(frozen=True, slots=True)
class Sense:
    """The thesaurus on topic words [start:end]: what the administration may have written for them."""

    start: int
    end: int
    said: str
    written: tuple[str, ...]
    synonym: bool  # what was said is itself administrative language
    agreement: float  # how well the diacritics of what was typed agree with it, up to 1


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of the question: its words and what they may mean."""

    words: tuple[TopicWord, ...] = ()
    senses: tuple[Sense, ...] = ()
    accented: bool = False  # typed with diacritics

    def part(self, kept: Sequence[int]) -> Topic:
        """The topic with some of its words only, and the senses that these hold whole."""
        place = {old: new for new, old in enumerate(kept)}
        senses = (
            replace(sense, start=place[sense.start], end=place[sense.end - 1] + 1)
            for sense in self.senses
            if all(i in place for i in range(sense.start, sense.end))
        )
        return replace(self, words=tuple(self.words[i] for i in kept), senses=tuple(senses))

    def naming(self, places: Iterable[Place]) -> frozenset[int]:
        """Which of its words name some places: their indexes."""
        spans = [range(place.start, place.end) for place in places]
        return frozenset(i for i, word in enumerate(self.words) if any(word.place in span for span in spans))

    def without(self, left_out: Collection[int]) -> Topic:
        """The topic without some of its words."""
        return self.part([i for i in range(len(self.words)) if i not in left_out])

    @property
    def bare(self) -> bool:
        """Whether nothing but generic words and fillers is there."""
        return all(word.generic or word.filler for word in self.words)

    @property
    def empty(self) -> bool:
        """Whether nothing but fillers is there."""
        return all(word.filler for word in self.words)


@dataclass(frozen=True, slots=True)
class Outside:
    """Why the question seems to be about no programme at all: `kind` is one of the lexicon's ("thời tiết").

    Courtesy ("chào anh chị") counts only where the question holds nothing else.
    """

    kind: str
    words: str
    courtesy: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A province or place that the question names.

    It may be the one who acts ("tỉnh Sóc Trăng làm gì"), or where something merely happens ("đi làm ở Bình Dương");
    or it says whose agency is meant ("Sở Y tế Cà Mau"). It is apart where it only says where or whose all of this is
    ("… ở tỉnh Cà Mau"), rather than being part of a name ("sân bay Cà Mau").
    """

    name: str
    start: int  # the words of the sentence [start:end]
    end: int
    of_agency: bool
    acts: bool
    circumstance: bool
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """All that the sentence says. Today is the day on which it was asked."""

    text: str
    today: date
    asks: frozenset[Asks]
    agencies: tuple[AskedAgency, ...]
    hints: tuple[AskedAgency, ...]  # bare subjects that may mean an agency ("y tế")
    windows: tuple[Window, ...]
    topic: Topic
    outside: tuple[Outside, ...]
    places: tuple[Place, ...]
    citations: tuple[str, ...]  # numbers of other documents that are named
    foreign: bool  # most words are no Vietnamese words
    follows: bool = False  # goes on from the last question: "còn Sở Nội vụ?"
    province: str = ""  # whose programmes are meant, once that is known
    ordinal: int | None = None  # points at a task of the last answer: "việc thứ 2"
