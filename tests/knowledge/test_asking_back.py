"""Whose tasks are meant, which of several agencies, and back to what was shown before."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assistant import Assistant
from knowledge.answers import Found, NotFound, Reason

TODAY = date(2024, 3, 4)
OWN_OF_HEALTH = ["III.3.3#2", "III.3.3#3"]


def refs(answer: object) -> list[str]:
    assert isinstance(answer, Found), answer
    return [found.task.ref for found in answer.tasks]


@pytest.mark.parametrize(
    ("text", "ref", "lead"),
    [
        ("Sở Y tế và Sở Nội vụ ai lo tôn giáo", "III.3.5#2", "Sở Nội vụ"),
        ("Sở Y tế hay Sở Nội vụ lo đào tạo cán bộ y tế xã", "III.3.3#2", "Sở Y tế"),
        ("so tai chinh va so ke hoach dau tu ai lo danh muc moi goi dau tu", "III.2.1.a#3", "Sở Kế hoạch và Đầu tư"),
    ],
)
def test_of_two_agencies_the_one_that_leads_is_told(assistant: Assistant, text: str, ref: str, lead: str) -> None:
    response = assistant.ask(text, TODAY)
    assert refs(response.answer)[0] == ref
    assert response.reply.text.startswith(f"{lead} chủ trì")


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế với Sở Nội vụ bên nào nhiều việc hơn",
        "Sở Y tế với Sở Nội vụ mỗi bên làm gì",
        "so sánh Sở Y tế và Sở Nội vụ",
    ],
)
def test_agencies_are_compared_by_what_each_leads(assistant: Assistant, text: str) -> None:
    response = assistant.ask(text, TODAY)
    assert len(refs(response.answer)) == 8
    assert "Sở Y tế chủ trì 2 việc" in response.reply.text.splitlines()[0]
    assert "Sở Nội vụ chủ trì 6 việc" in response.reply.text.splitlines()[0]


@pytest.mark.parametrize("text", ["sở mình phải làm gì", "tụi mình có việc gì", "co quan em duoc giao nhung gi"])
def test_one_s_own_agency_is_the_one_that_is_set(assistant: Assistant, text: str) -> None:
    assert refs(assistant.ask(text, TODAY, own="Sở Y tế").answer) == OWN_OF_HEALTH


def test_one_s_own_agency_is_asked_for_where_none_is_set(assistant: Assistant) -> None:
    first = assistant.ask("sở mình phải làm gì", TODAY)
    assert isinstance(first.answer, NotFound)
    assert first.answer.reason is Reason.WHOSE
    second = assistant.ask("Sở Y tế", TODAY, context=first.context)
    assert refs(second.answer) == OWN_OF_HEALTH


def test_another_agency_that_is_named_goes_before_one_s_own(assistant: Assistant) -> None:
    assert refs(assistant.ask("tụi mình với Sở Y tế phải làm gì", TODAY, own="Sở Nội vụ").answer) == OWN_OF_HEALTH


def test_a_deadline_of_one_s_own_agency(assistant: Assistant) -> None:
    response = assistant.ask("tháng này sở mình có gì đến hạn", TODAY, own="Sở Nội vụ")
    assert refs(response.answer)[0] == "III.1.1.c#2"
    assert response.reply.text.startswith("3 việc của Sở Nội vụ")


def test_back_leads_to_the_list_that_a_task_was_opened_from(assistant: Assistant) -> None:
    listed = assistant.ask("Sở Nội vụ phải làm gì", TODAY)
    opened = assistant.ask("cho xem mục 2", TODAY, context=listed.context)
    assert refs(opened.answer) == ["III.1.1.c#2"]
    asked_on = assistant.ask("hạn khi nào?", TODAY, context=opened.context)
    back = assistant.ask("quay lại danh sách", TODAY, context=asked_on.context)
    assert refs(back.answer) == refs(listed.answer)


def test_back_with_nothing_before_is_no_subject(assistant: Assistant) -> None:
    assert isinstance(assistant.ask("quay lại", TODAY).answer, NotFound)
