"""Batches: what many want done at once is handed to a thread together, while each waits for its own.

To hand a thread one thing after the other costs more than many of these things: both threads want the interpreter.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_MOST = 200  # in one batch
_LONG = 0.05  # seconds after which a batch of single things ends: what is done need not wait for what is slow


@dataclass(frozen=True, slots=True)
class Raised:
    """What came of a value: an error."""

    error: Exception


Work = Callable[[Sequence[T]], Sequence[R | Raised]]
"""Does a batch: what came of each value, at least of the first; those that it leaves come with the next batch."""


class Batches(Generic[T, R]):
    """Gathers values while a batch is under way, and does those next, in the order of coming."""

    def __init__(self, work: Work[T, R], executor: Executor) -> None:
        self._work = work
        self._executor = executor
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._working: asyncio.Task[None] | None = None

    async def put(self, value: T) -> R:
        """Have a value dealt with: what came of it; raises what it raised."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[R] = loop.create_future()
        self._waiting.append((value, done))
        if self._working is None or self._working.done():
            self._working = loop.create_task(self._work_all())
        return await done

    async def _work_all(self) -> None:
        while self._waiting:
            batch = self._waiting[:_MOST]
            values = [value for value, _ in batch]
            try:
                outcomes = await asyncio.get_running_loop().run_in_executor(self._executor, self._work, values)
            except Exception as error:
                outcomes = [Raised(error)] * len(batch)
            del self._waiting[: len(outcomes)]
            for (_, done), outcome in zip(batch, outcomes, strict=False):
                _settle(done, outcome)


def _settle(done: asyncio.Future[R], outcome: R | Raised) -> None:
    if done.cancelled():
        return
    if isinstance(outcome, Raised):
        done.set_exception(outcome.error)
    else:
        done.set_result(outcome)


def written(write: Callable[[Sequence[T]], None]) -> Work[T, None]:
    """The work of writing values together: all are written, or all raise."""

    def work(values: Sequence[T]) -> list[Raised | None]:
        write(values)
        return [None] * len(values)

    return work


def one_by_one(make: Callable[[T], R]) -> Work[T, R]:
    """The work of dealing with values one by one, each with its own error, until it takes long."""

    def work(values: Sequence[T]) -> list[R | Raised]:
        outcomes: list[R | Raised] = []
        until = time.perf_counter() + _LONG
        for value in values:
            try:
                outcomes.append(make(value))
            except Exception as error:
                outcomes.append(Raised(error))
            if time.perf_counter() > until:
                break
        return outcomes

    return work
