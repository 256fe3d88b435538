"""Phrases: a book of phrases that is looked up in a sentence, whatever its diacritics.

Folded forms find a phrase, diacritics decide whether it is meant: "số lao động" is not "sở lao động".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from nlp.letters import CONTRADICTED, agreement
from nlp.words import Word, phrase_forms

T = TypeVar("T")

_LEAST_AGREEMENT = 0.55
_WORDS_PER_SLIP = 4


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at words[start:end], with what the book holds for it and how well its diacritics agree."""

    start: int
    end: int
    phrase: str
    value: T
    agreement: float


class PhraseBook(Generic[T]):
    """Phrases with a value each; several may fold to the same key, or be the same phrase with several values."""

    def __init__(self, phrases: Iterable[tuple[str, T]], words_per_slip: int = _WORDS_PER_SLIP) -> None:
        """`words_per_slip`: how many words a phrase must have for one of them to be typed with wrong diacritics."""
        self._words_per_slip = words_per_slip
        self._by_key: dict[str, list[tuple[str, tuple[str, ...], T]]] = {}
        self._longest: dict[str, int] = {}
        for phrase, value in phrases:
            key, exact = phrase_forms(phrase)
            if not key:
                continue
            self._by_key.setdefault(" ".join(key), []).append((phrase, exact, value))
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def __len__(self) -> int:
        return sum(len(rows) for rows in self._by_key.values())

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def at(self, words: Sequence[Word], start: int) -> Iterator[Match[T]]:
        """All phrases that begin at a word, longest first."""
        longest = self._longest.get(words[start].folded, 0)
        for end in range(min(start + longest, len(words)), start, -1):
            rows = self._by_key.get(" ".join([word.folded for word in words[start:end]]))
            for phrase, exact, value in rows or ():
                agreed = agreed_of(words[start:end], exact, self._words_per_slip)
                if agreed:
                    yield Match(start, end, phrase, value, agreed)

    def find(self, words: Sequence[Word]) -> list[Match[T]]:
        """The longest phrase at each place, left to right, none overlapping another.

        Where the same words are several phrases, those with the best diacritics come, each as a match of its own.
        """
        found: list[Match[T]] = []
        start = 0
        while start < len(words):
            matches = list(self.at(words, start)) if words[start].folded in self._longest else []
            if not matches:
                start += 1
                continue
            longest = [m for m in matches if m.end == matches[0].end]
            best = max(m.agreement for m in longest)
            found.extend(m for m in longest if m.agreement == best)
            start = matches[0].end
        return found


def agreed_of(typed: Sequence[Word], written: Sequence[str], words_per_slip: int = _WORDS_PER_SLIP) -> float:
    """Mean agreement of diacritics, or 0 where too many words contradict the written ones."""
    scores = [agreement(word.exact, exact) for word, exact in zip(typed, written, strict=True)]
    mean = sum(scores) / len(scores)
    slips = sum(score <= CONTRADICTED for score in scores)
    return mean if mean >= _LEAST_AGREEMENT and slips <= len(scores) // words_per_slip else 0.0
