"""Synthetic registers: programmes of many provinces, whose text is recombined from real clauses.

Clauses of the shipped register and the administration's phrases of the thesaurus are put together anew with places,
names and figures, so that texts differ while their words are as common as in real programmes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from knowledge.agencies import AgencyBook
from knowledge.model import Agency, Deadline, Programme, Register, Standing, Task
from nlp import lexicon
from nlp.deadlines import read_deadline
from nlp.when import When

TASKS_OF_A_PROGRAMME = 100
YEARS = range(2016, 2026)
_CLAUSE = re.compile(r"[^.;:]+")
_VERBS = (
    "Xây dựng kế hoạch", "Tham mưu ban hành đề án", "Tổ chức thực hiện", "Đẩy mạnh", "Rà soát, hoàn thiện",
    "Triển khai dự án", "Tăng cường quản lý", "Nâng cao chất lượng", "Kiểm tra, giám sát", "Tổng kết", "Hỗ trợ",
)  # fmt: skip
_COMMUNE = ("xã", "phường", "thị trấn", "tuyến đường", "khu dân cư", "cụm công nghiệp", "cầu", "trường", "kênh")
_SYLLABLES = (
    "An", "Bình", "Châu", "Đông", "Giang", "Hòa", "Hưng", "Khánh", "Lộc", "Long", "Mỹ", "Ngọc", "Phong", "Phú", "Quang",
    "Sơn", "Tân", "Thạnh", "Thành", "Thịnh", "Thới", "Thuận", "Trung", "Vĩnh", "Xuân", "Yên", "Bắc", "Nam", "Lợi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """What texts are made of."""

    provinces: tuple[str, ...]
    checked_on: date
    agencies: tuple[Agency, ...]
    clauses: tuple[str, ...]
    phrases: tuple[str, ...]


def material(register: Register, book: AgencyBook) -> Material:
    """The clauses of a real register, the thesaurus's written phrases, and the provinces but for the register's own."""
    home = register.programme.province
    departments = tuple(
        Agency(name=agency.name, kind=agency.kind, codes=agency.codes, names=agency.names)
        for agency in book.agencies
        if agency.standing is Standing.PRESENT and not agency.members and not agency.open and home not in agency.name
    )
    clauses = {
        clause.strip().replace(home, "địa phương")
        for task in register.tasks
        for clause in _CLAUSE.findall(task.content)
        if len(clause.split()) > 3
    }
    phrases = {
        phrase
        for path in lexicon.topic_files()
        for _, (_, written) in lexicon.rows(path)
        for phrase in lexicon.cell_phrases(written)
        if " " in phrase
    }
    provinces = {row[0] for _, row in lexicon.rows(lexicon.FOLDER / "provinces.csv")} - {home}
    return Material(
        tuple(sorted(provinces)), book.checked_on, departments, tuple(sorted(clauses)), tuple(sorted(phrases))
    )


def books(made_of: Material) -> list[AgencyBook]:
    """The agencies of every province: the same names in each, as in life."""
    return [AgencyBook.of(province, made_of.checked_on, made_of.agencies) for province in made_of.provinces]


def registers(made_of: Material, tasks: int, seed: int = 1) -> Iterator[Register]:
    """Registers of so many tasks in all, the provinces' one after the other."""
    chance = random.Random(seed)
    count = -(-tasks // TASKS_OF_A_PROGRAMME)
    for number in range(count):
        province = made_of.provinces[number * len(made_of.provinces) // count]
        yield _register(made_of, province, number, min(TASKS_OF_A_PROGRAMME, tasks), chance)
        tasks -= TASKS_OF_A_PROGRAMME


def _register(made_of: Material, province: str, number: int, tasks: int, chance: random.Random) -> Register:
    year = chance.choice(YEARS)
    title = f"Chương trình hành động số {number} năm {year} của tỉnh {province}"
    programme = Programme(
        number=f"{number}/CTr-UBND-{year}",
        title=title,
        short_title=title,
        kind="Chương trình hành động",
        issuer=f"Ủy ban nhân dân tỉnh {province}",
        province=province,
        issued_on=date(year, 1, 2) + timedelta(days=chance.randrange(60)),
        year=year,
    )
    return Register(programme, tuple(_task(made_of, place, year, chance) for place in range(1, tasks + 1)))


def _task(made_of: Material, place: int, year: int, chance: random.Random) -> Task:
    name = " ".join(chance.choices(_SYLLABLES, k=2))
    where = f"{chance.choice(_COMMUNE)} {name}"
    first, second, third = (chance.choice(made_of.phrases) for _ in range(3))
    clauses = chance.sample(made_of.clauses, 2)
    figure = chance.randrange(2, 5000)
    lead, *others = (agency.name for agency in chance.sample(made_of.agencies, 3))
    verb, other_verb = chance.choice(_VERBS), chance.choice(_VERBS)
    return Task(
        ref=f"{chance.choice(['I', 'II', 'III', 'IV', 'V'])}.{place}#1",
        title=f"{verb} {first} tại {where}"[:90],
        content=(
            f"{verb} {first} gắn với {second} tại {where}, {clauses[0]}; {other_verb.lower()} {third} cho {figure} hộ."
            f" {clauses[1]}."
        ),
        leads=(lead,),
        coordinators=tuple(others),
        deadlines=_deadlines(first, year, chance),
        horizon="",
    )


def _deadlines(what: str, year: int, chance: random.Random) -> tuple[Deadline, ...]:
    kind = chance.randrange(10)
    if kind < 4:
        return ()
    words = (
        "trước ngày 18 hằng tháng"
        if kind == 4
        else f"trước ngày {chance.randint(1, 28)}/{chance.randint(3, 12)}/{year}"
    )
    return (Deadline(what, _when(words, year)),)


@lru_cache(maxsize=8192)
def _when(words: str, year: int) -> When:
    when = read_deadline(words, year)
    if when is None:
        raise ValueError(f"no deadline: {words}")
    return when
