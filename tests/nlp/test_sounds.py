"""Sounds: words that are said alike are found behind one another's spelling, others are not."""

from __future__ import annotations

from datetime import date

import pytest

from nlp import lexicon
from nlp.names import NameBook
from nlp.sounds import alike
from nlp.understand import understand
from nlp.words import split


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chái", "cháy"), ("lịt", "lịch"), ("tát", "tác"), ("hạng", "hạn"), ("dờ", "giờ"), ("xách", "sách"), ("nỗ", "nổ"),
     ("trai", "chai"), ("tác", "tác")],
)  # fmt: skip
def test_words_said_alike(typed: str, meant: str) -> None:
    assert alike(typed, meant)


@pytest.mark.parametrize(("typed", "meant"), [("tất", "tác"), ("bạn", "bàn"), ("lao", "lo"), ("mưa", "mua")])
def test_words_said_otherwise(typed: str, meant: str) -> None:
    assert not alike(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phòng chái nỗ", "cháy"),
        ("hợp tát xã", "tác"),
        ("du lịt", "lịch"),
        ("ngân xách", "sách"),
        ("thamg 9 co gi", "thang"),
        ("tuyểm dụng công chức", "tuyển"),
    ],
)
def test_the_lexicon_mends_what_is_said_alike_or_struck_beside(typed: str, meant: str) -> None:
    speller = lexicon.load().speller
    words = speller.mend_keys(split(typed))
    assert meant in [word.exact for word in speller.mend(words, [False] * len(words))]


@pytest.mark.parametrize("text", ["dân ngán quá", "trồng rau màu", "bờ kè", "con tôm", "bán sữa", "rừng ngập mặn"])
def test_words_of_the_language_stay_as_they_are(text: str) -> None:
    words = split(text)
    assert lexicon.load().speller.mend(words, [False] * len(words)) == words


@pytest.mark.parametrize("text", ["tjáng 9 có gì", "từ dờ tới hết tháng 9 còn hạn nào", "TJÁNG 9 CÓ GÌ ĐẾN HẠN"])
def test_a_window_is_read_from_mended_words(text: str) -> None:
    [window] = understand(text, date(2024, 3, 4), NameBook([])).windows
    assert (window.end.month, window.end.day) == (9, 30)


def test_a_phrase_said_in_other_order_has_its_sense() -> None:
    topic = understand("xuống sông quăng rác", date(2024, 3, 4), NameBook([])).topic
    wider = lexicon.load().loose.widened(topic)
    assert len(wider.senses) > len(topic.senses)
