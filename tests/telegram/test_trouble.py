"""Trouble: limits, timeouts, restarts, a second instance, errors, and what the outbox is told of a send."""

from __future__ import annotations

import asyncio
import json
import logging
import time

import pytest
from aiohttp import ClientConnectorError, ClientSession
from aiohttp.client_reqrep import ConnectionKey

from bot.delivery import Gone, Migrated, Refused, Sent, TryLater, Unknown
from bot.logs import JsonLines
from bot.reply import Reply, plain
from bot.settings import Webhook
from bot.telegram import courier, serving
from bot.telegram.serving import ANOTHER, STOPPED, WRONG_TOKEN, Ended, Serving
from tests.telegram.conftest import World
from tests.telegram.rooms import buttons
from tests.telegram.server import TOKEN, Fault

pytestmark = pytest.mark.asyncio
HELLO = Reply((plain("Chào"),))
KEY = ConnectionKey("127.0.0.1", 1, False, True, None, None, None)


async def test_telegram_s_429_is_waited_out_and_the_answer_comes(world: World) -> None:
    server = world.server
    server.faults.append(Fault("sendMessage", code=429, retry_after=1))
    async with world.bot():
        await server.say("Sở Y tế phải làm gì")
        [answer] = await server.answered(5, 1)
        assert answer["text"].startswith("Sở Y tế chủ trì")
        refused, sent = [call for call in server.calls if call.method == "sendMessage"]
        assert (refused.status, sent.status) == (429, 200)
        assert sent.at - refused.at >= 1


async def test_an_answer_that_may_have_arrived_is_not_sent_again(world: World) -> None:
    server = world.server
    server.faults.append(Fault("sendMessage", cut="after"))
    async with world.bot():
        await server.say("Sở Y tế phải làm gì")
        await server.answered(5, 1)
        await server.say("Sở Nội vụ phải làm gì")
        answers = await server.answered(5, 2)
        assert [a["text"][:9] for a in answers] == ["Sở Y tế c", "Sở Nội vụ"]


@pytest.mark.parametrize("mode", ["polling"])
async def test_a_call_that_never_reached_telegram_is_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    server = world.server
    monkeypatch.setattr(courier, "_PAUSES", (0.05, 0.05))
    async with world.bot() as telegram:
        session = telegram.application.bot.request._session  # type: ignore[attr-defined]
        real, failures = session._connector.connect, iter([ClientConnectorError(KEY, OSError("down")), TimeoutError()])

        async def connect(*given: object, **options: object) -> object:
            if failure := next(failures, None):
                raise failure
            return await real(*given, **options)

        monkeypatch.setattr(session._connector, "connect", connect)
        await server.say("Sở Y tế phải làm gì")
        assert len(await server.answered(5, 1)) == 1


async def test_an_edit_that_was_cut_off_is_made_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    server = world.server
    monkeypatch.setattr(courier, "_PAUSES", (0.05, 0.05))
    async with world.bot():
        await server.say("Sở Y tế phải làm gì")
        await server.answered(5, 1)
        server.faults.append(Fault("editMessageText", cut="before"))
        await server.press("Việc chung (12)")
        await server.shows(5, "12 việc chung")


