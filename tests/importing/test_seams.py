"""Page breaks in plain text."""

from __future__ import annotations

import pytest

from knowledge.importing.readers.seams import SEAM, without_seams

LINE = "- Chủ trì, phối hợp với Sở Tài chính theo dõi giá, báo cáo Thủ tướng"


@pytest.mark.parametrize("page_break", ["--- PAGE BREAK ---", "\f", "--- Trang 2 ---", "<!-- page 2 -->"])
def test_a_sentence_over_a_break_is_whole_and_lines_keep_their_numbers(page_break: str) -> None:
    lines = [LINE, "", "2", page_break, "", "Chính phủ trước ngày 20/3."]
    assert without_seams(lines) == [LINE, SEAM, SEAM, SEAM, SEAM, lines[-1]]


@pytest.mark.parametrize("after", ["- Lập đề án.", "a) Sở Y tế", "| 1 | Lập đề án |"])
def test_what_begins_anew_stays_apart(after: str) -> None:
    assert without_seams([LINE, "--- PAGE BREAK ---", after]) == [LINE, "", after]


def test_a_heading_before_a_break_stays_apart() -> None:
    assert without_seams(["Sở Y tế", "\f", "Lập đề án"]) == ["Sở Y tế", "", "Lập đề án"]


def test_a_number_on_a_line_is_a_mark_where_there_is_no_break() -> None:
    lines = ["1", "Sở Y tế lập đề án", "", "2", "Sở Nội vụ tập huấn"]
    assert without_seams(lines) == lines
