"""A short simulation: the end of a year, with kills and an outage; the long one is `make simulate`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from tests.postgres import Postgres
from tests.simulation.bugs import BUGS
from tests.simulation.judge import VIOLATIONS, Verdict, judge
from tests.simulation.year import Lived, Scale, live_through

# In these days: deadlines before a day, monthly ones, on a Sunday, on New Year's Day, a programme loaded two days
# before a deadline, overdue tasks that are told for the last time, and three days without any process.
SHORT = Scale(
    chats=24,
    first=date(2024, 12, 12),
    last=date(2025, 1, 7),
    kills=12,
    times=(time(7, 30), time(13, 30)),
    dead_times=(("2024-12-20T06:00", "2024-12-23T06:00"),),
)
# Without kills and troubles, so that a bug shows by itself; three mornings without network leave letters unsent.
PLAIN = replace(
    SHORT, chats=14, last=date(2025, 1, 7), kills=0, times=(time(7, 30),), trouble=0.0, restarts=0.0, dead_times=(),
    cut_times=(("2024-12-16T00:00", "2024-12-18T00:00"),),
)  # fmt: skip


def check(lived: Lived) -> Verdict:
    verdict = judge(lived)
    assert {what: verdict.counts[what] for what in VIOLATIONS} == dict.fromkeys(VIOLATIONS, 0), verdict.examples
    assert verdict.counts["lần nhắc phải có"] > 20
    return verdict


def test_no_reminder_is_lost_or_doubled_by_kills_and_an_outage(tmp_path: Path) -> None:
    lived = live_through(SHORT, f"sqlite:///{tmp_path / 'state.db'}", tmp_path, seed=7)
    check(lived)
    assert lived.counts["kill -9"] > 0


def test_no_reminder_is_lost_or_doubled_by_two_processes_on_postgresql(tmp_path: Path, postgres: Postgres) -> None:
    lived = live_through(replace(SHORT, workers=2, chats=16), postgres.fresh(), tmp_path, seed=8)
    check(lived)
    assert lived.counts["kill -9"] > 0


def test_the_judge_finds_nothing_in_a_plain_month(tmp_path: Path) -> None:
    verdict = check(live_through(PLAIN, f"sqlite:///{tmp_path / 'state.db'}", tmp_path, seed=14))
    # Kills come at other points each time; here everything that the judge knows is lived through every time.
    assert verdict.counts["trong đó vì mới bật hoặc văn bản mới nạp"] > 0
    assert verdict.counts["việc quá hạn được nhắc lần cuối"] > 0
    assert verdict.counts["tin gửi muộn"] > 0


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_the_judge_reports_a_bug(bug: Callable[[], None], tmp_path: Path) -> None:
    lived = live_through(PLAIN, f"sqlite:///{tmp_path / 'state.db'}", tmp_path, seed=14, bug=bug)
    assert judge(lived).counts[BUGS[bug]] > 0