async def test_a_button_works_after_a_restart_and_on_another_state_of_memory(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("ai lo trạm y tế")
        await server.say("Sở Nội vụ phải làm gì")
        await server.answered(5, 2)
    topic, listed = server.room(5).of_bot()
    async with world.bot():
        await server.press("2", message=topic)
        await server.until(lambda: "‹ Danh sách" in buttons(topic))
        await server.press("‹ Danh sách", message=topic)
        await server.until(lambda: "3" in buttons(topic))
        await server.press("Trang sau ›", message=listed)
        await server.until(lambda: "6. " in listed["text"])


async def test_what_was_asked_while_the_bot_was_away_is_answered_in_order(world: World) -> None:
    server = world.server
    for text in ("Sở Y tế phải làm gì", "còn Sở Nội vụ?", "còn Sở Tài chính?"):
        await server.say(text)
    async with world.bot():
        answers = await server.answered(5, 3)
    assert [a["text"].partition(" chủ trì")[0] for a in answers] == ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"]


async def test_stopping_answers_first_what_was_fetched(world: World) -> None:
    server = world.server
    async with world.bot():
        await server.say("/trogiup")
        await server.answered(5, 1)
        server.faults.append(Fault("sendMessage", times=1, delay=0.5))
        for number in range(8):
            await server.say(f"Sở Y tế phải làm gì {number}", 100 + number, by=100 + number)
        await server.until(lambda: len(server.of("sendMessage")) >= 2)
    assert sum(len(server.room(100 + number).of_bot()) for number in range(8)) == 8


@pytest.mark.parametrize("mode", ["polling"])
async def test_one_slow_chat_does_not_hold_up_the_others(world: World) -> None:
    server = world.server
    async with world.bot():
        server.faults.append(Fault("sendMessage", delay=2.0))
        await server.say("Sở Y tế phải làm gì", 5)
        await server.until(lambda: len(server.of("sendMessage")) == 1)
        await server.say("Sở Nội vụ phải làm gì", 5)
        began = time.monotonic()
        await server.say("Sở Y tế phải làm gì", 6, by=6)
        await server.answered(6, 1)
        assert time.monotonic() - began < 1.5
        assert len(server.room(5).of_bot()) == 1
        await server.answered(5, 2)


@pytest.mark.parametrize("mode", ["polling"])
async def test_a_second_instance_says_so_and_ends(world: World) -> None:
    async with world.bot():
        with pytest.raises(Ended) as ended:
            async with world.bot():
                await asyncio.sleep(5)
        assert str(ended.value) == ANOTHER


@pytest.mark.parametrize("mode", ["polling"])
async def test_a_wrong_token_ends_with_one_line(world: World) -> None:
    with pytest.raises(Ended) as ended:
        async with world.bot(token="123456789:AAE-but-not-the-one-of-this-server"):
            pass
    assert str(ended.value) == WRONG_TOKEN


@pytest.mark.parametrize("mode", ["polling"])
async def test_an_unreachable_server_ends_with_a_line_that_names_the_settings(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "_PAUSES", ())
    with pytest.raises(Ended, match="TELEGRAM_PROXY"):
        async with world.bot(base_url="http://127.0.0.1:9"):
            pass


async def test_an_error_is_apologised_for_and_told_to_the_owner_without_anybody_s_words(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = world.server
    server.room(9)
    async with world.bot(owners=frozenset({9})) as telegram:

        def broken(*_given: object) -> None:
            raise RuntimeError("kho hỏng")

        monkeypatch.setattr(telegram.office.conversations, "ask", broken)
        with caplog.at_level(logging.INFO):
            await server.say("câu hỏi bí mật")
            [apology] = await server.answered(5, 1)
            [told] = await server.answered(9, 1)
        number = apology["text"].partition("mã ")[2].partition(")")[0]
        assert apology["text"].startswith("Xin lỗi")
        assert number in told["text"]
        assert "RuntimeError" in told["text"]
        logged = "\n".join(JsonLines().format(record) for record in caplog.records if record.name.startswith("bot"))
        assert number in logged
        assert "kho hỏng" in logged
        assert "bí mật" not in logged + told["text"]
        assert TOKEN not in logged


@pytest.mark.parametrize("mode", ["polling"])
async def test_the_outbox_is_told_what_became_of_a_send(world: World) -> None:
    server = world.server
    async with world.bot() as telegram:
        send = telegram.office.speaker.send
        server.room(5)
        sent = await send("telegram:5", "", HELLO, silent=True)
        assert sent == Sent("1")
        assert server.of("sendMessage")[-1].fields["disable_notification"] is True
        server.faults.append(Fault("sendMessage", code=429, retry_after=7))
        assert await send("telegram:6", "", HELLO, silent=False) == TryLater(7.0, "429")
        telegram.application.bot.rate_limiter.pace._all._closed_until = 0.0  # type: ignore[union-attr]
        server.faults.append(Fault("sendMessage", cut="after"))
        assert isinstance(await send("telegram:5", "", HELLO, silent=False), Unknown)
        assert isinstance(await send("telegram:404", "", HELLO, silent=False), Gone)
        server.room(-50, forum=True)
        assert isinstance(await send("telegram:-50", "99", HELLO, silent=False), Refused)
        server.room(-51).bot = "kicked"
        assert isinstance(await send("telegram:-51", "", HELLO, silent=False), Gone)
        new = await server.migrate(-50, tell=False)
        assert await send("telegram:-50", "", HELLO, silent=False) == Migrated(f"telegram:{new}")


@pytest.mark.parametrize("mode", ["polling"])
async def test_sixty_chats_at_once_are_answered_within_telegram_s_thirty_a_second(world: World) -> None:
    server = world.server
    server.rates = {"overall": (30, 1), "group": (20, 60)}
    async with world.bot(sends_per_second=25.0):
        for number in range(60):
            await server.say("Sở Y tế phải làm gì", 200 + number, by=200 + number)
        await server.until(lambda: len(server.of("sendMessage")) >= 60, 15)
        assert len({call.fields["chat_id"] for call in server.of("sendMessage")}) == 60
        # A machine that stands still for a moment lets go of several at once: those wait as told.
        assert len([call for call in server.calls if call.status == 429]) <= 3


@pytest.mark.parametrize("mode", ["webhook"])
async def test_webhook_takes_updates_with_the_secret_only_and_says_how_it_is(world: World, webhook: Webhook) -> None:
    server = world.server
    async with world.bot(), ClientSession() as web:
        await server.say("Sở Y tế phải làm gì")
        assert (await server.answered(5, 1))[0]["text"].startswith("Sở Y tế chủ trì")
        await server.press("1")
        await server.shows(5, "Đề án phát triển")
        [told] = server.of("setWebhook")
        assert told.fields["secret_token"] == webhook.secret
        update = {"update_id": 99, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}}
        for headers, status in (({}, 403), ({"X-Telegram-Bot-Api-Secret-Token": "sai"}, 403)):
            async with web.post(webhook.url, json=update, headers=headers) as response:
                assert response.status == status
        right = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret}
        async with web.post(webhook.url, data=b"[", headers=right) as response:
            assert response.status == 400
        async with web.get(f"http://127.0.0.1:{webhook.port}/health") as response:
            assert (response.status, json.loads(await response.text())["well"]) == (200, True)


