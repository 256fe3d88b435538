"""The office: what every handler of the bot needs, given once to each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

import msgspec

from bot import sentences
from bot.attachments import Attachment
from bot.batches import Batches, one_by_one, written
from bot.conversation import Conversations, Place, Turn
from bot.pages import said
from bot.reply import Reply
from bot.settings import TelegramSettings
from bot.state.turns import KeptTurn
from bot.subscribing.desk import Desk
from bot.telegram.drawing import Drawn
from bot.telegram.open_updates import OpenUpdates
from bot.telegram.places import Spot
from bot.telegram.speaker import Speaker
from bot.throttle import Throttle

_PRESSES = 60  # a minute
_INLINE_QUERIES = 120  # a minute: one for each letter typed

P = ParamSpec("P")
T = TypeVar("T")


class Office:
    """Conversations, reminders, speaker, settings, clock, throttles; what would hold up the loop is done beside it.

    `keeping` is the one thread that writes the state store."""

    def __init__(
        self, conversations: Conversations, desk: Desk, speaker: Speaker, settings: TelegramSettings,
        now: Callable[[], datetime], keeping: Executor, open_updates: OpenUpdates,
    ) -> None:  # fmt: skip
        self.conversations = conversations
        self.desk = desk
        self.state = conversations.state
        self.store = conversations.pages.store
        self.speaker = speaker
        self.settings = settings
        self.clock = now
        self.open_updates = open_updates
        self.throttle = Throttle()
        self.press_throttle = Throttle(_PRESSES)
        self.inline_throttle = Throttle(_INLINE_QUERIES)
        self._answering = ThreadPoolExecutor(1, "answering")
        self._keeping = keeping
        self._work = Batches[Callable[[], Any], Any](one_by_one(lambda make: make()), self._answering)
        self._turns = Batches[KeptTurn, None](written(self.state.turns.keep), self._keeping)

    async def turn(self, make: Callable[[], Turn | None]) -> tuple[Turn, Drawn | Attachment] | None:
        """Make a turn and draw it, away from the loop: answering computes, drawing may keep button targets."""

        def made() -> tuple[Turn, Drawn | Attachment] | None:
            turn = make()
            if turn is None:
                return None
            shown = turn.shown
            return turn, shown if isinstance(shown, Attachment) else self.speaker.drawing.draw(shown)

        return await self.work(made)

    async def work(self, make: Callable[[], T]) -> T:
        """Compute something away from the loop."""
        done: T = await self._work.put(make)
        return done

    async def draw(self, reply: Reply) -> Drawn:
        """Draw a reply away from the loop."""
        return await self.work(lambda: self.speaker.drawing.draw(reply))

    async def slow_down(self, spot: Spot, place: Place) -> None:
        """Tell somebody who asks too much to wait, once until they may ask again."""
        if self.throttle.tell(place.person):
            await self.speaker.say(spot, await self.draw(said(sentences.TOO_MANY_QUESTIONS).reply))

    async def keep(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Read or write the state store away from the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._keeping, lambda: work(*args, **kwargs))

    async def remember(self, turn: Turn, place: Place, question: int, answers: list[int], now: datetime) -> None:
        """Keep what the next question may go on from, and which messages answered this one."""
        context = msgspec.to_builtins(turn.remembered) if turn.remembered else None
        kept = KeptTurn(place.chat, place.person, context, str(question), tuple(map(str, answers)), now)
        await self._turns.put(kept)

    def close(self) -> None:
        """End the work beside the loop."""
        self._answering.shutdown()
        self._keeping.shutdown()
