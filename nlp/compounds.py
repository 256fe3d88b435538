"""Compounds: the words of several syllables that a text is made of ("tuyển dụng", "công chức").

They are far rarer than syllables, which is what makes an index sharp. underthesea finds them, in text with all its
diacritics; on questions without diacritics it cuts poorly, so that questions use the compounds that texts had.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.words import phrase_key

_CLAUSE = re.compile(r"[^.;:!?()“”\"\n]+")


def compounds(text: str) -> list[str]:
    """The folded compounds of a text, in order: `"tuyển dụng công chức" → ["tuyen_dung", "cong_chuc"]`."""
    return [compound for clause in _CLAUSE.findall(text) for compound in _of_clause(clause.strip())]


@lru_cache(maxsize=100_000)
def _of_clause(clause: str) -> tuple[str, ...]:
    # Importing takes a third of a second and building is the only one to need it.
    from underthesea import word_tokenize

    words = (phrase_key(word) for word in word_tokenize(clause))
    return tuple("_".join(key) for key in words if len(key) > 1)