@pytest.mark.parametrize("mode", ["polling"])
async def test_the_heartbeat_is_as_young_as_the_last_poll(world: World) -> None:
    async with world.bot() as telegram:
        await world.server.say("/trogiup")
        await world.server.answered(5, 1)
        assert time.time() - world.heartbeat.stat().st_mtime < 30
        assert telegram.pulse.well
        telegram.pulse._reached -= 100
        assert not telegram.pulse.well


@pytest.mark.parametrize("mode", ["polling"])
@pytest.mark.parametrize("told", [WRONG_TOKEN, STOPPED])
async def test_a_polling_loop_that_stopped_ends_the_process_with_a_message(
    world: World, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.setattr(serving, "_TICK", 0.1)

    async def served() -> None:
        async with world.bot() as telegram:
            await world.server.say("/trogiup")
            await world.server.answered(5, 1)
            if told == WRONG_TOKEN:
                world.server.faults.append(Fault("getUpdates", code=401, times=100))
                await world.server.say("/trogiup")
            else:
                monkeypatch.setattr(serving, "_STILL", 0.5)
            async with asyncio.timeout(20):
                while telegram.application.running:
                    await asyncio.sleep(0.05)

    with pytest.raises(Ended) as ended:
        await served()
    assert str(ended.value) == told


@pytest.mark.parametrize("mode", ["polling"])
async def test_work_beside_the_bot_that_ends_ends_the_process(world: World) -> None:
    settings = world.settings()
    async with world.bot() as telegram:
        beside = Serving(telegram, settings)

        async def failing() -> None:
            raise RuntimeError("hỏng")

        task = asyncio.create_task(failing())
        task.add_done_callback(beside._task_ended)
        await asyncio.sleep(0.05)
        assert beside._why == STOPPED
