"""Pointing: numbers and "tiếp" mean the list that one was shown, and nothing where there is none."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.actions import mark
from bot.clock import VIETNAM
from bot.sentences import END_OF_LIST, NO_LIST, OUTDATED
from bot.subscribing.sentences import OLD_DIGEST
from tests.telegram.conftest import World
from tests.telegram.rooms import buttons

pytestmark = pytest.mark.asyncio
ME, GROUP = 5, -1001


@pytest.fixture(params=["polling"])
def mode(request: pytest.FixtureRequest) -> str:
    """What numbers mean does not depend on how they come."""
    return str(request.param)


def _edited(world: World, before: int) -> bool:
    return len(world.server.of("editMessageText")) > before


async def said(world: World, text: str, count: int) -> str:
    """What the bot's message number `count` says after a text."""
    await world.server.say(text)
    return str((await world.server.answered(ME, count))[-1]["text"])


@pytest.mark.parametrize("words", ["2", "2.", "tiếp", "0"])
async def test_a_number_without_a_list_is_not_searched_for(world: World, words: str) -> None:
    async with world.bot():
        assert await said(world, words, 1) == NO_LIST


async def test_a_list_of_ten_minutes_ago_is_forgotten_rather_than_guessed(world: World) -> None:
    moment = datetime(2024, 3, 4, 9, 0, tzinfo=VIETNAM)
    async with world.bot():
        world.clock = lambda: moment
        await said(world, "Sở Y tế phải làm gì", 1)
        assert "danh sách vừa rồi chỉ có 2 việc" in (await said(world, "7", 2)).lower()
        world.clock = lambda: moment + timedelta(minutes=11)
        assert await said(world, "2", 3) == NO_LIST


async def test_somebody_else_s_list_is_not_meant_by_a_reply_with_a_number(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("/hoi Sở Nội vụ phải làm gì", GROUP, by=5)
        [listed] = await server.answered(GROUP, 1)
        await server.say("2", GROUP, by=6, reply_to=listed["message_id"])
        assert (await server.answered(GROUP, 2))[-1]["text"] == NO_LIST


async def test_a_choice_is_made_by_its_number_too(world: World) -> None:
    async with world.bot():
        await said(world, "Sở Y tế phải làm gì", 1)
        asked = await said(world, "bộ chỉ huy phải làm gì", 2)
        assert "có thể là nhiều cơ quan" in asked
        assert await said(world, "tiếp", 3) == END_OF_LIST
        first = next(iter(buttons(world.server.room(ME).of_bot()[1])))
        assert (await said(world, "1", 4)).startswith(first)


async def test_a_page_that_a_shorter_list_has_no_more_is_its_last_page(world: World) -> None:
    server = world.server
    async with world.bot():
        await said(world, "Sở Nội vụ phải làm gì", 1)
        for data in (f"1a:{mark('Sở Nội vụ')}:o:99", "1d:o::99", f"1g:{mark('sở')}:99:0"):
            message = server.room(ME).newest()
            edits = len(server.of("editMessageText"))
            await server.press_data(data, message)
            await server.until(partial(_edited, world, edits))
            assert any(label.isdigit() or "(" in label for label in buttons(message)), data
        await server.press_data(f"1a:{mark('Sở Nội vụ')}:o:-1", server.room(ME).newest())
        await server.shows(ME, "(việc 1–4)")


@pytest.mark.parametrize(
    ("data", "told"),
    [("1w:xyz", OLD_DIGEST), ("1v:x:2024-13-01", OLD_DIGEST), ("1j:now:0", OLD_DIGEST),
     ("1d:00010101-99991231", OUTDATED),
     ("1s:days:+x", "Nhắc việc đang tắt"),
     ("1s:at:99%3A99", "Nhắc việc đang tắt"), ("1s:task::x", "Nhắc việc đang tắt")],
)  # fmt: skip
async def test_a_mangled_button_is_no_error(world: World, data: str, told: str) -> None:
    server = world.server
    async with world.bot(owners=frozenset({9})):
        server.room(9)
        await said(world, "Sở Y tế phải làm gì", 1)
        await server.press_data(data, server.room(ME).newest())
        await server.shows(ME, told)
        assert server.room(9).of_bot() == []
