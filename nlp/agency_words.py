"""The words that names of agencies are made of, from `agency_words.toml`, and texts cut into tokens to match them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.letters import canonical, fold

_TOKEN = re.compile(
    r"[A-ZĐ]{1,5}(?:,[A-ZĐ]{1,5})+&[A-ZĐ]{1,5}(?!\w)|[^\W_]+(?:&[^\W_]+)*|[^\w\s]|\n"  # "VH,TT&DL" is one word
)


_LONG = 5  # words and commas of a phrase that no other phrase looks like, whatever its marks


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    return fold(word)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of punctuation; `exact` is its one spelling in lower case."""

    text: str
    exact: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a text between offsets: `"Sở Y tế, UBND" → Sở · Y · tế · , · UBND`."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m[0], canonical(m[0]), m.start(), m.end()) for m in found]


class Phrases:
    """Phrases that are looked for at a place, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            key = tuple(token.exact for token in tokens_of(phrase))
            self._by_first.setdefault(key[0], []).append(key)
        for keys in self._by_first.values():
            keys.sort(key=len, reverse=True)

    def end(self, tokens: Sequence[Token], at: int) -> int:
        """Where the longest phrase that starts at a token ends, or `at` itself where none does."""
        if at >= len(tokens):
            return at
        for key in self._by_first.get(tokens[at].exact, ()):
            if len(key) <= len(tokens) - at and all(tokens[at + n].exact == word for n, word in enumerate(key)):
                return at + len(key)
        return at

    def end_without_marks(self, tokens: Sequence[Token], at: int) -> int:
        """`end`, but in a scan that lost or changed marks: "Văn hóa, Thé thao và Du lich"; of long phrases alone."""
        end = self.end(tokens, at)
        if at >= len(tokens) or not tokens[at].capital:
            return end
        for key in self._by_first.get(tokens[at].exact, ()):
            if max(_LONG, end - at + 1) <= len(key) <= len(tokens) - at and all(
                tokens[at + n].exact == word or _bare(tokens[at + n].exact) == _bare(word) for n, word in enumerate(key)
            ):
                return at + len(key)
        return end

    def covers(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a token stands inside one of the phrases, at its start or after it."""
        return any(self.end(tokens, start) > at for start in range(max(0, at - 2), at + 1))


@dataclass(frozen=True, slots=True)
class AgencyWords:
    """All lists of `agency_words.toml`, ready to be looked up."""

    fields: Phrases
    heads: Phrases
    always: Phrases
    officers: Phrases
    common: Phrases
    quantifiers: Phrases
    places: Phrases
    no_agency_after: Phrases
    ends: Phrases
    compounds: Phrases


@lru_cache(maxsize=1)
def agency_words() -> AgencyWords:
    """The lists, read once."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return AgencyWords(**{name: Phrases(phrases) for name, phrases in table.items()})
