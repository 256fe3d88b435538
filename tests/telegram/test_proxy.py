"""Proxies: calls and polls go through the ones that are set, HTTP or SOCKS; a wrong one is named in one line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pproxy
import pytest

from bot.telegram import courier, serving
from bot.telegram.application import Telegram
from bot.telegram.serving import Ended
from tests.telegram.conftest import World

pytestmark = [pytest.mark.asyncio, pytest.mark.parametrize("mode", ["polling"])]


@dataclass
class Proxy:
    """A running proxy: its address, and a line for each connection that it carried."""

    address: str
    carried: list[str] = field(default_factory=list)


@asynccontextmanager
async def running_proxy(scheme: str, port: int, login: str = "") -> AsyncIterator[Proxy]:
    """A real proxy on this machine, which asks for a login ("name:password") if one is given."""
    proxy = Proxy(f"{scheme}://{login}{'@' if login else ''}127.0.0.1:{port}")
    listening = pproxy.Server(f"{scheme}://127.0.0.1:{port}{'#' if login else ''}{login}")
    options = {"rserver": [pproxy.Connection("direct")], "verbose": proxy.carried.append, "authtime": 0}
    server = await listening.start_server(options)
    try:
        yield proxy
    finally:
        server.close()


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_calls_and_polls_go_through_their_proxies(
    world: World, scheme: str, unused_tcp_port_factory: Callable[[], int]
) -> None:
    server, target = world.server, world.url.removeprefix("http://")
    ports = [unused_tcp_port_factory() for _ in range(2)]
    async with (
        running_proxy(scheme, ports[0], "an:bi-mat") as calls,
        running_proxy(scheme, ports[1]) as polls,
        world.bot(proxy=calls.address, polling_proxy=polls.address) as telegram,
    ):
        await server.say("Sở Y tế phải làm gì")
        await server.answered(5, 1)
        assert telegram.pulse.ever_polled
    assert calls.carried
    assert polls.carried
    assert all(target in line for line in calls.carried + polls.carried)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.parametrize("asks", [False, True], ids=["nobody-listens", "wrong-password"])
async def test_a_wrong_proxy_ends_with_one_line_that_names_the_setting_and_no_password(
    world: World, monkeypatch: pytest.MonkeyPatch, scheme: str, asks: bool, unused_tcp_port_factory: Callable[[], int]
) -> None:
    monkeypatch.setattr(courier, "_PAUSES", ())
    listening, dead = unused_tcp_port_factory(), unused_tcp_port_factory()
    async with running_proxy(scheme, listening, "an:bi-mat"):
        with pytest.raises(Ended) as ended:
            async with world.bot(proxy=f"{scheme}://an:sai-mat@127.0.0.1:{listening if asks else dead}"):
                pass
    told = str(ended.value)
    assert "TELEGRAM_PROXY" in told
    assert "\n" not in told
    assert "sai-mat" not in told
    assert world.server.calls == []


async def test_a_wrong_proxy_for_polling_ends_with_one_line_too(
    world: World, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    monkeypatch.setattr(serving, "_FIRST_POLL", 0.5)

    async def served() -> None:
        async with world.bot(polling_proxy=f"socks5://127.0.0.1:{unused_tcp_port}") as telegram:
            await asyncio.wait_for(telegram_ended(telegram), 20)

    with pytest.raises(Ended, match="TELEGRAM_POLLING_PROXY"):
        await served()


async def telegram_ended(telegram: Telegram) -> None:
    while telegram.application.running:
        await asyncio.sleep(0.05)
