"""`python -m tests.evaluation FILE…`: right answers by kind and form, and after rewriting; how well it abstains."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bot.answer_lines import answer_line
from bot.assistant import Assistant
from bot.clock import today_in_vietnam
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from knowledge.store import Programmes
from tests.evaluation.judge import fault
from tests.evaluation.questions import Keyed, read_questions
from tests.evaluation.rewrites import REWRITES

Judged = tuple[Keyed, str | None, bool]  # the question, what is wrong, whether the answer abstained


def judge_all(questions: Iterable[Keyed], assistant: Assistant, programmes: Programmes = None) -> list[Judged]:
    """Answer and judge questions about some programmes, or else the current ones."""
    judged = []
    for key in questions:
        line = answer_line(assistant.ask(key.text, key.today or today_in_vietnam(), programmes))
        judged.append((key, fault(key, line), line["outcome"] == "not_found"))
    return judged


def main(paths: list[Path], show: int = 0) -> None:
    """Print the totals of each file, and the first wrong answers if asked to (`show`)."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(open_store(Path(folder) / "knowledge.db", REGISTERS))
        for path in paths:
            questions = read_questions(path)
            _print(path.name, judge_all(questions, assistant), show)
            _print_rewrites(questions, assistant)


def _print_rewrites(questions: list[Keyed], assistant: Assistant) -> None:
    """Right answers after each way of typing the same questions otherwise."""
    shares = []
    for name, rewrite in REWRITES.items():
        judged = judge_all([replace(key, text=rewrite(key.text)) for key in questions], assistant)
        shares.append(f"{name} {_percent([wrong is None for _, wrong, _ in judged])}")
    _say("  rewritten: " + "  ".join(shares))


def _print(name: str, judged: list[Judged], show: int) -> None:
    _say(f"{name}")
    for key, wrong, _ in [row for row in judged if row[1]][:show]:
        _say(f"  {key.id} [{key.kind}/{key.form}] {key.text} → {wrong}")
    for label in ("kind", "form"):
        groups: dict[str, list[bool]] = defaultdict(list)
        for key, wrong, _ in judged:
            groups[getattr(key, label)].append(wrong is None)
        _say(f"  {label}: " + "  ".join(f"{group} {sum(right)}/{len(right)}" for group, right in groups.items()))
    right = sum(wrong is None for _, wrong, _ in judged)
    _say(f"  right {right}/{len(judged)} = {100 * right / len(judged):.1f}%")
    abstained = [key.abstain for key, _, abstains in judged if abstains]
    wanted = [abstains for key, _, abstains in judged if key.abstain]
    if abstained and wanted:
        _say(f"  abstaining: precision {_percent(abstained)}, recall {_percent(wanted)}")


def _percent(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):.1f}% ({sum(right)}/{len(right)})"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, help="how many wrong answers of each file to print")
    options = parser.parse_args()
    main(options.files, options.show)
