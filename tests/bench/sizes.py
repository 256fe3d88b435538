"""`python -m tests.bench.sizes TASKS…`: stores of other sizes, as a table for `docs/benchmarks.md`.

Each store holds the shipped programme among so many synthetic tasks of other provinces. Building, answering and each
peer run in processes of their own; questions are the tuning questions.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.machine import machine_rows
from tests.bench.percentiles import percentile
from tests.bench.table import Aim, Row, figure, markdown

SIZES = (91, 10_000, 100_000, 1_000_000)
_P95 = {100_000: Aim(10, below=True), 1_000_000: Aim(25, below=True)}  # ms
_BUILD = {1_000_000: Aim(300, below=True)}  # seconds
_MEMORY = {1_000_000: Aim(500, below=True)}  # MB of 1,000,000 bytes
_TIMES_SLOWER = {10_000: Aim(3, below=True)}  # times underthesea's word_tokenize


def main(sizes: list[int]) -> None:
    """Measure each size and print the table."""
    rows: list[Row] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "knowledge.db"
            built = _measured("build", store, size)
            rows += _built_rows(size, built, sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file()))
            rows += _answer_rows(size, _measured("answer", store))
            for name, times in _measured("peers", store).items():
                rows += _times_rows(size, name, times)
    sys.stdout.write(markdown([*rows, *machine_rows()]))


def _measured(what: str, store: Path, *numbers: int) -> dict[str, Any]:
    arguments = [sys.executable, "-m", "tests.bench.large", what, str(store), *map(str, numbers)]
    done = subprocess.run(arguments, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _built_rows(size: int, built: dict[str, Any], stored: int) -> list[Row]:
    return [
        figure(f"{size:,} tasks: building", built["seconds"], "s", _BUILD.get(size)),
        figure(f"{size:,} tasks: peak memory of building", built["bytes"] / 1e6, "MB"),
        figure(f"{size:,} tasks: size of the store with its index", stored / 1e6, "MB"),
    ]


def _answer_rows(size: int, answered: dict[str, Any]) -> list[Row]:
    rows = [figure(f"{size:,} tasks: peak memory of answering", answered["bytes"] / 1e6, "MB", _MEMORY.get(size))]
    for scope, times in answered["seconds"].items():
        rows += _times_rows(size, f"whole answer, {scope}", times, _P95.get(size))
    slower = percentile(answered["seconds"]["within Cà Mau"], 95) / percentile(answered["tokenizing"], 95)
    what = f"{size:,} tasks: p95 within Cà Mau / p95 of word_tokenize"
    rows.append(figure(what, slower, "×", _TIMES_SLOWER.get(size)))
    rows.append(Row(f"{size:,} tasks: right answers within Cà Mau", f"{answered['right']} of {answered['questions']}"))
    return rows


def _times_rows(size: int, what: str, seconds: list[float], aim: Aim | None = None) -> list[Row]:
    return [
        figure(f"{size:,} tasks: {what}, p50", 1000 * percentile(seconds, 50), "ms"),
        figure(f"{size:,} tasks: {what}, p95", 1000 * percentile(seconds, 95), "ms", aim),
    ]


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
