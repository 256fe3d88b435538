"""Answers of questions, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import VIETNAM
from bot.state import Chat, Kind, State

NOW = datetime(2024, 3, 1, 7, 30, tzinfo=VIETNAM)


def test_the_answer_of_a_question_is_found_for_two_days(state: State) -> None:
    state.answers.keep("telegram:5", "10", ["11", "12"], NOW)
    assert state.answers.get("telegram:5", "10", NOW + timedelta(hours=47)) == ("11", "12")
    assert state.answers.get("telegram:5", "10", NOW + timedelta(hours=48)) == ()
    assert state.answers.get("telegram:6", "10", NOW) == ()


def test_a_later_answer_takes_the_place_of_the_one_before(state: State) -> None:
    state.answers.keep("telegram:5", "10", ["11"], NOW)
    state.answers.keep("telegram:5", "10", ["13"], NOW)
    assert state.answers.get("telegram:5", "10", NOW) == ("13",)


def test_a_forgotten_or_migrated_chat_keeps_no_answers(state: State) -> None:
    state.chats.keep(Chat("telegram:-7", Kind.GROUP))
    for chat in ("telegram:5", "telegram:-7"):
        state.answers.keep(chat, "10", ["11"], NOW)
    state.forget_chat("telegram:5")
    state.move_chat("telegram:-7", "telegram:-1007")
    assert [state.answers.get(chat, "10", NOW) for chat in ("telegram:5", "telegram:-7", "telegram:-1007")] == [()] * 3
