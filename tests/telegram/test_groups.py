"""Groups and topics: who is heard, where answers go, and what becomes of groups."""

from __future__ import annotations

import asyncio

import pytest

from bot.sentences import ADMINS_ONLY, GROUP_NOT_ALLOWED, GROUP_WAITING
from bot.state import Approval, Chat
from tests.telegram.conftest import World

pytestmark = pytest.mark.asyncio
GROUP, OWNER = -1001, 9


def kept(world: World, chat: int) -> Chat:
    """What the state store knows of a group."""
    state = world.state()
    known = state.chats.get(f"telegram:{chat}")
    state.close()
    assert known is not None
    return known


async def test_a_group_is_told_how_to_ask_there(world: World) -> None:
    server = world.server
    async with world.bot():
        server.room(GROUP).bot = "left"
        await server.bot_becomes("member", GROUP)
        [hello] = await server.answered(GROUP, 1)
        assert all(words in hello["text"] for words in ("/hoi", "trả lời (reply)", "Chỉ nhắc @hoiviec_bot thì"))
        await server.bot_becomes("administrator", GROUP)
        await server.answered(GROUP, 2)
        assert "có nhắc @hoiviec_bot" in server.room(GROUP).newest()["text"]
        assert kept(world, GROUP).rights == ("administrator",)
        await server.bot_becomes("member", GROUP)
        await server.answered(GROUP, 3)
        assert "chỉ hỏi được bằng /hoi" in server.room(GROUP).newest()["text"]


async def test_with_privacy_mode_off_a_group_hears_that_mentions_work(world: World) -> None:
    world.server.reads_all = True
    async with world.bot():
        world.server.room(GROUP).bot = "left"
        await world.server.bot_becomes("member", GROUP)
        [hello] = await world.server.answered(GROUP, 1)
        assert "• nhắc @hoiviec_bot trong câu hỏi" in hello["text"]


async def test_in_a_group_only_what_is_for_the_bot_is_answered(world: World) -> None:
    server = world.server
    server.reads_all = True
    async with world.bot():
        await server.say("chào cả nhóm, Sở Y tế phải làm gì", GROUP)
        await server.say("/hoi@other_bot Sở Y tế phải làm gì", GROUP)
        await server.say("@someone Sở Y tế phải làm gì", GROUP)
        asked = await server.say("@hoiviec_bot Sở Y tế phải làm gì", GROUP)
        [first] = await server.answered(GROUP, 1)
        assert first["reply_to_message"]["message_id"] == asked["message_id"]
        await server.say("còn Sở Nội vụ?", GROUP, reply_to=first["message_id"])
        second = (await server.answered(GROUP, 2))[-1]
        assert second["text"].startswith("Sở Nội vụ chủ trì")
        assert "is_topic_message" not in second
        await server.say("/hoi@hoiviec_bot Sở Tài chính phải làm gì", GROUP)
        assert (await server.answered(GROUP, 3))[-1]["text"].startswith("Sở Tài chính")


async def test_a_topic_is_answered_in_itself(world: World) -> None:
    server = world.server
    server.room(GROUP, forum=True)
    async with world.bot():
        await server.say("/hoi Sở Nội vụ phải làm gì", GROUP, topic=7)
        [answer] = await server.answered(GROUP, 1)
        assert (answer["message_thread_id"], answer["is_topic_message"]) == (7, True)
        await server.press("🗓 Lịch", GROUP)
        picture = (await server.answered(GROUP, 2))[-1]
        assert picture["message_thread_id"] == 7
        await server.press("Trang sau ›", GROUP)
        await server.until(lambda: "6. " in answer["text"])


async def test_a_command_below_a_message_asks_what_that_message_says(world: World) -> None:
    server = world.server
    async with world.bot():
        question = await server.say("ai lo giải phóng mặt bằng vậy mọi người", GROUP, by=6)
        await server.say("/hoi", GROUP, reply_to=question["message_id"])
        assert (await server.answered(GROUP, 1))[0]["text"].startswith("Sở Tài nguyên và Môi trường")


