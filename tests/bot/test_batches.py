"""Batches: what is done together keeps its order, and each its own outcome."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import batches
from bot.batches import Batches, one_by_one, written

pytestmark = pytest.mark.asyncio


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


async def test_what_waits_is_done_together_in_the_order_of_coming(executor: ThreadPoolExecutor) -> None:
    done: list[list[int]] = []

    def write(values: Sequence[int]) -> None:
        done.append(list(values))

    many = Batches[int, None](written(write), executor)
    await asyncio.gather(*(many.put(number) for number in range(500)))
    assert [number for batch in done for number in batch] == list(range(500))
    assert [len(batch) for batch in done] == [200, 200, 100]


async def test_what_comes_during_a_batch_is_done_next(executor: ThreadPoolExecutor) -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[list[str]] = []

    def write(values: Sequence[str]) -> None:
        begun.set()
        go_on.wait(10)
        done.append(list(values))

    many = Batches[str, None](written(write), executor)
    first = asyncio.create_task(many.put("a"))
    await asyncio.to_thread(begun.wait, 10)
    others = [asyncio.create_task(many.put(name)) for name in "bc"]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(first, *others)
    assert done == [["a"], ["b", "c"]]


async def test_what_cannot_be_written_together_raises_for_all(executor: ThreadPoolExecutor) -> None:
    def write(_values: Sequence[int]) -> None:
        raise OSError("the disk is full")

    many = Batches[int, None](written(write), executor)
    outcomes = await asyncio.gather(many.put(1), many.put(2), return_exceptions=True)
    assert [str(outcome) for outcome in outcomes] == ["the disk is full"] * 2


async def test_one_error_is_its_own(executor: ThreadPoolExecutor) -> None:
    many = Batches[int, float](one_by_one(lambda number: 6 / number), executor)
    outcomes = await asyncio.gather(*map(many.put, (1, 0, 3)), return_exceptions=True)
    first, second, third = outcomes
    assert (first, third) == (6, 2)
    assert isinstance(second, ZeroDivisionError)


async def test_who_gave_up_waiting_does_not_harm_the_others(executor: ThreadPoolExecutor) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def make(name: str) -> str:
        begun.set()
        go_on.wait(10)
        return name.upper()

    many = Batches[str, str](one_by_one(make), executor)
    gone, stays = asyncio.create_task(many.put("a")), asyncio.create_task(many.put("b"))
    await asyncio.to_thread(begun.wait, 10)
    gone.cancel()
    go_on.set()
    assert await stays == "B"
    assert await many.put("c") == "C"
    assert gone.cancelled()


async def test_what_is_done_does_not_wait_for_what_is_slow(
    executor: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_LONG", 0.0)
    slow = threading.Event()

    def make(name: str) -> str:
        if name == "slow":
            slow.wait(10)
        return name

    many = Batches[str, str](one_by_one(make), executor)
    quick, late = asyncio.create_task(many.put("quick")), asyncio.create_task(many.put("slow"))
    assert await asyncio.wait_for(quick, 5) == "quick"
    assert not late.done()
    slow.set()
    assert await late == "slow"
