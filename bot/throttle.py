"""The throttle: how many questions a person may ask in a minute, so that one does not slow down all."""

from __future__ import annotations

from collections import OrderedDict, deque

MOST, SECONDS = 20, 60.0
_PEOPLE = 10_000  # whose last minute is remembered


class Throttle:
    """Counts questions by person; forgotten at a restart, which harms nobody."""

    def __init__(self, most: int = MOST, seconds: float = SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._told: set[str] = set()

    def allows(self, person: str, moment: float) -> bool:
        """Whether a person may ask at a moment (in seconds of any steady clock); if so, that counts."""
        asked = self._asked.setdefault(person, deque())
        self._asked.move_to_end(person)
        while asked and moment - asked[0] >= self._seconds:
            asked.popleft()
        if len(asked) >= self._most:
            return False
        asked.append(moment)
        self._told.discard(person)
        if len(self._asked) > _PEOPLE:
            gone, _ = self._asked.popitem(last=False)
            self._told.discard(gone)
        return True

    def tell(self, person: str) -> bool:
        """Whether to tell a person who was refused: once, until they may ask again."""
        if person in self._told:
            return False
        self._told.add(person)
        return True
