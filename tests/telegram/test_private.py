"""A private chat: each command, questions and follow-ups, buttons, pages, edits, files."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.clock import VIETNAM
from bot.sentences import EXAMPLES, FORGOTTEN, HELP_COMMANDS, ONLY_TEXT, OUTDATED, TOO_MANY_QUESTIONS
from tests.telegram.conftest import World
from tests.telegram.rooms import buttons
from tests.telegram.server import TelegramServer

pytestmark = pytest.mark.asyncio
SCOPES = {"default": -1, "all_private_chats": None, "all_group_chats": -1}  # /xoadulieu is for private chats only
ME = 5


async def said(server: TelegramServer, text: str, count: int) -> str:
    """What the bot's message number `count` says after a text."""
    await server.say(text)
    return str((await server.answered(ME, count))[-1].get("text", ""))


async def test_a_question_is_answered_with_the_answer_in_bold_and_its_source(world: World) -> None:
    async with world.bot():
        assert (await said(world.server, "Sở Y tế phải làm gì", 1)).startswith("Sở Y tế chủ trì 2 việc")
        [call] = world.server.of("sendMessage")
        assert call.fields["text"].startswith("<b>Sở Y tế chủ trì 2 việc:</b>")
        assert "Nguồn: 01/CTr-UBND ngày 19/01/2024" in call.fields["text"]
        assert call.fields["link_preview_options"] == {"is_disabled": True}
        assert "message_thread_id" not in call.fields
        assert "reply_parameters" not in call.fields


async def test_every_command_is_answered(world: World) -> None:
    async with world.bot():
        begins = {
            "/start": "Hỏi Việc", "/hoi ai lo giải phóng mặt bằng": "Sở Tài nguyên và Môi trường", "/hoi": "Bạn ghi",
            "/coquan": "52 cơ quan", "/coquan sở y tế": "Sở Y tế chủ trì", "/denhan": "Bạn muốn xem",
            "/denhan tháng 9": "2 việc đến hạn từ 01/09/2024", "/vanban": "Đang tra được 1 văn bản",
            "/trogiup": "Cách dùng", "/help": "Cách dùng", "/xoadulieu": "Xóa dữ liệu về bạn?",
        }  # fmt: skip
        for number, (command, begin) in enumerate(begins.items(), 1):
            assert (await said(world.server, command, number)).startswith(begin), command


async def test_the_welcome_offers_four_examples_that_are_asked_by_pressing(world: World) -> None:
    async with world.bot():
        await world.server.say("/start")
        [start] = await world.server.answered(ME, 1)
        assert list(buttons(start))[:4] == list(EXAMPLES)
        await world.server.press(EXAMPLES[0])
        assert await world.server.shows(ME, "Sở Y tế chủ trì 2 việc") is start


async def test_the_commands_are_told_for_each_scope_to_vietnamese_clients_and_to_all_others(world: World) -> None:
    async with world.bot():
        told = world.server.of("setMyCommands")
    fields = [call.fields for call in told]
    seen = {(each["scope"]["type"], each.get("language_code", "")): each["commands"] for each in fields}
    scopes = {scope: list(HELP_COMMANDS)[:count] for scope, count in SCOPES.items()}
    # A client in English takes the list without a language: https://core.telegram.org/bots/api#botcommandscope
    assert {key: {c["command"]: c["description"] for c in commands} for key, commands in seen.items()} == {
        (scope, language): {name: HELP_COMMANDS[name] for name in names}
        for scope, names in scopes.items() for language in ("", "vi")
    }  # fmt: skip
    assert len(told) == len(seen)


async def test_a_follow_up_goes_on_from_the_last_answer_for_ten_minutes(world: World) -> None:
    moment = datetime(2024, 3, 4, 9, 0, tzinfo=VIETNAM)
    async with world.bot():
        world.clock = lambda: moment
        await said(world.server, "Sở Y tế phải làm gì", 1)
        assert (await said(world.server, "còn Sở Nội vụ?", 2)).startswith("Sở Nội vụ chủ trì 6 việc")
        assert (await said(world.server, "2", 3)).startswith("Phê duyệt đề án vị trí việc làm")
        assert "31/07/2024" in await said(world.server, "hạn khi nào?", 4)
        await said(world.server, "Sở Nội vụ phải làm gì", 5)
        assert (await said(world.server, "tiếp", 6)).partition("\n")[2].startswith("5. ")
        world.clock = lambda: moment + timedelta(minutes=11)
        assert not (await said(world.server, "2", 7)).startswith("Phê duyệt đề án vị trí việc làm")


async def test_two_people_s_conversations_are_not_mixed(world: World) -> None:
    async with world.bot():
        await world.server.say("Sở Y tế phải làm gì", 5, by=5)
        await world.server.say("ai lo giải phóng mặt bằng", 6, by=6)
        await world.server.answered(5, 1)
        await world.server.answered(6, 1)
        await world.server.say("1", 5, by=5)
        assert (await world.server.answered(5, 2))[-1]["text"].startswith("Đề án phát triển nguồn nhân lực ngành y tế")


