"""Problems: what is wrong in a data file, where, and what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place: printed as a line `file, dòng 12, cột "chủ trì": … → …`."""

    file: str
    row: int | None
    column: str | None
    what: str
    advice: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"dòng {self.row}")
        if self.column is not None:
            place.append(f"cột “{self.column}”")
        return f"{', '.join(place)}: {self.what} → {self.advice}"
