"""Tables of tasks with the heads, cells and rows that offices give them."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.importing.columns import Column, column_of
from knowledge.importing.document import Block, Document, Paragraph, Row, Table
from knowledge.importing.extraction import Extraction, extract
from tests.importing.lines import lines_of


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(row) for row in rows))


def extraction(*blocks: Block) -> Extraction:
    return extract(Document("a", blocks), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("STT", Column.ORDINAL),
        ("Nội dung/nhiệm vụ", Column.TASK),
        ("Tên đề án", Column.TASK),
        ("Cơ quan, đơn vị chủ trì thực hiện", Column.LEADS),
        ("Đơn vị thực hiện", Column.LEADS),
        ("Cơ quan soạn thảo", Column.LEADS),
        ("Phối hợp thực hiện", Column.COORDINATORS),
        ("Theo dõi, kiểm tra, đôn đốc", Column.WATCHERS),
        ("Thời gian trình UBND tỉnh", Column.DEADLINE),
        ("Tiến độ", Column.DEADLINE),
        ("Sản phẩm/kết quả", Column.PRODUCT),
        ("Kinh phí (triệu đồng)", Column.MONEY),
        ("Đơn vị tính", Column.OTHER),
        (
            "Rà soát văn bản quy phạm pháp luật thuộc phạm vi quản lý của các sở, ban, ngành và địa phương trong tỉnh",
            Column.OTHER,
        ),
    ],
)
def test_a_head_tells_what_its_column_holds(head: str, column: Column) -> None:
    assert column_of(head) is column


def test_labels_in_a_cell_say_who_leads_and_who_helps() -> None:
    found = extraction(
        table(
            ("STT", "Nội dung", "Đơn vị thực hiện", "Thời gian"),
            ("1", "Lập đề án", "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ, UBND các xã", "Quý I/2025"),
            ("2", "Tập huấn", "Sở Y tế chủ trì, phối hợp với Sở Tài chính", "6 tháng đầu năm 2025"),
        )
    )
    assert lines_of(found.tasks) == [
        "PL.1#1 | Sở Y tế | Sở Nội vụ; UBND các xã | 31/03/2025 | Lập đề án",
        "PL.2#1 | Sở Y tế | Sở Tài chính | 30/06/2025 | Tập huấn",
    ]


def test_a_head_of_two_rows_and_the_same_as_above() -> None:
    found = extraction(
        table(
            ("TT", "Nhiệm vụ", "Phân công thực hiện", "Phân công thực hiện", "Thời gian"),
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
            ("I", "Thể chế", "Thể chế", "Thể chế", "Thể chế"),
            ("1", "Ban hành nghị quyết", "Sở Nội vụ", "Sở Tư pháp", "2025"),
            ("2", "Rà soát", "-nt-", "Sở Tài chính", "2025-2026"),
        )
    )
    assert lines_of(found.tasks) == [
        "PL.I.1#1 | Sở Nội vụ | Sở Tư pháp | 31/12/2025 | Ban hành nghị quyết",
        "PL.I.2#1 | Sở Nội vụ | Sở Tài chính | 31/12/2026 | Rà soát",
    ]


def test_one_column_for_leads_and_helpers_and_a_row_of_column_numbers() -> None:
    found = extraction(
        table(
            ("Số TT", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì, phối hợp", "Thời hạn"),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("A", "NHIỆM VỤ CHUNG", "", "", ""),
            ("1", "Tuyên truyền", "Bài viết", "Sở Y tế chủ trì; các sở, ngành phối hợp", "Thường xuyên"),
        )
    )
    assert lines_of(found.tasks) == ["PL.A.1#1 | Sở Y tế | các sở, ngành | ongoing | Tuyên truyền"]
    assert found.tasks[0].notes == ("sản phẩm: Bài viết",)


@pytest.mark.parametrize(
    "rows",
    [
        (("TT", "Nội dung", "Kinh phí (triệu đồng)", "Nguồn vốn"), ("1", "Mua sắm", "500", "Ngân sách")),
        (("STT", "Chỉ tiêu", "Đơn vị tính", "Cơ quan theo dõi"), ("1", "GRDP", "%", "Sở Tài chính")),
        (("STT", "Chỉ tiêu", "Kế hoạch 2025", "Cơ quan chủ trì"), ("1", "Che phủ rừng", "40%", "Sở Y tế")),
    ],
)
def test_tables_of_money_and_targets_give_no_tasks(rows: tuple[tuple[str, ...], ...]) -> None:
    found = extraction(Paragraph("PHỤ LỤC"), table(*rows))
    assert found.tasks == ()
    assert len(found.leftovers) == 3


def test_a_second_annex_has_refs_of_its_own() -> None:
    rows = (("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Lập đề án", "Sở Y tế"))
    found = extraction(Paragraph("PHỤ LỤC I"), table(*rows), Paragraph("PHỤ LỤC II"), table(*rows))
    assert [task.ref for task in found.tasks] == ["PL.1#1", "PL2.1#1"]


def test_a_task_without_a_lead_is_doubtful_and_keeps_the_cell() -> None:
    found = extraction(
        table(("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Lập đề án", "Theo phân công tại Quyết định số 5/QĐ-UBND"))
    )
    (task,) = found.tasks
    assert task.leads == ()
    assert task.doubts == ("văn bản không nêu cơ quan chủ trì",)
    assert "Theo phân công tại Quyết định số 5/QĐ-UBND" in task.notes


def test_two_columns_of_time_say_what_each_is_for() -> None:
    found = extraction(
        table(
            ("STT", "Tên đề án", "Cơ quan chủ trì", "Thời gian trình UBND tỉnh", "Thời gian trình HĐND tỉnh"),
            ("1", "Đề án du lịch", "Sở Y tế", "20/9", "Tháng 11"),
            ("2", "Đề án nông nghiệp", "Sở Y tế", "Tháng 7; tháng 10", ""),
        )
    )
    assert [[(d.what, d.when.due_on if d.when else None) for d in task.deadlines] for task in found.tasks] == [
        [("trình UBND tỉnh", date(2025, 9, 20)), ("trình HĐND tỉnh", date(2025, 11, 30))],
        [("", date(2025, 7, 31)), ("", date(2025, 10, 31))],
    ]


def test_the_column_of_the_beginning_is_no_deadline() -> None:
    found = extraction(
        table(
            ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian bắt đầu", "Thời gian hoàn thành"),
            ("1", "Lập đề án", "Sở Y tế", "Tháng 6/2025", "Tháng 12/2025"),
        )
    )
    assert lines_of(found.tasks) == ["PL.1#1 | Sở Y tế |  | 31/12/2025 | Lập đề án"]