async def test_pressing_edits_the_message_in_place(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("các sở ban ngành tỉnh phải làm gì")
        await server.answered(ME, 1)
        for label, then in (
            ("Trang sau ›", "‹ Trang trước"), ("‹ Trang trước", "1"), ("1", "‹ Danh sách"),
            ("‹ Danh sách", "Phối hợp (6)"), ("Phối hợp (6)", "Trang sau ›"),
        ):  # fmt: skip
            await server.press(label)
            await server.offers(ME, then)
        await server.shows(ME, "6 việc phối hợp")
        await server.until(lambda: len(server.of("answerCallbackQuery")) == 5)
        assert len(server.room(ME).of_bot()) == 1


async def test_a_task_has_its_buttons_and_its_citation_to_copy(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("Sở Nội vụ phải làm gì")
        await server.answered(ME, 1)
        await server.press("2")
        await server.offers(ME, "📋 Sao chép trích dẫn")
        keys = buttons(server.room(ME).newest())
        assert list(keys) == ["🔔 Nhắc", "📅 .ics", "📋 Sao chép trích dẫn", "‹ Danh sách"]
        cited = keys["📋 Sao chép trích dẫn"]["copy_text"]["text"]
        assert cited.endswith("(mục III.1.1.c, 01/CTr-UBND ngày 19/01/2024)")
        assert "<blockquote expandable>" in server.of("editMessageText")[-1].fields["text"]


async def test_an_ambiguous_agency_is_chosen_by_pressing(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("bộ chỉ huy phải làm gì")
        await server.answered(ME, 1)
        await server.press("Bộ Chỉ huy Quân sự tỉnh")
        await server.shows(ME, "Bộ Chỉ huy Quân sự tỉnh chủ trì")


async def test_one_s_own_agency_is_remembered_and_forgotten(world: World) -> None:
    server = world.server
    async with world.bot():
        assert (await said(server, "sở mình phải làm gì", 1)).startswith("Tôi chưa biết cơ quan của bạn")
        for label in ("🏢 Chọn cơ quan của tôi", "Sở (16)", "Sở Nội vụ"):
            await server.offers(ME, label)
            await server.press(label)
        await server.shows(ME, "Đã nhớ cơ quan: Sở Nội vụ")
        assert (await said(server, "sở mình phải làm gì", 2)).startswith("Sở Nội vụ chủ trì 6 việc")
        await said(server, "/xoadulieu", 3)
        await server.press("Xóa")
        await server.shows(ME, FORGOTTEN)
        assert (await said(server, "sở mình phải làm gì", 4)).startswith("Tôi chưa biết")
        state = world.state()
        assert state.chats.get("telegram:5") is None
        state.close()


async def test_an_edited_question_has_its_answer_edited(world: World) -> None:
    server = world.server
    async with world.bot():
        asked = await server.say("Sở Y tế phải làm gì")
        await server.answered(ME, 1)
        await server.rewrite(asked, "Sở Nội vụ phải làm gì")
        await server.shows(ME, "Sở Nội vụ chủ trì")
        assert len(server.room(ME).of_bot()) == 1
        await server.rewrite(asked, "Sở Nội vụ phải làm gì ạ")
        await server.until(lambda: any(c.status == 400 for c in server.calls if c.method == "editMessageText"))


async def test_what_falls_due_is_shown_by_span(world: World) -> None:
    server = world.server
    world.clock = lambda: datetime(2024, 3, 4, 9, 0, tzinfo=VIETNAM)
    async with world.bot():
        for label, begins in (
            ("Tháng này", "5 việc đến hạn từ 01/03/2024 đến 31/03/2024"), ("Đã quá hạn", "1 việc đã qua thời hạn"),
            ("Tuần này", "Không có nhiệm vụ nào đến hạn từ 04/03/2024"), ("Quý này", "6 việc đến hạn từ 01/01/2024"),
            ("Cả năm 2024", "7 việc đến hạn từ 01/01/2024 đến 31/12/2024"),
        ):  # fmt: skip
            await server.say("/denhan")
            await server.offers(ME, label)
            await server.press(label)
            await server.shows(ME, begins)


async def test_the_timeline_comes_as_a_picture_and_deadlines_as_a_calendar(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("/lich sở nội vụ")
        [picture] = await server.answered(ME, 1)
        assert "thời hạn trong năm 2024" in picture["caption"]
        await server.say("Sở Nội vụ phải làm gì")
        await server.answered(ME, 2)
        await server.press("📅 .ics")
        await server.answered(ME, 3)
        await server.press("🗓 Lịch")
        await server.answered(ME, 4)
        (first, png), (second, ics), (_, again) = server.uploads
        assert (first, second) == ("lich.png", "thoi-han.ics")
        assert png.startswith(b"\x89PNG")
        assert again == png
        assert ics.startswith(b"BEGIN:VCALENDAR")


async def test_more_than_twenty_questions_a_minute_get_one_kind_word(world: World) -> None:
    server = world.server
    async with world.bot():
        for _ in range(24):
            await server.say("Sở Y tế phải làm gì")
        answers = await server.answered(ME, 21)
        await server.say("x", 6, by=6)
        await server.answered(6, 1)
        assert [a["text"] for a in answers[20:]] == [TOO_MANY_QUESTIONS]
        assert len(server.room(ME).of_bot()) == 21


async def test_a_sticker_is_not_a_question(world: World) -> None:
    async with world.bot():
        sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "is_animated": False,
                   "is_video": False, "type": "regular"}  # fmt: skip
        message = world.server.room(ME).add({"id": 5, "is_bot": False, "first_name": "A"}, {"sticker": sticker})
        await world.server.push("message", message)
        assert (await world.server.answered(ME, 1))[0]["text"] == ONLY_TEXT


@pytest.mark.parametrize("data", ["0a:x:o:0", "9t:x:y", "1k:aaaaaaaaaaaaaaaa", "menu:1", "1m:unknown1"])
async def test_an_old_or_foreign_button_says_kindly_that_it_is_out_of_date(world: World, data: str) -> None:
    server = world.server
    async with world.bot():
        await server.say("Sở Y tế phải làm gì")
        [message] = await server.answered(ME, 1)
        await server.press_data(data, message)
        [answer] = await server.until(lambda: server.of("answerCallbackQuery"))
        if data == "1m:unknown1":
            await server.shows(ME, OUTDATED)
        else:
            assert (answer.fields["text"], answer.fields["show_alert"]) == (OUTDATED, True)
