"""Assignments: who is given a paragraph's work, in the words that documents use for it.

"Sở X chủ trì, phối hợp với Y: …", "Giao Sở X …", "Đề nghị …", "Căn cứ …, Sở X xây dựng …", "Chủ trì, phối hợp với Y …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.agency_heads import Kind
from nlp.agency_lists import AgencyList, distinct_names, read_agencies, split_agencies
from nlp.agency_words import agency_words, tokens_of
from nlp.assignees import asked_end, assignee_places, filler_end, gives_work, is_filler
from nlp.coordinators import find_coordinators
from nlp.letters import nfc

_ADVERBS = r"(?:[\s,]|\b(?:tiếp tục|chủ động|khẩn trương|tích cực|tăng cường|thường xuyên|kịp thời)\b)*"
_LEADING = re.compile(_ADVERBS + r"chủ trì\b", re.IGNORECASE)
_WITH = re.compile(
    r"(?:[\s,]|\b(?:và|chủ động|tích cực|tiếp tục|tăng cường)\b)*phối hợp(?:\s*,)?(?:\s+(?:chặt chẽ|thường"
    r" xuyên|tốt|cùng|với|đồng bộ|kịp thời|hiệu quả|chủ động))*\s+",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"[\s,]*(?:và\s+)?cùng(?:\s+với)?\s+", re.IGNORECASE)  # "chủ trì cùng Sở Y"
_INLINE = re.compile(r"(?:\bdo|\bgiao|\()\s+?(?=\w)|\(", re.IGNORECASE)
_SUBJECT_BEFORE_COLON = re.compile(r"[^:.]{4,260}?:(?=\s)")
_RECEIVES = re.compile(r"\s*để\b")  # "…, gửi Bộ X, Bộ Y để tổng hợp"
_BARE_WORK = re.compile(
    r"(?:[\s,]|\b(?:tổ chức|triển khai|thực hiện|chủ trì|tham mưu|các|những|nội dung|nhiệm vụ|việc|này|nêu|trên)\b)*"
    r"(?:[.;]|$)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\s*,?\s*(?=để\b)")
_COLON, _NEAR_COLON = re.compile(r"\s*:"), re.compile(r"[^:;.]{0,40}:")
_DONE_COLON = re.compile(r"\s*(?:thực hiện|triển khai)?\s*:")
_CLAUSES = re.compile(r"[;.]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is given the work of a text, and where what is to be done begins.

    `asked`: by "giao", "đề nghị", "yêu cầu"; `named`: the first name is an agency's own, not a collective;
    `keeps`: the text before the work says more than who, so that it belongs to the work.
    """

    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    content: str
    asked: bool = False
    named: bool = False
    keeps: bool = False
    chairs: bool = False  # "chủ trì" is said
    work: str = ""  # what is to be done, without what stands before the agencies
    weak: bool = False  # "nhà thầu …": a bare common noun, which goes behind a heading's agency


NOBODY = Assignment((), (), "")


def read_assignment(text: str) -> Assignment:
    """Read a paragraph without its number: `"Sở Y tế chủ trì, phối hợp với Sở Nội vụ: …"` → Sở Y tế · Sở Nội vụ.

    No leads where the text names none: "Chủ trì, phối hợp với Sở Nội vụ lập đề án" → coordinators (Sở Nội vụ).
    """
    text = nfc(text)
    for at, asked, keeps in assignee_places(text):
        found = _before_colon(text, at) or read_agencies(text, at, firm=at > 0 and not keeps)
        if found is None or not gives_work(text, found, asked=asked):
            continue
        if keeps and not asked and not (found.quantified or found.kind is Kind.PROPER):
            continue
        if keeps and not asked and _RECEIVES.match(text, found.end):
            continue
        chairs, coordinators, end = _roles(text, found.end)
        content = text if keeps else text[end:].strip(" ,:")
        named = found.kind is Kind.PROPER and not is_collective(found.names[0])
        weak = found.kind is Kind.COMMON and not found.quantified and not asked and not chairs and at == 0
        everybody = distinct_names((*coordinators, *find_coordinators(text[end:])), found.names)
        rest = text[end:].strip(" ,:.;")
        content = content if rest else ""
        keeps = keeps and bool(rest)
        return Assignment(found.names, everybody, content, asked, named, keeps, chairs, text[end:].strip(), weak)
    chairs, coordinators, end = _roles(text, 0)
    content = text[end:].strip(" ,:") if (chairs or coordinators) else text
    if not chairs and not coordinators and (inline := _inline(text)):
        leads, at = inline
        return Assignment(leads, distinct_names(find_coordinators(text[at:]), leads), text, keeps=True, chairs=True)
    keeps = bool(text[end:].strip(" ,:.;"))
    return Assignment(
        (), distinct_names((*coordinators, *find_coordinators(text[end:]))), content if keeps else "", chairs=chairs
    )


