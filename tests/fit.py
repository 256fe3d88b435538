"""`python -m tests.fit [FILE]`: fit the weights of the search by cross-validation, and say what that gains.

Each weight in turn is tried a step lower and higher; what answers more of the training questions rightly is kept. Five
times a fifth of the questions is held back: the figure that counts is how many of those the fitted weights get right,
beside the present weights on the same questions. Nothing is written; a person puts the printed weights into
`knowledge/weights.py`, if the gain is more than chance.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from bot.answer_lines import answer_line
from bot.assistant import Response
from bot.clock import today_in_vietnam
from bot.render import render
from knowledge.answers import answer
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from knowledge.search import Search
from knowledge.store import Store
from knowledge.weights import WEIGHTS, Weights
from nlp.question import Question
from nlp.understand import understand
from tests.evaluation.judge import fault
from tests.evaluation.questions import FOLDER, Keyed, read_questions

_STEPS = (0.7, 0.85, 1.15, 1.4)
_ROUNDS = 2
_FOLDS = 5
_SEED = 20240119

Asked = tuple[Keyed, Question]


def right(asked: Sequence[Asked], store: Store, weights: Weights) -> int:
    """How many questions are answered rightly with these weights."""
    search = Search(store, weights)
    count = 0
    for key, question in asked:
        answered = answer(question, store, search)
        count += fault(key, answer_line(Response(question, answered, render(answered)))) is None
    return count


def fit(asked: Sequence[Asked], store: Store) -> Weights:
    """The weights that answer most of these questions, found by trying each weight lower and higher."""
    best, most = WEIGHTS, right(asked, store, WEIGHTS)
    for _ in range(_ROUNDS):
        for field in fields(Weights):
            for step in _STEPS:
                tried = replace(best, **{field.name: round(getattr(best, field.name) * step, 3)})
                count = right(asked, store, tried)
                if count > most:
                    best, most = tried, count
    return best


def main(path: Path) -> None:
    """Print the fitted weights and what cross-validation says of them."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "knowledge.db", REGISTERS)
        asked = [
            (key, understand(key.text, key.today or today_in_vietnam(), store.names)) for key in read_questions(path)
        ]
        random.Random(_SEED).shuffle(asked)
        held_back_right = 0
        for fold in range(_FOLDS):
            held_back, training = asked[fold::_FOLDS], [a for i, a in enumerate(asked) if i % _FOLDS != fold]
            held_back_right += right(held_back, store, fit(training, store))
        present = right(asked, store, WEIGHTS)
        _say(f"present weights: {present}/{len(asked)} right")
        _say(f"fitted weights, on questions held back: {held_back_right}/{len(asked)} right")
        fitted = fit(asked, store)
        _say(f"fitted on all: {right(asked, store, fitted)}/{len(asked)} right")
        for field in fields(Weights):
            old, new = getattr(WEIGHTS, field.name), getattr(fitted, field.name)
            _say(f"  {field.name}: {old}" + (f" → {new}" if new != old else ""))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "tuning.jsonl")
