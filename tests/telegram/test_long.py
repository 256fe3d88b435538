"""Replies that are too long for one message: sent as several, edited without leaving anything over."""

from __future__ import annotations

import pytest

from bot.actions import DueMenu
from bot.reply import Button, Frame, Passage, Reply, bold, plain
from bot.telegram.places import Spot
from tests.telegram.conftest import World
from tests.telegram.html_text import units
from tests.telegram.rooms import buttons

pytestmark = pytest.mark.asyncio
SENTENCE = "Hoàn thành tuyển dụng công chức cấp tỉnh, cấp huyện chậm nhất tháng 7/2024 & báo cáo. "
LONG = Reply(
    (bold("Một việc dài"), Passage((plain(SENTENCE * 120),), Frame.FOLDED), plain("Nguồn: 01/CTr-UBND")),
    ((Button("Đến hạn", DueMenu()),),),
)
SHORT = Reply((bold("Ngắn"),))


async def test_a_long_reply_comes_in_messages_with_the_buttons_below_the_last(world: World) -> None:
    server = world.server
    async with world.bot() as telegram:
        server.room(5)
        numbers = await telegram.office.speaker.say(Spot(5), await telegram.office.draw(LONG))
        told = server.room(5).of_bot()
        assert len(numbers) == len(told) == 3
        assert all(units(message["text"]) <= 4096 for message in told)
        assert [bool(buttons(message)) for message in told] == [False, False, True]
        assert "".join(m["text"] for m in told).count("Hoàn thành tuyển dụng") == 120


async def test_editing_to_a_shorter_or_longer_reply_leaves_nothing_over(world: World) -> None:
    server = world.server
    async with world.bot() as telegram:
        speaker, draw = telegram.office.speaker, telegram.office.draw
        server.room(5)
        numbers = await speaker.say(Spot(5), await draw(LONG))
        numbers = await speaker.edit(Spot(5), numbers, await draw(SHORT))
        assert [m["text"] for m in server.room(5).of_bot()] == ["Ngắn"]
        numbers = await speaker.edit(Spot(5), numbers, await draw(LONG))
        assert len(numbers) == len(server.room(5).of_bot()) == 3


async def test_what_cannot_be_edited_any_more_is_sent_anew(world: World) -> None:
    server = world.server
    async with world.bot() as telegram:
        server.room(5)
        assert await telegram.office.speaker.edit(Spot(5), [77], await telegram.office.draw(SHORT)) == [1]
