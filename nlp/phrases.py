"""Phrases: a book of phrases that is looked up in a sentence, whatever its diacritics.

Folded forms find a phrase, diacritics decide whether it is meant: "số lao động" is not "sở lao động".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from nlp.letters import CONTRADICTED, agreement
from nlp.words import Word, phrase_forms

T = TypeVar("T")

_LONGEST_GAP = 9  # words between the parts of a phrase
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


class _Node(Generic[T]):
    """A place in the tree of phrases: what may follow, and the phrases that end here."""

    __slots__ = ("after", "rows")

    def __init__(self) -> None:
        self.after: dict[str, _Node[T]] = {}
        self.rows: list[tuple[str, tuple[str, ...], T]] = []


class PhraseBook(Generic[T]):
    """Phrases with a value each; several may fold to the same words, or be the same phrase with several values."""

    def __init__(self, phrases: Iterable[tuple[str, T]], words_per_slip: int = _WORDS_PER_SLIP) -> None:
        """`words_per_slip`: how many words a phrase must have for one of them to be typed with wrong diacritics."""
        self._words_per_slip = words_per_slip
        self._first: dict[str, _Node[T]] = {}
        for phrase, value in phrases:
            key, exact = phrase_forms(phrase)
            if not key:
                continue
            node, after = _Node[T](), self._first
            for word in key:
                node = after.setdefault(word, _Node())
                after = node.after
            node.rows.append((phrase, exact, value))

    def at(self, words: Sequence[Word], start: int) -> list[Match[T]]:
        """All phrases that begin at a word, longest first."""
        node = self._first.get(words[start].folded)
        matches: list[Match[T]] = []
        end = start + 1
        while node is not None:
            for phrase, exact, value in node.rows:
                agreed = agreed_of(words[start:end], exact, self._words_per_slip)
                if agreed:
                    matches.append(Match(start, end, phrase, value, agreed))
            node = node.after.get(words[end].folded) if end < len(words) else None
            end += 1
        return sorted(matches, key=_length, reverse=True) if len(matches) > 1 else matches

    def find(self, words: Sequence[Word]) -> list[Match[T]]:
        """The longest phrase at each place, left to right, none overlapping another.

        Where the same words are several phrases, those with the best diacritics come, each as a match of its own.
        """
        found: list[Match[T]] = []
        start = 0
        while start < len(words):
            matches = self.at(words, start)
            if not matches:
                start += 1
                continue
            longest = [m for m in matches if m.end == matches[0].end]
            best = max(m.agreement for m in longest)
            found.extend(m for m in longest if m.agreement == best)
            start = matches[0].end
        return found

    def find_all(self, words: Sequence[Word]) -> list[Match[T]]:
        """Every phrase that stands anywhere, those within and across others too, the best diacritics of each place.

        `"xe buýt chạy điện" → "xe buýt chạy điện", "xe buýt"`.
        """
        found: list[Match[T]] = []
        for start in range(len(words)):
            best: dict[int, float] = {}
            matches = self.at(words, start)
            for match in matches:
                best[match.end] = max(match.agreement, best.get(match.end, 0.0))
            found.extend(match for match in matches if match.agreement == best[match.end])
        return found


class GappedBook(Generic[T]):
    """Phrases in two parts with other words between them: "lương … bao nhiêu", "chủ tịch … là ai"."""

    def __init__(self, phrases: Iterable[tuple[str, str, T]]) -> None:
        """Opening, closing and value of each phrase."""
        self._closings: dict[int, tuple[PhraseBook[int], T]] = {}
        openings = []
        for number, (opening, closing, value) in enumerate(phrases):
            openings.append((opening, number))
            self._closings[number] = (PhraseBook([(closing, number)]), value)
        self._openings = PhraseBook(openings)

    def find(self, words: Sequence[Word]) -> list[Match[T]]:
        """The phrases whose closing follows the opening within a few words."""
        found = []
        for opening in (match for start in range(len(words)) for match in self._openings.at(words, start)):
            book, value = self._closings[opening.value]
            for start in range(opening.end, min(opening.end + _LONGEST_GAP + 1, len(words))):
                for closing in book.at(words, start)[:1]:
                    found.append(Match(opening.start, closing.end, opening.phrase, value, closing.agreement))
        return found


def longest(matches: Sequence[Match[T]]) -> list[Match[T]]:
    """Of all matches in the order of their places, the longest at each, none overlapping another (as `find`)."""
    kept: list[Match[T]] = []
    start = free = 0
    for match in matches:
        if match.start >= free:
            start, free = match.start, match.end
            kept.append(match)
        elif match.start == start and match.end == free:
            kept.append(match)
    return kept


def _length(match: Match[T]) -> int:
    return match.end - match.start


def agreed_of(typed: Sequence[Word], written: Sequence[str], words_per_slip: int = _WORDS_PER_SLIP) -> float:
    """Mean agreement of diacritics, or 0 where too many words contradict the written ones."""
    scores = [agreement(word.exact, exact) for word, exact in zip(typed, written, strict=True)]
    mean = sum(scores) / len(scores)
    slips = sum(score <= CONTRADICTED for score in scores)
    return mean if mean >= _LEAST_AGREEMENT and slips <= len(scores) // words_per_slip else 0.0
