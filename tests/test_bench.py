"""The bench's parts on tiny inputs; nothing here depends on how fast the machine is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench.machine import cpu_model, machine_rows
from tests.bench.memory import peak_memory
from tests.bench.percentiles import percentile
from tests.bench.report import StoreFacts, memory_rows, speed_rows, start_rows, store_rows
from tests.bench.table import HEAD, Aim, Row, figure, markdown
from tests.bench.timing import Times, in_turns

STORE = StoreFacts(size=512_000, tasks=48, build=2.5, cold=0.5, cold_building=3.0)


@pytest.mark.parametrize(
    ("count", "percent", "expected"),
    [(1, 50, 1), (1, 95, 1), (2, 50, 1), (3, 50, 2), (20, 95, 19), (21, 95, 20), (100, 95, 95), (100, 100, 100)],
)
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(count: int, percent: int, expected: int) -> None:
    assert percentile(range(count, 0, -1), percent) == expected


@pytest.mark.parametrize(("values", "percent"), [([], 50), ([1.0], 0), ([1.0], 101)])
def test_there_is_no_percentile_of_nothing(values: list[float], percent: int) -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile(values, percent)


def test_an_aim_is_judged_by_the_figure_itself_and_not_by_its_rounding() -> None:
    assert figure("a", 3.0, "×", Aim(3)) == Row("a", "3.00 ×", "at most 3 ×", "yes")
    assert figure("a", 3.001, "×", Aim(3)) == Row("a", "3.00 ×", "at most 3 ×", "no")
    assert figure("a", 1.999, "s", Aim(2, below=True)) == Row("a", "2.00 s", "below 2 s", "yes")
    assert figure("a", 2.0, "s", Aim(2, below=True)).met == "no"


def test_slow_answers_miss_their_aim_and_fast_ones_meet_it() -> None:
    rows = speed_rows(Times(first=[0.004], warm=[0.002], tokenizing=[0.001]))
    assert {row.what: (row.measured, row.met) for row in rows if "/" in row.what} == {
        "p50 of warm answers / p50 of word_tokenize": ("2.00 ×", "–"),
        "p95 of warm answers / p95 of word_tokenize": ("2.00 ×", "yes"),
        "p95 of first-pass answers / p95 of word_tokenize": ("4.00 ×", "no"),
    }


@pytest.mark.parametrize(("held", "met"), [(60_000_000, "yes"), (250_000_000, "no")])
def test_memory_stands_beside_its_aim(held: int, met: str) -> None:
    [row] = memory_rows({"bytes": held, "answers": 3})
    assert row == Row("peak memory after 3 answers", f"{held / 1e6:.2f} MB", "below 250 MB", met)


def test_every_figure_of_the_table_has_a_number() -> None:
    rows = [*start_rows(STORE), *speed_rows(Times([0.1], [0.1], [0.1])), *store_rows(STORE, 3)]
    head, rule, *lines = markdown(rows).splitlines()
    assert head == f"| {' | '.join(HEAD)} |"
    assert set(rule) <= set("|-: ")
    assert len(lines) == len(rows)
    assert all(re.fullmatch(r"\| [^|]+ \| [\d,.]+( [^|]+)? \| [^|]+ \| (yes|no|–) \|", line) for line in lines)


def test_answers_and_tokenizing_take_turns_after_a_warm_up_of_each() -> None:
    done: list[str] = []
    times = in_turns(lambda q: done.append(f"a{q}"), lambda q: done.append(f"t{q}"), [1, 2], rounds=2)
    assert done == ["a1", "a2", "t1", "t2"] * 3
    assert [len(seconds) for seconds in (times.first, times.warm, times.tokenizing)] == [2, 4, 4]


def test_this_process_and_machine_can_be_measured(tmp_path: Path) -> None:
    assert peak_memory() > 1_000_000
    assert [row.what for row in machine_rows()] == ["Python", "underthesea", "processors"]
    (tmp_path / "cpuinfo").write_text("processor\t: 0\nmodel name\t: AMD EPYC\nflags\t: fpu\n", "utf-8")
    assert cpu_model(tmp_path / "cpuinfo") == "AMD EPYC"
    assert cpu_model(tmp_path / "absent")
