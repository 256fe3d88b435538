"""Spelling: slips of the finger and of the ear, mended where it is plain what was meant.

A word that is none is taken for the one that a neighbouring key makes of it ("tjáng" → "tháng"). Any other word is only
changed into one that the lexicon has beside the same neighbour: a letter away, if the lexicon does not know it as it
stands ("thất ngiệp" → "thất nghiệp"), or said alike ("phòng chái" → "phòng cháy").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from nlp.letters import fold
from nlp.sounds import alike, marks_said, sound
from nlp.syllables import is_folded_syllable, is_syllable
from nlp.words import Word, forms, phrase_forms

_SHORTEST = 3  # letters: shorter words have too many neighbours
_SHORTEST_KNOWN = 4  # the same for a word that the lexicon knows, and for one that is none
_SHORTEST_JOINED = 5  # the same for two words without the space between them
_SHORTEST_SAID = 2  # the same for a word that is said alike
_FAR_MORE = 3.0  # times as common as the next likely word, a word is plainly meant
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _beside_keys() -> dict[str, str]:
    places = {key: (row, column + row / 2) for row, keys in enumerate(_KEYS) for column, key in enumerate(keys)}
    return {
        one: "".join(
            other
            for other, (other_row, other_column) in places.items()
            if one != other and abs(row - other_row) <= 1 and abs(column - other_column) <= 1
        )
        for one, (row, column) in places.items()
    }


_BESIDE = _beside_keys()


class Speller:
    """Knows which words there are in the language of the lexicon, and which stand side by side."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._after: dict[str, dict[str, str]] = {}
        self._before: dict[str, dict[str, str]] = {}
        self._known: set[str] = set()
        self._usual: set[tuple[str, str]] = set()  # neighbours that more than one phrase has
        self._spellings: dict[str, Counter[str]] = {}  # folded word → how often each spelling of it is used
        for phrase in phrases:
            key, exact = phrase_forms(phrase)
            self._known.update(key, exact)
            for folded, word in zip(key, exact, strict=True):
                self._spellings.setdefault(folded, Counter())[word] += 1
            for i in range(len(key) - 1):
                if key[i + 1] in self._after.get(key[i], {}):
                    self._usual.add((key[i], key[i + 1]))
                self._after.setdefault(key[i], {})[key[i + 1]] = exact[i + 1]
                self._before.setdefault(key[i + 1], {})[key[i]] = exact[i]
        self._words = {word for word in self._spellings if is_folded_syllable(word)}
        self._struck = lru_cache(maxsize=4096)(self._struck_beside)

    def part(self, words: Sequence[Word]) -> list[Word]:
        """The words with two that a missing space joined apart again: `"nhiệmvụ" → "nhiệm", "vụ"`."""
        return [part for word in words for part in (self._parts(word) or (word,))]

    def _parts(self, word: Word) -> tuple[Word, Word] | None:
        if len(word.exact) < _SHORTEST_JOINED or len(word.exact) != len(word.text) or not word.text.isalpha():
            return None
        if word.exact in self._known or _is_word(word) or (word.text.isupper() and not word.accented):
            return None
        cuts = [(word.exact[:i], word.exact[i:], i) for i in range(2, len(word.exact) - 1)]
        cuts = [cut for cut in cuts if cut[0] in self._known and cut[1] in self._known and _are_syllables(*cut[:2])]
        usual = [cut for cut in cuts if fold(cut[1]) in self._after.get(fold(cut[0]), {})]
        likely = usual or (cuts if word.accented else [])
        if len(likely) != 1:
            return None
        left, right, at = likely[0]
        middle = word.start + at
        return (
            Word(word.text[:at], *forms(left), word.start, middle),
            Word(word.text[at:], *forms(right), middle, word.end),
        )

    def mend_keys(self, words: Sequence[Word]) -> list[Word]:
        """The words with those that are none as the keys beside make them: `"tjáng 9" → "tháng 9"`.

        Beside a number a unit of time is meant, even by what is a word elsewhere: `"Thánh 12" → "tháng 12"`.
        """
        return [
            word if (meant := _unit_of_time(words, i) or self._struck(word.text, word.exact, word.folded)) is None
            else Word(meant, *forms(meant), word.start, word.end)
            for i, word in enumerate(words)
        ]  # fmt: skip

    def mend(self, words: Sequence[Word], taken: Sequence[bool]) -> list[Word]:
        """The words with slips mended but for those already understood: `"thất ngiệp" → "thất nghiệp"`."""
        mended = list(words)
        for i, word in enumerate(words):
            meant = None if taken[i] else self._meant(mended, i)
            if meant:
                mended[i] = Word(meant, *forms(meant), word.start, word.end)
        return mended

    def _struck_beside(self, text: str, exact: str, folded: str) -> str | None:
        """The word that was meant by one that is no syllable, if one key beside another explains it."""
        if len(folded) < _SHORTEST_KNOWN or not folded.isalpha() or text.isupper():
            return None
        if exact in self._known or is_folded_syllable(folded):
            return None
        near = [word for word in _struck_for(folded) if word in self._words]
        likely = sorted(
            (
                (count, spelling if exact != folded else word)
                for word in near
                for spelling, count in self._spellings[word].items()
                if exact == folded or marks_said(spelling) == marks_said(exact)
            ),
            reverse=True,
        )  # fmt: skip
        totals: Counter[str] = Counter()
        for count, word in likely:
            totals[word] += count
        (best, most), (_, next_most) = [*totals.most_common(2), ("", 0), ("", 0)][:2]
        return best if most and most >= _FAR_MORE * next_most else None

    def _meant(self, words: Sequence[Word], at: int) -> str | None:
        word = words[at]
        if len(word.folded) < _SHORTEST_SAID or not word.folded.isalpha() or word.text.isupper():
            return None
        after = self._after.get(words[at - 1].folded, {}) if at else {}
        before = self._before.get(words[at + 1].folded, {}) if at + 1 < len(words) else {}
        if word.folded in after or word.folded in before:
            return None
        if word.folded in self._known:
            # A word of the language, if not this one: only neighbours that often stand together say otherwise.
            after, before = self._usual_beside(words, at, after, before)
        return self._by_letters(word, after, before) or self._by_sound(word, after, before)

    def _usual_beside(
        self, words: Sequence[Word], at: int, after: Mapping[str, str], before: Mapping[str, str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        left, right = (words[at - 1].folded if at else ""), (words[at + 1].folded if at + 1 < len(words) else "")
        return (
            {near: exact for near, exact in after.items() if (left, near) in self._usual},
            {near: exact for near, exact in before.items() if (near, right) in self._usual},
        )

    def _by_letters(self, word: Word, after: Mapping[str, str], before: Mapping[str, str]) -> str | None:
        """The neighbour's word that is a letter away; a word that is one must be wrong beside both neighbours."""
        typed, known = word.folded, word.exact in self._known
        if len(typed) < (_SHORTEST_KNOWN if known else _SHORTEST):
            return None
        sides = (after.keys() & before.keys(),) if _is_word(word) else (after.keys(), before.keys())
        slip = _key_slip if known else _one_slip
        likely = {near for side in sides for near in side if near[0] == typed[0] and slip(typed, near)}
        likely = {near for near in likely if _same_marks(word, after.get(near) or before[near])}
        if not likely or (is_folded_syllable(typed) and len(likely) > 1):
            return None
        best = min(likely)
        return after.get(best) or before.get(best)

    def _by_sound(self, word: Word, after: Mapping[str, str], before: Mapping[str, str]) -> str | None:
        """The one word that is said alike and stands beside both neighbours, or else beside one of them."""
        if word.exact in self._known and not word.accented:
            return None
        said = sound(word.folded)
        following, leading = (
            {exact for near, exact in known.items() if sound(near) == said and alike(word.exact, exact)}
            for known in (after, before)
        )
        likely = (following & leading) or (following | leading)
        return min(likely) if len(likely) == 1 else None


def _unit_of_time(words: Sequence[Word], at: int) -> str | None:
    word = words[at]
    beside = (words[i].text for i in (at - 1, at + 1) if 0 <= i < len(words))
    if word.folded not in _TIME_SLIPS or not any(text.isdigit() for text in beside):
        return None
    meant = _TIME_SLIPS[word.folded]
    if not word.accented:
        return fold(meant)
    return meant if marks_said(word.exact) == marks_said(meant) else None


def _is_word(word: Word) -> bool:
    return is_syllable(word.exact) if word.accented else is_folded_syllable(word.folded)


def _are_syllables(*words: str) -> bool:
    return all(map(is_syllable, words)) or all(map(is_folded_syllable, words))


def _same_marks(word: Word, meant: str) -> bool:
    """Whether a slip of the finger can have been all: it changes a letter, not the diacritics."""
    return not word.accented or marks_said(word.exact) == marks_said(meant)


def _one_slip(typed: str, meant: str) -> bool:
    return (
        abs(len(typed) - len(meant)) <= 1
        and len(meant) >= _SHORTEST
        and OSA.distance(typed, meant, score_cutoff=1) == 1
    )


def _struck_for(typed: str) -> set[str]:
    """What may have been meant where one key was struck for one beside it, or two in the wrong order."""
    meant = {typed[:i] + key + typed[i + 1 :] for i, letter in enumerate(typed) for key in _BESIDE.get(letter, "")}
    meant.update(typed[:i] + typed[i + 1] + typed[i] + typed[i + 2 :] for i in range(len(typed) - 1))
    return meant


_TIME_SLIPS = {slip: unit for unit in ("ngày", "tháng", "tuần") for slip in _struck_for(fold(unit))}


def _key_slip(typed: str, meant: str) -> bool:
    return len(typed) == len(meant) and meant in _struck_for(typed)