async def test_people_of_a_group_have_conversations_of_their_own(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("/hoi Sở Y tế phải làm gì", GROUP, by=5)
        await server.answered(GROUP, 1)
        await server.say("/hoi ai lo giải phóng mặt bằng", GROUP, by=6)
        await server.answered(GROUP, 2)
        await server.say("/hoi 2", GROUP, by=5)
        assert (await server.answered(GROUP, 3))[-1]["text"].startswith("Đề án mua sắm trang thiết bị y tế")


async def test_only_administrators_choose_a_group_s_agency(world: World) -> None:
    server = world.server
    server.room(GROUP).members |= {5: "member", 8: "creator"}
    async with world.bot():
        await server.say("/start", GROUP)
        await server.answered(GROUP, 1)
        for label in ("🏢 Chọn cơ quan của nhóm", "Sở (16)"):
            await server.offers(GROUP, label)
            await server.press(label, GROUP)
        await server.offers(GROUP, "Sở Nội vụ")
        await server.press("Sở Nội vụ", GROUP, by=5)
        await server.until(lambda: any(c.fields.get("text") == ADMINS_ONLY for c in server.of("answerCallbackQuery")))
        await server.press("Sở Nội vụ", GROUP, by=8)
        await server.shows(GROUP, "Đã nhớ cơ quan")
        assert kept(world, GROUP).agency == "Sở Nội vụ"


async def test_an_anonymous_administrator_is_answered_as_the_group(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("/hoi Sở Y tế phải làm gì", GROUP, anonymous=True)
        await server.answered(GROUP, 1)
        await server.say("/hoi 1", GROUP, anonymous=True)
        assert (await server.answered(GROUP, 2))[-1]["text"].startswith("Đề án phát triển")


async def test_settings_follow_a_group_that_becomes_a_supergroup(world: World) -> None:
    server = world.server
    server.room(-77, title="Tổ công tác", kind="group").bot = "left"
    async with world.bot():
        await server.bot_becomes("member", -77)
        await server.answered(-77, 1)
        new = await server.migrate(-77)
        await server.say("/hoi Sở Y tế phải làm gì", new)
        await server.answered(new, 1)
        assert kept(world, new).title == kept(world, -77).title == "Tổ công tác"
        assert kept(world, -77).id == f"telegram:{new}"


async def test_an_answer_follows_a_group_whose_migration_nobody_told(world: World) -> None:
    server = world.server
    server.room(-78, kind="group")
    async with world.bot():
        await server.say("/hoi Sở Nội vụ phải làm gì", -78)
        [asked] = await server.answered(-78, 1)
        new = await server.migrate(-78, tell=False)
        message = server.room(-78).add({"id": 5, "is_bot": False, "first_name": "A"}, {"text": "/hoi Sở Y tế làm gì",
            "entities": [{"type": "bot_command", "offset": 0, "length": 4}]})  # fmt: skip
        await server.push("message", message)
        [answer] = await server.answered(new, 1)
        assert answer["text"].startswith("Sở Y tế chủ trì")
        assert kept(world, -78).id == f"telegram:{new}"
        assert asked["text"].startswith("Sở Nội vụ")


async def test_a_bot_that_was_put_out_or_blocked_remembers_it_until_it_returns(world: World) -> None:
    server = world.server
    async with world.bot() as telegram:
        await server.say("/hoi Sở Y tế phải làm gì", GROUP)
        await server.answered(GROUP, 1)
        await server.bot_becomes("kicked", GROUP)
        state = telegram.office.state
        await until(lambda: state.chats.get(f"telegram:{GROUP}").present is False)  # type: ignore[union-attr]
        await server.bot_becomes("member", GROUP)
        await server.answered(GROUP, 2)
        assert kept(world, GROUP).present
        await server.bot_becomes("restricted", GROUP, can_send_messages=False)
        await until(lambda: state.chats.get(f"telegram:{GROUP}").present is False)  # type: ignore[union-attr]
        assert len(server.room(GROUP).of_bot()) == 2


async def test_a_group_off_the_list_is_told_so_and_not_answered(world: World) -> None:
    server = world.server
    async with world.bot(allowed_groups=frozenset({-1002})):
        await server.say("/hoi Sở Y tế phải làm gì", GROUP)
        assert (await server.answered(GROUP, 1))[0]["text"] == GROUP_NOT_ALLOWED
        await server.say("/hoi Sở Y tế phải làm gì", -1002)
        assert (await server.answered(-1002, 1))[0]["text"].startswith("Sở Y tế")
        await server.say("Sở Y tế phải làm gì", 5)
        assert (await server.answered(5, 1))[0]["text"].startswith("Sở Y tế")


async def test_a_new_group_waits_for_the_owner(world: World) -> None:
    server = world.server
    server.room(OWNER)
    server.room(GROUP, title="UBND xã").bot = "left"
    async with world.bot(owners=frozenset({OWNER}), approve_groups=True):
        await server.bot_becomes("member", GROUP)
        assert (await server.answered(GROUP, 1))[0]["text"] == GROUP_WAITING
        [asked] = await server.answered(OWNER, 1)
        assert "UBND xã" in asked["text"]
        await server.press("Cho phép", OWNER, by=5)
        await server.until(lambda: any(c.fields.get("show_alert") for c in server.of("answerCallbackQuery")))
        assert kept(world, GROUP).approval is Approval.WAITING
        await server.press("Cho phép", OWNER, by=OWNER)
        assert (await server.answered(GROUP, 2))[-1]["text"].startswith("Chủ bot đã đồng ý")
        await server.say("/hoi Sở Y tế phải làm gì", GROUP)
        assert (await server.answered(GROUP, 3))[-1]["text"].startswith("Sở Y tế chủ trì")


async def until(done: object, seconds: float = 5.0) -> None:
    """Wait for what shows only in the state store."""
    async with asyncio.timeout(seconds):
        while not done():  # type: ignore[operator]
            await asyncio.sleep(0.02)