def _before_colon(text: str, at: int) -> AgencyList | None:
    """The agencies of "Các doanh nghiệp du lịch, dịch vụ: …", where all before the colon is their list."""
    colon = _SUBJECT_BEFORE_COLON.match(text, at)
    found = read_agencies(text, at, firm=at > 0) if colon else None
    if colon is None or found is None or found.end >= colon.end() - 1:
        return None
    rest = text[found.end : colon.end() - 1]
    tokens = tokens_of(rest)
    if not rest.lstrip().startswith(",") or _WITH.search(rest) or is_filler(rest):
        return None
    if any(agency_words().ends.end(tokens, start) > start for start in range(len(tokens))):
        return None
    names = split_agencies(text[at : colon.end() - 1])
    return AgencyList(names, colon.end() - 1, found.kind, found.quantified, complete=True) if names else None


def is_collective(name: str) -> bool:
    """Whether a name stands for many: `"các sở, ban, ngành tỉnh"`, `"UBND các huyện"`."""
    return (
        re.search(r"(?<!\w)(?:các|những|mỗi|từng|mọi|toàn bộ)\b|\bcấp (?:huyện|xã)|,", name, re.IGNORECASE) is not None
    )


def split_assignments(text: str) -> list[str]:
    """A paragraph cut where another agency is given other work: `"Sở A lập …; Sở B trình …" → two`."""
    parts, start = [], 0
    for match in _CLAUSES.finditer(text):
        clause = text[match.end() :]
        at = asked_end(clause)
        found = read_agencies(clause, at, firm=at > 0)
        if found is None or not gives_work(clause, found, asked=at > 0):
            continue
        before = read_assignment(text[start : match.start()])
        if not before.content:
            continue  # still in the list of those who are given the work
        given = not before.leads and _BARE_WORK.match(read_assignment(clause).work)
        if given and read_assignment(text[start:]).leads:
            continue  # "Xây dựng phần mềm. Giao Sở X chủ trì thực hiện.": it is given what stands before
        if at or (found.kind is Kind.PROPER and not is_collective(found.names[0])):
            parts.append(text[start : match.start() + 1].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def more_leads(text: str) -> tuple[str, ...]:
    """The collectives that later sentences of a paragraph give work to: "… . Chủ tịch UBND các huyện chủ động …"."""
    names: list[str] = []
    for match in re.finditer(r"[.]\s+(?=[A-ZĐÂÊÔƠƯĂ])", text):
        found = read_agencies(text, match.end())
        if found and (found.quantified or is_collective(found.names[0])) and gives_work(text, found, asked=False):
            names += found.names
    return distinct_names(names)


def _roles(text: str, at: int) -> tuple[bool, tuple[str, ...], int]:
    """Past "chủ trì", "phối hợp với …" and a colon: whether it leads, with whom, and where that ends."""
    end, chairs, coordinators = at, False, []
    filled = here = filler_end(text, at) if at else at
    if leading := _LEADING.match(text, here):
        chairs, end, here = True, leading.end(), leading.end()
    if with_ := _WITH.match(text, here) or (_TOGETHER.match(text, here) if chairs else None):
        found = read_agencies(text, with_.end())
        if found:
            coordinators, end = list(found.names), found.end
            purpose = _PURPOSE.match(text, end)
            end = purpose.end() if purpose else end
    colon = _NEAR_COLON.match(text, end)
    if colon and at and not text[end : colon.end() - 1].strip(" ,"):
        end = colon.end()
    elif at and end == at:
        end = at if text[at:filled].strip() in ("", ",") else filled
        if colon := _COLON.match(text, end):
            end = colon.end()
    elif colon := _DONE_COLON.match(text, end):
        end = colon.end()
    return chairs, tuple(coordinators), end


def _inline(text: str) -> tuple[tuple[str, ...], int] | None:
    """The agency inside a sentence that leads it: "(Sở Y tế chủ trì, …)", "do Sở Y tế chủ trì"."""
    for match in _INLINE.finditer(text):
        found = read_agencies(text, match.end())
        if found and re.match(
            r"\s*(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|thực hiện\s*\)|chịu trách nhiệm)", text[found.end :]
        ):
            return found.names, found.end
    return None
