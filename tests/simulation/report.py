"""The report of a simulation: `docs/reliability.md`."""

from __future__ import annotations

from collections import Counter

from tests.simulation.judge import VIOLATIONS, Verdict
from tests.simulation.year import Lived

_INTRO = """# Reliability of reminders

Made by `make simulate SEED={seed}`; do not edit. A year of reminders under a clock that the simulation moves: real
processes (killed with SIGKILL at random statements, commits and phases of a request, then started again), a real state
store, and real HTTP to a receiver that refuses, cuts, keeps silent, blocks and migrates. What must be reminded of is
worked out apart from the program (`tests/simulation/oracle.py`: straight from the register's table, the chats' settings
and a list of days off of its own), and every message that arrived is read back from its text.

Each chat has random settings (agencies, shared and single tasks, days before, time, overdue, recurring, topic); some
turn reminders off and on, pause, block the bot and come back, migrate, and mark tasks as done. The processes stand
still twice for 72 hours (28/03 to 31/03/2024 over the four deadlines of the first quarter, and 06/12 to 09/12/2024);
the network is gone for 72 hours over 30/06/2024 and on the morning of 31/07/2024.
"""
_WHAT_IT_MEANS = """
"Không rõ" are letters whose sending timed out, broke, or was cut by a kill: they may have arrived, so they are not
repeated; the next day's digest carries their tasks. A task that arrived twice that way is counted in its own line, not
as doubled.
"""


def report(runs: list[tuple[str, Lived, Verdict, float]], seed: int) -> str:
    """The report as Markdown."""
    parts = [_INTRO.format(seed=seed)]
    for name, lived, verdict, seconds in runs:
        parts.append(f"\n## {name}\n")
        scale = lived.scale
        parts.append(f"{scale.chats} chats, {scale.first:%d/%m/%Y} to {scale.last:%d/%m/%Y}, {seconds:.0f} s.\n")
        parts.append(_table("phải bằng 0", {what: verdict.counts[what] for what in VIOLATIONS}))
        told = {what: count for what, count in verdict.counts.items() if what not in VIOLATIONS}
        parts.append(_table("đã tới", told))
        statuses = Counter(letter.status.value for letter in lived.letters)
        parts.append(_table("tin trong hộp thư đi", dict(statuses)))
        parts.append(_table("trở ngại gây ra", {**lived.counts, **lived.receiver.faults}))
    return "\n".join([*parts, _WHAT_IT_MEANS])


def _table(heading: str, counts: dict[str, int]) -> str:
    rows = [f"| {heading} | số |", "|---|---:|", *(f"| {what} | {count:,} |" for what, count in counts.items())]
    return "\n".join(rows) + "\n"
