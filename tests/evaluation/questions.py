"""Questions with keys: JSON lines; `docs/benchmarks.md` explains the keys."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "questions"


@dataclass(frozen=True, slots=True)
class Keyed:
    """One question and what a right answer must hold."""

    id: str
    kind: str
    form: str
    text: str
    today: date | None
    gold: frozenset[str]
    top1: frozenset[str]
    also: frozenset[str]
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    dates: tuple[str, ...]
    words: tuple[str, ...]
    must: tuple[str, ...]
    no_date: bool
    abstain: bool


def read_questions(path: Path) -> list[Keyed]:
    """The questions of one file."""
    return [_keyed(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _keyed(row: dict[str, Any]) -> Keyed:
    return Keyed(
        id=row["id"],
        kind=row["kind"],
        form=row["form"],
        text=row["q"],
        today=date.fromisoformat(row["today"]) if "today" in row else None,
        gold=frozenset(row["gold"]),
        top1=frozenset(row.get("top1", ())),
        also=frozenset(row.get("also", ())),
        leads=tuple(row.get("leads", ())),
        coordinators=tuple(row.get("coordinators", ())),
        dates=tuple(row.get("dates", ())),
        words=tuple(row.get("words", ())),
        must=tuple(row.get("must", ())),
        no_date=bool(row.get("no_date")),
        abstain=bool(row.get("abstain")),
    )
