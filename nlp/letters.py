"""Letters of Vietnamese: one form for what can be written in several.

The same word reaches us composed or decomposed (NFC, NFD), with the tone mark on either vowel ("hoà", "hòa"),
with i or y ("quí", "quý"), in any case and often with no diacritics at all. Everything is compared through
`fold` (no diacritics) and `canonical` (all diacritics, one spelling).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HOI_NGA = frozenset("\u0309\u0303")
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_LATIN = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
CONTRADICTED = 0.2  # agreement of diacritics that contradict each other
_SAID_ALIKE = 0.85  # of hỏi and ngã, which half of the country says and writes alike
UNMARKED = 0.9  # agreement of a word typed without diacritics: nothing contradicts
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_Y_AS_I = re.compile(r"(?<=[bcdghklmnprstvxđ])([yýỳỷỹỵ])(?![a-zà-ỹ])|(?<=qu)([yýỳỷỹỵ])(?![a-zà-ỹ])")
_I_OF_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
# Marks that slipped: no syllable has "uơ" or "ưo" before another letter, nor "ie" with a tone and no circumflex.
_SLIPPED_HORN = re.compile(r"(?<!q)u([ơớờởỡợ])(?=[cimnptu])|ư([oóòỏõọ])")
_SLIPPED_CIRCUMFLEX = re.compile(r"(?<=[iy])([éèẻẽẹ])(?=[cmnptu])")
_HORNED = str.maketrans("oóòỏõọ", "ơớờởỡợ")
_CIRCUMFLEXED = str.maketrans("éèẻẽẹ", "ếềểễệ")


def _bare(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


# Only U+0130 grows when lowered; the fold table takes it, so that a folded text keeps the length of its source.
_FOLD = {code: _bare(chr(code)) for block in _LATIN for code in block if chr(code).isalpha()}


def nfc(text: str) -> str:
    """Composed text with control and invisible characters as spaces: `"e" + U+0302 → "ê"`."""
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", text))


def fold(text: str) -> str:
    """Lower case without diacritics, one character for each of `nfc(text)`: `"Tuyển dụng" → "tuyen dung"`."""
    return unicodedata.normalize("NFC", text).translate(_FOLD).lower()


def has_marks(word: str) -> bool:
    """Whether a lower-case word carries any diacritic: `"đất" → True`, `"dat" → False`."""
    return not word.isascii() and fold(word) != word


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """One spelling for one word, lower case, diacritics kept: `"Uỷ" → "ủy"`, `"hoà" → "hòa"`, `"quý" → "quí"`.

    Marks that slipped between neighbouring vowels go where they can only belong: `"truớc" → "trước"`, `"thiéu" →
    "thiếu"`. The tone goes where `uy`, `oa` and `oe` carry it in administrative writing (on the first vowel unless a
    consonant follows), and a final y after a consonant counts as i.
    """
    composed = unicodedata.normalize("NFC", word.lower())
    if composed.isascii():
        return _Y_AS_I.sub("i", composed)
    decomposed = unicodedata.normalize("NFD", composed)
    tones = [c for c in decomposed if c in _TONES]
    if len(tones) == 1:
        composed = place_tone(unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES)), tones[0])
    composed = _SLIPPED_HORN.sub(lambda m: f"ư{m[1] or m[2].translate(_HORNED)}", composed)
    composed = _SLIPPED_CIRCUMFLEX.sub(lambda m: m[0].translate(_CIRCUMFLEXED), composed)
    return _Y_AS_I.sub(lambda m: m[0].translate(_I_OF_Y), composed)


_VOWELS = re.compile(r"(?:(?<=q)u|(?<=g)i(?=[aăâeêoôơuư]))?([aăâeêioôơuưy]+)")


def place_tone(toneless: str, tone: str) -> str:
    """Put the tone mark of a syllable where it belongs: `("hoa", huyền) → "hòa"`, `("hoan", huyền) → "hoàn"`."""
    match = _VOWELS.search(toneless)
    if match is None:
        return unicodedata.normalize("NFC", toneless + tone)
    start, vowels, closed = match.start(1), match[1], match.end() < len(toneless)
    marked = [i for i, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        at = marked[-1]
    elif len(vowels) == 1:
        at = 0
    elif len(vowels) == 2:
        at = 1 if closed else 0
    else:
        at = 1
    at += start + 1
    return unicodedata.normalize("NFC", toneless[:at] + tone + toneless[at:])


@lru_cache(maxsize=65536)
def agreement(typed: str, written: str) -> float:
    """How well a typed word's diacritics agree with those of a written word that folds to the same letters, 0 to 1.

    Accents that contradict count for little ("thuê" is not "thuế"), accents left out count for more:
    `("thuế", "thuế") → 1`, `("thue", "thuế") → 0.9`, `("sữa", "sửa") → 0.85`, `("thuê", "thuế") → 0.6`,
    `("bạn", "ban") → 0.2`.
    """
    if typed == written:
        return 1.0
    if not has_marks(typed):
        return UNMARKED
    mine, theirs = _marks(typed), _marks(written)
    if [marks - _HOI_NGA for marks in mine] == [marks - _HOI_NGA for marks in theirs] and has_marks(written):
        hooks = [marks & _HOI_NGA for marks in (*mine, *theirs)]
        if sum(map(bool, hooks)) == 2:  # both carry a tone, and it is one of the two
            return _SAID_ALIKE
    left_out = all(m <= t for m, t in zip(mine, theirs, strict=False)) and len(mine) == len(theirs)
    return 0.6 if left_out else CONTRADICTED


def _marks(word: str) -> list[frozenset[str]]:
    """The marks of each letter: `"đế" → [{stroke}, {circumflex, sắc}]`."""
    letters: list[set[str]] = []
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char) and letters:
            letters[-1].add(char)
        else:
            letters.append({"-"} if char == "đ" else set())
    return [frozenset(marks) for marks in letters]
