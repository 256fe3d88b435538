"""Sounds: which spellings many people say alike, and so write for one another ("chái" for "cháy", "lịt" for "lịch").

The classes are those of Southern speech (ch/tr, s/x, d/gi/v, final n/ng and t/c/ch, i/y, hỏi/ngã) with the l/n of the
North; a word that only sounds like another is no other word until its neighbours say so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from nlp.letters import fold

_ONSET = re.compile(r"(ngh|ng|gh|gi(?=[aeiouy])|gi|tr|ch|nh|kh|ph|th|qu|[bcdghklmnpqrstvx])?(.*)")
_SAID = {"ngh": "ng", "gh": "g", "gi": "d", "v": "d", "r": "d", "tr": "ch", "x": "s", "k": "c", "q": "c", "n": "l"}
_RIMES = (
    (re.compile(r"y$"), "i"), (re.compile(r"ie(?=[ump])"), "i"), (re.compile(r"uou$"), "iu"),
    (re.compile(r"ng$"), "n"), (re.compile(r"(?:ch|c)$"), "t"),
)  # fmt: skip
_HOI, _NGA = "\u0309", "\u0303"


@lru_cache(maxsize=16384)
def sound(folded: str) -> str:
    """A word without diacritics as it is said: `"chay", "chai" → "chai"`, `"lich", "lit" → "lit"`."""
    match = _ONSET.fullmatch(folded)
    if match is None:
        return folded
    onset, rime = match[1] or "", match[2]
    if onset == "gi" and not rime:
        rime = "i"
    for written, said in _RIMES:
        rime = written.sub(said, rime)
    return _SAID.get(onset, onset) + rime


@lru_cache(maxsize=65536)
def marks_said(exact: str) -> str:
    """The diacritics of a word in order, hỏi and ngã being one: `"nỗ", "nổ" → circumflex, hỏi`."""
    decomposed = unicodedata.normalize("NFD", exact)
    return "".join(c for c in decomposed if unicodedata.combining(c)).replace(_NGA, _HOI)


def alike(typed: str, meant: str) -> bool:
    """Whether one word may be typed for another that is said alike: `("tát", "tác") → True`, `("tất", "tác") → False`.

    A word typed without diacritics leaves them open.
    """
    if sound(fold(typed)) != sound(fold(meant)):
        return False
    return typed.isascii() or marks_said(typed) == marks_said(meant)
