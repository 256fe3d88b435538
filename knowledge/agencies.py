"""Agencies: `agencies.toml`, one file a province, with what became of each agency since the programme."""

from __future__ import annotations

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
        for number, row in enumerate(table.get(heading, []), 1):
            try:
                agencies.append(_agency(row, standing))
            except (KeyError, TypeError) as error:
                problems.append(
                    Problem(
                        path.name, None, f"{heading} thứ {number}", f"thiếu hoặc sai {error}", "so với các mục khác"
                    )
                )
    problems += _contradictions(path.name, agencies)
    by_key: dict[str, str] = {}
    for agency in agencies:
        for name in (agency.name, *agency.codes, *agency.names):
            by_key.setdefault(" ".join(phrase_key(name)), agency.name)
    for agency in agencies:
        by_key[" ".join(phrase_key(agency.name))] = agency.name
    return AgencyBook(table["province"], table["checked_on"], tuple(agencies), by_key), problems


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
        for other in (*agency.members, *agency.customary_members, *agency.nearest):
            if other not in names:
                problems.append(
                    Problem(file, None, agency.name, f"không có cơ quan “{other}”", "ghi đúng tên chính thức")
                )
    return problems
