"""Judging one answer: right or wrong, and why wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from nlp.letters import fold
from tests.evaluation.questions import Keyed

_EXACT_LISTS = {"agency_tasks", "due_window"}  # nothing may be missing, nothing else may be there
_ALL_NAMED = {"coordination", "combined", "successor"}  # every key task must be there
_FIRST_STRICTLY = {"who_leads", "topic"}
_SPARE = 5  # a topic's further key tasks may come this many places later
_SAYS_NO_DATE = ("khong neu", "khong ghi", "chua neu", "khong co thoi han", "khong co han")


def fault(key: Keyed, answer: dict[str, Any]) -> str | None:
    """What is wrong with an answer line, or None if it is right."""
    refs = list(dict.fromkeys(task["ref"] for task in answer["tasks"]))
    if key.abstain:
        return None if answer["outcome"] == "not_found" and not refs else f"should abstain, gave {refs[:3]}"
    if answer["outcome"] != "found" or not refs:
        return f"{answer['outcome']}, expected {sorted(key.gold)[:3]}"
    return _wrong_tasks(key, refs) or _wrong_text(key, answer)


def _wrong_tasks(key: Keyed, refs: list[str]) -> str | None:
    if key.kind in _EXACT_LISTS or not key.top1:
        missing, extra = key.gold - set(refs), set(refs) - key.gold - key.also
        return f"missing {sorted(missing)[:4]}, extra {sorted(extra)[:4]}" if missing or extra else None
    first = key.top1 if key.kind in _FIRST_STRICTLY else key.top1 | key.gold
    if refs[0] not in first:
        return f"first is {refs[0]}, expected {sorted(first)[:3]}"
    seen = set(refs[: len(key.gold) + _SPARE]) if key.kind == "topic" else set(refs)
    if key.kind in _ALL_NAMED | {"topic"} and not key.gold <= seen:
        return f"missing {sorted(key.gold - seen)[:4]}"
    return None


def _wrong_text(key: Keyed, answer: dict[str, Any]) -> str | None:
    text = " ".join(fold(answer["text"]).split())
    lacking = [lead for lead in key.leads if lead not in answer["tasks"][0]["leads"]]
    if lacking:
        return f"lead {lacking[0]} is not named"
    unnamed = [words for words in (*key.coordinators, *key.must) if _folded(words) not in text]
    if unnamed:
        return f"{unnamed[0]} is not shown"
    if key.no_date and (answer["dates"] or not any(words in text for words in _SAYS_NO_DATE)):
        return f"no deadline is stated, asserted {answer['dates']}"
    undated = [iso for iso in key.dates if not _shows(iso, answer["text"])]
    if undated and not any(_folded(words) in text for words in key.words):
        return f"date {undated[0]} is not shown"
    return None


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def _shows(iso: str, text: str) -> bool:
    day = date.fromisoformat(iso)
    return bool(
        re.search(rf"(?<!\d)0?{day.day}[/.-]0?{day.month}(?:[/.-](?:{day.year}|{day.year % 100}))?(?!\d)", text)
    )
