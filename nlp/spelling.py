"""Spelling: one slip of the finger in a word, mended where its neighbour shows what was meant ("thất ngiệp").

A word is only changed into one that the lexicon has beside the same neighbour, one letter away, and only if the lexicon
does not know it as it stands ("kế hạch" → "kế hoạch").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from nlp.syllables import is_folded_syllable
from nlp.words import Word, forms, phrase_forms

_SHORTEST = 3  # letters: shorter words have too many neighbours


class Speller:
    """Knows which words stand side by side in the language of the lexicon."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._after: dict[str, dict[str, str]] = {}
        self._before: dict[str, dict[str, str]] = {}
        self._known: set[str] = set()
        for phrase in phrases:
            key, exact = phrase_forms(phrase)
            self._known.update(key, exact)
            for i in range(len(key) - 1):
                self._after.setdefault(key[i], {})[key[i + 1]] = exact[i + 1]
                self._before.setdefault(key[i + 1], {})[key[i]] = exact[i]

    def mend(self, words: Sequence[Word], taken: Sequence[bool]) -> list[Word]:
        """The words with slips mended but for those already understood: `"thất ngiệp" → "thất nghiệp"`."""
        mended = list(words)
        for i, word in enumerate(words):
            meant = None if taken[i] else self._meant(words, i)
            if meant:
                mended[i] = Word(meant, *forms(meant), word.start, word.end)
        return mended

    def _meant(self, words: Sequence[Word], at: int) -> str | None:
        word = words[at].folded
        if len(word) < _SHORTEST or not word.isalpha() or words[at].text.isupper() or words[at].exact in self._known:
            return None
        after = self._after.get(words[at - 1].folded, {}) if at else {}
        before = self._before.get(words[at + 1].folded, {}) if at + 1 < len(words) else {}
        if word in after or word in before:
            return None
        likely = [near for known in (after, before) for near in known if near[0] == word[0] and _one_slip(word, near)]
        if not likely or (is_folded_syllable(word) and len(set(likely)) > 1):
            return None
        return after.get(likely[0]) or before.get(likely[0])


def _one_slip(typed: str, meant: str) -> bool:
    return (
        abs(len(typed) - len(meant)) <= 1
        and len(meant) >= _SHORTEST
        and OSA.distance(typed, meant, score_cutoff=1) == 1
    )
