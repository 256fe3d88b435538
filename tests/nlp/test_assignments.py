"""Who is given the work of a paragraph: `corpus_assignments.toml`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.assignments import more_leads, read_assignment, split_assignments
from nlp.coordinators import find_coordinators

CASES = tomllib.loads(Path(__file__).with_name("corpus_assignments.toml").read_text("utf-8"))["assignment"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_paragraph_names_who_does_its_work(case: dict[str, Any]) -> None:
    found = read_assignment(case["text"])
    assert list(found.leads) == case["leads"]
    assert list(found.coordinators) == case["coordinators"]
    assert found.content.startswith(case["work"])
    assert bool(found.content) == bool(case["work"])


def test_another_agency_after_a_semicolon_has_a_task_of_its_own() -> None:
    text = "Sở Văn hóa tổ chức lễ hội; Sở Tài chính bố trí kinh phí; rà soát, báo cáo."
    assert split_assignments(text) == ["Sở Văn hóa tổ chức lễ hội;", "Sở Tài chính bố trí kinh phí; rà soát, báo cáo."]


def test_agencies_between_semicolons_are_one_list() -> None:
    text = "Sở Tài chính; Báo Đông Bình; Đài Truyền hình tỉnh tuyên truyền Chương trình."
    assert split_assignments(text) == [text]


def test_a_collective_of_a_later_sentence_leads_as_well() -> None:
    text = "Các sở có trách nhiệm xử lý. Chủ tịch UBND các huyện chủ động thực hiện."
    assert more_leads(text) == ("Chủ tịch UBND các huyện",)


def test_coordination_as_a_noun_names_nobody() -> None:
    assert find_coordinators("tăng cường sự phối hợp với các sở") == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read_assignment(text).content, str)
    assert all(part in text for part in split_assignments(text))
