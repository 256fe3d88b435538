"""Files of other formats, made of a document's paragraphs: what tests import in the place of real files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape

import docx
import font_roboto
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
Rows = Sequence[Sequence[str]]


def as_docx(paragraphs: Sequence[str], table: Rows = ()) -> bytes:
    """A Word document."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for at, row in enumerate(table):
            for column, text in enumerate(row):
                made.cell(at, column).text = text
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def as_docx_with_box(paragraphs: Sequence[str], at: int, box: Sequence[str]) -> bytes:
    """A Word document with a text box at one of its paragraphs, in the two copies in which Word keeps it."""
    document = docx.Document()
    made = [document.add_paragraph(text) for text in paragraphs]
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in box)
    inside = f"<v:textbox><w:txbxContent>{lines}</w:txbxContent></v:textbox>"
    shape = f"<w:pict><v:shape>{inside}</v:shape></w:pict>"
    spaces = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="{_MC}"'
    copies = f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>'
    run = f"<w:r {spaces}><mc:AlternateContent>{copies}</mc:AlternateContent></w:r>"
    made[at]._p.append(parse_xml(run))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def as_docx_with_page_head(paragraphs: Sequence[str], head: str) -> bytes:
    """A Word document with a line at the head of each page."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = head
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def as_pdf(paragraphs: Sequence[str], table: Rows = ()) -> bytes:
    """A PDF with a text layer, its paragraphs broken into lines and pages."""
    pdf = FPDF()
    pdf.add_font("Roboto", fname=font_roboto.Roboto)
    pdf.set_font("Roboto", size=12)
    pdf.add_page()
    for text in paragraphs:
        pdf.multi_cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    if table:
        with pdf.table(line_height=6, text_align="LEFT", first_row_as_headings=False) as made:
            for row in table:
                made.row(list(row))
    return bytes(pdf.output())


def as_html(paragraphs: Sequence[str], table: Rows = ()) -> bytes:
    """A page of a website, with its frame around the document."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table)
    made = f"<table>{rows}</table>" if table else ""
    page = (
        "<html><head><title>Cổng</title><script>var a = 1;</script></head><body>"
        "<nav><a>Trang chủ</a><a>Sở Y tế chủ trì hội nghị</a></nav>"
        f"<div class='vbpq-content'>{body}{made}</div><footer>Bản quyền Sở Nội vụ</footer></body></html>"
    )
    return page.encode()


def as_xlsx(table: Rows, *, title: str = "") -> bytes:
    """A workbook with one sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    if title:
        sheet.append([title])
    for row in table:
        sheet.append(list(row))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
