"""Found tasks as lines of text, which tests compare and people can read."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.importing.found import FoundDeadline, FoundTask


def lines_of(tasks: Sequence[FoundTask]) -> list[str]:
    """`III.1#2 | Sở Y tế | các sở | 30/06/2025 | Lập đề án`: ref, leads, coordinators, deadlines, first words."""
    return [
        " | ".join(
            (
                task.ref,
                "; ".join(task.leads),
                "; ".join(task.coordinators),
                "; ".join(map(_due, task.deadlines)),
                " ".join(task.text.split()[:7]),
            )
        )
        for task in tasks
    ]


def _due(deadline: FoundDeadline) -> str:
    when = deadline.when
    if when is None:
        return f"“{deadline.words}”"
    day = when.due_on.strftime("%d/%m/%Y") if when.due_on else ""
    return " ".join(filter(None, (day, when.recurrence.value if when.recurrence else "")))
