"""The server and the bot, running for one test; a bot can be stopped and started again on the same state."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.assistant import Assistant
from bot.clock import now_in_vietnam
from bot.conversation import Conversations
from bot.dispatch.agenda import Agenda
from bot.pages import Pages
from bot.publishing.desk import PublishingDesk
from bot.pulse import Pulse
from bot.reminders.working_days import working_days
from bot.render import PHONE
from bot.settings import TelegramSettings, Webhook
from bot.state import State, open_state
from bot.subscribing.desk import Desk
from bot.telegram.application import Telegram, build_application
from bot.telegram.serving import Serving
from knowledge.check import REGISTERS, input_files
from knowledge.opening import open_store
from knowledge.store import Store
from tests.telegram.server import TOKEN, TelegramServer


class World:
    """Telegram, the stores, and the way to start a bot between them."""

    def __init__(
        self, server: TelegramServer, url: str, store: Store, folder: Path, webhook: Webhook | None = None
    ) -> None:
        self.server = server
        self.url = url
        self.store = store
        self.webhook = webhook
        self.state_url = f"sqlite:///{folder / 'state.db'}"
        self.registers = folder / "registers"
        self.heartbeat = folder / "heartbeat"
        self.clock: Callable[[], datetime] = now_in_vietnam

    def settings(self, **changed: object) -> TelegramSettings:
        """Settings for the server, with some changed."""
        plain: dict[str, object] = {
            "token": TOKEN, "base_url": self.url, "proxy": None, "polling_proxy": None, "webhook": self.webhook,
            "owners": frozenset(), "allowed_groups": frozenset(), "approve_groups": False,
            "sends_per_second": 1000.0, "heartbeat": self.heartbeat,
        }  # fmt: skip
        return TelegramSettings(**{**plain, **changed})  # type: ignore[arg-type]

    def state(self) -> State:
        """The state store, to look into it."""
        return open_state(self.state_url)

    @asynccontextmanager
    async def bot(self, **changed: object) -> AsyncIterator[Telegram]:
        """A running bot; stopped in good order afterwards, and its calls all right."""
        settings, state = self.settings(**changed), self.state()
        conversations = Conversations(Pages(Assistant(self.store, screen=PHONE)), state)
        desk = Desk(state, Agenda(self.store, working_days()))
        publishing = PublishingDesk(self.registers, self.store.path)
        pulse = Pulse(time.monotonic, self.heartbeat)
        telegram = build_application(settings, conversations, lambda: self.clock(), pulse, desk, publishing)
        serving = Serving(telegram, settings)
        running = asyncio.create_task(serving.run())
        ready = asyncio.create_task(serving.ready.wait())
        try:
            await asyncio.wait((running, ready), return_when=asyncio.FIRST_COMPLETED, timeout=20)
            if running.done():
                await running
            yield telegram
        finally:
            ready.cancel()
            serving.stop()
            await running
            state.close()
        assert [call.problems for call in self.server.calls if call.problems] == []


@pytest.fixture
def webhook(unused_tcp_port: int) -> Webhook:
    """Webhook settings on a free port, with a secret."""
    return Webhook("127.0.0.1", unused_tcp_port, f"http://127.0.0.1:{unused_tcp_port}/telegram", "bi-mat_123")


@pytest.fixture(params=["polling", "webhook"])
def mode(request: pytest.FixtureRequest) -> str:
    """How updates reach the bot; a test that concerns one way alone names it by parametrizing this."""
    mode: str = request.param
    return mode


@pytest_asyncio.fixture
async def world(store: Store, tmp_path: Path, mode: str, webhook: Webhook) -> AsyncIterator[World]:
    """A server that has just begun, and no bot yet."""
    server = TelegramServer()
    async with TestServer(server.app()) as http:
        url = f"http://127.0.0.1:{http.port}"
        yield World(server, url, store, tmp_path, webhook if mode == "webhook" else None)


@pytest_asyncio.fixture
async def publisher(tmp_path: Path) -> AsyncIterator[World]:
    """The same with registers and a store of its own, to publish into."""
    registers = tmp_path / "registers"
    registers.mkdir()
    for path in input_files(REGISTERS):
        shutil.copy(path, registers)
    server, store = TelegramServer(), open_store(tmp_path / "knowledge.db", registers)
    async with TestServer(server.app()) as http:
        yield World(server, f"http://127.0.0.1:{http.port}", store, tmp_path)
    store.close()


@pytest.fixture
def server(world: World) -> TelegramServer:
    """The server of the world."""
    return world.server
