"""Any text is answered somehow, and soon."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from knowledge.answers import Answer
from tests.random_texts import random_texts, slow_answers

_WORDS = (
    "Sở Y tế",
    "so noi vu",
    "phải làm gì",
    "hạn nào",
    "tháng 9",
    "quý I",
    "GPMB",
    "ko",
    "trong 30 ngày",
    "việc thứ 2",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(_WORDS)), max_size=12))
def test_any_text_is_answered(assistant: Assistant, parts: list[str]) -> None:
    assert isinstance(assistant.ask(" ".join(parts), date(2024, 3, 4)).answer, Answer)


def test_no_text_takes_long(assistant: Assistant) -> None:
    slow, times = slow_answers(assistant, 1_000)
    assert len(times) == 1_000
    assert slow == []


def test_the_same_seed_gives_the_same_texts() -> None:
    assert list(random_texts(5, seed=1)) == list(random_texts(5, seed=1)) != list(random_texts(5, seed=2))
