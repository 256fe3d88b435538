"""Inline mode: tasks to choose from in any chat."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.telegram.conftest import World
from tests.telegram.html_text import read_html, units

pytestmark = pytest.mark.asyncio


async def offered(world: World, words: str, count: int = 1) -> dict[str, Any]:
    """The answer to an inline query."""
    await world.server.inline(words)
    calls = await world.server.until(
        lambda: len(world.server.of("answerInlineQuery")) >= count and world.server.of("answerInlineQuery")
    )
    return dict(calls[-1].fields)


async def test_an_agency_s_tasks_are_offered_as_full_cards(world: World) -> None:
    async with world.bot():
        began = time.monotonic()
        answer = await offered(world, "sở y tế")
        assert time.monotonic() - began < 2
        first = answer["results"][0]
        assert 2 <= len(answer["results"]) <= 50
        assert first["title"].startswith("Đề án phát triển nguồn nhân lực ngành y tế")
        assert first["description"].startswith("Sở Y tế · ")
        text, tags = read_html(first["input_message_content"]["message_text"])
        assert units(text) <= 4096
        assert "blockquote expandable" in tags
        assert "Nguồn: 01/CTr-UBND" in text
        assert answer["button"]["start_parameter"] == "inline"
        assert (answer["is_personal"], answer["cache_time"]) == (False, 60)


@pytest.mark.parametrize(
    ("words", "begins"),
    [("trạm y tế", "Bệnh viện đa khoa"), ("", "Đề án phát triển"), ("bộ chỉ huy", "Bộ Chỉ huy")],
)
async def test_a_subject_nothing_or_an_ambiguous_name_offers_something(world: World, words: str, begins: str) -> None:
    async with world.bot():
        assert (await offered(world, words))["results"][0]["title"].startswith(begins)


async def test_what_is_not_there_offers_only_the_private_chat(world: World) -> None:
    async with world.bot():
        answer = await offered(world, "giá vàng hôm nay")
        assert answer["results"] == []
        assert "Hỏi riêng" in answer["button"]["text"]


async def test_results_about_one_s_own_agency_are_personal(world: World) -> None:
    async with world.bot() as telegram:
        assert (await offered(world, "sở mình phải làm gì"))["is_personal"] is True
        from bot.state import Chat, Kind

        telegram.office.state.chats.keep(Chat("telegram:5", Kind.PRIVATE, agency="Sở Nội vụ"))
        answer = await offered(world, "sở mình phải làm gì ", 2)
        assert answer["is_personal"] is True
        assert answer["results"][0]["description"].startswith("Sở Nội vụ")
