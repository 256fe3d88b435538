"""A short simulation: the end of a quarter, with kills and an outage; the long one is `make simulate`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

from knowledge.store import Store
from tests.postgres import Postgres
from tests.simulation.judge import VIOLATIONS, judge, judge_weekly
from tests.simulation.year import Lived, Scale, live_through

SHORT = Scale(
    chats=24,
    first=date(2024, 3, 22),
    last=date(2024, 4, 3),
    kills=12,
    times=(time(7, 30), time(13, 30)),
    dead_times=(("2024-03-28T06:00", "2024-03-31T06:00"),),
)


def check(lived: Lived) -> None:
    verdict = judge(lived)
    judge_weekly(lived, verdict)
    assert {what: verdict.counts[what] for what in VIOLATIONS} == dict.fromkeys(VIOLATIONS, 0), verdict.examples
    assert verdict.counts["lần nhắc phải có"] > 20
    assert verdict.counts["tin đã tới"] > 20
    assert lived.counts["kill -9"] > 0


def test_no_reminder_is_lost_or_doubled_by_kills_and_an_outage(store: Store, tmp_path: Path) -> None:
    check(live_through(SHORT, f"sqlite:///{tmp_path / 'state.db'}", store.path, seed=7))


def test_no_reminder_is_lost_or_doubled_by_two_processes_on_postgresql(store: Store, postgres: Postgres) -> None:
    short = replace(SHORT, workers=2, chats=16, first=date(2024, 3, 26), last=date(2024, 4, 1), kills=8)
    check(live_through(short, postgres.fresh(), store.path, seed=8))
