"""Open updates: kept from before Telegram is told that they arrived until they are dealt with.

Telegram forgets an update once it is confirmed, and polling confirms with the next call. So a process that is killed
between would lose questions; the next one takes up what is kept here. Where an answer may have gone out already it is
not given again: the person is told, and can ask again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from socket import gethostname

import msgspec
from telegram import Update

from bot.batches import Batches, written
from bot.settings import TelegramSettings
from bot.state.open_updates import OpenUpdate, Step
from bot.state.store import State

_current: ContextVar[int | None] = ContextVar("update", default=None)


class _Head(msgspec.Struct):
    """What is looked at of an update: its number, and whether it is an inline query, which waits for seconds only."""

    update_id: int
    inline_query: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


_head = msgspec.json.Decoder(_Head).decode


class OpenUpdates:
    """Notes what is fetched, what is being answered and what is done, in the state store."""

    def __init__(self, state: State, taker: str, executor: Executor, now: Callable[[], datetime]) -> None:
        self._kept = state.open_updates
        self._taker = taker
        self._executor = executor
        self._now = now
        self._steps = Batches[Step, None](written(lambda steps: self._kept.note(taker, steps)), executor)
        self._answering: set[int] = set()
        self._taken_up = False
        self._left = {update.number: update for update in self._kept.left(taker, now())}

    @property
    def waiting(self) -> bool:
        """Whether there is something to take up that was left open."""
        return bool(self._left) and not self._taken_up

    def unclear(self, update: Update) -> bool:
        """Whether an update was left open while it was being answered, so that its answer may have arrived."""
        left = self._left.get(update.update_id)
        return left is not None and left.answering

    async def take(self, fetched: Sequence[bytes]) -> list[bytes]:
        """Keep updates as Telegram wrote them; those to deal with now, the first time with what was left open."""
        read = {(head := _head(update)).update_id: (head, update) for update in fetched}
        new = {number: update for number, (_, update) in read.items() if number not in self._left}
        keep = [
            OpenUpdate(number, update.decode()) for number, update in new.items()
            if read[number][0].inline_query is msgspec.UNSET
        ]  # fmt: skip
        if keep:
            work = partial(self._kept.keep, self._taker, keep, self._now())
            await asyncio.get_running_loop().run_in_executor(self._executor, work)
        if self.waiting:
            new |= {number: update.content.encode() for number, update in self._left.items()}
        self._taken_up = True
        return [new[number] for number in sorted(new)]

    def begin(self, update: object) -> None:
        """From here on this task deals with an update."""
        _current.set(update.update_id if isinstance(update, Update) and not update.inline_query else None)

    async def answering(self) -> None:
        """The update that this task deals with is about to be answered; what follows may arrive."""
        number = _current.get()
        if number is not None and number not in self._answering:
            self._answering.add(number)
            await self._steps.put(Step(number, closed=False))

    async def end(self) -> None:
        """The update that this task dealt with is done."""
        number = _current.get()
        if number is not None:
            self._answering.discard(number)
            await self._steps.put(Step(number, closed=True))


def taker_of(settings: TelegramSettings) -> str:
    """The name under which a process takes updates: there is one that polls, and one that listens on a port."""
    return f"webhook:{gethostname()}:{settings.webhook.port}" if settings.webhook else "polling"
