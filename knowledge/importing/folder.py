"""The folder that an import makes: register.csv, register.xlsx, register.toml, agencies.toml and the report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from knowledge.importing.facts import Facts
from knowledge.importing.imported import Imported
from knowledge.importing.known import KnownAgencies
from knowledge.importing.proposals import Proposal
from knowledge.importing.report import report
from knowledge.importing.workbook import as_workbook, read_issued_on, read_year
from knowledge.register import COLUMNS

CSV, XLSX, TOML, AGENCIES, REPORT = "register.csv", "register.xlsx", "register.toml", "agencies.toml", "bao-cao.txt"


def write_folder(folder: Path, imported: Imported, today: date) -> None:
    """Write all files of an import; the folder is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CSV).write_text(rows_as_csv(imported.rows), "utf-8-sig", newline="")
    (folder / TOML).write_text(facts_as_toml(imported.facts), "utf-8")
    agencies = agencies_as_toml(imported.facts.province, imported.proposals.proposed, imported.known, today)
    (folder / AGENCIES).write_text(agencies, "utf-8")
    (folder / REPORT).write_text(report(imported), "utf-8")
    workbook = as_workbook(imported.rows, imported.facts, imported.doubts, imported.leftovers)
    (folder / XLSX).write_bytes(workbook)


def rows_as_csv(rows: Sequence[dict[str, str]]) -> str:
    """The register as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


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


def fact_as_toml(key: str, text: str) -> str:
    """One line of that: `("issued_on", "19/01/2024") → "issued_on = 2024-01-19"`; raises ImportRefused."""
    if key == "issued_on":
        return f"issued_on = {read_issued_on(text).isoformat()}"
    return f"{key} = {read_year(text)}" if key == "year" else f"{key} = {_quoted(text)}"


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
