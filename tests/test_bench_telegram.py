"""The bench of the Telegram channel judges what it measured."""

from __future__ import annotations

from tests.bench.telegram import Crowd, _crowd_rows, _memory_rows, _paced_rows, _single_rows


def met(rows: list[object]) -> list[str]:
    return [row.met for row in rows]  # type: ignore[attr-defined]


def test_what_is_lost_slow_refused_or_growing_misses_its_aim() -> None:
    good, bad = Crowd([0.5] * 300, 0, 0, 0), Crowd([2.0] * 300, 1, 1, 3)
    assert met([*_crowd_rows(good), *_paced_rows(good)]) == ["–", "yes", "yes", "–", "yes", "yes"]
    assert met([*_crowd_rows(bad), *_paced_rows(bad)]) == ["–", "no", "no", "–", "no", "no"]
    assert met([*_memory_rows([100.0, 104.0, 109.0], 20_000)]) == ["–", "yes"]
    assert met([*_memory_rows([100.0, 104.0, 111.0], 20_000)]) == ["–", "no"]


def test_one_chat_is_judged_by_what_comes_on_top_of_the_engine() -> None:
    assert met([*_single_rows([0.050], [29.0])]) == ["–", "–", "yes"]
    assert met([*_single_rows([0.050], [31.0])]) == ["–", "–", "no"]
