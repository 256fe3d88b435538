"""The bench of reminders judges what it measured."""

from __future__ import annotations

from typing import Any

from bot.state.letters import LetterStatus
from tests.bench.reminders import Rush, _most, rush_rows
from tests.telegram.server import Call


def sent(at: float, chat: int, **fields: Any) -> Call:
    return Call("sendMessage", {"chat_id": chat, **fields}, [], [], status=200, at=at)


def met(rush: Rush, wanted: int) -> list[str]:
    return [row.met for row in rush_rows(rush, "x", wanted) if row.met != "–"]


def test_what_is_lost_doubled_refused_or_too_fast_misses_its_aim() -> None:
    calls = [sent(n / 20, n) for n in range(40)] + [
        sent(2 + n / 20, 40 + n, disable_notification=True) for n in range(5)
    ]
    assert met(Rush(0.0, calls, [0.1]), 45) == ["yes"] * 6
    assert met(Rush(0.0, calls, [0.1], outbox={LetterStatus.UNKNOWN: 2}), 47) == ["yes"] * 6
    hasty = [sent(n / 40, n) for n in range(60)]
    assert met(Rush(0.0, hasty, [0.1]), 60)[0] == "no"
    assert met(Rush(0.0, [*calls, calls[0]], [0.1]), 45)[3] == "no"
    assert met(Rush(0.0, calls, [0.1], refused=1), 46)[2:4] == ["no", "no"]
    late = [sent(0.0, 1, disable_notification=True), *(sent(n, n) for n in range(2, 14))]
    assert met(Rush(0.0, late, [0.1]), 13)[-1] == "no"


def test_the_most_in_any_stretch_is_counted() -> None:
    assert _most([0.0, 0.5, 0.9, 1.0, 5.0], 1.0) == 3
    assert _most([], 1.0) == 0
