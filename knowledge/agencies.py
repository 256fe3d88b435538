"""Agencies: `agencies.toml`, one file a province, with what became of each agency since the programme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.model import Agency, MovedFunction, Standing, Succession
from knowledge.register import read_toml
from nlp.problems import Problem
from nlp.words import phrase_key

_TABLES = {"agency": Standing.PRESENT, "successor": Standing.SUCCESSOR, "absent": Standing.ABSENT}


@dataclass(frozen=True, slots=True)
class AgencyBook:
    """The agencies of one province, by name; `resolve` takes any firm name or code."""

    province: str
    checked_on: date
    agencies: tuple[Agency, ...]
    _by_key: dict[str, str] = field(repr=False)

    @classmethod
    def of(cls, province: str, checked_on: date, agencies: Iterable[Agency]) -> AgencyBook:
        """The book of some agencies; an official name goes before another's everyday name."""
        agencies = tuple(agencies)
        by_key: dict[str, str] = {}
        for agency in agencies:
            for name in (agency.name, *agency.codes, *agency.names):
                by_key.setdefault(" ".join(phrase_key(name)), agency.name)
        by_key |= {" ".join(phrase_key(agency.name)): agency.name for agency in agencies}
        return cls(province, checked_on, agencies, by_key)

    def resolve(self, name: str) -> str | None:
        """The official name for any way of writing it, or None: `"Sở KH&ĐT" → "Sở Kế hoạch và Đầu tư"`."""
        return self._by_key.get(" ".join(phrase_key(name)))


def read_agencies(path: Path) -> tuple[AgencyBook | None, list[Problem]]:
    """Read one file: the book, or None where the file itself is broken, and all that is wrong with it."""
    table, problems = read_toml(path)
    if table is None:
        return None, problems
    if not isinstance(table.get("province"), str) or not isinstance(table.get("checked_on"), date):
        return None, [
            Problem(
                path.name, None, "province, checked_on", "thiếu hoặc sai kiểu", "ghi tên tỉnh và ngày kiểm tra gần nhất"
            )
        ]
    agencies: list[Agency] = []
    for heading, standing in _TABLES.items():
        tables = table.get(heading, [])
        for number, row in enumerate(tables if isinstance(tables, list) else [tables], 1):
            wrong = _wrong_types(row)
            if wrong:
                advice = "so với các mục khác trong tệp này"
                problems.append(Problem(path.name, None, f"{heading} thứ {number}", f"sai ở “{wrong}”", advice))
            else:
                agencies.append(_agency(row, standing))
    problems += _contradictions(path.name, agencies)
    return AgencyBook.of(table["province"], table["checked_on"], agencies), problems


def _wrong_types(row: object) -> str | None:
    """The first key of an agency's table that is missing or of the wrong type."""
    if not isinstance(row, dict):
        return "[[...]]"
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        return "name"
    for key in ("codes", "names", "hints", "members", "customary_members", "nearest"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return key
    if any(not isinstance(row.get(key, []), list) for key in ("became", "moved")):
        return "became, moved"
    if not isinstance(row.get("open", False), bool) or not isinstance(row.get("note", ""), str):
        return "open, note"
    if len(set(row.get("nearest", ()))) < len(row.get("nearest", ())):
        return "nearest"
    links = [(link, ("name", "basis", "status"), True) for link in row.get("became", ())]
    links += [(move, ("function", "to", "status"), False) for move in row.get("moved", ())]
    for link, words, dated in links:
        if not isinstance(link, dict):
            return "became, moved"
        if type(link.get("since")) is not date and (dated or "since" in link):
            return "since"
        if not all(isinstance(link.get(word), str) for word in words):
            return ", ".join(words)
    return None


def _agency(row: dict[str, Any], standing: Standing) -> Agency:
    return Agency(
        name=row["name"],
        kind=row.get("kind", ""),
        standing=standing,
        codes=tuple(row.get("codes", ())),
        names=tuple(row.get("names", ())),
        hints=tuple(row.get("hints", ())),
        members=tuple(row.get("members", ())),
        customary_members=tuple(row.get("customary_members", ())),
        open=row.get("open", False),
        note=row.get("note", ""),
        nearest=tuple(row.get("nearest", ())),
        became=tuple(
            Succession(link["name"], link["since"], link["basis"], link.get("how", ""), link["status"])
            for link in row.get("became", ())
        ),
        moved=tuple(
            MovedFunction(move["function"], move["to"], move.get("since"), move["status"])
            for move in row.get("moved", ())
        ),
    )


def _contradictions(file: str, agencies: list[Agency]) -> list[Problem]:
    """Names given twice, and members or neighbours that are nobody's name."""
    names = {agency.name for agency in agencies}
    problems = []
    seen: set[str] = set()
    for agency in agencies:
        if agency.name in seen:
            problems.append(Problem(file, None, agency.name, "tên được ghi hai lần", "gộp làm một"))
        seen.add(agency.name)
        members = (*agency.members, *agency.customary_members)
        for other in {member for member in members if members.count(member) > 1}:
            problems.append(Problem(file, None, agency.name, f"thành viên “{other}” được ghi hai lần", "ghi một lần"))
        for other in (*agency.members, *agency.customary_members, *agency.nearest):
            if other not in names:
                problems.append(
                    Problem(file, None, agency.name, f"không có cơ quan “{other}”", "ghi đúng tên chính thức")
                )
    return problems
