"""Pace: no more messages than Telegram takes, 30 a second overall and 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque

_MINUTE = 60.5  # a little longer than Telegram's own: messages may arrive closer than they left
_IN_A_GROUP = 20
_GROUPS = 4096  # groups whose last minute is remembered


class Drip:
    """One pass after the other with a pause between: what leaves in bursts arrives in larger ones."""

    def __init__(self, a_second: float) -> None:
        self._pause = 1 / a_second
        self._next = self._closed_until = 0.0

    async def take(self) -> None:
        """Wait for one's turn."""
        while True:
            turn = max(self._next, self._closed_until, _now())
            self._next = turn + self._pause
            if (wait := turn - _now()) > 0:
                await asyncio.sleep(wait)
            if self._closed_until <= turn:
                return

    def wait(self) -> float:
        """Seconds until the next pass; nought or less if it is now."""
        return max(self._next, self._closed_until) - _now()

    def close(self, seconds: float) -> None:
        """Let nobody pass for some seconds: Telegram said so."""
        self._closed_until = max(self._closed_until, _now() + seconds)


class Window:
    """At most `most` passes in any stretch of `seconds`; who waits passes in the order of coming."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._passed: deque[float] = deque(maxlen=most)
        self._turn = asyncio.Lock()
        self._closed_until = 0.0

    async def take(self) -> None:
        """Wait for one's turn."""
        async with self._turn:
            while (wait := self.wait()) > 0:
                await asyncio.sleep(wait)
            self._passed.append(_now())

    def wait(self) -> float:
        """Seconds until the next pass, were it one's turn."""
        full = self._passed[0] + self._seconds if len(self._passed) == self._most else 0.0
        return max(full, self._closed_until) - _now()

    def close(self, seconds: float) -> None:
        """Let nobody pass for some seconds: Telegram said so."""
        self._closed_until = max(self._closed_until, _now() + seconds)


class Pace:
    """A drip for all messages, a window for each group."""

    def __init__(self, sends_per_second: float) -> None:
        self._all = Drip(sends_per_second)
        self._groups: OrderedDict[int, Window] = OrderedDict()

    async def take(self, chat: int) -> None:
        """Wait until a message may go to a chat; groups have negative numbers."""
        if chat < 0:
            await self._group(chat).take()
        await self._all.take()

    def wait(self, chat: int) -> float:
        """Seconds until a message may go to a chat, at least; nought or less if it may now."""
        return max(self._all.wait(), self._group(chat).wait() if chat < 0 else 0.0)

    def close(self, chat: int, seconds: float) -> None:
        """Telegram told to wait: a group for itself, where it was no group all."""
        (self._group(chat) if chat < 0 else self._all).close(seconds)

    def _group(self, chat: int) -> Window:
        window = self._groups.setdefault(chat, Window(_IN_A_GROUP, _MINUTE))
        self._groups.move_to_end(chat)
        if len(self._groups) > _GROUPS:
            self._groups.popitem(last=False)
        return window


def _now() -> float:
    return asyncio.get_running_loop().time()
