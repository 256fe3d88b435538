"""Names: which agencies a sentence names, in full, by code, in everyday words or cut short.

The names are passed in; this module knows how Vietnamese agencies are abbreviated and misspelt, not which there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA

from nlp.letters import CONTRADICTED, agreement, fold
from nlp.phrases import PhraseBook, agreed_of
from nlp.syllables import is_folded_syllable
from nlp.words import Word, phrase_exact, phrase_key, split

_SILENT = {"va", "cac", "cua", "tinh"}  # words that an acronym leaves out: "Sở Tài nguyên và Môi trường" → STNMT
_PART = re.compile(r"\s+và\s+|,\s*(?:và\s+)?|\s+-\s+", re.IGNORECASE)
_HEADS = ("so", "ban", "cuc", "chi cuc", "bo", "vu", "tong cuc", "uy ban", "van phong")
# "cán bộ y tế" is no ministry, "cơ sở y tế" no department: words that make a compound with the head noun after them.
_COMPOUND_BEFORE = {
    "bộ": {"cán", "tiến", "toàn", "đồng", "nội", "đảng", "đường", "thuộc"},
    "bo": {"can", "tien", "toan", "dong", "noi"},
    "sở": {"cơ", "trụ", "hộ"},
    "sơ": {"hồ"},
    "so": {"co", "tru", "ho"},
}
_LONGEST_NAME = 12  # words of a name that is looked for with a slip in it
_LONG_NAME = 3  # words from which a name is known though one of them is another word
_LONG_HEAD = 3  # letters of a first word that may be misspelt: "sở" is too short
_LONG_REST = 4  # words from which a name is known though its first word is misspelt
_LONGEST_SPELT_CODE = 5  # "so nn ptnt": a code may be typed in so many pieces
_SHORTEST_CODE = 3  # shorter ones ("NV", "CT") stand for too many things unless a head noun goes before
_SHORTEST_BARE_CODE = 4  # "TNMT" without "Sở"


class Strength(Enum):
    """How surely a name means its agency."""

    OFFICIAL = "official"
    CODE = "code"
    EVERYDAY = "everyday"
    HINT = "hint"  # a bare subject ("tài chính"): means the agency only where the question holds nothing else


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one agency: `Name("Sở Y tế", "Sở Y tế", OFFICIAL)`, `Name("Sở Y tế", "SYT", CODE)`."""

    agency: str
    text: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Mention:
    """Agencies named at words[start:end]; more than one where the name is ambiguous ("bộ chỉ huy")."""

    start: int
    end: int
    agencies: tuple[str, ...]
    strength: Strength


class NameBook:
    """The agencies' names that questions are searched for."""

    def __init__(self, names: Iterable[Name], expand: Callable[[list[Word]], list[Word]] = list) -> None:
        """Names as written, which are known with their short forms written out as well (`expand`)."""
        names = list(names)
        names += [
            Name(name.agency, text, Strength.EVERYDAY if name.strength is Strength.OFFICIAL else name.strength)
            for name in names
            if name.strength is not Strength.CODE
            and (text := " ".join(word.text for word in expand(split(name.text))))
            != " ".join(w.text for w in split(name.text))
        ]
        self._codes: dict[str, set[str]] = {}
        generated_codes: dict[str, set[str]] = {}
        written = {(name.agency, " ".join(phrase_key(name.text))) for name in names}
        shortened: list[Name] = []
        for name in names:
            if name.strength is Strength.OFFICIAL:
                shortened += [n for n in _shortened(name) if (n.agency, " ".join(phrase_key(n.text))) not in written]
            codes = self._codes if name.strength is Strength.CODE else generated_codes
            for code in _codes(name):
                codes.setdefault(code, set()).add(name.agency)
        self._codes = generated_codes | self._codes  # a code that is given goes before one that could be formed
        self._code_beginnings = {code[:length] for code in self._codes for length in range(1, len(code) + 1)}
        given = {" ".join(phrase_key(name.text)) for name in names}
        generated = [name for name in shortened if " ".join(phrase_key(name.text)) not in given]
        spoken = [n for n in names if n.strength is not Strength.CODE] + generated
        self._phrases = PhraseBook(((name.text, name) for name in spoken), words_per_slip=3)
        self._by_head: dict[tuple[str, int], list[tuple[tuple[str, ...], tuple[str, ...], Name]]] = {}
        for name in spoken:
            if name.strength is not Strength.HINT and len(key := phrase_key(name.text)) > 1:
                self._by_head.setdefault((key[0], len(key)), []).append((key, phrase_exact(name.text), name))
        self._heads = {head for head, _ in self._by_head}
        self._by_rest: dict[tuple[str, ...], list[tuple[str, Name]]] = {}  # long names by all but their first word
        for name in spoken:
            if name.strength is not Strength.HINT and len(key := phrase_key(name.text)) >= _LONG_REST:
                self._by_rest.setdefault(key[1:], []).append((key[0], name))
        self._seconds = {rest[0] for rest in self._by_rest}

    def find(self, words: Sequence[Word]) -> list[Mention]:
        """The agencies named in full, in everyday words or with a slip, left to right, hints included."""
        return _scan(words, self._at)

    def codes(self, words: Sequence[Word]) -> list[Mention]:
        """The agencies named by a code, in one piece or several: "SNV", "so kh dt", "Sở TN&MT"."""
        return _scan(words, self._code)

    def _at(self, words: Sequence[Word], start: int) -> Mention | None:
        if start and words[start - 1].exact in _COMPOUND_BEFORE.get(words[start].exact, ()):
            return None
        spoken = self._spoken(words, start)
        if spoken and spoken.strength is Strength.OFFICIAL:
            return spoken
        misspelt = self._misspelt(words, start) or self._misspelt_head(words, start)
        if misspelt and (spoken is None or spoken.strength is Strength.HINT or misspelt.end > spoken.end):
            return misspelt
        return spoken

    def _spoken(self, words: Sequence[Word], start: int) -> Mention | None:
        # A wrong diacritic may slip into a name, but not into its head noun: "số lao động" is no "sở".
        matches = [
            match
            for match in self._phrases.at(words, start)
            if agreement(words[start].exact, phrase_exact(match.phrase)[0]) > CONTRADICTED
        ]
        if not matches:
            return None
        longest = [m for m in matches if m.end == matches[0].end]
        closest = max(m.agreement for m in longest)
        values = [m.value for m in longest if m.agreement == closest]
        firm = [name for name in values if name.strength is not Strength.HINT] or values
        official = [name for name in firm if name.strength is Strength.OFFICIAL] or firm
        agencies = tuple(dict.fromkeys(name.agency for name in official))
        return Mention(start, matches[0].end, agencies, official[0].strength)

    def _code(self, words: Sequence[Word], start: int) -> Mention | None:
        found, typed = None, ""
        for end in range(start + 1, min(start + _LONGEST_SPELT_CODE, len(words)) + 1):
            typed += words[end - 1].folded
            if typed not in self._code_beginnings or (end > start + 1 and words[end - 1].accented_vowel):
                break
            if typed in self._codes:
                found = Mention(start, end, tuple(sorted(self._codes[typed])), Strength.CODE)
        return found

    def _misspelt(self, words: Sequence[Word], start: int) -> Mention | None:
        """A name with a slip of the finger in it: "sở kế hạch và đầu tư"."""
        if words[start].folded not in self._heads:
            return None
        for length in range(min(_LONGEST_NAME, len(words) - start), 1, -1):
            window = words[start : start + length]
            close = [
                name
                for key, exact, name in self._by_head.get((window[0].folded, length), ())
                if _one_slip(window, key, exact)
            ]
            if close:
                agencies = tuple(dict.fromkeys(name.agency for name in close))
                return Mention(start, start + length, agencies, close[0].strength)
        return None

    def _misspelt_head(self, words: Sequence[Word], start: int) -> Mention | None:
        """A long name with a slip in its first word: "liêm minh hợp tác xã"."""
        if start + 1 >= len(words) or words[start + 1].folded not in self._seconds:
            return None
        typed = words[start].folded
        for end in range(min(start + _LONGEST_NAME, len(words)), start + _LONG_REST - 1, -1):
            rest = self._by_rest.get(tuple(word.folded for word in words[start + 1 : end]), ())
            close = [name for head, name in rest if len(head) >= _LONG_HEAD and OSA.distance(typed, head) == 1]
            if close:
                return Mention(start, end, tuple(dict.fromkeys(name.agency for name in close)), close[0].strength)
        return None


