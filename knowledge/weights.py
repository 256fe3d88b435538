"""The weights of the search: few, named, and fitted by `python -m tests.fit` on the tuning questions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of a word's worth, 0 to 1, that each kind of evidence earns; and factors of a word's worth."""

    run: float = 1.0  # among three or more words in the same order
    pair: float = 0.9  # beside the same neighbour
    sense: float = 0.8  # everyday words found as the administration's words
    synonym: float = 0.8  # one administrative word found as another
    part: float = 0.5  # least part of a longer administrative phrase that must be found for it to count
    token: float = 1.0  # an abbreviation or number, which means the same wherever it stands
    alone: float = 0.5  # a syllable on its own
    alone_bare: float = 0.35  # the same, typed without diacritics
    unmarked_among_marked: float = 0.6  # a word without diacritics in a sentence that has them
    content: float = 0.85  # in the content rather than the title
    generic: float = 0.25  # worth of a generic word ("đề án")
    name: float = 1.5  # worth of a capitalised name
    found: float = 0.15  # least score of a task found by phrases; below it the answer is "not in this document"
    found_by_words: float = 0.3  # the same where only words on their own were found
    earned: float = 2.0  # least earned worth, so that one common word is no answer
    sure: float = 0.45  # least score of an answer given without a word of doubt
    also: float = 0.6  # least score of a further task, as a share of the best one's


WEIGHTS = Weights()
