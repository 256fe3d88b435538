"""systemd: told when the bot is ready, while it is well, and when it stops (man sd_notify)."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from bot.telegram import serving
from tests.telegram.conftest import World

pytestmark = pytest.mark.asyncio


async def test_systemd_hears_that_the_bot_is_ready_well_and_stopping_and_nothing_while_it_is_not_well(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setattr(serving, "_TICK", 0.05)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        async with world.bot() as telegram:
            assert await heard(systemd) == "READY=1"
            assert [await heard(systemd) for _ in range(3)] == ["WATCHDOG=1"] * 3
            telegram.pulse._reached -= 100
            await asyncio.sleep(0.1)
            while waiting(systemd):
                pass
            await asyncio.sleep(0.3)
            assert waiting(systemd) == ""
            telegram.pulse.reached()
            assert await heard(systemd) == "WATCHDOG=1"
        while (told := await heard(systemd)) == "WATCHDOG=1":
            pass
        assert told == "STOPPING=1"


async def heard(systemd: socket.socket) -> str:
    """The next thing that systemd is told."""
    async with asyncio.timeout(5):
        return (await asyncio.get_running_loop().sock_recv(systemd, 100)).decode()


def waiting(systemd: socket.socket) -> str:
    """What systemd was told and has not heard yet."""
    try:
        return systemd.recv(100).decode()
    except BlockingIOError:
        return ""
