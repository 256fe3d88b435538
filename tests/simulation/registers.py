"""The registers of the simulated year: the shipped one, and small ones for what it lacks.

A programme of another province with agencies of the same names, one whose year ended long ago, and one that is loaded
in December when some of its reminder days have passed, with deadlines before a day, on a Sunday and on a day off.
"""

from __future__ import annotations

import csv
import shutil
from datetime import datetime
from pathlib import Path

from bot.clock import VIETNAM
from knowledge.check import REGISTERS

HOME, NEIGHBOUR = "Cà Mau", "Bạc Liêu"
LATE = "09-kh-ubnd-ca-mau-2024"
LOADED_AT = datetime(2024, 12, 17, 10, 0, tzinfo=VIETNAM)  # when LATE is loaded
_ALL = "các sở, ban, ngành tỉnh"
_FACTS = {
    "05-ctr-ubnd-bac-lieu-2024": ("05/CTr-UBND", NEIGHBOUR, "2024-01-19", 2024),
    "30-kh-ubnd-ca-mau-2022": ("30/KH-UBND", HOME, "2022-02-10", 2022),
    LATE: ("09/KH-UBND", HOME, "2024-12-16", 2024),
}
_ROWS = {
    "05-ctr-ubnd-bac-lieu-2024": (
        ("II.1#1", "Sắp xếp đơn vị sự nghiệp ở Bạc Liêu", "Sở Nội vụ",
         "lập đề án: chậm nhất ngày 15/03/2024; trình đề án: trước ngày 21/12/2024"),
        ("II.2#1", "Báo cáo chung ở Bạc Liêu", _ALL, "báo cáo: chậm nhất ngày 22/12/2024"),
        ("II.2#2", "Họp giao ban ở Bạc Liêu", _ALL, "gửi báo cáo: trước ngày 18 hàng tháng"),
    ),
    "30-kh-ubnd-ca-mau-2022": (
        ("II.1#1", "Số hóa hồ sơ cũ", "Sở Nội vụ", "số hóa xong: chậm nhất ngày 16/09/2024"),
    ),
    LATE: (
        ("II.1#1", "Rà soát hồ sơ cuối năm", "Sở Nội vụ", "rà soát: chậm nhất ngày 19/12/2024"),
        ("II.1#2", "Công khai số liệu cuối năm", "Sở Công Thương", "công khai: trước ngày 21/12/2024"),
        ("II.2#1", "Kiểm kê tài sản công", _ALL, "kiểm kê: chậm nhất ngày 22/12/2024"),
        ("II.2#2", "Báo cáo trước năm mới", _ALL, "báo cáo: trước ngày 02/01/2025"),
    ),
}  # fmt: skip
_TOML = """\
number = "{number}"
title = "Văn bản {number} dùng để thử nhắc việc"
short_title = "Văn bản thử {number}"
kind = "Kế hoạch"
issuer = "Ủy ban nhân dân tỉnh {province}"
province = "{province}"
issued_on = {issued_on}
year = {year}
"""
_BOOK = f"""\
province = "{NEIGHBOUR}"
checked_on = 2026-11-23

[[agency]]
name = "Sở Nội vụ"
kind = "sở"

[[agency]]
name = "Sở Công Thương"
kind = "sở"

[[agency]]
name = "{_ALL}"
kind = "tập thể"
members = ["Sở Nội vụ", "Sở Công Thương"]
"""
_COLUMNS = ("mục", "nhiệm vụ", "nội dung", "chủ trì", "phối hợp", "thời hạn", "ghi chú")


def write_registers(folder: Path) -> Path:
    """Write all but the one that comes late into a new folder."""
    shutil.copytree(REGISTERS, folder)
    (folder / "agencies-bac-lieu.toml").write_text(_BOOK, "utf-8")
    for key in _FACTS:
        if key != LATE:
            _write(folder, key)
    return folder


def write_late(folder: Path) -> None:
    """Write the one that comes late."""
    _write(folder, LATE)


def _write(folder: Path, key: str) -> None:
    number, province, issued_on, year = _FACTS[key]
    facts = _TOML.format(number=number, province=province, issued_on=issued_on, year=year)
    (folder / f"{key}.toml").write_text(facts, "utf-8")
    with (folder / f"{key}.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(_COLUMNS)
        table.writerows((ref, title, f"{title}.", lead, "", words, "") for ref, title, lead, words in _ROWS[key])
