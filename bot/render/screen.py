"""The screen: how much of a list a channel shows at once, and whether its people type or press what comes next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """Tasks on one page: one line each, or with their dates below; further tasks below the best one."""

    tasks: int
    dated: int
    further: int
    presses: bool  # buttons are there; else numbers and "tiếp" are typed


TERMINAL = Screen(tasks=8, dated=5, further=3, presses=False)
PHONE = Screen(tasks=4, dated=3, further=2, presses=True)
