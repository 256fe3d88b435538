"""The README shows what the program really prints."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bot.assistant import Assistant

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
SHOWN_ON = date(2026, 11, 23)


def test_the_transcript_is_what_the_program_prints(assistant: Assistant) -> None:
    transcript = README.partition("```console\n")[2].partition("```")[0]
    blocks = re.split(r"^› ", transcript, flags=re.MULTILINE)[1:]
    assert len(blocks) == 4
    for block in blocks:
        question, _, shown = block.partition("\n")
        assert shown.strip() == assistant.ask(question, SHOWN_ON).reply.text.strip()


def test_the_piped_questions_are_those_of_the_transcript() -> None:
    piped = re.search(r"printf '(.+)\\n' \| make run", README)
    assert piped is not None
    assert piped[1].split(r"\n") == re.findall(r"^› (.+)$", README, flags=re.MULTILINE)
