"""`python -m tests.bench.probe build|answer STORE [FILE…]`: one measurement in a process of its own, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from bot.assistant import Assistant
from bot.clock import today_in_vietnam
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from tests.bench.memory import peak_memory
from tests.evaluation.questions import read_questions


def build(store: Path) -> dict[str, float]:
    """Build a store where there is none and say how many seconds that took."""
    start = perf_counter()
    open_store(store, REGISTERS).close()
    return {"seconds": perf_counter() - start}


def answer(store: Path, files: list[Path]) -> dict[str, float]:
    """Answer all questions and say how much memory that took."""
    assistant = Assistant(open_store(store, REGISTERS))
    questions = [question for file in files for question in read_questions(file)]
    for question in questions:
        assistant.ask(question.text, question.today or today_in_vietnam())
    return {"bytes": peak_memory(), "answers": len(questions)}


def main(what: str, store: Path, files: list[Path]) -> None:
    """Print what was measured."""
    sys.stdout.write(json.dumps(build(store) if what == "build" else answer(store, files)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [Path(argument) for argument in sys.argv[3:]])
