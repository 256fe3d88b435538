"""Ways of giving work that offices vary, each in a few lines: headings, cells and rows that speak for others."""

from __future__ import annotations

import io
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement

from knowledge.importing.document import Block, Document, Paragraph, Row, Table
from knowledge.importing.extraction import Extraction, extract
from knowledge.importing.labels import split_labels
from knowledge.importing.readers import read_document
from knowledge.importing.secrecy import secrecy_of
from knowledge.importing.times import deadlines_in_cell
from nlp.agency_lists import split_agencies
from nlp.assignments import read_assignment
from tests.importing.lines import lines_of
from tests.importing.made import as_pdf


def extraction(*blocks: Block) -> Extraction:
    return extract(Document("a", blocks), date(2025, 6, 1))


def of_lines(text: str) -> list[str]:
    return lines_of(extraction(*(Paragraph(line) for line in text.strip().split("\n"))).tasks)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(row) for row in rows))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở Lao động - Thương binh và Xã hội", ("Sở Lao động - Thương binh và Xã hội",)),
        ("Phòng Tài chính - Kế hoạch", ("Phòng Tài chính - Kế hoạch",)),
        ("Sở Y tế - Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ")),
        ("- Sở Y tế\n- Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ")),
        ("Sở Y tế Đông Bình, Sở Nội vụ", ("Sở Y tế Đông Bình", "Sở Nội vụ")),
        ("Văn phòng HĐND và UBND huyện", ("Văn phòng HĐND và UBND huyện",)),
    ],
)
def test_a_cell_keeps_names_with_dashes_and_places_whole(cell: str, names: tuple[str, ...]) -> None:
    assert split_agencies(cell) == names


@pytest.mark.parametrize(
    ("text", "leads", "coordinators"),
    [
        ("Chủ trì cùng các ngành liên quan kiểm tra kho.", (), ("các ngành liên quan",)),
        ("Công an tỉnh chủ trì cùng Sở Xây dựng xử lý xe.", ("Công an tỉnh",), ("Sở Xây dựng",)),
        ("Phối hợp với phòng Nội vụ lập dự toán.", (), ("phòng Nội vụ",)),
        (
            "Phối hợp với UBND các huyện Tân An, Bình Minh và các cơ quan liên quan rà soát.",
            (),
            ("UBND các huyện Tân An, Bình Minh", "các cơ quan liên quan"),
        ),
        ("Hội Nông dân tỉnh phối hợp với chính quyền các cấp trong vận động hộ nghèo.", ("Hội Nông dân tỉnh",),
         ("chính quyền các cấp",)),
        ("Báo và Phát thanh, Truyền hình Đông Bình: đưa tin.", ("Báo và Phát thanh, Truyền hình Đông Bình",), ()),
        ("Căn cứ Quyết định này lập đề án, gửi Bộ Xây dựng, Bộ Tài chính để tổng hợp.", (), ()),
    ],
)  # fmt: skip
def test_who_leads_and_who_helps(text: str, leads: tuple[str, ...], coordinators: tuple[str, ...]) -> None:
    assigned = read_assignment(text)
    assert (assigned.leads, assigned.coordinators) == (leads, coordinators)


def test_rows_that_head_a_section_say_who_leads() -> None:
    found = extraction(
        table(
            ("TT", "Nhiệm vụ", "Phối hợp", "Thời gian"),
            ("I", "Đất đai (Cơ quan chủ trì: Sở Tài chính)", "", ""),
            ("1", "Công khai quỹ đất", "Sở Nội vụ", "30/9/2025"),
            ("II", "Thanh tra tỉnh", "", ""),
            ("1", "Công bố kế hoạch", "Các sở", "Thường xuyên"),
        )
    )
    assert lines_of(found.tasks) == [
        "PL.I.1#1 | Sở Tài chính | Sở Nội vụ | 30/09/2025 | Công khai quỹ đất",
        "PL.II.1#1 | Thanh tra tỉnh | Các sở | ongoing | Công bố kế hoạch",
    ]


