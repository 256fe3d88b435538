"""`python -m tests.random_texts [COUNT]`: random texts, none of which may raise or take long to be answered.

Any Unicode mixed with words of the lexicon and the register, abbreviations, numbers and punctuation.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.assistant import Assistant
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from nlp.letters import fold
from nlp.lexicon import cell_phrases, rows, topic_files

_AGAIN = 3  # times
SLOWEST = 0.05  # seconds that one answer may take
_SEED = 20240119
_COUNT = 100_000
_TODAY = date(2024, 3, 4)
_MOST_PARTS = 40
_PUNCTUATION = ".,;:!?()[]{}\"'“”…-–/\\&%@#*_+=<>|~^`\n\t "
_UNICODE = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x300, 0x370), range(0x1E00, 0x1F00), range(0x2000, 0x2070))
_ANYTHING = range(0x110000)
_SURROGATES = range(0xD800, 0xE000)


def random_texts(count: int, seed: int = _SEED) -> Iterator[str]:
    """So many texts, the same for the same seed."""
    dice = random.Random(seed)
    phrases = [
        phrase for path in topic_files() for _, row in rows(path) for cell in row for phrase in cell_phrases(cell)
    ]
    for _ in range(count):
        yield "".join(_part(dice, phrases) for _ in range(dice.randint(0, _MOST_PARTS)))


def slow_answers(assistant: Assistant, count: int, seed: int = _SEED) -> tuple[list[tuple[float, str]], list[float]]:
    """The texts whose answers took too long each time they were tried, and the seconds that all answers took."""
    slow, times = [], []
    for text in random_texts(count, seed):
        seconds = _seconds(assistant, text)
        if seconds > SLOWEST:  # another process may have had the caches
            seconds = min(seconds, *(_seconds(assistant, text) for _ in range(_AGAIN)))
        if seconds > SLOWEST:
            slow.append((seconds, text))
        times.append(seconds)
    return slow, times


def _seconds(assistant: Assistant, text: str) -> float:
    start = time.process_time()
    assistant.ask(text, _TODAY)
    return time.process_time() - start


def _part(dice: random.Random, phrases: list[str]) -> str:
    kind = dice.random()
    if kind < 0.5:
        phrase = dice.choice(phrases)
        return dice.choice((phrase, fold(phrase), phrase.upper())) + " "
    if kind < 0.7:
        return "".join(chr(dice.choice(dice.choice(_UNICODE))) for _ in range(dice.randint(1, 6)))
    if kind < 0.8:
        code = dice.choice(_ANYTHING)
        return "" if code in _SURROGATES else chr(code)
    if kind < 0.9:
        return str(dice.randint(0, 10 ** dice.randint(1, 12))) + dice.choice(("", "/", "%", ". ", "/2024 "))
    return dice.choice(_PUNCTUATION) * dice.randint(1, 3)


def main(count: int) -> int:
    """Answer so many texts, print how long they took, and return 1 if any took too long."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(open_store(Path(folder) / "knowledge.db", REGISTERS))
        slow, times = slow_answers(assistant, count)
    times.sort()
    at = {name: times[min(len(times) - 1, int(share * len(times)))] for name, share in _SHARES.items()}
    sys.stdout.write(f"{count} texts: " + ", ".join(f"{name} {1000 * s:.1f} ms" for name, s in at.items()) + "\n")
    for seconds, text in slow:
        sys.stdout.write(f"  {1000 * seconds:.1f} ms: {text[:200]!r}\n")
    return 1 if slow else 0


_SHARES = {"p50": 0.5, "p99": 0.99, "slowest": 1.0}

if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT))
