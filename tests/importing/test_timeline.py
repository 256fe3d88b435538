"""Deadlines against the day of issue."""

from __future__ import annotations

from datetime import date

from knowledge.importing.doubts import doubts
from knowledge.importing.extraction import Extraction, extract
from knowledge.importing.readers import read_document

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG BÌNH\nSố: 9/KH-UBND\nĐông Bình, ngày 10 tháng 11 năm 2025\nKẾ HOẠCH\n"


def extraction(text: str) -> Extraction:
    return extract(read_document((HEAD + text).encode(), "a.txt"), date(2026, 1, 5))


def due(text: str) -> list[date | None]:
    return [d.when.due_on if d.when else None for task in extraction(text).tasks for d in task.deadlines]


def test_a_date_without_a_year_comes_after_the_issue() -> None:
    assert due("1. Sở Y tế lập đề án trước ngày 15/3.") == [date(2026, 3, 15)]
    assert due("1. Sở Y tế lập đề án trước ngày 15/12.") == [date(2025, 12, 15)]
    assert due("1. Sở Y tế lập đề án trong quý I, trình trong tháng 11.") == [date(2026, 3, 31), date(2025, 11, 30)]


def test_a_date_of_last_month_is_not_moved() -> None:
    assert due("1. Sở Y tế tổng hợp số liệu đến ngày 30/10.") == [date(2025, 10, 30)]


def test_a_year_that_the_document_names_stays_and_is_doubtful() -> None:
    found = extraction("1. Sở Y tế báo cáo UBND tỉnh trong tháng 3 năm 2025.")
    assert [d.when and d.when.due_on for d in found.tasks[0].deadlines] == [date(2025, 3, 31)]
    assert found.tasks[0].doubts == ("thời hạn “trong tháng 3 năm 2025” trước ngày ban hành 10/11/2025",)


def test_a_heading_with_a_time_sets_it_for_what_stands_below() -> None:
    text = "1. Giao Sở Y tế hoàn thành trước ngày 20/12/2025 các việc sau:\n- Lập đề án.\n- Trình trước ngày 05/12."
    assert due(text) == [date(2025, 12, 20), date(2025, 12, 5)]


def test_bullets_go_on_with_the_agency_of_the_paragraph_above() -> None:
    text = "1. Sở Y tế rà soát nhu cầu thuốc của các bệnh viện.\n- Lập danh mục thuốc thiếu.\n2. Sở Nội vụ tập huấn."
    assert [task.leads for task in extraction(text).tasks] == [("Sở Y tế",), ("Sở Y tế",), ("Sở Nội vụ",)]


def test_what_became_no_task_is_shown_where_it_has_a_time_or_gives_work() -> None:
    found = extraction(
        "I. NHIỆM VỤ\n1. Sở Y tế lập đề án.\n2. Nội dung này hoàn thành trước ngày 20/12/2025.\n3. Nói chung."
    )
    left = [line for line in doubts(found) if "không thành nhiệm vụ" in line]
    assert [line.split(": ", 2)[2] for line in left] == ["2. Nội dung này hoàn thành trước ngày 20/12/2025."]
