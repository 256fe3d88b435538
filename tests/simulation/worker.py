"""The worker: one process that reminds, told by the simulation what time it is, and when to be killed."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, event

from bot.dispatch.agenda import Agenda
from bot.dispatch.planner import Planner
from bot.dispatch.sender import Sender
from bot.dispatch.ticker import Ticker
from bot.reminders.working_days import working_days
from bot.state import open_state
from knowledge.store import Store
from tests.simulation.http_channel import HttpChannel


@dataclass(frozen=True, slots=True)
class Order:
    """A minute to live through: the time, the port of the receiver, and when to die (0: not).

    `die_after` counts statements, commits and phases of requests, `die_sending` phases of requests only.
    """

    now: datetime
    port: int
    die_after: int = 0
    die_sending: int = 0


class _Death:
    """Kills its own process, as kill -9 does, after so many steps."""

    def __init__(self) -> None:
        self.left = 0

    def step(self, *_: object) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)


CALENDAR = working_days()  # once for all processes that are forked from this one


class _Clock:
    """Stands at the ordered time; sleeping moves it on."""

    def __init__(self) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


def work(orders: Connection, url: str, knowledge: Path) -> None:
    """Live through the ordered minutes until the simulation hangs up."""
    death, death_sending, clock = _Death(), _Death(), _Clock()
    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, death.step)
    state = open_state(url)
    agenda = Agenda(Store(knowledge), CALENDAR)
    planner = Planner(state, agenda)
    while True:
        try:
            order: Order = orders.recv()
        except EOFError:
            state.close()
            return
        clock.now, death.left, death_sending.left = order.now, order.die_after, order.die_sending
        channel = HttpChannel(order.port, (death, death_sending))
        worker = f"{os.getpid()}"
        sender = Sender(state, agenda, channel=channel, worker=worker, clock=clock, sleep=clock.sleep)
        tick = asyncio.run(Ticker(state, planner, sender, channel=channel).tick(order.now))
        death.left = death_sending.left = 0
        orders.send(tick)
