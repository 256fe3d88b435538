"""Agencies of an imported document: known ones matched, new ones proposed with codes; a person decides on the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.agencies import AgencyBook
from nlp.assignments import is_collective
from nlp.letters import fold, nfc
from nlp.names import initials
from nlp.words import phrase_key

_SIMILAR = 88  # of 100: worth a look, never merged
_SHORT = (
    (re.compile(r"\bUBND\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bHĐND\b"), "Hội đồng nhân dân"),
    (re.compile(r"\bTP\.? ?(?=[A-ZĐ])"), "thành phố "),
    (re.compile(r"\bUỷ ban"), "Ủy ban"),
    (re.compile(r"\bUBMTTQ\b|\bUBMTTQVN\b"), "Ủy ban Mặt trận Tổ quốc"),
    (re.compile(r"\bVP\b"), "Văn phòng"),
    (re.compile(r"\s*[-–]\s*"), " - "),
)
_OFFICE = re.compile(
    r"(?:thủ trưởng|(?:tổng )?giám đốc|chủ tịch|bộ trưởng|trưởng ban|chánh văn phòng|chánh thanh tra|(?:chi"
    r" )?cục trưởng"
    r"|người đứng đầu|lãnh đạo|viện trưởng|chỉ huy trưởng)\s+(?=các|ủy|uỷ|ubnd|bộ|sở|ban|cục|chi|cơ|đơn|văn|hội|doanh)",
    re.IGNORECASE,
)
_KINDS = (
    ("ủy ban nhân dân cấp huyện", r"uy ban nhan dan (?:huyen|thanh pho|thi xa|quan) \w"),
    ("cơ quan lãnh đạo", r"(?:uy ban nhan dan|hoi dong nhan dan) (?:tinh|thanh pho)$|tinh uy|thanh uy"),
    ("sở", r"so |van phong uy ban nhan dan|thanh tra (?:tinh|thanh pho)"),
    (
        "cơ quan trung ương",
        r"bo |chinh"
        r" phu|van phong chinh phu|tong cuc|uy ban dan toc|ngan hang nha nuoc",
    ),
    ("lực lượng vũ trang", r"cong an|bo chi huy|bo tu lenh|bo doi"),
    (
        "đoàn thể",
        r"(?:uy ban )?mat tran|hoi "
        r"|doan |tinh doan|lien doan|lien minh|lien hiep|hiep hoi",
    ),
    ("ban", r"ban "),
    (
        "cơ quan trung ương tại tỉnh",
        r"cuc |chi cuc|kho bac|bao hiem|toa an|vien kiem sat|thue"
        r"|hai quan",
    ),
    ("đơn vị sự nghiệp", r"trung tam|truong|dai |benh vien|vien |hoc vien|bao "),
)
_SMALL = {"và", "các", "của", "về", "với", "cho", "-"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An agency that the list does not have: its name, other spellings in the document, codes, and what it may be."""

    name: str
    kind: str
    spellings: tuple[str, ...]
    codes: tuple[str, ...]
    members: tuple[str, ...]
    open: bool
    tasks: int
    similar: tuple[tuple[str, int], ...]  # known names that look like it, with how much of 100


@dataclass(frozen=True, slots=True)
class Match:
    """An agency that is known: the name printed, the official one, and how sure that is of 100."""

    printed: str
    official: str
    score: int


@dataclass(frozen=True, slots=True)
class AgencyProposals:
    """What an import says about agencies."""

    matched: tuple[Match, ...]
    proposed: tuple[Proposal, ...]


def propose(printed: Counter[str], book: AgencyBook | None, province: str) -> AgencyProposals:
    """Match the names of tasks, with how often each is printed, to a list of agencies and propose what it lacks.

    A name is matched only where it is the list's in another spelling ("UBND tỉnh"); what merely looks alike is told.
    """
    matched: list[Match] = []
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in printed:
        official = _known(name, book, province)
        if official:
            matched.append(Match(name, official, 100 if phrase_key(name) == phrase_key(official) else 95))
        else:
            groups.setdefault(phrase_key(_OFFICE.sub("", spelt_out(name, province))), []).append(name)
    departments = [names[0] for key, names in groups.items() if key and key[0] == "so" and not is_collective(names[0])]
    known = [agency.name for agency in book.agencies] if book else []
    proposals = [_proposal(names, printed, known, departments, province) for names in groups.values()]
    return AgencyProposals(tuple(matched), tuple(_with_own_codes(proposals)))


def spelt_out(name: str, province: str = "") -> str:
    """A name without short forms and without its province: `"UBND TP. Cà Mau" → "Ủy ban nhân dân thành phố Cà Mau"`."""
    text = nfc(name)
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    if province:
        text = re.sub(rf"\s+(tỉnh|thành phố|Thành phố)\s+{re.escape(province)}$", r" \1", text) if " " in text else text
    return " ".join(text.split())


def _known(name: str, book: AgencyBook | None, province: str) -> str | None:
    if book is None:
        return None
    forms = [name, spelt_out(name), spelt_out(name, province), _OFFICE.sub("", spelt_out(name, province))]
    return next((official for form in forms if (official := book.resolve(form))), None)


def _proposal(
    names: list[str], printed: Counter[str], known: list[str], departments: list[str], province: str
) -> Proposal:
    official = _official(max(names, key=lambda name: (not _OFFICE.match(name), printed[name], len(name))), province)
    spellings = tuple(dict.fromkeys(name for name in (*names,) if name != official))
    collective = is_collective(official) or official[:1].islower()
    close = [(other, round(fuzz.ratio(fold(nfc(official)), fold(other)))) for other in known]
    similar = tuple(sorted(((o, s) for o, s in close if s >= _SIMILAR), key=lambda pair: -pair[1])[:3])
    members = (
        tuple(_official(name, province) for name in departments)
        if re.match(r"các sở\b", official, re.IGNORECASE)
        else ()
    )
    codes = () if collective else _codes(official)
    kind = "tập thể" if collective else _kind(official)
    is_open = collective and ("liên quan" in official or not members)
    return Proposal(official, kind, spellings, codes, members, is_open, sum(printed[n] for n in names), similar)


def _official(name: str, province: str) -> str:
    text = _OFFICE.sub("", spelt_out(name, province))
    first = text.split(" ", 1)[0].lower()
    if first in ("các", "những", "một", "mỗi", "từng", "cơ", "đơn", "doanh", "sở,", "báo,", "chính", "địa"):
        return text[:1].lower() + text[1:]
    return text[:1].upper() + text[1:]


def _kind(name: str) -> str:
    folded = fold(name)
    return next((kind for kind, pattern in _KINDS if re.match(pattern, folded)), "cơ quan, đơn vị")


def _codes(name: str) -> tuple[str, ...]:
    """Codes as offices form them: `"Sở Kế hoạch và Đầu tư" → ("SKHĐT",)`."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL]
    code = "".join(word[0].upper() for word in words)
    return (code,) if 3 <= len(code) <= 9 and len(initials(name)) >= 3 else ()


def _with_own_codes(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Proposals without codes that two of them would share."""
    listed = list(proposals)
    counts = Counter(code for proposal in listed for code in proposal.codes)
    return [
        Proposal(
            p.name,
            p.kind,
            p.spellings,
            tuple(code for code in p.codes if counts[code] == 1),
            p.members,
            p.open,
            p.tasks,
            p.similar,
        )
        for p in listed
    ]
