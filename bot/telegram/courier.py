"""The courier: carries every call to Telegram at its pace, waits when told to, and repeats what is safe to repeat.

A message whose sending timed out may have arrived, and Telegram has no key by which to tell: it is not sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.http_request import NEVER_REACHED
from bot.telegram.open_updates import OpenUpdates
from bot.telegram.pace import Pace

ONCE = 1  # rate_limit_args of a caller that has its own way of trying later, such as an outbox
_LONGEST_WAIT = 90.0  # seconds to wait as told before giving a reply up
_LONGEST_TURN = 10.0  # seconds that a caller with a way of its own waits for its turn
_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)  # seconds between tries when the network is down
_PACED = ("send", "edit", "copy", "forward")
_TEXTS = ("sendMessage", "editMessageText")
_PLACE = ("message_id", "date", "chat")

Result = bool | dict[str, Any] | list[dict[str, Any]]

log = logging.getLogger(__name__)


class Courier(BaseRateLimiter[int]):
    """Paces messages and edits, and decides what is tried again."""

    def __init__(self, pace: Pace, at_once: int, open_updates: OpenUpdates) -> None:
        self.pace = pace
        self._open_updates = open_updates
        self._under_way = asyncio.Semaphore(at_once)  # a call that waits for a connection times out

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Make one call, again where that is safe and the caller has no way of its own."""
        if endpoint == "getUpdates":
            return await callback(*args, **kwargs)
        chat = data.get("chat_id")
        chat = chat if isinstance(chat, int) else 0
        paced = endpoint.startswith(_PACED) and endpoint != "sendChatAction"
        pauses = iter(_PAUSES if rate_limit_args != ONCE else ())
        waited = 0.0
        while True:
            if paced:
                await self._take(chat, rate_limit_args)
            if _only_once(endpoint):
                await self._open_updates.answering()
            try:
                async with self._under_way:
                    return _needed(endpoint, await callback(*args, **kwargs))
            except RetryAfter as error:
                seconds = seconds_of(error)
                if paced:
                    self.pace.close(chat, seconds)
                waited += seconds
                if rate_limit_args == ONCE or waited > _LONGEST_WAIT:
                    raise
                log.warning("told to wait", extra={"method": endpoint, "seconds": seconds})
                if not paced:
                    await asyncio.sleep(seconds)
            except NetworkError as error:
                pause = next(pauses, None)
                if pause is None or not may_repeat(error, endpoint):
                    raise
                log.warning("network trouble, trying again", extra={"method": endpoint, "seconds": pause})
                await asyncio.sleep(pause)

    async def _take(self, chat: int, rate_limit_args: int | None) -> None:
        """Wait for one's turn; who has a way of trying later is told where that is long."""
        wait = self.pace.wait(chat)
        if rate_limit_args == ONCE and wait > _LONGEST_TURN:
            raise RetryAfter(timedelta(seconds=wait))
        await self.pace.take(chat)


def _needed(endpoint: str, result: Result) -> Result:
    """What is needed of an answer: of a text that was sent its place, not all its words and buttons once more.

    Making objects of those took an eighth of the time that a question takes.
    """
    if endpoint in _TEXTS and isinstance(result, dict):
        return {name: result[name] for name in _PLACE if name in result}
    return result


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram told to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def may_repeat(error: NetworkError, endpoint: str) -> bool:
    """Whether a call that failed can be made again without doing anything twice."""
    if isinstance(error, BadRequest):
        return False
    return never_reached(error) or not _only_once(endpoint)


def _only_once(endpoint: str) -> bool:
    """Whether a second call would show a second message."""
    return endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"


def never_reached(error: Exception) -> bool:
    """Whether a call failed before Telegram could have seen it."""
    return isinstance(error.__cause__, NEVER_REACHED)
