"""Chats, contexts and button targets, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import VIETNAM
from bot.state import Approval, Chat, Kind, State

NOW = datetime(2024, 3, 1, 7, 30, tzinfo=VIETNAM)
GROUP = Chat(
    "telegram:-77",
    Kind.GROUP,
    title="Tổ công tác",
    agency="Sở Nội vụ",
    programmes=("01/CTr-UBND",),
    approval=Approval.APPROVED,
    rights=("administrator",),
)


def test_a_chat_is_kept_as_it_was_given(state: State) -> None:
    state.chats.keep(GROUP)
    assert state.chats.get(GROUP.id) == GROUP
    changed = replace(GROUP, agency="Sở Y tế", present=False)
    state.chats.keep(changed)
    assert state.chats.get(GROUP.id) == changed
    assert state.chats.all() == (changed,)


def test_an_unknown_chat_is_none(state: State) -> None:
    assert state.chats.get("telegram:1") is None


def test_no_name_of_a_person_is_kept(state: State) -> None:
    state.chats.keep(Chat("telegram:5", Kind.PRIVATE, title="Tên của một người"))
    assert state.chats.get("telegram:5") == Chat("telegram:5", Kind.PRIVATE)


def test_a_chat_that_the_bot_left_keeps_its_settings_until_it_returns(state: State) -> None:
    state.chats.keep(GROUP)
    state.chat_left(GROUP.id, "bị đưa ra khỏi nhóm", NOW)
    assert state.chats.get(GROUP.id) == replace(GROUP, present=False)
    state.chat_returned(GROUP.id)
    assert state.chats.get(GROUP.id) == GROUP


def test_settings_follow_a_migrated_group_and_its_old_id_leads_there(state: State) -> None:
    state.chats.keep(GROUP)
    assert state.move_chat(GROUP.id, "telegram:-100")
    moved = replace(GROUP, id="telegram:-100")
    assert state.chats.get("telegram:-100") == state.chats.get(GROUP.id) == moved
    assert state.chats.all() == (moved,)


def test_a_migration_told_twice_changes_nothing_more(state: State) -> None:
    state.chats.keep(GROUP)
    state.move_chat(GROUP.id, "telegram:-100")
    later = replace(GROUP, id="telegram:-100", agency="Sở Y tế")
    state.chats.keep(later)
    assert not state.move_chat(GROUP.id, "telegram:-100")
    assert state.chats.get("telegram:-100") == later


def test_the_old_settings_win_over_a_new_chat_that_was_seen_before_its_migration_was_told(state: State) -> None:
    state.chats.keep(GROUP)
    state.chats.keep(Chat("telegram:-100", Kind.GROUP))
    state.move_chat(GROUP.id, "telegram:-100")
    assert state.chats.get("telegram:-100") == replace(GROUP, id="telegram:-100")


def test_a_chat_that_nobody_knows_does_not_move(state: State) -> None:
    assert not state.move_chat("telegram:-1", "telegram:-2")
    assert state.chats.all() == ()


def test_a_forgotten_chat_leaves_nothing(state: State) -> None:
    state.chats.keep(GROUP)
    state.move_chat(GROUP.id, "telegram:-100")
    state.contexts.keep("telegram:-100", "telegram:5", {"a": 1}, NOW)
    state.forget_chat("telegram:-100")
    assert state.chats.get(GROUP.id) is None
    assert state.contexts.get("telegram:-100", "telegram:5", NOW) is None


def test_a_context_holds_ten_minutes(state: State) -> None:
    state.contexts.keep("c", "p", {"tasks": [1, 2], "agency": "Sở Nội vụ"}, NOW)
    assert state.contexts.get("c", "p", NOW + timedelta(minutes=9, seconds=59)) == {
        "tasks": [1, 2],
        "agency": "Sở Nội vụ",
    }
    assert state.contexts.get("c", "p", NOW + timedelta(minutes=10)) is None


def test_each_person_in_each_chat_has_a_context_and_the_newest_counts(state: State) -> None:
    state.contexts.keep("c", "p", {"n": 1}, NOW)
    state.contexts.keep("c", "q", {"n": 2}, NOW)
    state.contexts.keep("d", "p", {"n": 3}, NOW)
    state.contexts.keep("c", "p", {"n": 4}, NOW)
    assert [state.contexts.get(*key, NOW) for key in (("c", "p"), ("c", "q"), ("d", "p"))] == [
        {"n": 4},
        {"n": 2},
        {"n": 3},
    ]


def test_an_old_context_is_deleted_and_not_only_hidden(state: State) -> None:
    state.contexts.keep("c", "p", {"n": 1}, NOW)
    state.contexts.expire(NOW + timedelta(minutes=10))
    assert state.contexts.get("c", "p", NOW) is None


def test_the_context_of_a_person_who_is_forgotten_is_gone_in_every_chat(state: State) -> None:
    state.contexts.keep("c", "p", {"n": 1}, NOW)
    state.contexts.keep("d", "p", {"n": 1}, NOW)
    state.contexts.keep("d", "q", {"n": 2}, NOW)
    state.forget_person("p")
    assert [state.contexts.get(*key, NOW) for key in (("c", "p"), ("d", "p"), ("d", "q"))] == [None, None, {"n": 2}]


def test_moments_of_any_zone_are_compared_rightly(state: State) -> None:
    state.contexts.keep("c", "p", {"n": 1}, NOW)
    assert state.contexts.get("c", "p", (NOW + timedelta(minutes=9)).astimezone(UTC))


def test_a_moment_without_a_zone_is_refused(state: State) -> None:
    with pytest.raises(Exception, match="without a zone"):
        state.contexts.keep("c", "p", {}, NOW.replace(tzinfo=None))


def test_a_button_target_is_found_by_a_short_key_a_month_later(state: State) -> None:
    action = "task:01/CTr-UBND:III.1.1.c#2|" + "rất dài " * 20
    key = state.button_targets.keep(action, NOW)
    assert key.isascii()
    assert len(key) == 16
    state.button_targets.expire(NOW + timedelta(days=31))
    assert state.button_targets.get(key) == action


def test_the_same_action_has_the_same_key_and_is_kept_from_the_last_time_on(state: State) -> None:
    key = state.button_targets.keep("a", NOW)
    assert state.button_targets.keep("a", NOW + timedelta(days=100)) == key
    assert state.button_targets.keep("b", NOW) != key
    state.button_targets.expire(NOW + timedelta(days=200))
    assert state.button_targets.get(key) == "a"
    state.button_targets.expire(NOW + timedelta(days=300))
    assert state.button_targets.get(key) is None
