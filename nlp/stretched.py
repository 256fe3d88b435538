"""Stretched letters: a word drawn out in chat ("gììì", "việccc", "ơiii") as the word that it is.

No Vietnamese word has a letter three times in a row, so three mean one, wherever that makes a syllable.
"""

from __future__ import annotations

import re

from nlp.letters import canonical, nfc
from nlp.syllables import is_syllable

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def unstretched(text: str) -> str:
    """The text with drawn-out words as they are written: `"làm gììì vậyyy" → "làm gì vậy"`, `"quý III" → "quý III"`."""
    text = nfc(text)
    return _WORD.sub(_short, text) if _STRETCHED.search(text) else text


def _short(word: re.Match[str]) -> str:
    short = _STRETCHED.sub(r"\1", word[0])
    return short if len(short) > 1 and is_syllable(canonical(short)) else word[0]
