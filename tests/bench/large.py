"""`python -m tests.bench.large build|answer|peers STORE [TASKS]`: one measurement of a large store, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bot.assistant import Assistant
from bot.clock import today_in_vietnam
from knowledge.check import REGISTERS, read_folder
from knowledge.model import Register
from knowledge.store import Programmes, Store
from knowledge.store.build import build
from tests.bench.memory import peak_memory
from tests.bench.peers import ready
from tests.bench.synthetic import TASKS_OF_A_PROGRAMME, books, material, registers
from tests.bench.timing import each
from tests.evaluation.__main__ import judge_all
from tests.evaluation.questions import FOLDER, Keyed, read_questions

HOME = "Cà Mau"
_QUESTIONS = 40  # that a peer is asked
_PATIENCE = 60.0  # seconds for a peer's questions; a slow one is asked fewer


def built(store: Path, tasks: int) -> dict[str, float]:
    """Build a store of so many tasks, the shipped programme among them."""
    reading, [book] = read_folder(REGISTERS)
    [shipped] = reading
    made_of = material(shipped, book)
    foreign = max(0, tasks - len(shipped.tasks))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(f"{tasks:,} tasks", total=foreign // TASKS_OF_A_PROGRAMME + 1)
        making = _Timed(chain([shipped], registers(made_of, foreign)))
        start = perf_counter()
        build(store, making, [book, *books(made_of)], "synthetic", lambda _tasks: progress.update(bar, advance=1))
        seconds = perf_counter() - start - making.seconds
    return {"seconds": seconds, "bytes": peak_memory()}


class _Timed:
    """Registers as they are made up, and the seconds that took, which are not the store's."""

    def __init__(self, made: Iterator[Register]) -> None:
        self._made = made
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Register]:
        return self

    def __next__(self) -> Register:
        start = perf_counter()
        try:
            return next(self._made)
        finally:
            self.seconds += perf_counter() - start


def answered(path: Path) -> dict[str, Any]:
    """Whole answers within the shipped province, within another one, and within everything at once."""
    store = Store.open(path)
    assistant, today = Assistant(store), today_in_vietnam()
    questions = read_questions(FOLDER / "tuning.jsonl")
    scopes: dict[str, Programmes] = {f"within {HOME}": _of_province(store, HOME)}
    others = sorted(store.provinces - {HOME})
    if others:
        scopes[f"within the current programmes of {others[3]}"] = _latest(store, others[3])
        scopes["among all programmes"] = frozenset(store.programmes)

    def asking(programmes: Programmes) -> Callable[[Keyed], object]:
        return lambda question: assistant.ask(question.text, question.today or today, programmes).reply.text

    seconds = {}
    for scope, programmes in scopes.items():
        each(asking(programmes), questions)
        seconds[scope] = each(asking(programmes), questions)
    held = peak_memory()
    home = scopes[f"within {HOME}"]
    right = sum(wrong is None for _, wrong, _ in judge_all(questions, assistant, home))
    from underthesea import word_tokenize

    each(lambda question: word_tokenize(question.text), questions)
    tokenizing = each(lambda question: word_tokenize(question.text), questions)
    facts = {"bytes": held, "right": right, "questions": len(questions)}
    return {"seconds": seconds, "tokenizing": tokenizing, **facts}


def asked_peers(path: Path) -> dict[str, list[float]]:
    """The seconds of each peer's answers to the same questions, over all tasks."""
    questions = [question.text for question in read_questions(FOLDER / "tuning.jsonl")][:_QUESTIONS]
    seconds: dict[str, list[float]] = {}
    for name, ask in ready(path):
        ask(questions[0])
        times: list[float] = []
        for question in questions:
            if sum(times) < _PATIENCE:
                times += each(ask, [question])
        seconds[name] = times
    return seconds


def _of_province(store: Store, province: str) -> frozenset[int]:
    return frozenset(i for i, programme in store.programmes.items() if programme.province == province)


def _latest(store: Store, province: str) -> frozenset[int]:
    own = _of_province(store, province)
    year = max(store.programmes[i].year for i in own)
    return frozenset(i for i in own if store.programmes[i].year == year)


def main(what: str, store: Path, tasks: int = 0) -> None:
    """Print what was measured."""
    measured = built(store, tasks) if what == "build" else answered(store) if what == "answer" else asked_peers(store)
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:]))
