"""Open updates: kept until they are dealt with, by who took them, a day at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.state import State
from bot.state.open_updates import OpenUpdate, Step

NOW = datetime(2024, 3, 4, 2, 0, tzinfo=UTC)
FIRST, SECOND, THIRD = (OpenUpdate(number, f'{{"update_id":{number}}}') for number in (2**33, 2**33 + 1, 2**33 + 2))


def test_what_is_left_open_is_told_in_order_with_what_was_being_answered(state: State) -> None:
    kept = state.open_updates
    kept.keep("polling", [SECOND, FIRST, THIRD], NOW)
    kept.note("polling", [Step(FIRST.number, closed=False), Step(SECOND.number, closed=True)])
    assert kept.left("polling", NOW) == (OpenUpdate(FIRST.number, FIRST.content, answering=True), THIRD)
    kept.note("polling", [Step(FIRST.number, closed=True), Step(THIRD.number, closed=False)])
    kept.note("polling", [Step(THIRD.number, closed=True)])
    assert kept.left("polling", NOW) == ()


def test_nobody_takes_up_what_another_took(state: State) -> None:
    state.open_updates.keep("webhook:a:8443", [FIRST], NOW)
    state.open_updates.note("polling", [Step(FIRST.number, closed=True)])
    assert state.open_updates.left("polling", NOW) == ()
    assert state.open_updates.left("webhook:a:8443", NOW) == (FIRST,)


def test_what_is_older_than_a_day_is_neither_taken_up_nor_kept(state: State) -> None:
    state.open_updates.keep("polling", [FIRST], NOW)
    assert state.open_updates.left("polling", NOW + timedelta(hours=24)) == ()
    state.expire(NOW + timedelta(hours=24))
    assert state.open_updates.left("polling", NOW) == ()
