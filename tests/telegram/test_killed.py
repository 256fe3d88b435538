"""Killed: what was fetched and not answered is answered by the next process; what may have been is not repeated."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import pytest

from bot import sentences
from knowledge.check import REGISTERS
from tests.telegram.conftest import World
from tests.telegram.server import TOKEN, Fault

pytestmark = pytest.mark.asyncio


@asynccontextmanager
async def serving(world: World, **changed: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot in a process of its own, killed at the end."""
    environment = {
        **os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BASE_URL": world.url, "DATABASE_URL": world.state_url,
        "HOIVIEC_DB": str(world.store.path), "HOIVIEC_REGISTERS": str(REGISTERS), "HOIVIEC_LOG_LEVEL": "ERROR",
        "TELEGRAM_SENDS_PER_SECOND": "1000", **changed,
    }  # fmt: skip
    if webhook := world.webhook:
        environment |= {
            "TELEGRAM_MODE": "webhook", "TELEGRAM_WEBHOOK_URL": webhook.url, "TELEGRAM_WEBHOOK_SECRET": webhook.secret,
            "TELEGRAM_WEBHOOK_PORT": str(webhook.port),
        }  # fmt: skip
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=environment)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


def answers(world: World, chat: int) -> list[str]:
    return [message["text"].partition(" chủ trì")[0] for message in world.server.room(chat).of_bot()]


async def test_what_was_fetched_is_answered_once_though_the_process_is_killed(world: World) -> None:
    server = world.server
    async with serving(world, TELEGRAM_SENDS_PER_SECOND="0.1"):
        await server.until(lambda: server.of("setMyCommands"), 20)
        await server.say("Sở Y tế phải làm gì", 5, by=5)
        await server.answered(5, 1)
        for chat, agency in ((6, "Sở Nội vụ"), (7, "Sở Tài chính"), (6, "Sở Y tế")):
            await server.say(f"{agency} phải làm gì", chat, by=chat)  # waits for its turn to be sent
        await until_open(world, 3)
    assert [answers(world, chat) for chat in (6, 7)] == [[], []]
    async with serving(world):
        await server.answered(6, 2)
        await server.answered(7, 1)
        await server.say("Sở Nội vụ phải làm gì", 5, by=5)
        await server.answered(5, 2)
        await until_open(world, 0)
    assert answers(world, 5) == ["Sở Y tế", "Sở Nội vụ"]
    assert answers(world, 6) == ["Sở Nội vụ", "Sở Y tế"]
    assert answers(world, 7) == ["Sở Tài chính"]


@pytest.mark.parametrize("mode", ["polling"])
async def test_an_answer_that_may_have_arrived_is_not_repeated_by_the_next_process(world: World) -> None:
    server = world.server
    async with serving(world):
        await server.until(lambda: server.of("setMyCommands"), 20)
        server.faults.append(Fault("sendMessage", delay=30))
        await server.say("Sở Y tế phải làm gì", 5)
        await server.answered(5, 1)  # and the bot does not hear of it
        await server.press("1")
    async with serving(world):
        await server.answered(5, 2)
        await server.shows(5, sentences.INTERRUPTED)
        await server.until(lambda: server.of("editMessageText"))  # an edit shows the same however often it is made
        await until_open(world, 0)
    assert [text.partition("\n")[0] for text in answers(world, 5)[1:]] == [sentences.INTERRUPTED]


async def until_open(world: World, count: int) -> None:
    """Wait until so many updates are open in the state store."""
    async with asyncio.timeout(10):
        with closing(sqlite3.connect(world.state_url.removeprefix("sqlite:///"))) as state:
            while state.execute("SELECT count(*) FROM open_updates").fetchone() != (count,):
                await asyncio.sleep(0.05)
