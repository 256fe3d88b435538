"""Stretched letters: drawn-out words are read, numerals and codes stay."""

from __future__ import annotations

import pytest

from nlp.stretched import unstretched


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("làm gììì vậyyy", "làm gì vậy"), ("mấy việccc", "mấy việc"), ("ơiii", "ơi"), ("so xay dunggg", "so xay dung")],
)
def test_drawn_out_words_are_read(typed: str, meant: str) -> None:
    assert unstretched(typed) == meant


@pytest.mark.parametrize("text", ["quý III", "zzzzz kkk", "www", "1000", "Sở Y tế làm gì", ""])
def test_anything_else_stays(text: str) -> None:
    assert unstretched(text) == text
