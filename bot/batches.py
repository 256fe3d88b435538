"""Batches: what many want written at once is written together, while each waits for its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 200  # in one write


class Batches(Generic[T]):
    """Gathers values while a write is under way, and writes those next."""

    def __init__(self, write: Callable[[Sequence[T]], None], executor: Executor) -> None:
        self._write = write
        self._executor = executor
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, value: T) -> None:
        """Have a value written; returns when it is, and raises what writing raised."""
        loop = asyncio.get_running_loop()
        written: asyncio.Future[None] = loop.create_future()
        self._waiting.append((value, written))
        if self._writing is None or self._writing.done():
            self._writing = loop.create_task(self._write_all())
        await written

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            try:
                values = [value for value, _ in batch]
                await asyncio.get_running_loop().run_in_executor(self._executor, self._write, values)
            except Exception as error:
                for _, written in batch:
                    written.set_exception(error)
            else:
                for _, written in batch:
                    if not written.cancelled():
                        written.set_result(None)
