"""Letters: one form for what can be written in several."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.letters import agreement, canonical, fold, nfc

SPELLINGS = [
    ("ủy", ["ủy", "uỷ", "Ủy", "UỶ"]),
    ("hòa", ["hòa", "hoà", "HOÀ"]),
    ("hoàn", ["hoàn", "hòan"]),
    ("thúy", ["thúy", "thuý"]),
    ("quí", ["quý", "quí", "Quý"]),
    ("kĩ", ["kỹ", "kĩ"]),
    ("lí", ["lý", "lí"]),
    ("khỏe", ["khoẻ", "khỏe"]),
    ("quyền", ["quyền"]),
    ("giữa", ["giữa"]),
    ("già", ["già"]),
    ("nghiệp", ["nghiệp"]),
    ("khuỷu", ["khuỷu"]),
    ("thủy", ["thủy", "thuỷ"]),
    ("day", ["day"]),
]


@pytest.mark.parametrize(
    ("one", "spelling"), [(one, spelling) for one, all_of_them in SPELLINGS for spelling in all_of_them]
)
def test_all_spellings_of_a_word_are_one(one: str, spelling: str) -> None:
    assert canonical(spelling) == one
    assert canonical(unicodedata.normalize("NFD", spelling)) == one


@pytest.mark.parametrize(
    ("typed", "written", "least", "most"),
    [
        ("thuế", "thuế", 1.0, 1.0),
        ("thue", "thuế", 0.8, 0.95),  # nothing typed contradicts
        ("đât", "đất", 0.5, 0.7),  # a mark left out
        ("thuê", "thuế", 0.5, 0.7),
        ("bạn", "ban", 0.0, 0.3),  # another word
        ("số", "sở", 0.0, 0.3),
    ],
)
def test_diacritics_that_contradict_count_for_little(typed: str, written: str, least: float, most: float) -> None:
    assert least <= agreement(typed, written) <= most


@given(st.text())
def test_folding_keeps_the_length_of_the_composed_text(text: str) -> None:
    assert len(fold(nfc(text))) == len(nfc(text))


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ "))
def test_folded_text_has_no_vietnamese_letters_left(text: str) -> None:
    assert fold(text).isascii()
