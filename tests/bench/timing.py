"""Timing answers and underthesea's word_tokenize on the same questions, in turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter_ns
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds, one a question and round."""

    first: list[float]  # the first pass, with empty caches
    warm: list[float]
    tokenizing: list[float]


def each(work: Callable[[Item], object], items: Sequence[Item]) -> list[float]:
    """The seconds that each item takes."""
    seconds = []
    for item in items:
        start = perf_counter_ns()
        work(item)
        seconds.append((perf_counter_ns() - start) / 1e9)
    return seconds


def in_turns(
    answering: Callable[[Item], object], tokenizing: Callable[[Item], object], items: Sequence[Item], *, rounds: int
) -> Times:
    """Time both over all items, `rounds` times after a warm-up pass of each.

    They take turns so that what else the machine does slows both. The first pass of answers comes before anything of
    the other is loaded, as in a process that only answers.
    """
    first = each(answering, items)
    each(tokenizing, items)
    times = Times(first, [], [])
    for _ in range(rounds):
        times.warm.extend(each(answering, items))
        times.tokenizing.extend(each(tokenizing, items))
    return times
