"""What the words of deadlines mean: `corpus_deadlines.toml`, one case a phrase."""

import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.deadlines import find_deadlines, read_deadline
from nlp.letters import fold, nfc
from nlp.periods import Precision
from nlp.when import Bound, Recurrence, When, occurrences

CORPUS = tomllib.loads(Path(__file__).with_name("corpus_deadlines.toml").read_text("utf-8"))
YEAR: int = CORPUS["year"]
PHRASES = [(phrase, case) for case in CORPUS["deadline"] for phrase in case["phrases"]]
UNACCENTED = [(phrase, case) for phrase, case in PHRASES if not case.get("accented")]
READABLE = [phrase for phrase, _ in PHRASES]
PARAGRAPHS = [(case["text"], case["found"]) for case in CORPUS["paragraph"]]


def expected(case: dict[str, Any], words: str) -> When:
    due_on = case.get("due_on")
    return When(
        words=words,
        due_on=due_on,
        bound=Bound(case.get("bound", "on")),
        precision=Precision(case["precision"]) if "precision" in case else None,
        recurrence=Recurrence(case["recurrence"]) if "recurrence" in case else None,
        recur_day=case.get("recur_day"),
        recur_month=case.get("recur_month"),
        period_end=case.get("period_end", due_on),
    )


@pytest.mark.parametrize(("phrase", "case"), PHRASES)
def test_phrases_give_their_value(phrase: str, case: dict[str, Any]) -> None:
    assert read_deadline(phrase, YEAR) == expected(case, phrase.strip())


@pytest.mark.parametrize(("phrase", "case"), UNACCENTED)
def test_diacritics_may_be_left_out(phrase: str, case: dict[str, Any]) -> None:
    typed = fold(nfc(phrase))
    assert read_deadline(typed, YEAR) == expected(case, typed.strip())


@pytest.mark.parametrize(("phrase", "case"), PHRASES)
def test_decomposed_letters_capitals_and_spaces_do_not_matter(phrase: str, case: dict[str, Any]) -> None:
    typed = unicodedata.normalize("NFD", phrase.upper().replace(" ", "  "))
    assert read_deadline(typed, YEAR) == expected(case, typed.strip())


@pytest.mark.parametrize("phrase", CORPUS["no_deadline"]["phrases"])
def test_phrases_that_are_no_deadline(phrase: str) -> None:
    assert read_deadline(phrase, YEAR) is None


@pytest.mark.parametrize("phrase", READABLE)
def test_a_phrase_alone_is_found_as_a_paragraph(phrase: str) -> None:
    assert find_deadlines(phrase, YEAR)


def shown(when: When) -> str:
    """`trước ngày 18 hàng tháng < monthly`: the words, < for BEFORE, and the date or how often."""
    value = when.due_on.isoformat() if when.due_on else when.recurrence.value if when.recurrence else ""
    return f"{when.words} {'<' if when.bound is Bound.BEFORE else '='} {value}"


@pytest.mark.parametrize(("text", "found"), PARAGRAPHS)
def test_deadlines_in_a_paragraph(text: str, found: list[str]) -> None:
    assert [shown(when) for _, _, when in find_deadlines(text, YEAR)] == found


@pytest.mark.parametrize(("text", "found"), PARAGRAPHS)
def test_offsets_hold_the_words_in_composed_text(text: str, found: list[str]) -> None:
    typed = unicodedata.normalize("NFD", text)
    deadlines = find_deadlines(typed, YEAR)
    assert len(deadlines) == len(found)
    for start, end, when in deadlines:
        assert nfc(typed)[start:end] == when.words


def days(words: str, start: date, end: date) -> list[str]:
    when = read_deadline(words, YEAR)
    assert when
    return [day.isoformat() for day in occurrences(when, start, end)]


@pytest.mark.parametrize(
    ("words", "falls_due"),
    [
        ("trước ngày 18 hằng tháng", ["2024-01-18", "2024-02-18", "2024-03-18", "2024-04-18"]),
        ("ngày 31 hằng tháng", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("hằng tháng", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("hằng quý", ["2024-03-31"]),
        ("ngày 15 của tháng cuối quý", ["2024-03-15"]),
        ("trước ngày 05 tháng đầu quý sau", ["2024-01-05", "2024-04-05"]),
        ("6 tháng một lần", []),
        ("hằng năm", []),
        ("trước ngày 31/01 năm liền kề", ["2024-01-31"]),
        ("ngày 29/02 hằng năm", ["2024-02-29"]),
        ("thường xuyên", []),
        ("trong quý I", ["2024-03-31"]),
        ("trước ngày 29/02/2024", ["2024-02-29"]),
        ("quý III", []),
    ],
)
def test_occurrences_from_january_to_april(words: str, falls_due: list[str]) -> None:
    assert days(words, date(2024, 1, 1), date(2024, 4, 30)) == falls_due


def test_weekly_occurrences_fall_on_the_named_day_or_on_sunday() -> None:
    assert days("thứ 6 hằng tuần", date(2024, 3, 1), date(2024, 3, 15)) == ["2024-03-01", "2024-03-08", "2024-03-15"]
    assert days("hằng tuần", date(2024, 3, 4), date(2024, 3, 17)) == ["2024-03-10", "2024-03-17"]


def test_half_yearly_occurrences_end_the_halves() -> None:
    assert days("định kỳ 6 tháng", date(2024, 1, 1), date(2025, 1, 31)) == ["2024-06-30", "2024-12-31"]


def test_a_recurring_deadline_does_not_fall_due_before_its_first_date() -> None:
    assert days("trước ngày 10/12/2024 và hằng năm", date(2023, 1, 1), date(2026, 1, 1)) == ["2024-12-10", "2025-12-10"]


def test_tet_is_read_only_where_its_date_is_known() -> None:
    assert read_deadline("trước Tết", 2035)
    assert read_deadline("trước Tết", 2036) is None


@given(st.text(), st.integers(1, 9999))
def test_no_text_raises(text: str, year: int) -> None:
    read_deadline(text, year)
    find_deadlines(text, year)


PIECES = [
    *("trước", "đến", "hết", "từ", "ngày", "tháng", "quý", "năm", "cuối", "Tết", "hằng", "định kỳ", "thường xuyên"),
    *("31", "6", "29/02", "2025", "IV", "(", ")", "-", "/", ",", ";", ":", "và"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_found_words_lie_in_order_and_fold_to_the_same_dates(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_deadlines(text, YEAR)
    ends = [0, *(end for _, end, _ in found)]
    assert all(end <= start for end, (start, _, _) in zip(ends, found, strict=False))
    assert [when.due_on for _, _, when in found] == [when.due_on for _, _, when in find_deadlines(fold(text), YEAR)]


@given(st.sampled_from(READABLE), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_occurrences_are_in_order_and_inside(phrase: str, start: date, length: int) -> None:
    when = read_deadline(phrase, YEAR)
    assert when
    end = date.fromordinal(start.toordinal() + length)
    found = occurrences(when, start, end)
    assert found == sorted(set(found))
    assert all(start <= day <= end for day in found)
