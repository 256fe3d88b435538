"""`python -m tests.bench FILE…`: speed and memory on this machine, as a table for `docs/benchmarks.md`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bot.assistant import Assistant, today_in_vietnam
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from tests.bench.importing import import_rows
from tests.bench.machine import machine_rows
from tests.bench.processes import build_time, cold_start, probe
from tests.bench.report import StoreFacts, memory_rows, speed_rows, start_rows, store_rows
from tests.bench.table import markdown
from tests.bench.timing import Times, in_turns
from tests.evaluation.questions import Keyed, read_questions

ROUNDS = 5


def main(files: list[Path]) -> None:
    """Measure with the questions of all files and print the table."""
    questions = [question for file in files for question in read_questions(file)]
    if not questions:
        sys.exit("No questions. For example: python -m tests.bench tests/questions/tuning.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "knowledge.db"
        # Other processes build it, so that nothing is in the caches of this one before the first pass.
        building, cold_building = build_time(store), cold_start(store, built=False)
        cold, answering = cold_start(store, built=True), probe("answer", store, files)
        assistant = Assistant(open_store(store, REGISTERS))
        times = _times(assistant, questions)
        facts = StoreFacts(store.stat().st_size, assistant.store.task_count, building, cold, cold_building)
        assistant.store.close()
    rows = [
        *start_rows(facts),
        *speed_rows(times),
        *memory_rows(answering),
        *store_rows(facts, len(questions)),
        *import_rows(),
    ]
    sys.stdout.write(markdown([*rows, *machine_rows()]))


def _times(assistant: Assistant, questions: list[Keyed]) -> Times:
    today = today_in_vietnam()

    def answering(question: Keyed) -> str:
        return assistant.ask(question.text, question.today or today).reply.text

    def tokenizing(question: Keyed) -> object:
        # Imported at its first use, which is after the first pass of answers.
        from underthesea import word_tokenize

        return word_tokenize(question.text)

    return in_turns(answering, tokenizing, questions, rounds=ROUNDS)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
