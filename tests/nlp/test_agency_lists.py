"""Lists of agencies in cells and in running text: `corpus_agency_lists.toml`."""

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.agency_lists import read_agencies, split_agencies

CORPUS = tomllib.loads(Path(__file__).with_name("corpus_agency_lists.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CORPUS["cells"], ids=lambda case: case["text"][:40])
def test_a_cell_is_split_into_its_agencies(case: dict[str, Any]) -> None:
    assert list(split_agencies(case["text"])) == case["names"]


@pytest.mark.parametrize("case", CORPUS["running"], ids=lambda case: case["text"][:40])
def test_a_list_ends_before_what_its_agencies_do(case: dict[str, Any]) -> None:
    found = read_agencies(case["text"])
    assert found is not None
    assert list(found.names) == case["names"]
    assert case["text"][found.end :].strip() == case["rest"]


@pytest.mark.parametrize("text", CORPUS["no_list"]["texts"])
def test_words_that_begin_like_an_agency_are_none(text: str) -> None:
    assert read_agencies(text) is None


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    found = read_agencies(composed)
    assert found is None or 0 < found.end <= len(composed)
    assert all(name.strip() for name in split_agencies(composed))
