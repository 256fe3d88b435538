"""Asking in other ways: below pictures, by the bot's name, for a picture of deadlines, by who may not."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from bot.calendars import calendar_of
from bot.sentences import GROUP_NOT_ALLOWED, NO_FILES_HERE, ONLY_TEXT
from bot.setting_values import WrongSetting, writable_file
from bot.settings import Webhook
from bot.telegram.serving import Ended
from tests.telegram.conftest import World
from tests.telegram.rooms import buttons, entities, person
from tests.telegram.server import Fault

pytestmark = pytest.mark.asyncio
ME, GROUP = 5, -1001
PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]


@pytest.fixture(params=["polling"])
def mode(request: pytest.FixtureRequest) -> str:
    """None of this depends on how updates come."""
    return str(request.param)


async def test_words_below_a_picture_are_a_question(world: World) -> None:
    server, asked = world.server, "@hoiviec_bot Sở Y tế phải làm gì"
    server.reads_all = True
    async with world.bot():
        for room in (server.room(ME), server.room(GROUP)):
            content = {"photo": PHOTO, "caption": asked, "caption_entities": entities(asked)}
            await server.push("message", room.add(person(5), content))
            assert (await server.answered(room.number, 1))[0]["text"].startswith("Sở Y tế chủ trì 2 việc")


async def test_a_number_after_the_bot_s_name_means_the_list(world: World) -> None:
    server = world.server
    server.reads_all = True
    async with world.bot():
        await server.say("@hoiviec_bot Sở Y tế phải làm gì", GROUP)
        await server.answered(GROUP, 1)
        await server.say("@Hoiviec_Bot 2", GROUP)
        assert (await server.answered(GROUP, 2))[-1]["text"].startswith("Đề án mua sắm trang thiết bị y tế")


async def test_the_timeline_is_of_the_agency_that_was_named_or_of_none(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("/lich sở nông nghiệp và môi trường")
        heir = (await server.answered(ME, 1))[-1]["caption"]
        assert "Gồm việc văn bản giao cho" in heir
        assert "Sở Nông nghiệp và Phát triển nông thôn" in heir
        await server.say("/lich bộ chỉ huy")
        assert "Bộ Chỉ huy Quân sự tỉnh" in buttons((await server.answered(ME, 2))[-1])
        await server.say("/lich abcxyz")
        assert "không thấy tên cơ quan trong “abcxyz”" in (await server.answered(ME, 3))[-1]["text"]
        await server.say("/lich")
        assert "photo" in (await server.answered(ME, 4))[-1]


async def test_events_of_two_programmes_with_one_number_have_ids_of_their_own(world: World) -> None:
    task = next(task for task in world.store.tasks(world.store.all_tasks()) if task.deadlines)
    other = replace(task, programme=replace(task.programme, key="another-year"))
    now = world.clock()
    one, two = (calendar_of([each], now)[0] for each in (task, other))
    assert {line for line in one.splitlines() if line.startswith(b"UID")}.isdisjoint(two.splitlines())


async def test_administrators_are_known_where_telegram_does_not_tell_of_a_member(world: World) -> None:
    server = world.server
    server.room(GROUP).members |= {8: "creator"}
    server.faults.append(Fault("getChatMember", times=2, code=400))
    async with world.bot():
        await server.say("/nhacviec sở nội vụ", GROUP, by=6)
        assert "Chỉ quản trị viên" in (await server.answered(GROUP, 1))[-1]["text"]
        await server.say("/nhacviec việc của sở nội vụ", GROUP, by=8)
        assert "Nhắc việc đang bật" in (await server.answered(GROUP, 2))[-1]["text"]


async def test_who_is_no_owner_is_told_so_and_a_group_keeps_its_own(world: World) -> None:
    server = world.server
    async with world.bot(owners=frozenset({9})):
        await server.say("/nap")
        assert "Chỉ người quản trị bot" in (await server.answered(ME, 1))[-1]["text"]
        await server.say("/xoadulieu", GROUP)
        assert "của nhóm vẫn giữ" in (await server.answered(GROUP, 1))[-1]["text"]


async def test_the_bot_serves_where_its_commands_cannot_be_told(world: World) -> None:
    world.server.faults.append(Fault("setMyCommands", code=403))
    async with world.bot():
        await world.server.say("Sở Y tế phải làm gì")
        await world.server.answered(ME, 1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # tornado leaves its socket to the end
async def test_a_webhook_that_cannot_be_is_told_in_one_line(world: World, unused_tcp_port: int) -> None:
    taken = int(world.url.rpartition(":")[2])
    world.webhook = Webhook("127.0.0.1", taken, "http://127.0.0.1:1/t", "secret")
    with pytest.raises(Ended, match="TELEGRAM_WEBHOOK_PORT"):
        async with world.bot():
            pass
    gc.collect()
    world.webhook = Webhook("127.0.0.1", unused_tcp_port, "http://127.0.0.1:1/t", "secret")
    world.server.faults.append(Fault("setWebhook", code=400))
    with pytest.raises(Ended, match="TELEGRAM_WEBHOOK_URL"):
        async with world.bot():
            pass


async def test_a_heartbeat_that_cannot_be_written_neither_starts_nor_stops_polling(world: World) -> None:
    with pytest.raises(WrongSetting, match="TELEGRAM_HEARTBEAT"):
        writable_file("TELEGRAM_HEARTBEAT", "/no/such/folder/beat")
    world.heartbeat = world.heartbeat / "gone" / "beat"
    async with world.bot():
        await world.server.say("Sở Y tế phải làm gì")
        await world.server.answered(ME, 1)


async def test_a_picture_follows_a_group_that_moved_and_says_where_none_is_taken(world: World) -> None:
    server = world.server
    async with world.bot(owners=frozenset({9})):
        server.room(9)
        words = "Bad Request: not enough rights to send photos to the chat"
        server.faults.append(Fault("sendPhoto", code=400, words=words))
        await server.say("/lich sở nội vụ", GROUP)
        assert (await server.answered(GROUP, 1))[0]["text"] == NO_FILES_HERE
        server.room(-78, kind="group")
        new = await server.migrate(-78, tell=False)
        message = server.room(-78).add(person(5), {"text": "/lich", "entities": entities("/lich")})
        await server.push("message", message)
        assert "photo" in (await server.answered(new, 1))[0]
        words = "Bad Request: not enough rights to send text messages to the chat"
        server.faults.append(Fault("sendMessage", code=400, words=words))
        await server.say("/hoi Sở Y tế phải làm gì", GROUP)
        await server.until(lambda: not any(fault.times for fault in server.faults))
        await server.say("/hoi Sở Y tế phải làm gì", GROUP)
        await server.answered(GROUP, 2)
        assert server.room(9).of_bot() == []


async def test_a_group_that_was_allowed_is_so_under_its_new_number(world: World) -> None:
    server = world.server
    server.reads_all = True
    server.room(-77, kind="group")
    async with world.bot(allowed_groups=frozenset({-77})):
        await server.say("/hoi Sở Y tế phải làm gì", -77)
        await server.answered(-77, 1)
        new = await server.migrate(-77)
        await server.say("/hoi Sở Y tế phải làm gì", new)
        assert (await server.answered(new, 1))[0]["text"].startswith("Sở Y tế chủ trì")
        await server.say("/roll@dice_bot", GROUP)
        await server.say("/hoi Sở Y tế phải làm gì", GROUP)
        assert [m["text"] for m in await server.answered(GROUP, 1)] == [GROUP_NOT_ALLOWED]


async def test_an_inline_query_that_waited_too_long_is_no_error(world: World) -> None:
    server = world.server
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    async with world.bot(owners=frozenset({9})):
        server.room(9)
        server.faults.append(Fault("answerInlineQuery", code=400, words=words))
        await server.inline("sở y tế")
        await server.inline("sở nội vụ")
        await server.until(lambda: server.of("answerInlineQuery"))
        await server.until(lambda: not any(fault.times for fault in server.faults))
        assert server.room(9).of_bot() == []


async def test_an_album_is_answered_once(world: World) -> None:
    server = world.server
    async with world.bot():
        for _ in range(3):
            await server.push("message", server.room(ME).add(person(5), {"photo": PHOTO, "media_group_id": "7"}))
        await server.say("Sở Y tế phải làm gì")
        assert [m["text"][:7] for m in await server.answered(ME, 2)] == [ONLY_TEXT[:7], "Sở Y tế"]
