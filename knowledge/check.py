"""Checking: registers, agencies and lexicon are right before anything is built from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.agencies import AgencyBook, read_agencies
from knowledge.model import Programme, Register
from knowledge.problems import BrokenFiles
from knowledge.register import COORDINATORS, LEADS, read_register, read_rows, split_names
from nlp.problems import Problem

_NO_FOLDER = "kiểm tra đường dẫn, hoặc tạo bằng “hoiviec init THƯ_MỤC”"
REGISTERS = Path(__file__).parent / "registers"


def read_folder(folder: Path) -> tuple[Iterator[Register], list[AgencyBook]]:
    """The registers of a folder one by one, in the order of file names, and all agencies.

    Raises BrokenFiles with all that is wrong, at once or after the last register.
    """
    reading = _Reading(folder)
    return reading.registers(), list(reading.books.values())


def check_folder(folder: Path) -> list[Problem]:
    """All that is wrong in a folder of registers."""
    try:
        for _ in read_folder(folder)[0]:
            pass
    except BrokenFiles as error:
        return error.problems
    return []


def count_registers(folder: Path) -> int:
    """How many registers a folder has."""
    return sum(1 for _ in folder.glob("*.csv"))


def input_files(folder: Path) -> list[Path]:
    """The files that a store is built from, in a fixed order."""
    named = [*folder.glob("agencies*.toml")]
    for table in folder.glob("*.csv"):
        named += [table, table.with_suffix(".toml")]
    return sorted(path for path in named if path.is_file())


class _Reading:
    """Reading one folder: what was found wrong so far, the agencies, and the programmes that were seen."""

    def __init__(self, folder: Path) -> None:
        self.books: dict[str, AgencyBook] = {}
        self._problems: list[Problem] = []
        self._seen: set[tuple[str, str, date]] = set()
        if not folder.is_dir():
            raise BrokenFiles([Problem(str(folder), None, None, "không có thư mục này", _NO_FOLDER)])
        self._paths = sorted(folder.glob("*.csv"))
        for path in sorted(folder.glob("agencies*.toml")):
            self._read_book(path)
        if not self._paths:
            advice = "đặt tệp CSV và TOML của chương trình vào đây"
            self._problems.append(Problem(str(folder), None, None, "không có chương trình nào (*.csv)", advice))

    def registers(self) -> Iterator[Register]:
        """Each register as it is read; BrokenFiles after the last one if anything was wrong."""
        for path in self._paths:
            register, wrong = read_register(path)
            self._problems += wrong
            if register and self._is_new(path, register.programme):
                self._problems += _unknown_agencies(path, self.books.get(register.programme.province))
            elif register is None and len(self.books) == 1:
                # A register with other mistakes: all that is wrong is told at once.
                self._problems += _unknown_agencies(path, *self.books.values())
            if register and not self._problems:
                yield register
        if self._problems:
            raise BrokenFiles(self._problems)

    def _read_book(self, path: Path) -> None:
        book, wrong = read_agencies(path)
        self._problems += wrong
        if book and book.province in self.books:
            what = f"tỉnh {book.province} đã có tệp khác"
            self._problems.append(Problem(path.name, None, "province", what, "gộp hai tệp"))
        elif book:
            self.books[book.province] = book

    def _is_new(self, path: Path, programme: Programme) -> bool:
        """Whether no other file has this programme; numbers begin anew each year and in each province."""
        own = (programme.province, programme.number, programme.issued_on)
        if own in self._seen:
            what = f"chương trình {programme.number} đã có trong tệp khác"
            self._problems.append(Problem(path.name, None, None, what, "giữ một tệp"))
            return False
        self._seen.add(own)
        return True


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
