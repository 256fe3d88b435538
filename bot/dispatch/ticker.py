"""The ticker: what happens each minute. A plain loop over the outbox; nothing that matters is in memory."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channel import Channel
from bot.dispatch.planner import Planner
from bot.dispatch.sender import Clock, Sender, Sleep
from bot.render.notices import notice_reply
from bot.state import State

_log = logging.getLogger(__name__)
_MINUTE = timedelta(minutes=1)
_SENDING = timedelta(seconds=50)  # of a minute; what is left goes out in the next


@dataclass(frozen=True, slots=True)
class Tick:
    """What happened in one minute: letters lost with a dead process, written, and sent or put back."""

    lost: int
    written: int
    handled: int


class Ticker:
    """Does what is due. `owners` are the chats of those who run the bot."""

    def __init__(
        self, state: State, planner: Planner, sender: Sender, *, channel: Channel, owners: tuple[str, ...] = ()
    ) -> None:
        self._state = state
        self._planner = planner
        self._sender = sender
        self._channel = channel
        self._owners = owners

    async def tick(self, now: datetime) -> Tick:
        """Do all that is due at a moment in the offices' zone, however late, often or by how many processes."""
        lost = self._state.outbox.recover(now)
        written = await asyncio.to_thread(self._planner.plan, now)  # thousands of chats take seconds
        handled = await self._sender.send_waiting(now + _SENDING)
        await self._tell_owners()
        if now.minute == 0:
            await asyncio.to_thread(self._state.expire, now)
        if lost or written or handled:
            _log.info("nhắc việc: %d tin mới, %d tin đã xử lý, %d tin không rõ", written, handled, lost)
        return Tick(lost, written, handled)

    async def _tell_owners(self) -> None:
        for notice in self._state.notices.take():
            for owner in self._owners:
                await self._channel.send(owner, "", notice_reply(notice), silent=True)


async def run(ticker: Ticker, clock: Clock, *, sleep: Sleep = asyncio.sleep) -> None:
    """Tick at the start of every minute until cancelled; a minute that fails is logged and the next one tried."""
    while True:
        try:
            await ticker.tick(clock())
        except Exception:
            _log.exception("một phút nhắc việc bị lỗi, phút sau thử lại")
        now = clock()
        await sleep((now.replace(second=0, microsecond=0) + _MINUTE - now).total_seconds())
