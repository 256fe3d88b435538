"""Understanding questions: `corpus_questions.toml`, one case a sentence; and any text at all without an error."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import lexicon
from nlp.names import Name, NameBook, Strength
from nlp.question import Question
from nlp.understand import understand

CORPUS = tomllib.loads(Path(__file__).with_name("corpus_questions.toml").read_text("utf-8"))
TODAY: date = CORPUS["today"]
CASES = [(text, case) for case in CORPUS["question"] for text in case["texts"]]
BOOK = NameBook(
    [
        *(Name(agency, agency, Strength.OFFICIAL) for agency in CORPUS["names"]["official"]),
        *(
            Name(agency, name, Strength(strength))
            for strength in ("hint", "everyday", "code")
            for name, agencies in CORPUS["names"][strength].items()
            for agency in agencies
        ),
    ],
    lexicon.load().short_forms.expand,
)


def subject(question: Question) -> str:
    return " ".join(word.exact for word in question.topic.words if not (word.filler or word.generic))


def said(question: Question) -> dict[str, Any]:
    """What a question says besides its subject, in the terms of the corpus, without what it says nothing about."""
    everything = {
        "asks": sorted(asks.value for asks in question.asks),
        "agencies": [list(asked.agencies) for asked in question.agencies],
        "partner": [asked.agencies[0] for asked in question.agencies if asked.as_partner],
        "receiver": [asked.agencies[0] for asked in question.agencies if asked.as_receiver],
        "merged": [asked.agencies[0] for asked in question.agencies if asked.merged],
        "hints": [hint.words for hint in question.hints],
        "windows": [f"{window.start} {window.end}" for window in question.windows],
        "outside": [outside.kind for outside in question.outside],
        "acting": [place.name for place in question.places if place.acts],
        "circumstance": [place.name for place in question.places if place.circumstance],
        "citations": list(question.citations),
        "foreign": question.foreign,
    }
    return {key: value for key, value in everything.items() if value}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    keys = {key: value for key, value in case.items() if key not in ("texts", "topic")}
    return keys | ({"asks": sorted(case["asks"])} if "asks" in case else {})


@pytest.mark.parametrize(("text", "case"), CASES)
def test_a_question_says(text: str, case: dict[str, Any]) -> None:
    question = understand(text, TODAY, BOOK)
    assert said(question) == expected(case)
    assert subject(question) == case.get("topic", subject(question))


@pytest.mark.parametrize(("text", "case"), CASES)
def test_decomposed_letters_say_the_same(text: str, case: dict[str, Any]) -> None:
    assert said(understand(unicodedata.normalize("NFD", text), TODAY, BOOK)) == expected(case)


def test_a_question_keeps_its_text_and_day() -> None:
    question = understand("Sở Y tế làm gì 😀", TODAY, BOOK)
    assert (question.text, question.today) == ("Sở Y tế làm gì 😀", TODAY)


def test_windows_are_counted_from_the_day_of_asking() -> None:
    spring, autumn = (understand("tháng này có gì", day, BOOK) for day in (TODAY, date(2026, 11, 23)))
    assert [window.start for window in (*spring.windows, *autumn.windows)] == [date(2024, 3, 1), date(2026, 11, 1)]


def test_a_name_within_the_sentence_is_known_by_its_capitals() -> None:
    topic = understand("ai lo đô thị Sông Đốc", TODAY, BOOK).topic
    assert [word.exact for word in topic.words if word.name] == ["sông", "đốc"]


def test_capitals_throughout_are_no_names() -> None:
    topic = understand("AI LO ĐÔ THỊ SÔNG ĐỐC", TODAY, BOOK).topic
    assert topic.words
    assert not any(word.name for word in topic.words)


def test_an_abbreviation_may_stand_in_a_text_as_it_is() -> None:
    senses = understand("ai lo KTTT", TODAY, BOOK).topic.senses
    assert ("KTTT",) in [sense.written for sense in senses]


def test_a_subject_of_fillers_alone_is_empty() -> None:
    assert understand("em ơi cho hỏi cái này là sao vậy", TODAY, BOOK).topic.empty
    assert not understand("em ơi cho hỏi cái cống này", TODAY, BOOK).topic.empty


WORDS = [
    "Sở Y tế", "so y te", "SNV", "bộ chỉ huy", "bao giờ", "ai", "làm gì", "phối hợp", "với", "tháng", "quý", "năm",
    "9", "99", "2024", "30/6", "99/99/9999", "999999999", "ngày", "nữa", "quá hạn", "từ", "đến", "cuối", "trước",
    "GPMB", "ko", "z", "KH&ĐT", "1.200", "80%", "5G", "sowr", "te61", "nghị quyết", "57", "Sóc Trăng", "ở", "mới",
    "xin chào", "😀", "@bot", "https://x.y/?z", "\x00", "\u202e", "\u0323", "İ", "ı", "ß", "ﬁ", "Đ", "“", "(", "*", '"',
]  # fmt: skip
ANY_TEXT = st.lists(st.sampled_from(WORDS) | st.text(max_size=12), max_size=14).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_text_is_understood_somehow(text: str, today: date) -> None:
    question = understand(text, today, BOOK)
    assert question.text == text
    assert all(window.start <= window.end for window in question.windows)
    places = [word.place for word in question.topic.words]
    assert places == sorted(set(places))
    assert all(0 <= sense.start < sense.end <= len(places) for sense in question.topic.senses)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_the_form_of_the_letters_does_not_matter(text: str) -> None:
    one = understand(unicodedata.normalize("NFC", text), TODAY, BOOK)
    other = understand(unicodedata.normalize("NFD", text), TODAY, BOOK)
    assert (said(one), one.topic) == (said(other), other.topic)


@pytest.mark.parametrize("text", ["OCOP", "logistics", "PCI", "PPP"])
def test_a_word_that_the_administration_writes_is_not_foreign(text: str) -> None:
    assert not understand(text, date(2024, 3, 4), NameBook([])).foreign
