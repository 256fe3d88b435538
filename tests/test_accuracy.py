"""Right answers on questions with keys, as floors: a change that loses answers must say so.

The figures themselves, and how they were measured, are in docs/benchmarks.md.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant
from tests.evaluation.__main__ import judge_all
from tests.evaluation.questions import FOLDER, read_questions
from tests.evaluation.rewrites import FRAMES


def share_right(path: Path, assistant: Assistant) -> float:
    judged = judge_all(read_questions(path), assistant)
    return sum(wrong is None for _, wrong, _ in judged) / len(judged)


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("tuning.jsonl", 0.95),
        ("first_heldout.jsonl", 0.96),
        ("second_heldout.jsonl", 0.94),
        ("third_heldout.jsonl", 0.96),
        ("fourth_heldout.jsonl", 0.95),
        ("fifth.jsonl", 0.95),
        ("practice.jsonl", 0.95),
    ],
)
def test_questions_with_keys_are_answered(name: str, floor: float, assistant: Assistant) -> None:
    assert share_right(FOLDER / name, assistant) >= floor


@pytest.mark.parametrize("frame", FRAMES)
def test_words_about_the_document_do_not_draw_a_question_away(frame: str, assistant: Assistant) -> None:
    questions = read_questions(FOLDER / "first_heldout.jsonl")
    framed = [replace(question, text=FRAMES[frame](question.text)) for question in questions]
    right = sum(wrong is None for _, wrong, _ in judge_all(framed, assistant))
    assert right >= 0.95 * len(questions)


@pytest.mark.skipif("HOIVIEC_SHARED" not in os.environ, reason="HOIVIEC_SHARED names no folder of further questions")
def test_further_questions_are_answered(assistant: Assistant) -> None:
    path = Path(os.environ["HOIVIEC_SHARED"]) / "eval" / "questions_dev.jsonl"
    assert share_right(path, assistant) >= 0.97
