"""Short forms: chat slang, regional words and abbreviations, written out as standard Vietnamese.

Questions are written out before anything is looked up in them, and so are the phrases of the lexicon, so that a phrase
with "xài" or "TTHC" in it still meets what people type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.phrases import PhraseBook
from nlp.respelling import respell
from nlp.syllables import is_syllable
from nlp.words import Word, phrase_exact, phrase_forms, phrase_key, split


class ShortForms:
    """What short forms stand for."""

    def __init__(self, slang: Iterable[tuple[str, str]], abbreviations: Iterable[tuple[str, Sequence[str]]]) -> None:
        """`slang`: typed → meant, matched with its diacritics; `abbreviations`: short form → all its meanings."""
        slang = list(slang)
        self._slang = PhraseBook(slang)
        self._slang_beginnings = {phrase_exact(typed)[0] for typed, _ in slang}
        self._meanings: dict[str, tuple[str, ...]] = {}
        for short, meanings in abbreviations:
            key = "".join(phrase_key(short))
            self._meanings[key] = self._meanings.get(key, ()) + tuple(meanings)

    def __contains__(self, folded: str) -> bool:
        """Whether a folded word is an abbreviation."""
        return folded in self._meanings

    def expand(self, words: list[Word]) -> list[Word]:
        """Words with short forms written out; what is written out stands where the short form stood.

        `"ko", "GPMB" → "không", "giải", "phóng", "mặt", "bằng"`. An abbreviation with two meanings stays as it is.
        """
        expanded: list[Word] = []
        start = 0
        while start < len(words):
            end, text = self._written_out(words, start)
            if text is None:
                expanded.append(words[start])
            else:
                first, last = words[start], words[end - 1]
                expanded += [Word(w.text, w.exact, w.folded, first.start, last.end) for w in split(text)]
            start = end
        return expanded

    def spelt_out(self, phrase: str) -> str:
        """A phrase of the lexicon as it will stand in a question: `"nước xài" → "nước dùng"`."""
        key, exact = phrase_forms(phrase)
        if self._slang_beginnings.isdisjoint(exact) and self._meanings.keys().isdisjoint(key):
            return phrase
        return " ".join(word.text for word in self.expand(split(phrase)))

    def _written_out(self, words: list[Word], start: int) -> tuple[int, str | None]:
        for match in self._slang.at(words, start):
            if tuple(word.exact for word in words[start : match.end]) == phrase_exact(match.phrase):
                return match.end, match.value
        meanings = self._meanings.get(words[start].folded, ())
        if len(meanings) == 1 and not is_syllable(words[start].exact):
            return start + 1, meanings[0]
        return start + 1, respell(words[start].text)
