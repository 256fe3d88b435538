"""Loose phrases: thesaurus phrases that a question says in other order, or with other words between or instead.

"dân quăng rác hoài xuống sông" is no phrase of the thesaurus, but shares "rác", "xuống" and "sông" with "xả rác xuống
sông". Such a phrase is worth less than one that is said in full, and is only looked for where those found nothing sure.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlp.letters import CONTRADICTED, agreement
from nlp.question import Sense, Topic, TopicWord
from nlp.words import phrase_forms

if TYPE_CHECKING:
    from nlp.lexicon import Concept

_LEAST_COVERAGE = 0.6  # share of a phrase's rarity that the question must say
_LEAST_WORDS = 2
_SPARE = 3  # other words that may stand between
_MOST = 6  # phrases, the best ones
_RAREST = 12  # words of a question that phrases are looked for by
_COMMON = 2_000  # phrases that hold a word which alone brings none to mind


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    exact: dict[str, str]  # folded word → the word
    total: float  # rarity of all its words
    concept: Concept


class LoosePhrases:
    """The thesaurus phrases of several words, by their words."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        forms = [(phrase, phrase_forms(phrase), concept) for concept in concepts for phrase in concept.said]
        counts = Counter(word for _, (key, _), _ in forms for word in set(key))
        self._rarity = {word: math.log(len(forms) / count) for word, count in counts.items()}
        self._phrases: list[_Phrase] = []
        self._holding: dict[str, list[int]] = {}
        for phrase, (key, exact), concept in forms:
            if len(set(key)) < _LEAST_WORDS:
                continue
            words = dict(zip(key, exact, strict=True))
            for word in words:
                self._holding.setdefault(word, []).append(len(self._phrases))
            self._phrases.append(_Phrase(phrase, words, sum(map(self._rarity.__getitem__, words)), concept))

    def widened(self, topic: Topic) -> Topic:
        """The topic with the senses of phrases that it says loosely as well."""
        senses = tuple(self._senses(topic.words))
        return replace(topic, senses=topic.senses + senses) if senses else topic

    def _senses(self, words: Sequence[TopicWord]) -> list[Sense]:
        rarity = self._rarity
        places: dict[str, list[int]] = {}
        for at, word in enumerate(words):
            if not word.filler and len(self._holding.get(word.folded, ())) in range(1, _COMMON):
                places.setdefault(word.folded, []).append(at)
        said: dict[int, float] = {}
        for folded in sorted(places, key=lambda folded: -rarity[folded])[:_RAREST]:
            for number in self._holding[folded]:
                said[number] = said.get(number, 0.0) + rarity[folded]
        scored = []
        for number, weight in said.items():
            phrase = self._phrases[number]
            if weight < _LEAST_COVERAGE * phrase.total:
                continue
            there = sorted(at for word in phrase.exact for at in places.get(word, ()))
            if (
                len(there) < _LEAST_WORDS
                or words[there[-1]].place - words[there[0]].place >= len(phrase.exact) + _SPARE
            ):
                continue
            coverage = self._coverage(phrase, [words[at] for at in there])
            if coverage >= _LEAST_COVERAGE:
                scored.append((coverage * phrase.total, coverage, number, there))
        scored.sort(key=lambda row: (-row[0], row[2]))
        return [self._sense(self._phrases[number], there, coverage) for _, coverage, number, there in scored[:_MOST]]

    def _coverage(self, phrase: _Phrase, words: Sequence[TopicWord]) -> float:
        """What share of a phrase's rarity the words say, less where their diacritics contradict it."""
        agreed: dict[str, float] = {}
        for word in words:
            agrees = agreement(word.exact, phrase.exact[word.folded])
            agreed[word.folded] = max(agreed.get(word.folded, 0.0), agrees if agrees > CONTRADICTED else 0.0)
        if sum(agrees > 0 for agrees in agreed.values()) < _LEAST_WORDS:
            return 0.0
        return sum(agrees * self._rarity[word] for word, agrees in agreed.items()) / phrase.total

    @staticmethod
    def _sense(phrase: _Phrase, places: Sequence[int], coverage: float) -> Sense:
        start, end = places[0], places[-1] + 1
        return Sense(start, end, phrase.text, phrase.concept.written, False, coverage**2)
