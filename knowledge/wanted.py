"""Wanted: what a topic makes one look for in a task, as terms: single words and pairs of neighbours.

A term is folded ("tuyen dung"); it keeps what was typed, so that diacritics can be compared where it is found.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.weights import Weights
from nlp.letters import UNMARKED, fold
from nlp.question import Sense, Topic, TopicWord
from nlp.syllables import is_folded_syllable
from nlp.words import line

Worth = Callable[[str], float]
Parts = tuple[tuple[str, str, float], ...]  # folded, exact, part of the phrase's rarity
_COMPOUND = 0.25  # share of a word's uses beside another, from which the two are a compound
_MEETING = 0.15  # what neighbours say that meet but seldom
PartsOf = Callable[[str], Parts]


@dataclass(frozen=True, slots=True)
class Term:
    """A single word or pair of the topic: which of its words, what to look for, what share of their worth it earns."""

    start: int
    end: int
    folded: str
    exact: str
    share: float
    telling: bool  # more than a syllable: neighbours, or an abbreviation or number
    unmarked: float | None  # agreement of a term typed without diacritics; None: they must be compared


@dataclass(frozen=True, slots=True)
class Written:
    """A phrase that the administration may have written for topic words [start:end], as neighbours with their share."""

    start: int
    end: int
    phrase: str
    share: float
    parts: Parts


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a topic makes one look for; `worths` has the worth of each of its words."""

    words: tuple[str, ...]
    worths: tuple[float, ...]
    run_share: float  # of neighbours of three words or more
    terms: dict[str, list[Term]]  # by folded term
    parts: dict[str, list[tuple[int, str, float]]]  # by folded term: place in `written`, exact, part of its rarity
    written: tuple[Written, ...]
    values: dict[str, float]  # the most that a folded term can earn
    folded: frozenset[str]  # all folded terms

    @property
    def total(self) -> float:
        """The worth of the whole topic."""
        return sum(self.worths)


def wanted(topic: Topic, rarity: Worth, parts_of: PartsOf, weights: Weights) -> Wanted:
    """What to look for: `"tuyen dung cong chuc" → "tuyen dung", "dung cong", "cong chuc", "tuyen", …`."""
    unmarked = weights.unmarked_among_marked if topic.accented else UNMARKED
    generic = 1.0 if topic.bare else weights.generic  # where all words are generic, they are the subject
    worths = tuple(_worth(word, rarity, weights, generic) for word in topic.words)
    written = tuple(_written(topic.senses, parts_of, weights))
    terms: dict[str, list[Term]] = {}
    places: dict[str, list[tuple[int, str, float]]] = {}
    values: dict[str, float] = {}
    for term in _terms(topic, weights, unmarked):
        terms.setdefault(term.folded, []).append(term)
        values[term.folded] = values.get(term.folded, 0.0) + term.share * sum(worths[term.start : term.end])
    for place, phrase in enumerate(written):
        worth = phrase.share * sum(worths[phrase.start : phrase.end])
        for folded, exact, part in phrase.parts:
            places.setdefault(folded, []).append((place, exact, part))
            value = part * worth
            if value > values.get(folded, 0.0):
                values[folded] = value
    return Wanted(
        words=tuple(word.exact for word in topic.words),
        worths=worths,
        terms=terms,
        parts=places,
        written=written,
        run_share=weights.run,
        values=values,
        folded=frozenset(values),
    )


def _terms(topic: Topic, weights: Weights, unmarked: float) -> Iterator[Term]:
    words = topic.words
    for i, (left, right) in enumerate(itertools.pairwise(words)):
        # Two words that say little are no pair, unless there are no others: "đề xuất giải pháp".
        weak = _weak(left) and _weak(right) and not (topic.bare and left.generic and right.generic)
        if right.place - left.place == 1 and not weak:
            yield _term(words[i : i + 2], i, weights.pair, unmarked)
    for i, word in enumerate(words):
        if not word.filler:
            yield _term((word,), i, _alone(word, weights), unmarked)


def _term(words: Sequence[TopicWord], start: int, share: float, unmarked: float) -> Term:
    exact = " ".join(word.exact for word in words)
    folded = " ".join(word.folded for word in words)
    telling = len(words) > 1 or not is_folded_syllable(folded)
    return Term(start, start + len(words), folded, exact, share, telling, unmarked if exact == folded else None)


def _alone(word: TopicWord, weights: Weights) -> float:
    if not is_folded_syllable(word.folded):
        return weights.token  # "ocop", "1.200": means the same wherever it stands
    return weights.alone_bare if word.exact == word.folded else weights.alone


def _written(senses: Sequence[Sense], parts_of: PartsOf, weights: Weights) -> Iterator[Written]:
    for sense in senses:
        share = (weights.synonym if sense.synonym else weights.sense) * sense.agreement
        for phrase in sense.written:
            yield Written(sense.start, sense.end, phrase, share, parts_of(phrase))


def parts(phrase: str, rarity: Worth, neighbours: Mapping[str, float]) -> Parts:
    """The neighbours of an administrative phrase with their part of its rarity: three pairs of four words.

    Neighbours that seldom stand together only meet where two compounds do, and say little: "cơ sở tôn giáo" is "cơ sở"
    and most of all "tôn giáo", hardly "sở tôn".
    """
    words = line(phrase)[1].split()
    pairs = [words[i : i + 2] for i in range(len(words) - 1)] or [words]
    folded = [fold(" ".join(pair)) for pair in pairs]
    joined = [min(1.0, _MEETING + neighbours.get(pair, 0.0) / _COMPOUND) for pair in folded]
    rarities = [
        sum(rarity(fold(word)) for word in pair) * (join if len(pairs) > 1 else 1.0)
        for pair, join in zip(pairs, joined, strict=True)
    ]
    total = sum(rarities) or 1.0
    return tuple((key, " ".join(pair), r / total) for key, pair, r in zip(folded, pairs, rarities, strict=True))


def _worth(word: TopicWord, rarity: Worth, weights: Weights, generic: float) -> float:
    if word.filler:
        return 0.0
    return rarity(word.folded) * (generic if word.generic else 1.0) * (weights.name if word.name else 1.0)


def _weak(word: TopicWord) -> bool:
    return word.generic or word.filler
