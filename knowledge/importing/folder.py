"""The folder that an import makes: register.csv, register.xlsx, register.toml, agencies.toml and the report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from knowledge.importing.extraction import Extraction
from knowledge.importing.facts import Facts
from knowledge.importing.found import Leftover
from knowledge.importing.proposals import AgencyProposals, Proposal
from knowledge.importing.rows import row_of
from knowledge.register import COLUMNS

CSV, XLSX, TOML, AGENCIES, REPORT = "register.csv", "register.xlsx", "register.toml", "agencies.toml", "bao-cao.txt"
_WIDTHS = (12, 34, 70, 34, 34, 34, 40)


@dataclass(frozen=True, slots=True)
class KnownAgencies:
    """The list of agencies that the registers' folder has for the province: file name and text, to be added to."""

    file: str
    text: str


def write_folder(
    folder: Path,
    extraction: Extraction,
    proposals: AgencyProposals,
    known: KnownAgencies | None,
    report: str,
    today: date,
) -> None:
    """Write all files of an import; the folder is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row_of(task, extraction.facts.year) for task in extraction.tasks]
    (folder / CSV).write_text(rows_as_csv(rows), "utf-8-sig", newline="")
    (folder / TOML).write_text(facts_as_toml(extraction.facts), "utf-8")
    (folder / AGENCIES).write_text(
        agencies_as_toml(extraction.facts.province, proposals.proposed, known, today), "utf-8"
    )
    (folder / REPORT).write_text(report, "utf-8")
    (folder / XLSX).write_bytes(rows_as_xlsx(rows, extraction.leftovers))


def rows_as_csv(rows: Sequence[dict[str, str]]) -> str:
    """The register as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def rows_as_xlsx(rows: Sequence[dict[str, str]], leftovers: Sequence[Leftover]) -> bytes:
    """The register as a workbook: the table, and on a second sheet what is in no task and why."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Nhiệm vụ"
    _fill(sheet, COLUMNS, [[row[column] for column in COLUMNS] for row in rows], _WIDTHS)
    other = workbook.create_sheet("Không phải nhiệm vụ")
    _fill(other, ("vị trí", "lý do", "đoạn văn"), [[str(x.place), x.reason, x.text] for x in leftovers], (18, 40, 120))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill(
    sheet: openpyxl.worksheet.worksheet.Worksheet,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    sheet.append(list(head))
    for row in rows:
        sheet.append([""] * len(row))
        for at, text in enumerate(row, 1):
            cell = sheet.cell(sheet.max_row, at)
            cell.value = text[:32_000]
            cell.data_type = "s"  # text that begins with "=" is text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.cell(1, at).font = Font(bold=True)
    sheet.freeze_panes = "A2"


def facts_as_toml(facts: Facts) -> str:
    """What the document is; what it does not say is left for a person, and `hoiviec check` asks for it."""
    lines = [
        "# Xem lại và bổ sung; “hoiviec check” sẽ nhắc chỗ còn thiếu.",
        _line("number", facts.number, "số văn bản, như 01/CTr-UBND"),
        _line("title", facts.title, "tên văn bản"),
        _line("short_title", facts.short_title, "tên ngắn"),
        _line("kind", facts.kind, "loại văn bản"),
        _line("issuer", facts.issuer, "cơ quan ban hành"),
        _line("province", facts.province, "tỉnh, như Cà Mau"),
        f"issued_on = {facts.issued_on.isoformat()}"
        if facts.issued_on
        else "# issued_on = 2026-01-31  # ghi ngày ban hành rồi bỏ dấu # đầu dòng",
        f"year = {facts.year}",
    ]
    return "\n".join(lines) + "\n"


def _line(key: str, value: str, hint: str) -> str:
    return f"{key} = {_quoted(value)}" if value else f'# {key} = ""  # ghi {hint} rồi bỏ dấu # đầu dòng'


def agencies_as_toml(province: str, proposed: Sequence[Proposal], known: KnownAgencies | None, today: date) -> str:
    """The list of agencies: the known one as it stands with the proposals behind it, or a new one."""
    parts = (
        [known.text.rstrip("\n")] if known else [f"province = {_quoted(province)}\nchecked_on = {today.isoformat()}"]
    )
    parts += [_agency(proposal) for proposal in proposed]
    return "\n\n".join(parts) + "\n"


def _agency(proposal: Proposal) -> str:
    lines = [f"# đề xuất khi nhập văn bản: có trong {proposal.tasks} nhiệm vụ; xem lại"]
    lines += [f"# gần giống “{name}” đã có ({score}/100): nếu là một thì gộp" for name, score in proposal.similar]
    lines += ["[[agency]]", f"name = {_quoted(proposal.name)}", f"kind = {_quoted(proposal.kind)}"]
    for key, values in (("codes", proposal.codes), ("names", proposal.spellings), ("members", proposal.members)):
        if values:
            lines.append(f"{key} = [{', '.join(_quoted(value) for value in values)}]")
    if proposal.open:
        lines.append("open = true")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string, whose escapes are JSON's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
