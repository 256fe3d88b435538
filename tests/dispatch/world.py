"""A small world for tests of dispatch: a clock that only they move, and a channel that answers as they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import VIETNAM
from bot.delivery import Delivery, Sent
from bot.dispatch.agenda import Agenda
from bot.dispatch.planner import Planner
from bot.dispatch.sender import Sender
from bot.dispatch.ticker import Ticker
from bot.reminders.working_days import working_days
from bot.reply import Reply
from bot.state import State
from bot.state.outbox import Pace
from knowledge.store import Store


def moment(text: str) -> datetime:
    """`"2024-07-24 07:30"` in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


class HandClock:
    """A clock that stands until it is set; sleeping moves it on."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.slept = 0.0

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Message:
    """What a chat got."""

    chat: str
    topic: str
    text: str
    silent: bool
    reply: Reply


@dataclass
class RecordingChannel:
    """Keeps what arrives. `answers` are given one after the other; then, and for None, a message arrives."""

    answers: list[Delivery | None] = field(default_factory=list)
    arrived: list[Message] = field(default_factory=list)

    async def send(self, chat: str, topic: str, reply: Reply, *, silent: bool) -> Delivery:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            return answer
        self.arrived.append(Message(chat, topic, reply.text, silent, reply))
        return Sent(str(len(self.arrived)))


class World:
    """One process over a state store."""

    def __init__(
        self, state: State, store: Store, now: str, *, worker: str = "w", owners: tuple[str, ...] = (),
        pace: Pace | None = None, channel: RecordingChannel | None = None,
    ) -> None:  # fmt: skip
        self.state = state
        self.clock = HandClock(moment(now))
        self.channel = channel or RecordingChannel()
        self.agenda = Agenda(store, working_days())
        self.planner = Planner(state, self.agenda)
        self.sender = Sender(
            state, self.agenda, channel=self.channel, worker=worker, clock=self.clock, sleep=self.clock.sleep, pace=pace
        )
        self.ticker = Ticker(state, self.planner, self.sender, channel=self.channel, owners=owners)

    async def at(self, *times: str) -> list[Message]:
        """Tick at some times; what arrived meanwhile."""
        before = len(self.channel.arrived)
        for time in times:
            self.clock.now = moment(time)
            await self.ticker.tick(self.clock.now)
        return self.channel.arrived[before:]


def days(first: str, count: int, time: str = "07:30") -> Iterable[str]:
    """The same time on several days."""
    start = moment(f"{first} {time}")
    return [f"{start + timedelta(days=n):%Y-%m-%d %H:%M}" for n in range(count)]
