"""Fresh processes: how long the command takes from start to end, and what a probe measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from knowledge.check import REGISTERS

RUNS = 5
QUESTION = "Sở Y tế phải làm gì"


def cold_start(store: Path, *, built: bool) -> float:
    """Seconds from starting `python -m bot ask` to its end, the median of some runs; each builds the store if asked."""
    seconds = []
    for _ in range(RUNS):
        if not built:
            store.unlink(missing_ok=True)
        start = perf_counter()
        _run(["-m", "bot", "ask", QUESTION], store)
        seconds.append(perf_counter() - start)
    return median(seconds)


def build_time(store: Path) -> float:
    """Seconds that building takes in a process that has nothing loaded yet, the median of some runs."""
    seconds = []
    for _ in range(RUNS):
        store.unlink(missing_ok=True)
        seconds.append(float(probe("build", store)["seconds"]))
    return median(seconds)


def probe(what: str, store: Path, files: Iterable[Path] = ()) -> dict[str, Any]:
    """What `tests.bench.probe` measured in its own process."""
    measured: dict[str, Any] = json.loads(_run(["-m", "tests.bench.probe", what, str(store), *map(str, files)], store))
    return measured


def _run(arguments: list[str], store: Path) -> str:
    environment = {
        **os.environ,
        "HOIVIEC_DB": str(store),
        "HOIVIEC_REGISTERS": str(REGISTERS),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    if not done.stdout.strip():
        raise RuntimeError(f"{' '.join(arguments)} printed nothing, so that there is nothing to measure")
    return done.stdout
