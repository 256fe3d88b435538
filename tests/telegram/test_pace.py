"""The pace of messages: so many a second overall, so many a minute in a group, in the order of coming."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram import pace
from bot.telegram.pace import Drip, Pace, Window

pytestmark = pytest.mark.asyncio


async def passes(window: Window | Drip, count: int) -> list[float]:
    """When each of many that wait at once passes, from the first on."""
    loop, moments = asyncio.get_running_loop(), list[float]()

    async def one() -> None:
        await window.take()
        moments.append(loop.time())

    await asyncio.gather(*(one() for _ in range(count)))
    return [moment - moments[0] for moment in moments]


async def test_no_more_than_the_most_pass_in_any_stretch() -> None:
    moments = await passes(Window(5, 0.2), 16)
    assert all(later - earlier > 0.19 for earlier, later in zip(moments, moments[5:], strict=False))
    assert moments[-1] < 3


async def test_a_drip_lets_one_pass_after_the_other() -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await passes(Drip(50), 10)
    assert 0.18 <= loop.time() - began < 3


async def test_who_waits_while_a_drip_is_closed_goes_on_waiting() -> None:
    drip, loop = Drip(20), asyncio.get_running_loop()
    began = loop.time()
    waiting = asyncio.create_task(passes(drip, 4))
    await asyncio.sleep(0.07)
    drip.close(0.4)
    await waiting
    assert loop.time() - began > 0.45


@pytest.mark.parametrize("window", [Window(5, 0.1), Drip(50)])
async def test_what_was_closed_lets_nobody_pass_until_then(window: Window | Drip) -> None:
    window.close(0.3)
    began = asyncio.get_running_loop().time()
    await window.take()
    assert asyncio.get_running_loop().time() - began >= 0.3


async def test_a_full_group_waits_for_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_MINUTE", 0.5)
    paced = Pace(1000)
    for _ in range(20):
        await paced.take(-7)
    assert 0 < paced.wait(-7) <= 0.5
    assert paced.wait(5) < 0.1
    assert paced.wait(-8) < 0.1
    await paced.take(-7)
    assert paced.wait(-7) <= 0.5


async def test_rates_below_one_a_second_are_possible() -> None:
    paced = Pace(0.5)
    await paced.take(5)
    assert 1.9 < paced.wait(6) < 2.1


async def test_many_groups_are_forgotten_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_GROUPS", 10)
    paced = Pace(100_000)
    for number in range(100):
        await paced.take(-number - 1)
    assert len(paced._groups) <= 10
