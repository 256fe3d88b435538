"""Registers that people edited: the table as CSV, or as the workbook that an import wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from knowledge.importing.folder import rows_as_csv
from knowledge.importing.problems import ImportRefused
from knowledge.importing.sandbox import MOST_BYTES, read_content_apart
from knowledge.importing.workbook import facts_in, rows_in
from knowledge.register import COLUMNS

_NOT_A_FORM = "Trang đầu của “{name}” không phải bảng nhiệm vụ: dòng đầu phải có đủ các cột {columns}."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as CSV, and what a workbook says of the document, by the keys of the register's TOML."""

    text: str
    facts: dict[str, str] = field(default_factory=dict)


def read_sheet(path: Path) -> Sheet:
    """Read `.csv` or `.xlsx`, the latter apart; raises ImportRefused for a workbook with other columns."""
    if path.stat().st_size > MOST_BYTES:
        raise ImportRefused(f"Tệp “{path.name}” quá lớn.")
    content = path.read_bytes()
    if not content.startswith(b"PK\x03\x04"):
        return Sheet(content.decode("utf-8-sig", "replace"))
    document = read_content_apart(content, path.name)
    rows = rows_in(document)
    if rows is None:
        raise ImportRefused(_NOT_A_FORM.format(name=path.name, columns=", ".join(COLUMNS)))
    return Sheet(rows_as_csv(rows), facts_in(document))
