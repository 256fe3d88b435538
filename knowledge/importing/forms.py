"""Registers that people edited: the table as CSV, or as the workbook that the import wrote."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl

from knowledge.importing.folder import rows_as_csv
from knowledge.importing.packages import check_package
from knowledge.importing.problems import ImportRefused
from knowledge.importing.sandbox import MOST_BYTES
from knowledge.register import COLUMNS
from nlp.letters import nfc

_NOT_A_FORM = "Trang đầu của “{name}” không phải bảng nhiệm vụ: dòng đầu phải có đủ các cột {columns}."


def read_form(path: Path) -> str:
    """The table's text as CSV, whether it is .csv or .xlsx; raises ImportRefused for a workbook with other columns."""
    if path.stat().st_size > MOST_BYTES:
        raise ImportRefused(f"Tệp “{path.name}” quá lớn.")
    content = path.read_bytes()
    if not content.startswith(b"PK\x03\x04"):
        return content.decode("utf-8-sig", "replace")
    check_package(content)
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        table = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except (ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile) as error:
        raise ImportRefused(f"Tệp “{path.name}” hỏng, không đọc được.") from error
    heads = [nfc(cell).strip().lower() for cell in table[0]] if table else []
    if any(column not in heads for column in COLUMNS):
        raise ImportRefused(_NOT_A_FORM.format(name=path.name, columns=", ".join(COLUMNS)))
    rows = [
        {column: row[heads.index(column)] if heads.index(column) < len(row) else "" for column in COLUMNS}
        for row in table[1:]
        if any(row)
    ]
    return rows_as_csv(rows)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
