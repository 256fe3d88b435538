"""Words: a text as the syllables, numbers and abbreviations that it is made of.

A word here is what stands between spaces ("tuyển", "dụng"): people type syllables, whatever dictionaries call a word.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nlp.letters import canonical, fold, has_marks, nfc

_WORD = re.compile(
    r"\d+(?:[.,/-]\d+)*%?[^\W\d_]{0,2}"  # 1.200, 30/6, 80%, 5G
    r"|[^\W\d_]+(?:&[^\W\d_]+)+(?:-[^\W\d_]+(?:&[^\W\d_]+)*)*"  # KH&ĐT
    r"|[A-ZĐ]{1,5}(?:-[A-ZĐ]+(?:&[A-ZĐ]+)*)+"  # KH-ĐT, LĐ-TB&XH
    r"|[^\W_]+"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+$")  # "1.200" is 1200
_JOINTS = str.maketrans("", "", "&-")
_CLAUSE_END = re.compile(r"[.;:!?()“”\"\n]+(?:\s|$)|[()“”\"\n]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed, with its two forms for comparison and its place (offsets in `nfc(text)`).

    `"Quí" → exact "quí", folded "qui"`; `"KH&ĐT" → exact "khđt", folded "khdt"`.
    """

    text: str
    exact: str
    folded: str
    start: int
    end: int

    @property
    def accented(self) -> bool:
        """Whether it was typed with any diacritic."""
        return has_marks(self.exact)

    @property
    def accented_vowel(self) -> bool:
        """Whether it carries a diacritic other than the stroke of đ, as no abbreviation does."""
        return has_marks(self.exact.replace("đ", "d"))


@lru_cache(maxsize=65536)
def forms(text: str) -> tuple[str, str]:
    """The exact and the folded form of a word: `"Thuỷ" → ("thủy", "thuy")`."""
    joined = text.translate(_JOINTS) if text[0].isalpha() else text.replace(".", "") if _THOUSANDS.match(text) else text
    exact = canonical(joined)
    return exact, fold(exact)


def split(text: str) -> list[Word]:
    """The words of a text in order: `"KH&ĐT tỉnh, 1.200 giường" → KH&ĐT · tỉnh · 1.200 · giường`."""
    return [Word(m[0], *forms(m[0]), m.start(), m.end()) for m in _WORD.finditer(nfc(text))]


@lru_cache(maxsize=65536)
def phrase_forms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folded and the exact words of a phrase: `"Khai thác" → (("khai", "thac"), ("khai", "thác"))`."""
    composed = nfc(text)
    plain = composed.replace(" ", "").isalpha()  # most phrases: nothing but letters and spaces
    both = [forms(word) for word in (composed.split() if plain else _WORD.findall(composed))]
    return tuple(folded for _, folded in both), tuple(exact for exact, _ in both)


def phrase_key(text: str) -> tuple[str, ...]:
    """A phrase as a key that ignores diacritics, case and punctuation: `"Khai thác IUU" → ("khai", "thac", "iuu")`."""
    return phrase_forms(text)[0]


def phrase_exact(text: str) -> tuple[str, ...]:
    """The same with diacritics: `"Khai thác" → ("khai", "thác")`."""
    return phrase_forms(text)[1]


@lru_cache(maxsize=16384)
def line(text: str) -> tuple[str, str]:
    """A text as two lines of the same length for phrase search, folded and exact, words between single spaces.

    The end of a clause stands as " . ", so that no phrase is found across it; commas vanish, since phrases such as
    "phòng, chống" hold them: `"Quý I; PAPI" → (" qui i . papi ", " quí i . papi ")`.
    """
    folded, exact = zip(*map(_piece, nfc(text).split(" ")), strict=True)
    return _line(folded), _line(exact)


def terms_of(folded_line: str) -> frozenset[str]:
    """The single words of a line and its pairs of neighbours: `" dat lua . " → {"dat", "lua", "dat lua"}`."""
    words = folded_line.split()
    pairs = {f"{left} {right}" for left, right in itertools.pairwise(words) if left != "." != right}
    return frozenset(pairs.union(words) - {"."})


@lru_cache(maxsize=65536)
def _piece(token: str) -> tuple[str, str]:
    """What stands between two spaces, folded and exact, with the ends of clauses: `"PAPI);" → ("papi .", "papi .")`."""
    words: list[tuple[str, str]] = []
    for i, clause in enumerate(_CLAUSE_END.split(token)):
        words += [(".", ".")] * (i > 0) + [forms(word) for word in _WORD.findall(clause)]
    return " ".join(folded for _, folded in words), " ".join(exact for exact, _ in words)


def _line(pieces: Iterable[str]) -> str:
    joined = " ".join(filter(None, pieces))
    while ". ." in joined:
        joined = joined.replace(". .", ".")
    return f" {joined.strip(' .')} "
