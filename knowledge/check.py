"""Checking: registers, agencies and lexicon are right before anything is built from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from knowledge.agencies import AgencyBook, read_agencies
from knowledge.model import Register
from knowledge.problems import BrokenFiles
from knowledge.register import COORDINATORS, LEADS, read_register, read_rows, split_names
from nlp.problems import Problem

REGISTERS = Path(__file__).parent / "registers"


def read_folder(folder: Path) -> tuple[list[Register], list[AgencyBook]]:
    """All registers and agencies of a folder, in the order of file names; raises BrokenFiles with all that is wrong."""
    registers, books, problems = _read(folder)
    if problems:
        raise BrokenFiles(problems)
    return registers, books


def check_folder(folder: Path) -> list[Problem]:
    """All that is wrong in a folder of registers."""
    return _read(folder)[2]


def input_files(folder: Path) -> list[Path]:
    """The files that a store is built from, in a fixed order."""
    named = [*folder.glob("agencies*.toml")]
    for table in folder.glob("*.csv"):
        named += [table, table.with_suffix(".toml")]
    return sorted(path for path in named if path.is_file())


def _read(folder: Path) -> tuple[list[Register], list[AgencyBook], list[Problem]]:
    if not folder.is_dir():
        return [], [], [Problem(str(folder), None, None, "không có thư mục này", "kiểm tra đường dẫn")]
    problems: list[Problem] = []
    books: dict[str, AgencyBook] = {}
    for path in sorted(folder.glob("agencies*.toml")):
        book, wrong = read_agencies(path)
        problems += wrong
        if book and book.province in books:
            problems.append(Problem(path.name, None, "province", f"tỉnh {book.province} đã có tệp khác", "gộp hai tệp"))
        elif book:
            problems += _shared_names(path.name, book, books.values())
            books[book.province] = book
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        problems.append(
            Problem(
                str(folder),
                None,
                None,
                "không có chương trình nào (*.csv)",
                "đặt tệp CSV và TOML của chương trình vào đây",
            )
        )
    registers: list[Register] = []
    for path in paths:
        register, wrong = read_register(path)
        problems += wrong
        if register and register.programme.number in (other.programme.number for other in registers):
            what = f"chương trình {register.programme.number} đã có trong tệp khác"
            problems.append(Problem(path.name, None, None, what, "giữ một tệp"))
        elif register:
            registers.append(register)
            problems += _unknown_agencies(path, books.get(register.programme.province))
        elif len(books) == 1:
            # A register with other mistakes: all that is wrong is told at once.
            problems += _unknown_agencies(path, *books.values())
    return registers, list(books.values()), problems


def _shared_names(file: str, book: AgencyBook, others: Iterable[AgencyBook]) -> list[Problem]:
    """Agencies that another province has too: answers know an agency by its name alone, so that one would hide one."""
    taken = {agency.name: other.province for other in others for agency in other.agencies}
    return [
        Problem(
            file,
            None,
            agency.name,
            f"tỉnh {taken[agency.name]} cũng có cơ quan tên này",
            "mỗi kho tri thức chỉ nạp một tỉnh; tỉnh thứ hai dùng thư mục và kho riêng",
        )
        for agency in book.agencies
        if agency.name in taken
    ][:1]


def _unknown_agencies(path: Path, book: AgencyBook | None) -> list[Problem]:
    if book is None:
        return [
            Problem(
                path.name,
                None,
                None,
                "chưa có danh mục cơ quan của tỉnh này",
                "thêm tệp agencies-….toml có “province” là tên tỉnh",
            )
        ]
    rows, _ = read_rows(path)
    return [
        Problem(
            path.name,
            row.line,
            column,
            f"không có cơ quan “{name}” trong danh mục",
            "sửa tên, hoặc thêm cơ quan vào agencies.toml",
        )
        for row in rows
        for column in (LEADS, COORDINATORS)
        for name in split_names(row.cells[column])
        if book.resolve(name) is None
    ]
