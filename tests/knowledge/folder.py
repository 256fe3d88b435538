"""A small folder of registers, right as it stands, which tests break in one place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge.register import COLUMNS

CSV, TOML, AGENCIES = "ctr.csv", "ctr.toml", "agencies.toml"

ROWS: tuple[dict[str, str], ...] = (
    {
        "mục": "I.1#1",
        "nhiệm vụ": "Xây hai trạm y tế",
        "nội dung": "Xây xong hai trạm y tế ở xã A, xã B.",
        "chủ trì": "Sở Y tế",
        "phối hợp": "các sở",
        "thời hạn": "trạm xã A: chậm nhất tháng 7/2024; trạm xã B: trước ngày 10/12/2024",
        "ghi chú": "",
    },
    {
        "mục": "I.1#2",
        "nhiệm vụ": "Báo cáo tiến độ",
        "nội dung": "Báo cáo tiến độ hằng tháng.",
        "chủ trì": "các sở",
        "phối hợp": "",
        "thời hạn": "trước ngày 18 hằng tháng",
        "ghi chú": "giai đoạn 2021 - 2025",
    },
)
PROGRAMME = """\
number = "02/CTr-UBND"
title = "Chương trình hành động năm 2024"
short_title = "Chương trình năm 2024"
kind = "Chương trình hành động"
issuer = "Ủy ban nhân dân tỉnh"
province = "Cà Mau"
issued_on = 2024-01-19
year = 2024
"""
BOOK = """\
province = "Cà Mau"
checked_on = 2026-11-23

[[agency]]
name = "Sở Y tế"
kind = "sở"
codes = ["SYT"]
names = ["bên y tế"]

[[agency]]
name = "Sở Nội vụ"
kind = "sở"

[[agency]]
name = "các sở"
kind = "tập thể"
members = ["Sở Y tế", "Sở Nội vụ"]
"""


def write_folder(
    folder: Path, rows: Iterable[Mapping[str, str]] = ROWS, programme: str = PROGRAMME, book: str = BOOK
) -> Path:
    """Write the folder's three files."""
    folder.mkdir(exist_ok=True)
    write_rows(folder / CSV, rows)
    (folder / TOML).write_text(programme, "utf-8")
    (folder / AGENCIES).write_text(book, "utf-8")
    return folder


def write_rows(path: Path, rows: Iterable[Mapping[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> None:
    """Write a table as spreadsheets do."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def with_cell(column: str, text: str) -> list[dict[str, str]]:
    """The rows with one cell of the first changed."""
    return [{**ROWS[0], column: text}, *ROWS[1:]]
