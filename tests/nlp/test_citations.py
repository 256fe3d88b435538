"""Citations: other documents that are named by kind and number, and numbers that name none."""

from __future__ import annotations

import unicodedata

import pytest

from nlp.citations import find_citations

CITED = [
    ("nghị quyết số 57-NQ/TW giao ai", ["57"]),
    ("nghi quyet 57", ["57"]),
    ("NQ 57", ["57"]),
    ("NĐ 168/2024", ["168"]),
    ("nghị định số 30/2020/NĐ-CP", ["30"]),
    ("quyết định 1695/QĐ-TTg nói gì", ["1695"]),
    ("luật 72/2025/QH15", ["72"]),
    ("NQ số 12-NQ/TU và NĐ 45/2025/NĐ-CP", ["12", "45"]),
]
NOT_CITED = [
    "nghị quyết của Chính phủ", "nghị quyết mới", "01/CTr-UBND", "chương trình 2018", "quý I/2024", "13 trạm y tế",
    "57", "thông tư 12.5", "lớp 5", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), CITED)
def test_a_cited_document_is_known_by_its_number(text: str, numbers: list[str]) -> None:
    assert find_citations(text) == numbers
    assert find_citations(unicodedata.normalize("NFD", text)) == numbers


@pytest.mark.parametrize("text", NOT_CITED)
def test_numbers_without_a_kind_of_document_are_no_citation(text: str) -> None:
    assert find_citations(text) == []
