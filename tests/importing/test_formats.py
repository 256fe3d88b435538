"""One programme in every format gives one register."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fpdf import FPDF

from knowledge.importing.document import Footnote, Paragraph, Table
from knowledge.importing.extraction import extract
from knowledge.importing.problems import ImportRefused
from knowledge.importing.readers import read_document
from tests.importing.lines import lines_of
from tests.importing.made import Rows, as_docx, as_docx_with_box, as_html, as_pdf, as_xlsx

FOLDER = Path(__file__).parent / "documents"
TODAY = date(2026, 11, 23)
ANNEX = (
    ("TT", "Theo dõi, đôn đốc", "Nội dung nhiệm vụ", "Thời gian (năm 2025)", "Cơ quan phối hợp", "Cơ quan chủ trì"),
    ("I", "", "Cải cách hành chính", "", "", ""),
    ("1", "Sở Nội vụ", "Rà soát thủ tục", "Quý II", "Các sở, ban, ngành", "Văn phòng UBND tỉnh"),
    ("2", "Sở Nội vụ", "Công bố chỉ số", "Thường xuyên", "Sở Tài chính; Sở Y tế", "Sở Nội vụ"),
    ("II", "", "Chuyển đổi số", "", "", ""),
    ("1", "Sở Nội vụ", "Nâng cấp dữ liệu", "Trước ngày 30/9", "", "Sở Khoa học và Công nghệ"),
)  # fmt: skip
ANNEX_TASKS = [
    "PL.I.1#1 | Văn phòng UBND tỉnh | Các sở, ban, ngành | 30/06/2025 | Rà soát thủ tục",
    "PL.I.2#1 | Sở Nội vụ | Sở Tài chính; Sở Y tế | ongoing | Công bố chỉ số",
    "PL.II.1#1 | Sở Khoa học và Công nghệ |  | 30/09/2025 | Nâng cấp dữ liệu",
]
Maker = Callable[[list[str], Rows], bytes]


@pytest.mark.parametrize(("make", "name"), [(as_docx, "a.docx"), (as_html, "a.html"), (as_pdf, "a.pdf")])
@pytest.mark.parametrize("source", ["chuong-trinh-hanh-dong.txt", "chi-thi.txt", "nghi-quyet-bo-nganh.txt"])
def test_a_programme_gives_the_same_tasks_as_its_text(make: Maker, name: str, source: str) -> None:
    paragraphs = (FOLDER / source).read_text("utf-8").splitlines()
    extraction = extract(read_document(make(paragraphs, ()), name), TODAY)
    assert lines_of(extraction.tasks) == (FOLDER / source).with_suffix(".tasks").read_text("utf-8").splitlines()


@pytest.mark.parametrize(("make", "name"), [(as_docx, "a.docx"), (as_html, "a.html"), (as_pdf, "a.pdf")])
def test_an_annex_gives_its_rows_in_any_order_of_columns(make: Maker, name: str) -> None:
    document = read_document(make(["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"], ANNEX), name)
    assert lines_of(extract(document, TODAY).tasks) == ANNEX_TASKS


def test_a_workbook_gives_the_rows_of_its_annex() -> None:
    document = read_document(as_xlsx(ANNEX, title="PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"), "a.xlsx")
    assert lines_of(extract(document, TODAY).tasks) == ANNEX_TASKS


def test_a_csv_gives_its_rows() -> None:
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in ANNEX)
    document = read_document(text.encode("utf-8-sig"), "a.csv")
    assert [task.leads for task in extract(document, TODAY).tasks] == [
        ("Văn phòng UBND tỉnh",), ("Sở Nội vụ",), ("Sở Khoa học và Công nghệ",),
    ]  # fmt: skip


def test_the_frame_of_a_page_is_left_out() -> None:
    document = read_document(as_html(["1. Sở Y tế lập kế hoạch."]), "a.html")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["1. Sở Y tế lập kế hoạch."]


def test_numbers_that_word_makes_are_written_out() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            part = OxmlElement(tag)
            part.set(qn("w:val"), value)
            level.append(part)
        abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    numbering.append(number)
    for depth, text in (
        (0, "NHIỆM VỤ"),
        (1, "Sở Y tế"),
        (2, "Lập kế hoạch"),
        (2, "Báo cáo"),
        (1, "Sở Nội vụ"),
        (2, "Tổng hợp"),
    ):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        listed = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", str(depth)), ("w:numId", "77")):
            part = OxmlElement(tag)
            part.set(qn("w:val"), value)
            listed.append(part)
        properties.append(listed)
    content = io.BytesIO()
    document.save(content)
    read = read_document(content.getvalue(), "a.docx")
    assert [block.text for block in read.blocks if isinstance(block, Paragraph)] == [
        "I. NHIỆM VỤ", "1. Sở Y tế", "a) Lập kế hoạch", "b) Báo cáo", "2. Sở Nội vụ", "a) Tổng hợp",
    ]  # fmt: skip
    assert lines_of(extract(read, TODAY).tasks) == [
        "I.1.a#1 | Sở Y tế |  |  | Lập kế hoạch",
        "I.1.b#1 | Sở Y tế |  |  | Báo cáo",
        "I.2.a#1 | Sở Nội vụ |  |  | Tổng hợp",
    ]


def test_merged_cells_stand_in_every_place_that_they_cover() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for at, row in enumerate(
        (
            ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"),
            ("1", "Lập đề án", "Theo Quyết định số 5/QĐ-UBND", ""),
            ("", "", "Sở Y tế", "Sở Nội vụ"),
        )
    ):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(1, 2).merge(table.cell(1, 3))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).merge(table.cell(2, 1))
    content = io.BytesIO()
    document.save(content)
    read = read_document(content.getvalue(), "a.docx")
    (made,) = (block for block in read.blocks if isinstance(block, Table))
    assert made.rows[1].cells[2] == made.rows[1].cells[3]
    assert made.rows[2].cells[:2] == ("1", "Lập đề án")
    assert lines_of(extract(read, TODAY).tasks) == [
        "PL.1#1 |  |  |  | Lập đề án", "PL.1#2 | Sở Y tế | Sở Nội vụ |  | Lập đề án",
    ]  # fmt: skip


def test_text_in_an_old_font_becomes_unicode() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("1. Së Néi vô chñ tr×, phèi hîp víi Së Y tÕ lËp kÕ ho¹ch.")
    run.font.name = ".VnTime"
    content = io.BytesIO()
    document.save(content)
    read = read_document(content.getvalue(), "a.docx")
    assert lines_of(extract(read, TODAY).tasks) == ["1#1 | Sở Nội vụ | Sở Y tế |  | lập kế hoạch."]
    assert any("TCVN3" in warning for warning in read.warnings)


def test_decomposed_letters_and_slips_of_scanners_are_put_right() -> None:
    text = "©) S6 Nội vụ chủ trì, phối họp với Sở Y tế lập danh sách dé báo cáo."
    read = read_document(unicodedata.normalize("NFD", f"1. Nhiệm vụ\n{text}\n").encode(), "a.txt")
    assert lines_of(extract(read, TODAY).tasks) == ["1.c#1 | Sở Nội vụ | Sở Y tế |  | lập danh sách để báo cáo."]


def test_a_scan_is_refused_with_advice() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 100, 100)
    with pytest.raises(ImportRefused, match="bản quét"):
        read_document(bytes(pdf.output()), "a.pdf")


def test_footnotes_of_word_stand_by_their_mark() -> None:
    read = read_document((Path(__file__).parent / "files" / "chu-thich.docx").read_bytes(), "a.docx")
    notes = [block for block in read.blocks if isinstance(block, Footnote)]
    assert [(note.mark, note.text) for note in notes] == [("[1]", "Hoàn thành trước ngày 30/11/2025.")]
    assert lines_of(extract(read, TODAY).tasks) == ["1#1 | Sở Y tế |  | 30/11/2025 | Mở lớp đào tạo [1]."]


def test_an_old_word_document_gives_the_same_tasks() -> None:
    read = read_document((Path(__file__).parent / "files" / "van-ban-cu.doc").read_bytes(), "a.doc")
    assert lines_of(extract(read, TODAY).tasks) == [
        "I.1#1 | Sở Y tế | Sở Nội vụ | 30/06/2025 | Lập đề án, trình trước ngày 30/6/2025.", *ANNEX_TASKS,
    ]  # fmt: skip


def test_a_text_box_is_read_once_and_its_stamps_are_left_out() -> None:
    lines = ["KẾ HOẠCH", *[f"{n}. Sở Y tế chủ trì lập đề án số {n}." for n in range(1, 20)]]
    boxed = ["20. Sở Nội vụ chủ trì lập báo cáo trước ngày 15/7/2025."]
    found = extract(read_document(as_docx_with_box(lines, 19, boxed), "a.docx"), TODAY)
    assert lines_of(found.tasks)[-1] == "20#1 | Sở Nội vụ |  | 15/07/2025 | lập báo cáo trước ngày 15/7/2025."
    assert len(found.tasks) == 20
    stamped = read_document(as_docx_with_box(lines, 19, ["DỰ THẢO 2"]), "a.docx")
    assert [block.text for block in stamped.blocks if isinstance(block, Paragraph)] == lines
