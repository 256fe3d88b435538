"""The sender: takes letters from the outbox, sends them through a channel, and records what came of each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.channel import Channel
from bot.delivery import TryLater
from bot.dispatch.agenda import Agenda
from bot.render.digest import DigestView, digest_reply
from bot.state import State
from bot.state.letters import Letter
from bot.state.outbox import Pace

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]

_log = logging.getLogger(__name__)
_LATE = timedelta(minutes=30)
_BREATH = 0.1  # seconds until the pace is looked at again
_TROUBLE = 5  # letters put back one after the other, after which the rest waits for the next minute
_PROGRESS = 100  # letters between two lines of the log


class Sender:
    """Sends the letters of a state store; any number of them may work on one store.

    `worker` names this sender among all processes. The clock tells the offices' time.
    """

    def __init__(
        self, state: State, agenda: Agenda, *, channel: Channel, worker: str, clock: Clock,
        sleep: Sleep = asyncio.sleep, pace: Pace | None = None,
    ) -> None:  # fmt: skip
        self._state = state
        self._agenda = agenda
        self._channel = channel
        self._worker = worker
        self._clock = clock
        self._sleep = sleep
        self._pace = pace or Pace()
        self._put_back = 0

    async def send_waiting(self, until: datetime) -> int:
        """Send what waits, at the allowed pace, until nothing is left, the channel is in trouble, or time is up."""
        sent = self._put_back = 0
        total = self._state.outbox.sendable(self._clock())
        while total and self._put_back < _TROUBLE and self._clock() < until:
            letters = self._state.outbox.claim(self._worker, self._clock(), self._pace)
            await asyncio.gather(*map(self._send, letters))
            if (sent + len(letters)) // _PROGRESS > sent // _PROGRESS:
                _log.info("đã gửi %d trên %d tin nhắc", sent + len(letters), total)
            sent += len(letters)
            if not letters:
                if not self._state.outbox.sendable(self._clock()):
                    break
                await self._sleep(_BREATH)
        return sent

    async def _send(self, letter: Letter) -> None:
        view = self._view(letter)
        if not view.reminders:
            self._state.drop(letter, self._worker, self._clock())
            return
        reply = digest_reply(view)
        delivery = await self._channel.send(letter.chat_id, letter.topic, reply, silent=not view.loud)
        self._put_back = self._put_back + 1 if isinstance(delivery, TryLater) else 0
        _log.debug("tin %d: %s", letter.id, type(delivery).__name__)
        self._state.settle(letter, delivery, self._worker, self._clock())

    def _view(self, letter: Letter) -> DigestView:
        """The letter as it stands now: what was marked as done since it was written is left out."""
        now = self._clock()
        done = {mark.duty for mark in self._state.marks.done(letter.chat_id)}
        keys = [key for key in letter.duties if key not in done]
        return DigestView(
            day=letter.day,
            today=now.date(),
            reminders=self._agenda.recall(keys, now.date()),
            late=letter.late or now - letter.due_at > _LATE,
            again=letter.again,
        )
