"""Wishes about reminders: each sentence of the corpus, and any text at all."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.store import Store
from nlp.names import NameBook
from nlp.reminding import understand_reminders

CORPUS = tomllib.loads(Path(__file__).with_name("corpus_reminders.toml").read_text("utf-8"))
TODAY = date(2024, 3, 4)
CASES = [(sentence, group) for group in CORPUS["wish"] for sentence in group["sentences"]]


@pytest.mark.parametrize(("sentence", "meant"), CASES, ids=[sentence for sentence, _ in CASES])
def test_a_wish_is_understood(store: Store, sentence: str, meant: dict[str, Any]) -> None:
    wish = understand_reminders(sentence, TODAY, store.names)
    assert wish is not None
    assert wish.wish.value == meant["wish"]
    assert [asked.agencies[0] for asked in wish.agencies] == meant.get("agencies", [])
    assert list(wish.days_before) == meant.get("days", [])
    assert (f"{wish.at:%H:%M}" if wish.at else "") == meant.get("at", "")
    assert (wish.mine, wish.everybody) == (meant.get("mine", False), meant.get("everybody", False))
    told = {"shared": wish.shared, "overdue": wish.overdue, "recurring": wish.recurring}
    assert told == {name: meant.get(name) for name in told}
    assert wish.at_odds == meant.get("at_odds", "")


@pytest.mark.parametrize("sentence", CORPUS["none"]["sentences"])
def test_other_sentences_are_no_wishes(store: Store, sentence: str) -> None:
    assert understand_reminders(sentence, TODAY, store.names) is None


@given(st.text(max_size=60), st.sampled_from(["", "nhắc nhóm ", "tắt nhắc ", "nhắc việc trước "]))
def test_any_text_is_taken(text: str, before: str) -> None:
    wish = understand_reminders(before + text, TODAY, NameBook((), lambda words: words))
    assert wish is None or all(0 <= days <= 60 for days in wish.days_before)
