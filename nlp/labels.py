"""Labels: which words of a sentence are spoken for, while it is being understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.words import Word


@dataclass(slots=True)
class Labels:
    """The words of the sentence and which of them are spoken for."""

    words: list[Word]
    accented: bool  # the sentence is typed with diacritics
    taken: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.taken = [False] * len(self.words)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing has spoken for words[start:end] yet."""
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Speak for words[start:end]."""
        self.taken[start:end] = [True] * (end - start)
