"""Reminders through Telegram: set in a chat or topic, sent by the ticker, answered by buttons."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.clock import VIETNAM
from bot.dispatch.agenda import Agenda
from bot.reminders.working_days import working_days
from bot.subscribing.sentences import ADMINS_ONLY
from bot.telegram.reminding import ticker_of
from tests.telegram.conftest import World

pytestmark = pytest.mark.asyncio
EVENING = datetime(2024, 3, 23, 20, 0, tzinfo=VIETNAM)
GROUP = -1001


async def test_a_topic_is_reminded_in_itself_and_marks_what_is_done(world: World) -> None:
    server = world.server
    server.room(GROUP, forum=True).members |= {5: "creator"}
    world.clock = lambda: EVENING
    async with world.bot() as telegram:
        await server.say("/nhacviec việc của Sở Nội vụ trước 7 ngày lúc 8 giờ", GROUP, topic=7)
        await server.shows(GROUP, "Nhắc việc đang bật")
        world.clock = lambda: EVENING + timedelta(hours=12, minutes=1)
        agenda = Agenda(world.store, working_days())
        ticker = ticker_of(telegram.office, agenda, worker="test")
        assert (await ticker.tick(world.clock())).handled == 1
        digest = server.room(GROUP).newest()
        assert digest["message_thread_id"] == 7
        assert "31/03/2024" in digest["text"]
        assert (await ticker.tick(world.clock())).handled == 0
        label = next(
            label for row in digest["reply_markup"]["inline_keyboard"] for label in [row[0]["text"]] if "✅" in label
        )
        await server.press(label, GROUP)
        await server.shows(GROUP, "Đã xong")


async def test_only_administrators_change_a_group_s_reminders_anonymous_ones_too(world: World) -> None:
    server = world.server
    server.room(GROUP).members |= {5: "member"}
    async with world.bot():
        await server.say("/hoi nhắc nhóm này việc của Sở Nội vụ", GROUP, by=5)
        await server.shows(GROUP, ADMINS_ONLY)
        await server.say("/hoi nhắc nhóm này việc của Sở Nội vụ", GROUP, anonymous=True)
        await server.shows(GROUP, "Nhắc việc đang bật")


async def test_a_blocked_bot_stops_reminding_that_person(world: World) -> None:
    server = world.server
    world.clock = lambda: EVENING
    async with world.bot() as telegram:
        await server.say("nhắc tôi việc của Sở Nội vụ trước 7 ngày lúc 8 giờ")
        await server.shows(5, "Nhắc việc đang bật")
        server.room(5).bot = "kicked"
        world.clock = lambda: EVENING + timedelta(hours=12, minutes=1)
        ticker = ticker_of(telegram.office, Agenda(world.store, working_days()), worker="test")
        await ticker.tick(world.clock())
        assert telegram.office.state.outbox.sendable(world.clock()) == 0
        known = telegram.office.state.subscriptions.get("telegram:5", "")
        assert known is not None
        assert known.status.name == "STOPPED"


async def test_a_task_s_bell_answers_below_it_and_the_task_stays(world: World) -> None:
    server = world.server
    world.clock = lambda: EVENING
    async with world.bot():
        await server.say("Sở Nội vụ phải làm gì")
        await server.answered(5, 1)
        await server.press("2")
        await server.offers(5, "🔔 Nhắc")
        await server.press("🔔 Nhắc")
        await server.shows(5, "Sẽ nhắc việc này")
        task, told = server.room(5).of_bot()
        assert task["text"].startswith("Phê duyệt đề án vị trí việc làm")
        assert told["text"].count("Phê duyệt đề án vị trí việc làm") == 1
