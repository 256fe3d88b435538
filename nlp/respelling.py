"""Respelling: chat spelling by letters ("zậy", "pải", "wá") as the syllable that it plays on.

Whole words of chat slang are data (`nlp/lexicon/slang.csv`); this is the habit of writing one letter for another, which
makes too many words to list. Only a word that is no Vietnamese syllable is respelt, and only into one that is.
"""

from __future__ import annotations

from functools import lru_cache

from nlp.letters import canonical, fold, has_marks
from nlp.syllables import is_folded_syllable, is_syllable

_LETTERS = (
    ("dz", ("v", "d", "gi")), ("z", ("v", "d", "gi")), ("w", ("qu", "v")), ("f", ("ph",)), ("j", ("gi",)),
    ("k", ("c", "kh")), ("q", ("qu",)), ("p", ("ph",)), ("ch", ("tr",)), ("c", ("k",)),
)  # fmt: skip


@lru_cache(maxsize=4096)
def respell(word: str) -> str | None:
    """The syllable behind a chat spelling, None where there is none: `"zậy" → "vậy"`, `"OCOP" → None`."""
    exact = canonical(word)
    known = is_syllable if has_marks(exact) else is_folded_syllable
    if len(exact) < 2 or known(exact) or not exact.isalpha() or (word.isupper() and not has_marks(exact)):
        return None
    for typed, meant in _LETTERS:
        if exact.startswith(typed):
            for letters in meant:
                candidate = letters + exact[len(typed) :]
                if known(candidate) and fold(candidate) != fold(exact):
                    return candidate
    return None
