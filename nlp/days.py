"""Single days as people or programs write them, on their own rather than in a sentence."""

from __future__ import annotations

from datetime import date

_YEARS = range(1945, 2200)  # a year outside is a slip ("1/3/24")


def parse_day(text: str) -> date | None:
    """A written day: `"01/03/2024"` or `"2024-03-01"` → date(2024, 3, 1), None for anything else."""
    parts = text.strip().split("/")
    try:
        day = date(*(int(part) for part in reversed(parts))) if len(parts) == 3 else date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.year in _YEARS else None