def test_rows_that_head_a_section_say_by_when() -> None:
    found = extraction(
        table(
            ("TT", "Chỉ tiêu, nhiệm vụ", "Bộ phận chủ trì"),
            ("I", "Trước ngày 10/7/2025", ""),
            ("1", "Họp ban tổ chức", "Phòng Nội vụ"),
            ("II", "Công việc khác", ""),
            ("1", "Dọn vệ sinh", "Phòng Nội vụ"),
        )
    )
    assert lines_of(found.tasks) == [
        "PL.I.1#1 | Phòng Nội vụ |  | 10/07/2025 | Họp ban tổ chức",
        "PL.II.1#1 | Phòng Nội vụ |  |  | Dọn vệ sinh",
    ]


def test_a_cell_of_several_days_has_them_all_in_the_year_that_is_named() -> None:
    found = deadlines_in_cell("15/6 và 15/12/2026", 2025)
    assert [d.when and d.when.due_on for d in found] == [date(2026, 6, 15), date(2026, 12, 15)]


def test_a_label_ends_with_the_parenthesis_around_it() -> None:
    assert split_labels("Lập đề án (Chủ trì: Sở A; thời gian: 2026 - 2028)")[1][1][1] == "2026 - 2028"


def test_a_headings_parentheses_set_the_deadline_of_what_stands_below() -> None:
    assert of_lines(
        """
KẾ HOẠCH
I. NỘI DUNG
1. Giai đoạn 1 (hoàn thành trước ngày 15/7/2025): Sở Xây dựng chủ trì, phối hợp với Sở Y tế thực hiện:
- Kiểm tra công trình;
- Rà soát phương án.
"""
    ) == [
        "I.1#1 | Sở Xây dựng | Sở Y tế | 15/07/2025 | Kiểm tra công trình;",
        "I.1#2 | Sở Xây dựng | Sở Y tế | 15/07/2025 | Rà soát phương án.",
    ]


def test_agreement_is_no_work_and_charged_work_stands_under_any_heading() -> None:
    assert of_lines(
        """
THÔNG BÁO
1. Về dự thảo giá nước
UBND tỉnh cơ bản thống nhất nội dung.
2. Về tình hình thiếu thuốc
Giám đốc Sở Y tế chịu trách nhiệm chỉ đạo đấu thầu xong trong tháng 9/2025.
"""
    ) == ["2#1 | Giám đốc Sở Y tế |  | 30/09/2025 | chỉ đạo đấu thầu xong trong tháng"]


def test_rows_inside_content_controls_are_read() -> None:
    document = docx.Document()
    made = document.add_table(rows=2, cols=3)
    for at, row in enumerate((("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Lập đề án", "Sở Y tế"))):
        for column, text in enumerate(row):
            made.cell(at, column).text = text
    row_element = made.rows[1]._tr
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    row_element.addprevious(control)
    content.append(row_element)
    file = io.BytesIO()
    document.save(file)
    found = extract(read_document(file.getvalue(), "a.docx"), date(2025, 6, 1))
    assert lines_of(found.tasks) == ["PL.1#1 | Sở Y tế |  |  | Lập đề án"]


def test_a_mark_of_secrecy_in_a_workbooks_page_head_is_seen() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["TT", "Nhiệm vụ", "Chủ trì"])
    workbook.active.oddHeader.right.text = "TỐI MẬT"
    file = io.BytesIO()
    workbook.save(file)
    assert secrecy_of(read_document(file.getvalue(), "a.xlsx").blocks) == "TỐI MẬT"


def test_paragraphs_without_indents_are_told_apart_where_a_full_line_ends_a_sentence() -> None:
    for words in range(3, 14):  # one of these lines ends at the margin
        first = f"Sở Y tế lập {'đề án ' * words}thuốc."
        document = read_document(as_pdf([first, "Sở Nội vụ rà soát."]), "a.pdf")
        texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
        assert texts == [first, "Sở Nội vụ rà soát."]
