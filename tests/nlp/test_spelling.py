"""Spelling: a slip is mended where the neighbours show what was meant, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.respelling import respell
from nlp.spelling import Speller
from nlp.words import split

SPELLER = Speller(
    [
        "thất nghiệp", "trợ cấp thất nghiệp", "kế hoạch đầu tư", "giải phóng mặt bằng", "giải ngân", "xây dựng",
        "nông nghiệp", "đất công", "công nghiệp", "công tác", "công chức", "giáo viên", "giáo dục",
    ]
)  # fmt: skip
MENDED = [
    ("trợ cấp thất ngiệp", "trợ cấp thất nghiệp"),
    ("kế hạch đầu tư", "kế hoạch đầu tư"),
    ("giải phóng mặt bằg", "giải phóng mặt bằng"),
    ("giải phogn mặt bằng", "giải phóng mặt bằng"),
    ("giai phong mat bag", "giai phong mat bằng"),
    ("nôg nghiệp", "nông nghiệp"),
]
LEFT_ALONE = [
    "thất nghiệp", "ngiệp", "ăn ngiệp", "kế hoạch", "thất vọng", "giải ba", "XÂY DỤN", "đất cong", "giải 5", "", "xe",
]  # fmt: skip


def mended(text: str) -> str:
    words = split(text)
    return " ".join(word.exact for word in SPELLER.mend(words, [False] * len(words)))


@pytest.mark.parametrize(("typed", "meant"), MENDED)
def test_a_slip_beside_a_known_neighbour_is_mended(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_may_be_meant_as_typed_stays(text: str) -> None:
    assert mended(text) == " ".join(word.exact for word in split(text))


def test_words_already_understood_are_not_touched() -> None:
    words = split("thất ngiệp")
    assert [word.exact for word in SPELLER.mend(words, [False, True])] == ["thất", "ngiệp"]


def test_a_mended_word_keeps_its_place_in_the_text() -> None:
    words = split("trợ cấp thất ngiệp")
    mended_words = SPELLER.mend(words, [False] * 4)
    assert [(word.start, word.end) for word in mended_words] == [(word.start, word.end) for word in words]


@given(st.text())
def test_mending_keeps_the_number_of_words(text: str) -> None:
    words = split(text)
    assert len(SPELLER.mend(words, [False] * len(words))) == len(words)


@pytest.mark.parametrize(
    ("chat", "syllable"),
    [("zậy", "vậy"), ("wá", "quá"), ("fải", "phải"), ("jải", "giải"), ("dzô", "vô"), ("zui", "vui")],
)
def test_chat_spelling_is_respelt(chat: str, syllable: str) -> None:
    assert respell(chat) == syllable


@pytest.mark.parametrize("word", ["việc", "viec", "OCOP", "ODA", "5G", "k", "xyz", "", "PAPI"])
def test_what_is_a_syllable_or_none_at_all_is_not_respelt(word: str) -> None:
    assert respell(word) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giảiphóng mặtbằng", "giải phóng mặt bằng"), ("giaovien", "giao vien"), ("giaocong", "giaocong"),
        ("xaydung", "xay dung"), ("OCOP video", "ocop video"),
    ],
)  # fmt: skip
def test_two_words_without_their_space_are_parted(typed: str, meant: str) -> None:
    parted = SPELLER.part(split(typed))
    assert " ".join(word.exact for word in parted) == meant
    assert "".join(typed[word.start : word.end] for word in parted) == typed.replace(" ", "").replace(",", "")
