"""Agencies of a new document: known ones matched, others proposed, nothing merged silently."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from knowledge.agencies import AgencyBook, read_agencies
from knowledge.check import REGISTERS
from knowledge.importing.proposals import propose


def book() -> AgencyBook:
    found, problems = read_agencies(Path(REGISTERS) / "agencies.toml")
    assert found is not None
    assert not problems
    return found


def test_a_known_agency_is_matched_in_any_spelling() -> None:
    found = propose(
        Counter(("UBND tỉnh", "Sở Kế hoạch & Đầu tư", "Sở Nội vụ tỉnh Cà Mau", "Giám đốc Sở Nội vụ")), book(), "Cà Mau"
    )
    officials = {match.printed: match.official for match in found.matched}
    assert officials["UBND tỉnh"] == "Ủy ban nhân dân tỉnh"
    assert "Sở Nội vụ" in officials.values()


def test_a_name_that_only_looks_like_a_known_one_is_not_merged() -> None:
    found = propose(Counter(("Sở Giao thông vận tảj",)), book(), "Cà Mau")
    assert found.matched == ()
    assert found.proposed[0].similar[0][0] == "Sở Giao thông vận tải"


def test_spellings_of_one_new_agency_are_one_proposal() -> None:
    found = propose(Counter(("UBND các xã", "Ủy ban nhân dân các xã", "Uỷ ban nhân dân các xã")), None, "Đông Bình")
    (proposal,) = found.proposed
    assert proposal.name == "Ủy ban nhân dân các xã"
    assert set(proposal.spellings) == {"UBND các xã", "Uỷ ban nhân dân các xã"}


def test_a_new_agency_gets_a_code() -> None:
    found = propose(Counter(("Sở Nông nghiệp và Môi trường",)), None, "Đông Bình")
    assert found.proposed[0].codes == ("SNNMT",)
    assert found.proposed[0].kind == "sở"


def test_a_collective_is_proposed_as_one() -> None:
    found = propose(Counter(("các đơn vị có liên quan",)), None, "Đông Bình")
    assert (found.proposed[0].kind, found.proposed[0].open) == ("tập thể", True)
