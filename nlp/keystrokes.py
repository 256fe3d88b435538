"""Keystrokes: text typed for an input method that was switched off ("sowr y tees", "so73 y te61").

Telex and VNI write a letter's marks as further keys. A word is decoded only where it is no Vietnamese word as it
stands and becomes one, so that English words and abbreviations keep their letters.
"""

from __future__ import annotations

import re

from nlp.letters import nfc, place_tone
from nlp.syllables import is_folded_syllable, is_syllable

_VOWELS = "aăâeêioôơuưy"
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_HAT = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ", "a": "ă"}
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# One decoded word in three: below that, a text is rather full of foreign words than typed blind.
_LEAST_SHARE = 1 / 3


def decode(text: str) -> str:
    """Vietnamese for raw keys, anything else unchanged: `"sowr y tees" → "sở y tế"`, `"hello bot" → "hello bot"`."""
    tokens = list(_TOKEN.finditer(nfc(text)))
    decoded = {m.start(): word for m in tokens if (word := decode_word(m[0])) is not None}
    if len(decoded) < _LEAST_SHARE * len(tokens):
        return text
    return _TOKEN.sub(lambda m: decoded.get(m.start(), m[0]), nfc(text)) if decoded else text


def decode_word(word: str) -> str | None:
    """The word that Telex or VNI keys stand for, or None where they stand for none: `"vieecj" → "việc"`."""
    keys = word.lower()
    if is_folded_syllable(keys) and "oo" not in keys:  # "oo" is rather "ô" than the few words like "xoong"
        return None
    toneless, tone = _vni(keys) if any(c.isdigit() for c in keys) else _telex(keys)
    decoded = place_tone(toneless, tone) if tone else toneless
    return decoded if decoded != keys and is_syllable(decoded) else None


def _telex(keys: str) -> tuple[str, str]:
    letters: list[str] = []
    tone = ""
    for key in keys:
        seen_vowel = any(letter in _VOWELS for letter in letters)
        if seen_vowel and key in _TELEX_TONES:
            tone = _TELEX_TONES[key]
        elif key == "z" and seen_vowel:
            tone = ""
        elif key == "w":
            _add_horn(letters)
        elif key in _HAT and key in letters:
            letters[_last(letters, key)] = _HAT[key]
        elif key == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            letters.append(key)
    return "".join(letters), tone


def _vni(keys: str) -> tuple[str, str]:
    letters: list[str] = []
    tone = ""
    for key in keys:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "6":
            at = max((_last(letters, vowel) for vowel in _HAT), default=-1)
            if at >= 0:
                letters[at] = _HAT[letters[at]]
        elif key in "78":
            _add_horn(letters)
        elif key == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif key != "0":
            letters.append(key)
    return "".join(letters), tone


def _add_horn(letters: list[str]) -> None:
    """Horn or breve on the last letter that takes one; "uo" takes it on both: `"duo" + w → "dươ"`."""
    at = max(_last(letters, vowel) for vowel in _HORN)
    if at < 0:
        letters.append("ư")
        return
    if letters[at] == "o" and at > 0 and letters[at - 1] == "u" and letters[:2] != ["q", "u"]:
        letters[at - 1] = "ư"
    letters[at] = _HORN[letters[at]]


def _last(letters: list[str], wanted: str) -> int:
    return max((i for i, letter in enumerate(letters) if letter == wanted), default=-1)
