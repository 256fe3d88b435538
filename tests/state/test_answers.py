"""Answers of questions, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import VIETNAM
from bot.state import Chat, Kind, State
from bot.state.turns import KeptTurn

NOW = datetime(2024, 3, 1, 7, 30, tzinfo=VIETNAM)


def keep(state: State, chat: str, *answers: str) -> None:
    state.turns.keep([KeptTurn(chat, "telegram:5", None, "10", answers, NOW)])


def test_the_answer_of_a_question_is_found_for_two_days(state: State) -> None:
    keep(state, "telegram:5", "11", "12")
    assert state.answers.get("telegram:5", "10", NOW + timedelta(hours=47)) == ("11", "12")
    assert state.answers.get("telegram:5", "10", NOW + timedelta(hours=48)) == ()
    assert state.answers.get("telegram:6", "10", NOW) == ()


def test_a_later_answer_takes_the_place_of_the_one_before(state: State) -> None:
    keep(state, "telegram:5", "11")
    keep(state, "telegram:5", "13")
    assert state.answers.get("telegram:5", "10", NOW) == ("13",)


def test_a_forgotten_or_migrated_chat_keeps_no_answers(state: State) -> None:
    state.chats.keep(Chat("telegram:-7", Kind.GROUP))
    for chat in ("telegram:5", "telegram:-7"):
        keep(state, chat, "11")
    state.forget_chat("telegram:5")
    state.move_chat("telegram:-7", "telegram:-1007")
    assert [state.answers.get(chat, "10", NOW) for chat in ("telegram:5", "telegram:-7", "telegram:-1007")] == [()] * 3


def test_turns_of_many_chats_are_kept_in_one_step_contexts_too(state: State) -> None:
    turns = [KeptTurn(f"telegram:{n}", f"telegram:{n}", {"n": n}, "10", (str(n),), NOW) for n in range(50)]
    state.turns.keep(turns)
    assert state.contexts.get("telegram:7", "telegram:7", NOW) == {"n": 7}
    assert state.answers.get("telegram:7", "10", NOW) == ("7",)
    state.expire(NOW + timedelta(days=3))
    assert state.contexts.get("telegram:7", "telegram:7", NOW) is None
    assert state.answers.get("telegram:7", "10", NOW) == ()
