"""Words: what a text is cut into, and the forms in which words are compared."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.letters import nfc
from nlp.words import line, phrase_exact, phrase_key, split

# The text, then its words in their exact form.
TEXTS = [
    ("KH&ĐT tỉnh, 1.200 giường", ["khđt", "tỉnh", "1200", "giường"]),
    ("SLĐ-TB&XH", ["slđtbxh"]),
    ("Quí I, thuỷ sản", ["quí", "i", "thủy", "sản"]),
    ("hạn 30/6/2024", ["hạn", "30/6/2024"]),
    ("ít nhất 80%", ["ít", "nhất", "80%"]),
    ("mạng 5G", ["mạng", "5g"]),
    ("3,5 triệu", ["3,5", "triệu"]),
    ("01/CTr-UBND", ["01", "ctr", "ubnd"]),
    ("Cà Mau - Đất Mũi", ["cà", "mau", "đất", "mũi"]),
    ("TP.HCM", ["tp", "hcm"]),
    ("“điểm nóng”", ["điểm", "nóng"]),
    ("ai_do", ["ai", "do"]),
    ("hỏi😀đáp", ["hỏi", "đáp"]),
    ("天气 怎么样", ["天气", "怎么样"]),
    ("  \t\n ", []),
    ("?!…", []),
]


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_a_text_is_cut_into_its_words(text: str, words: list[str]) -> None:
    assert [word.exact for word in split(text)] == words


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_decomposed_letters_give_the_same_words(text: str, words: list[str]) -> None:
    assert [word.exact for word in split(unicodedata.normalize("NFD", text))] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("KH&ĐT", "KHĐT"), ("LĐ-TB&XH", "LĐTBXH"), ("1.200", "1200"), ("Quý", "quí"), ("Uỷ ban", "ủy ban")],
)
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert phrase_exact(one) == phrase_exact(other)


def test_decimal_fractions_keep_their_comma() -> None:
    assert phrase_exact("3,5") != phrase_exact("35")


@pytest.mark.parametrize(
    ("word", "accented", "vowel"), [("việc", True, True), ("SGDĐT", True, False), ("ODA", False, False)]
)
def test_a_stroke_alone_is_no_accented_vowel(word: str, accented: bool, vowel: bool) -> None:
    [only] = split(word)
    assert (only.accented, only.accented_vowel) == (accented, vowel)


def test_a_key_ignores_diacritics_case_and_punctuation() -> None:
    assert phrase_key("Phòng, chống IUU") == phrase_key("phong chong iuu") == ("phong", "chong", "iuu")


@pytest.mark.parametrize(
    ("text", "folded", "exact"),
    [
        ("Quý I; PAPI", " qui i . papi ", " quí i . papi "),
        ("phòng, chống. Rồi", " phong chong . roi ", " phòng chống . rồi "),
        ("dự án (ODA) mới", " du an . oda . moi ", " dự án . oda . mới "),
        ("1.200 giường, tháng 7/2024.", " 1200 giuong thang 7/2024 ", " 1200 giường tháng 7/2024 "),
    ],
)
def test_a_line_keeps_clauses_apart_but_not_commas(text: str, folded: str, exact: str) -> None:
    assert line(text) == (folded, exact)


@given(st.text())
def test_words_lie_in_order_at_their_offsets(text: str) -> None:
    composed = nfc(text)
    words = split(text)
    assert [composed[word.start : word.end] for word in words] == [word.text for word in words]
    assert all(left.end <= right.start for left, right in itertools.pairwise(words))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_both_lines_have_the_same_length(text: str) -> None:
    folded, exact = line(text)
    assert len(folded) == len(exact)
