"""The report of a simulation: `docs/reliability.md`."""

from __future__ import annotations

from collections import Counter

from tests.simulation.judge import VIOLATIONS, Verdict
from tests.simulation.year import Lived, SimulatedChat
from tests.telegram.schema import schema

_INTRO = """# Reliability of reminders

Made by `make simulate` as `python -m tests.simulation --seed {seed} --chats {chats} --kills {kills}`; do not edit.
A year of reminders and what runs over, with both kinds of store side by side, under a clock that the simulation moves:
real processes (killed with SIGKILL at random statements, commits and phases of a request, then started again), a real
state store, and the bot's own way to Telegram over real HTTP: to the test server of `tests/telegram`, which refuses
(429, 403), migrates, cuts and keeps silent before and after a message is in its chat, and whose network is cut.
{checked}

What must be reminded of is worked out apart from the program (`tests/simulation/oracle.py`: straight from the
registers' tables, the chats' settings and a list of days off of its own), and every message that arrived is read back
from its text. `tests/test_simulation.py` proves the judge: it spoils the program in a dozen ways and wants each to be
reported.

Each chat has random settings (province, agencies, shared and single tasks, days before, time, overdue, recurring,
topic); some turn reminders off and on, pause, block the bot and come back, migrate, and mark tasks as done. Beside the
shipped programme there are one of a neighbouring province with agencies of the same names, one of 2022 whose overdue
tasks come to their end, and one that is loaded on 17/12/2024, two days before a deadline. The processes stand still
twice for 72 hours (28/03 to 31/03/2024 over the four deadlines of the first quarter, and 06/12 to 09/12/2024); the
network is gone for 72 hours over 30/06/2024 and on the morning of 31/07/2024. Minutes in which nothing can happen are
left out.
"""
_CHECKED = "Every request is checked against the description of the Bot API (`BOT_API_SPEC`)."
_UNCHECKED = "Without `BOT_API_SPEC`, requests were not checked against the description of the Bot API."
_WHAT_IT_MEANS = """
"Không rõ" are letters whose sending timed out, broke, or was cut by a kill: they may have arrived, so they are not
repeated; the next day's digest carries their tasks. A task that arrived twice that way is counted in its own line, not
as doubled.
"""


def report(runs: list[tuple[str, Lived, Verdict, float]], seed: int) -> str:
    """The report as Markdown."""
    scale = runs[0][1].scale
    parts = [
        _INTRO.format(seed=seed, chats=scale.chats, kills=scale.kills, checked=_CHECKED if schema() else _UNCHECKED)
    ]
    for name, lived, verdict, seconds in runs:
        parts.append(f"\n## {name}\n")
        scale = lived.scale
        parts.append(f"{scale.chats} chats, {scale.first:%d/%m/%Y} to {scale.last:%d/%m/%Y}, {seconds:.0f} s.\n")
        parts.append(_table("phải bằng 0", {what: verdict.counts[what] for what in VIOLATIONS}))
        told = {what: count for what, count in verdict.counts.items() if what not in VIOLATIONS}
        parts.append(_table("đã tới", told))
        statuses = Counter(letter.status.value for letter in lived.letters)
        parts.append(_table("tin trong hộp thư đi", dict(statuses)))
        parts.append(_table("trở ngại gây ra", {**lived.counts, **lived.telegram.met}))
    return "\n".join([*parts, _WHAT_IT_MEANS])


def history(lived: Lived, chat: SimulatedChat) -> str:
    """All that happened to one chat, to find out why something is wrong."""
    lines = [str(chat)]
    for letter in lived.letters:
        if letter.chat_id in chat.keys:
            about = f"{letter.status.value} {letter.reason} {letter.settled_at} {' '.join(letter.duties)}"
            lines.append(f"tin {letter.first_day} – {letter.day}: {about}")
    lines += [f"tới {a.at}: {a.text.splitlines()[0]}" for a in lived.telegram.arrivals if a.chat in chat.ids]
    return "\n".join(lines)


def _table(heading: str, counts: dict[str, int]) -> str:
    rows = [f"| {heading} | số |", "|---|---:|", *(f"| {what} | {count:,} |" for what, count in counts.items())]
    return "\n".join(rows) + "\n"
