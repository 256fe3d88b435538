"""The time that people ask about: `corpus_windows.toml`, one case a phrase."""

import tomllib
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.letters import fold, nfc
from nlp.windows import Window, find_windows

CORPUS = tomllib.loads(Path(__file__).with_name("corpus_windows.toml").read_text("utf-8"))
TODAY: date = CORPUS["today"]
PHRASES = [(phrase, case) for case in CORPUS["window"] for phrase in case["phrases"]]
UNACCENTED = [(phrase, case) for phrase, case in PHRASES if not case.get("accented")]
NO_WINDOW = CORPUS["no_window"]["phrases"]

Days = tuple[date, date, bool, bool]


def days(text: str) -> list[Days]:
    return [(w.start, w.end, w.names_year, w.overdue) for _, _, w in find_windows(text, TODAY)]


def expected(case: dict[str, Any]) -> list[Days]:
    return [(case["start"], case["end"], case.get("names_year", False), case.get("overdue", False))]


@pytest.mark.parametrize(("phrase", "case"), PHRASES)
def test_phrases_name_their_days(phrase: str, case: dict[str, Any]) -> None:
    assert days(phrase) == expected(case)


@pytest.mark.parametrize(("phrase", "case"), UNACCENTED)
def test_diacritics_may_be_left_out(phrase: str, case: dict[str, Any]) -> None:
    assert days(fold(nfc(phrase))) == expected(case)


@pytest.mark.parametrize(("phrase", "case"), PHRASES)
def test_decomposed_letters_capitals_and_spaces_do_not_matter(phrase: str, case: dict[str, Any]) -> None:
    assert days(unicodedata.normalize("NFD", phrase.upper().replace(" ", "  "))) == expected(case)


@pytest.mark.parametrize(("phrase", "case"), PHRASES)
def test_the_words_around_do_not_matter(phrase: str, case: dict[str, Any]) -> None:
    assert days(f"Sở Y tế, {phrase}, phải làm gì?") == expected(case)


@pytest.mark.parametrize("phrase", NO_WINDOW)
def test_phrases_that_are_no_window(phrase: str) -> None:
    assert find_windows(phrase, TODAY) == []


@pytest.mark.parametrize("sentence", CORPUS["sentence"], ids=lambda sentence: sentence["text"])
def test_sentences(sentence: dict[str, Any]) -> None:
    found = find_windows(sentence["text"], TODAY)
    assert [f"{w.words}: {w.start} {w.end}" for _, _, w in found] == sentence["windows"]


def test_offsets_hold_the_words_in_composed_text() -> None:
    typed = unicodedata.normalize("NFD", "Sở Nội vụ từ giờ tới cuối năm còn việc gì, có gì trễ hạn chưa?")
    found = find_windows(typed, TODAY)
    assert [window.words for _, _, window in found] == ["từ giờ tới cuối năm", "trễ hạn"]
    assert [nfc(typed)[start:end] for start, end, _ in found] == [window.words for _, _, window in found]


def only(text: str, today: date) -> Window:
    [(_, _, window)] = find_windows(text, today)
    return window


def test_weeks_and_quarters_cross_the_year() -> None:
    assert only("quý sau", date(2024, 12, 20)).start == date(2025, 1, 1)
    assert only("tháng trước", date(2025, 1, 5)).end == date(2024, 12, 31)
    assert only("tuần này", date(2024, 12, 31)).end == date(2025, 1, 5)
    assert only("1 tháng nữa", date(2024, 1, 31)).end == date(2024, 2, 29)


def test_up_to_a_day_that_has_passed_starts_with_its_year() -> None:
    window = only("đến 30/6", date(2024, 10, 1))
    assert (window.start, window.end) == (date(2024, 1, 1), date(2024, 6, 30))


def test_from_now_to_a_day_that_has_passed_ends_next_year() -> None:
    window = only("từ nay đến 30/6", date(2024, 10, 1))
    assert (window.start, window.end) == (date(2024, 10, 1), date(2025, 6, 30))


def test_before_tet_asked_before_tet() -> None:
    assert only("trước Tết", date(2024, 1, 15)).end == date(2024, 2, 9)


DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.text(), DATES)
def test_no_text_raises(text: str, today: date) -> None:
    find_windows(text, today)


PIECES = [
    *(
        "từ",
        "đến",
        "trước",
        "sau",
        "hết",
        "cuối",
        "đầu",
        "tháng",
        "quý",
        "năm",
        "tuần",
        "ngày",
        "nửa",
        "này",
        "tới",
        "nữa",
    ),
    *("mai", "Tết", "trễ hạn", "sắp", "31", "2", "30/6", "29/02", "2024", "IV", "-", "/", ","),
]


@given(st.lists(st.sampled_from(PIECES), max_size=10), DATES)
def test_windows_lie_in_order_and_hold_days(pieces: list[str], today: date) -> None:
    text = " ".join(pieces)
    found = find_windows(text, today)
    ends = [0, *(end for _, end, _ in found)]
    assert all(end <= start for end, (start, _, _) in zip(ends, found, strict=False))
    assert all(window.start <= window.end for _, _, window in found)
    assert all(window.end == today - timedelta(days=1) for _, _, window in found if window.overdue)


@given(st.sampled_from(UNACCENTED), DATES)
def test_folding_a_phrase_gives_the_same_days_on_any_day(case: tuple[str, dict[str, Any]], today: date) -> None:
    phrase = case[0]
    written = [(w.start, w.end, w.names_year) for _, _, w in find_windows(phrase, today)]
    assert written == [(w.start, w.end, w.names_year) for _, _, w in find_windows(fold(nfc(phrase)), today)]
