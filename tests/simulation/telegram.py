"""Telegram for a year: the test server in a thread of its own, with chance troubles, and what arrived in each chat.

It lives in the simulation's own process, so that it survives the workers that are killed.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from aiohttp import web

from tests.telegram.rooms import Json
from tests.telegram.server import CALL, Fault, TelegramServer

SILENCE = 1.2  # seconds, longer than the workers wait
_T = TypeVar("_T")
_FAULTS = {
    "quá nhiều (429)": 12, "đứt trước khi tới": 6, "đứt sau khi tới": 6, "im lặng trước khi tới": 1,
    "im lặng sau khi tới": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that is in a chat: when by the simulation's clock, and what it says."""

    chat: int
    topic: str
    at: datetime
    text: str
    silent: bool


class SimulatedTelegram(TelegramServer):
    """The test server, which goes wrong with a share `trouble` of the messages, in one way or another."""

    def __init__(self, seed: int, *, trouble: float) -> None:
        super().__init__()
        self.now = datetime.min.replace(tzinfo=UTC)
        self.trouble = trouble
        self.arrivals: list[Arrival] = []
        self.met: Counter[str] = Counter()
        self.wrong_calls: list[str] = []
        self._random = random.Random(seed)

    async def read_request(self, request: web.Request) -> tuple[Json, Json]:
        """One call; now and then a message that is sent goes wrong."""
        if request.match_info["method"] == "sendMessage" and self._random.random() < self.trouble:
            self.faults = [fault for fault in self.faults if fault.times] + [self._fault()]
        fields: tuple[Json, Json] = await super().read_request(request)
        return fields

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call, counted."""
        response = await super().handle(request)
        call = request[CALL]
        self.calls.clear()  # a year of them would fill the memory
        self.met["lời gọi"] += 1
        self.wrong_calls += [f"{call.method}: {problem}" for problem in call.problems]
        if call.status == 403:
            self.met["bị chặn hoặc đưa ra khỏi nhóm (403)"] += 1
        elif call.status == 400:
            self.met["đổi mã nhóm (400)"] += 1
        return response

    def play_sendMessage(self, fields: Json, files: Json) -> Json:
        """A message arrives."""
        message = super().play_sendMessage(fields, files)
        topic = str(message.get("message_thread_id", ""))
        silent = bool(fields.get("disable_notification"))
        self.arrivals.append(Arrival(fields["chat_id"], topic, self.now, message["text"], silent))
        return message

    def _fault(self) -> Fault:
        (kind,) = self._random.choices([*_FAULTS], [*_FAULTS.values()])
        self.met[kind] += 1
        if "429" in kind:
            return Fault("sendMessage", code=429, retry_after=self._random.randint(1, 90))
        delay = SILENCE if kind.startswith("im lặng") else 0.0
        return Fault("sendMessage", cut="before" if "trước" in kind else "after", delay=delay)


class TelegramThread:
    """The server on a port of this machine, and the network to it, which can be cut."""

    def __init__(self, server: SimulatedTelegram) -> None:
        self.server = server
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._runner = web.AppRunner(server.app(), access_log=None)
        self._site: web.TCPSite | None = None
        self.port = 0
        self.run(self._open())

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Do something in the server's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def connect(self, connected: bool) -> None:
        """Cut the network, or mend it; as it is, nothing changes."""
        if connected is not (self._site is not None):
            self.run(self._listen() if connected else self._hang_up())

    def close(self) -> None:
        """Stop answering."""
        self.run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        await self._runner.setup()
        await self._listen()
        self.port = int(self._runner.addresses[0][1])

    async def _listen(self) -> None:
        self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await self._site.start()

    async def _hang_up(self) -> None:
        assert self._site
        assert self._runner.server
        await self._site.stop()
        self._site = None
        for connection in self._runner.server.connections:
            connection.force_close()
