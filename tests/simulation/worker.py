"""The worker: one process that reminds as `hoiviec serve` does, told what time it is, and when to be killed."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace

from aiohttp import ClientSession, TraceConfig
from sqlalchemy import Engine, event
from telegram.error import TelegramError

from bot.assistant import Assistant
from bot.conversation import Conversations
from bot.dispatch.agenda import Agenda
from bot.dispatch.ticker import Tick
from bot.pages import Pages
from bot.publishing.desk import PublishingDesk
from bot.pulse import Pulse
from bot.reminders.working_days import working_days
from bot.render import PHONE
from bot.settings import TelegramSettings
from bot.state import open_state
from bot.subscribing.desk import Desk
from bot.telegram import courier, pace
from bot.telegram.application import build_application
from bot.telegram.http_request import HttpRequest
from bot.telegram.reminding import ticker_of
from knowledge.store import Store
from tests.telegram.server import TOKEN

_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)  # of a clock that was not set yet
PATIENCE = 0.6  # seconds that a worker waits for an answer; serving waits 20


@dataclass(frozen=True, slots=True)
class Order:
    """A minute to live through: the time, and when to die (0: not).

    `die_after` counts statements, commits and phases of requests, `die_sending` phases of requests only.
    """

    now: datetime
    die_after: int = 0
    die_sending: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker works on; `bug`, where the judge is judged, spoils the program in this process before it starts."""

    state: str
    knowledge: Path
    port: int
    bug: Callable[[], None] | None = None


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
    """Stands at the ordered time; sleeping moves it on. `monotonic` goes on where the time is set back."""

    def __init__(self) -> None:
        self.now = self._latest = _BEGIN

    def monotonic(self) -> float:
        self._latest = max(self._latest, self.now)
        return (self._latest - _BEGIN).total_seconds()

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


def work(orders: Connection, task: Task) -> None:
    """Live through the ordered minutes until the simulation hangs up."""
    logging.getLogger("bot").setLevel(logging.ERROR)  # trouble is what is simulated
    if task.bug:
        task.bug()
    asyncio.run(_work(orders, task))


async def _work(orders: Connection, task: Task) -> None:
    death, death_sending, clock = _Death(), _Death(), _Clock()
    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, death.step)
    # Waiting goes by the simulation's clock: what it was told to wait for is over by the next minute.
    waiting = SimpleNamespace(sleep=clock.sleep, Lock=asyncio.Lock, Semaphore=asyncio.Semaphore)
    vars(courier).update(asyncio=waiting)
    vars(pace).update(asyncio=waiting, _now=clock.monotonic)
    state, store = open_state(task.state), Store.open(task.knowledge)
    agenda = Agenda(store, CALENDAR)
    conversations = Conversations(Pages(Assistant(store, screen=PHONE)), state)
    desk, publishing = Desk(state, agenda), PublishingDesk(task.knowledge.parent, task.knowledge)
    telegram = build_application(_settings(task.port), conversations, clock, Pulse(lambda: 0.0), desk, publishing)
    bot = telegram.application.bot
    _watch(bot._request[1], death, death_sending)  # type: ignore[arg-type]
    ticker = ticker_of(telegram.office, agenda, worker=str(os.getpid()), sleep=clock.sleep)
    while True:
        try:
            order: Order = orders.recv()
        except EOFError:
            await bot.shutdown()
            state.close()
            return
        clock.now, tick = order.now, Tick(0, 0, 0)
        try:
            await bot.initialize()  # asks who it is, once; without a network serving ends here and is started again
        except TelegramError:
            orders.send(tick)
            continue
        death.left, death_sending.left = order.die_after, order.die_sending
        tick = await ticker.tick(order.now)
        death.left = death_sending.left = 0
        orders.send(tick)


def _watch(request: HttpRequest, *deaths: _Death) -> None:
    """Count each phase of each call: connecting, sending head and body, receiving the answer."""

    async def phase(*_: object) -> None:
        for death in deaths:
            death.step()

    trace = TraceConfig()
    for signals in (
        trace.on_connection_create_start, trace.on_connection_create_end, trace.on_connection_reuseconn,
        trace.on_request_start, trace.on_request_headers_sent, trace.on_request_chunk_sent,
        trace.on_response_chunk_received, trace.on_request_end,
    ):  # fmt: skip
        signals.append(phase)
    trace.freeze()
    opened = request._opened

    def watched() -> ClientSession:
        session = opened()
        session.trace_configs.append(trace)
        return session

    vars(request).update(_opened=watched, _timeout=PATIENCE)


def _settings(port: int) -> TelegramSettings:
    return TelegramSettings(
        token=TOKEN, base_url=f"http://127.0.0.1:{port}", proxy=None, polling_proxy=None, webhook=None,
        owners=frozenset(), allowed_groups=frozenset(), approve_groups=False, sends_per_second=1000.0, heartbeat=None,
    )  # fmt: skip
