"""The report: every figure that is measured, beside what the project aims at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.bench.percentiles import percentile
from tests.bench.processes import RUNS
from tests.bench.table import Aim, Row, figure
from tests.bench.timing import Times

COLD_START = Aim(2, below=True)  # seconds
SLOWER = Aim(3)  # times underthesea's word_tokenize
MEMORY = Aim(250, below=True)  # MB of 1,000,000 bytes


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """The store that was measured with: bytes, seconds to build, seconds from a cold start to an answer."""

    size: int
    tasks: int
    build: float
    cold: float
    cold_building: float


def start_rows(store: StoreFacts) -> list[Row]:
    """From starting the command to its answer."""
    return [
        figure(f"cold start to first answer, store built before (median of {RUNS})", store.cold, "s", COLD_START),
        figure(f"cold start to first answer, store to be built first (median of {RUNS})", store.cold_building, "s"),
    ]


def speed_rows(times: Times) -> list[Row]:
    """Whole answers, word_tokenize, and how many times slower the former are."""
    kinds = (
        ("whole answer, first pass", times.first),
        ("whole answer, warm", times.warm),
        ("underthesea word_tokenize, warm", times.tokenizing),
    )
    rows = [figure(f"{what}, p{p}", 1000 * percentile(t, p), "ms") for what, t in kinds for p in (50, 95)]
    return [
        *rows,
        figure("p50 of warm answers / p50 of word_tokenize", _ratio(times.warm, times, 50), "×"),
        figure("p95 of warm answers / p95 of word_tokenize", _ratio(times.warm, times, 95), "×", SLOWER),
        figure("p95 of first-pass answers / p95 of word_tokenize", _ratio(times.first, times, 95), "×", SLOWER),
    ]


def memory_rows(answering: dict[str, Any]) -> list[Row]:
    """The process that only answered; `answering` is what the probe measured."""
    return [figure(f"peak memory after {answering['answers']} answers", answering["bytes"] / 1e6, "MB", MEMORY)]


def store_rows(store: StoreFacts, questions: int) -> list[Row]:
    """What was answered from."""
    return [
        figure("size of knowledge.db", store.size / 1e6, "MB"),
        figure(f"building knowledge.db (median of {RUNS})", store.build, "s"),
        Row("tasks", f"{store.tasks:,}"),
        Row("questions", f"{questions:,}"),
    ]


def _ratio(answers: list[float], times: Times, percent: int) -> float:
    return percentile(answers, percent) / percentile(times.tokenizing, percent)