def _scan(words: Sequence[Word], at: Callable[[Sequence[Word], int], Mention | None]) -> list[Mention]:
    mentions: list[Mention] = []
    start = 0
    while start < len(words):
        mention = at(words, start)
        if mention:
            mentions.append(mention)
        start = mention.end if mention else start + 1
    return mentions


def _one_slip(typed: Sequence[Word], key: tuple[str, ...], exact: tuple[str, ...]) -> bool:
    """Whether words are a name but for a mistyped word in three; the head noun must stand.

    In a short name a slip must not be a word of its own: "công dân" is not "công đoàn".
    """
    wrong = [i for i, word in enumerate(typed) if word.folded != key[i]]
    if not wrong or len(wrong) > max(1, len(key) // 3):
        return False
    if any(min(len(typed[i].folded), len(key[i])) < 3 or OSA.distance(typed[i].folded, key[i]) > 1 for i in wrong):
        return False
    if len(key) < _LONG_NAME and any(is_folded_syllable(typed[i].folded) for i in wrong):
        return False
    right = [i for i in range(len(key)) if i not in wrong]
    return bool(agreed_of([typed[i] for i in right], [exact[i] for i in right]))


def initials(name: str) -> str:
    """The folded initials of a name's words: `"Sở Tài nguyên và Môi trường" → "stnmt"`."""
    return "".join(word.folded[0] for word in split(name) if word.folded not in _SILENT)


def _codes(name: Name) -> Iterator[str]:
    """Keys, folded and unspaced, under which a name may be typed as a code."""
    if name.strength is Strength.CODE:
        key = "".join(phrase_key(name.text))
        if len(key) >= _SHORTEST_CODE:
            yield key
            if key[0] == "s":
                yield "so" + key[1:]
        return
    if name.strength is not Strength.OFFICIAL:
        return
    head = _head(fold(name.text))
    code = initials(name.text)
    if not head or len(code) < _SHORTEST_CODE:
        return
    rest = code[len(head.split()) :]
    yield code
    yield head.replace(" ", "") + rest
    if len(rest) >= _SHORTEST_BARE_CODE:
        yield rest


def _shortened(name: Name) -> Iterator[Name]:
    """A name cut short at its joints: `"Sở Tài nguyên và Môi trường" → "Sở Tài nguyên", "Sở Môi trường"`."""
    head = _head(fold(name.text))
    if head not in {"so", "ban", "cuc"}:
        return
    parts = _PART.split(name.text[len(head) :].strip())
    if len(parts) > 1:
        for part in parts:
            yield Name(name.agency, f"{name.text[: len(head)]} {part}", Strength.EVERYDAY)
        yield Name(name.agency, f"{name.text[: len(head)]} {' '.join(parts)}", Strength.EVERYDAY)


def _head(folded_name: str) -> str:
    return next((head for head in _HEADS if folded_name.startswith(head + " ")), "")
