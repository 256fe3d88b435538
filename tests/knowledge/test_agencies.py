"""Agencies: the shipped file knows every way of writing a name, and contradictions in a file are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.agencies import AgencyBook, read_agencies
from knowledge.check import REGISTERS
from knowledge.model import Agency, Standing
from nlp.problems import Problem
from tests.knowledge.folder import AGENCIES, BOOK


@pytest.fixture(scope="module")
def shipped() -> AgencyBook:
    """The shipped agencies."""
    book, problems = read_agencies(REGISTERS / "agencies.toml")
    assert problems == []
    assert book is not None
    return book


def agency(book: AgencyBook, name: str) -> Agency:
    [found] = [agency for agency in book.agencies if agency.name == name]
    return found


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Sở Kế hoạch và Đầu tư", "Sở Kế hoạch và Đầu tư"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("SKHĐT", "Sở Kế hoạch và Đầu tư"),
        ("SỞ Y TẾ", "Sở Y tế"),
        ("Liên minh Hợp tác xã tỉnh", "Liên minh Hợp tác xã tỉnh"),
        ("các sở, ban, ngành tỉnh", "các sở, ban, ngành tỉnh"),
        ("Uỷ ban nhân dân các huyện, thành phố", "Ủy ban nhân dân các huyện, thành phố"),
    ],
)
def test_a_name_is_resolved_however_it_is_written(shipped: AgencyBook, written: str, official: str) -> None:
    assert shipped.resolve(written) == official


@pytest.mark.parametrize("name", ["Sở Ma thuật", "", "sở"])
def test_an_unknown_name_is_not_resolved(shipped: AgencyBook, name: str) -> None:
    assert shipped.resolve(name) is None


def test_an_official_name_resolves_to_itself(shipped: AgencyBook) -> None:
    assert {agency.name: shipped.resolve(agency.name) for agency in shipped.agencies} == {
        agency.name: agency.name for agency in shipped.agencies
    }


def test_collectives_have_their_members(shipped: AgencyBook) -> None:
    departments = agency(shipped, "các sở, ban, ngành tỉnh")
    assert "Sở Y tế" in departments.members
    assert "Công an tỉnh" in departments.customary_members
    assert len(agency(shipped, "Ủy ban nhân dân các huyện, thành phố").members) == 9


def test_a_merger_is_told_with_day_and_basis(shipped: AgencyBook) -> None:
    first = agency(shipped, "Sở Tài nguyên và Môi trường").became[0]
    assert (first.successor, first.since) == ("Sở Nông nghiệp và Môi trường", date(2025, 3, 1))
    assert all(change.basis and change.status for a in shipped.agencies for change in a.became)
    assert agency(shipped, "Sở Nông nghiệp và Môi trường").standing is Standing.SUCCESSOR


def test_absent_bodies_say_what_is_nearest(shipped: AgencyBook) -> None:
    absent = [agency for agency in shipped.agencies if agency.standing is Standing.ABSENT]
    assert "Sở Tư pháp" in {agency.name for agency in absent}
    assert all(agency.note for agency in absent)


def problems_of(folder: Path, text: str) -> list[Problem]:
    (folder / AGENCIES).write_text(text, "utf-8")
    return read_agencies(folder / AGENCIES)[1]


def test_the_small_book_is_right(tmp_path: Path) -> None:
    assert problems_of(tmp_path, BOOK) == []


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        (BOOK + '[[agency]]\nname = "Sở Y tế"\n', "Sở Y tế", "hai lần"),
        (BOOK.replace('"Sở Y tế", "Sở Nội vụ"', '"Sở Ma thuật"'), "các sở", "không có cơ quan “Sở Ma thuật”"),
        (BOOK + '[[absent]]\nname = "Sở B"\nnearest = ["Sở C"]\n', "Sở B", "không có cơ quan “Sở C”"),
        (BOOK + '[[agency]]\nkind = "sở"\n', "agency thứ 4", "name"),
        (BOOK + '[[absent]]\nname = "Sở B"\n[[absent.became]]\nname = "Sở C"\n', "absent thứ 1", "since"),
        (BOOK.replace("checked_on", "ngay"), "province, checked_on", "thiếu"),
        ("[[agency", None, "sai cú pháp TOML"),
    ],
    ids=["name twice", "member", "nearest", "no name", "no date", "no day of checking", "broken TOML"],
)
def test_a_broken_book_is_told(tmp_path: Path, text: str, column: str | None, said: str) -> None:
    [problem] = problems_of(tmp_path, text)
    assert (problem.file, problem.column) == (AGENCIES, column)
    assert said in problem.what
    assert problem.advice


def test_a_missing_book_is_told(tmp_path: Path) -> None:
    book, [problem] = read_agencies(tmp_path / "agencies.toml")
    assert book is None
    assert problem.advice
