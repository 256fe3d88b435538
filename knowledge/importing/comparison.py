"""Comparing two registers: tasks that are new, gone or changed, also where their numbers moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.register import CONTENT, COORDINATORS, DEADLINES, LEADS, REF, TITLE, Row
from nlp.letters import fold, nfc

_SAME_TASK = 86  # of 100: the content of a task whose number moved
_COMPARED = (LEADS, COORDINATORS, DEADLINES, CONTENT)


@dataclass(frozen=True, slots=True)
class Difference:
    """One task that differs, and in what columns; old or new is None where the task is not there."""

    old: Row | None
    new: Row | None
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.old is None and self.new is not None:
            return f"+ {self.new.cells[REF]}: {self.new.cells[TITLE]} (mới)"
        if self.new is None and self.old is not None:
            return f"- {self.old.cells[REF]}: {self.old.cells[TITLE]} (không còn)"
        assert self.old is not None
        assert self.new is not None
        moved = f" (trước là {self.old.cells[REF]})" if self.old.cells[REF] != self.new.cells[REF] else ""
        changes = "; ".join(
            f"{column}: “{self.old.cells[column] or 'trống'}” → “{self.new.cells[column] or 'trống'}”"
            for column in self.columns
        )
        return f"~ {self.new.cells[REF]}{moved}: {changes or 'đổi số mục'}"


def compare(old: list[Row], new: list[Row]) -> list[Difference]:
    """All differences, in the new register's order, what is gone at the end."""
    pairs = dict(_pairs(old, new))
    found = []
    taken = set(pairs.values())
    for at, row in enumerate(new):
        if at not in pairs:
            found.append(Difference(None, row))
            continue
        before = old[pairs[at]]
        columns = tuple(column for column in _COMPARED if _plain(before.cells[column]) != _plain(row.cells[column]))
        if columns or before.cells[REF] != row.cells[REF]:
            found.append(Difference(before, row, columns))
    return found + [Difference(row, None) for at, row in enumerate(old) if at not in taken]


def _pairs(old: list[Row], new: list[Row]) -> Iterator[tuple[int, int]]:
    """Which new task is which old one: the same text first, then the same number with a like text, then like texts."""
    free = dict(enumerate(old))
    left = dict(enumerate(new))
    for same in (_same_text, _same_ref):
        for at, row in list(left.items()):
            match = next((number for number, other in free.items() if same(row, other)), None)
            if match is not None:
                yield at, match
                del free[match], left[at]
    texts = {number: fold(nfc(row.cells[CONTENT])) for number, row in free.items()}
    for at, row in left.items():
        best = process.extractOne(fold(nfc(row.cells[CONTENT])), texts, scorer=fuzz.ratio, score_cutoff=_SAME_TASK)
        if best:
            yield at, best[2]
            del texts[best[2]]


def _same_text(row: Row, other: Row) -> bool:
    return _plain(row.cells[CONTENT]) == _plain(other.cells[CONTENT]) and _plain(row.cells[LEADS]) == _plain(
        other.cells[LEADS]
    )


def _same_ref(row: Row, other: Row) -> bool:
    alike = fuzz.ratio(fold(nfc(row.cells[CONTENT])), fold(nfc(other.cells[CONTENT]))) >= 50
    return row.cells[REF] == other.cells[REF] and alike


def _plain(text: str) -> str:
    return " ".join(nfc(text).split()).casefold()
