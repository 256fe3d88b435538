"""Assignments: who is given a paragraph's work, in the words that documents use for it.

"Sở X chủ trì, phối hợp với Y: …", "Giao Sở X …", "Đề nghị …", "Căn cứ …, Sở X xây dựng …", "Chủ trì, phối hợp với Y …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.agency_heads import Kind
from nlp.agency_lists import AgencyList, read_agencies, split_agencies
from nlp.agency_words import agency_words, tokens_of
from nlp.letters import nfc

_ASKED = r"(?:giao(?: nhiệm vụ cho| cho)?|đề nghị|yêu cầu|phân công|ủy quyền(?: cho)?|đề xuất giao)"
_PREFIX = re.compile(
    rf"\s*(?:(?P<asked>{_ASKED})|(?:trách nhiệm|nhiệm vụ)(?: cụ thể| chung| trọng tâm| riêng)? của|về phía|đối"
    rf" với|riêng)\s*:?\s+",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    rf"(?:[^,.;:()]|\((?:[^()]*)\)){{3,90}}?\s(?P<asked>{_ASKED})(?:\s*:)?\s+(?!của\b|tại\b|về\b|thực tế\b)",
    re.IGNORECASE,
)
_ISSUERS = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|chủ tịch|thủ tướng|phó thủ tướng|chính phủ|bộ trưởng|thường trực|tỉnh ủy|thành ủy"
    r"|hội đồng|hđnd"
    r"|ban chỉ đạo|văn phòng|sở|bộ|trưởng ban|giám đốc|để\b|trên đây|căn cứ|trong|thống nhất|đồng ý|cơ bản|chấp thuận)",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|để|trong|hằng|hàng|định kỳ|trước|sau|ngoài|đồng thời|riêng|đối với|khi|tùy|chậm"
    r" nhất|đến|từ"
    r"|bên cạnh|nhằm|trên đây|thực hiện|tại|vào|quý|tháng|kể từ|cùng với)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:[\s,]|\([^()]*\)|\b(?:(?:theo|căn cứ|trên cơ sở|trong|với)\s+(?:phạm vi|chức năng|nhiệm vụ|thẩm quyền"
    r"|trách nhiệm|quy định|lĩnh vực|quyền hạn|phân công|phân cấp)|(?:phạm vi|lĩnh vực)(?: quản lý| phụ trách)?"
    r"|chức năng|nhiệm vụ|thẩm quyền|quyền hạn|được giao|được phân công|của mình|của ngành|của đơn vị|của cơ quan"
    r"|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm(?: chính)?(?! trước)|phụ trách"
    r"|(?:là|làm)\s+(?:(?:cơ quan|đơn vị)\s+)?(?:thường trực|đầu mối|chủ trì)"
    r"|(?:trên|tại) địa bàn(?: quản lý)?|cụ thể|như sau|sau|và)\b)*",
    re.IGNORECASE,
)
_ADVERBS = r"(?:[\s,]|\b(?:tiếp tục|chủ động|khẩn trương|tích cực|tăng cường|thường xuyên|kịp thời)\b)*"
_LEADING = re.compile(_ADVERBS + r"chủ trì\b", re.IGNORECASE)
_WITH = re.compile(
    r"(?:[\s,]|\b(?:và|chủ động|tích cực|tiếp tục|tăng cường)\b)*phối hợp(?:\s*,)?(?:\s+(?:chặt chẽ|thường"
    r" xuyên|tốt|cùng|với|đồng bộ|kịp thời|hiệu quả|chủ động))*\s+",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"[\s,]*(?:và\s+)?cùng(?:\s+với)?\s+", re.IGNORECASE)  # "chủ trì cùng Sở Y"
_JOINING = re.compile(r"(?:\bchủ trì,?|[,;])\s+cùng(?:\s+với)?\s+", re.IGNORECASE)
_COORDINATING = re.compile(
    r"(?<!sự )(?<!cơ chế )(?<!quy chế )(?<!quan hệ )(?<!việc )(?<!tác )(?<!trách nhiệm )phối hợp"
    r"(?:\s+(?:chặt chẽ|thường xuyên|tốt|đồng bộ|kịp thời|hiệu quả|chủ động))*(?P<with>(?:\s+(?:với|cùng))+)?\s+",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?:\bdo|\bgiao|\()\s+?(?=\w)|\(", re.IGNORECASE)
_PASSIVE = re.compile(r"\s*(?:được|đã|đang|là|sẽ|có ý kiến|không|xin)\b(?! (?:được|giao|phân công))", re.IGNORECASE)
_SUBJECT_BEFORE_COLON = re.compile(r"[^:.]{4,260}?:(?=\s)")
_TOPIC = re.compile(r"[^:;.]{3,80}:\s+(?=\w)")
_NO_VERB = re.compile(
    r"\s*(?:về|tại|trên|của|trong|thuộc|và|với|cho|từ|như|cũng|còn|vẫn|chưa|khi|ở|có|do|vì|nên|mà|hoặc|cùng|hay|bị|đó|này)\b"
)
_RECEIVES = re.compile(r"\s*để\b")  # "…, gửi Bộ X, Bộ Y để tổng hợp"
_HELPING = re.compile(r"\s*(?:có trách nhiệm |cùng |chủ động )?phối hợp\b(?!\s+(?:với|cùng)\b)")
_BARE_WORK = re.compile(
    r"(?:[\s,]|\b(?:tổ chức|triển khai|thực hiện|chủ trì|tham mưu|các|những|nội dung|nhiệm vụ|việc|này|nêu|trên)\b)*"
    r"(?:[.;]|$)",
    re.IGNORECASE,
)
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
    for at, asked, keeps in _places(text):
        found = _before_colon(text, at) or read_agencies(text, at, firm=at > 0 and not keeps)
        if found is None or not _assigns(text, found, asked=asked):
            continue
        if keeps and not asked and not (found.quantified or found.kind is Kind.PROPER):
            continue
        if keeps and not asked and _RECEIVES.match(text, found.end):
            continue
        chairs, coordinators, end = _roles(text, found.end)
        content = text if keeps else text[end:].strip(" ,:")
        named = found.kind is Kind.PROPER and not is_collective(found.names[0])
        weak = found.kind is Kind.COMMON and not found.quantified and not asked and not chairs and at == 0
        everybody = _without((*coordinators, *find_coordinators(text[end:])), found.names)
        rest = text[end:].strip(" ,:.;")
        content = content if rest else ""
        keeps = keeps and bool(rest)
        return Assignment(found.names, everybody, content, asked, named, keeps, chairs, text[end:].strip(), weak)
    chairs, coordinators, end = _roles(text, 0)
    content = text[end:].strip(" ,:") if (chairs or coordinators) else text
    if not chairs and not coordinators and (inline := _inline(text)):
        leads, at = inline
        return Assignment(leads, _without(find_coordinators(text[at:]), leads), text, keeps=True, chairs=True)
    keeps = bool(text[end:].strip(" ,:.;"))
    return Assignment(
        (), _without((*coordinators, *find_coordinators(text[end:])), ()), content if keeps else "", chairs=chairs
    )


def _before_colon(text: str, at: int) -> AgencyList | None:
    """The agencies of "Các doanh nghiệp du lịch, dịch vụ: …", where all before the colon is their list."""
    colon = _SUBJECT_BEFORE_COLON.match(text, at)
    found = read_agencies(text, at, firm=at > 0) if colon else None
    if colon is None or found is None or found.end >= colon.end() - 1:
        return None
    rest = text[found.end : colon.end() - 1]
    tokens = tokens_of(rest)
    if not rest.lstrip().startswith(",") or _WITH.search(rest) or _FILLER.fullmatch(rest):
        return None
    if any(agency_words().ends.end(tokens, start) > start for start in range(len(tokens))):
        return None
    names = split_agencies(text[at : colon.end() - 1])
    return AgencyList(names, colon.end() - 1, found.kind, found.quantified, complete=True) if names else None


def find_coordinators(text: str) -> tuple[str, ...]:
    """All whom a text says to work together with: `"…; phối hợp với Sở Y tế kiểm tra" → (Sở Y tế)`."""
    names: list[str] = []
    for match in _COORDINATING.finditer(text):
        found = read_agencies(text, match.end())
        if found and (match["with"] or found.kind is Kind.PROPER):
            names += found.names
    for match in _JOINING.finditer(text):
        found = read_agencies(text, match.end())
        if found and (found.quantified or found.kind is Kind.PROPER):
            names += found.names
    for match in re.finditer(r"[,;]\s+", text):
        found = read_agencies(text, match.end())
        if found and (found.quantified or found.kind is Kind.PROPER) and _HELPING.match(text, found.end):
            names += found.names
    return _without(names, ())


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
        prefix = _PREFIX.match(clause) or _issuer(clause)
        at = prefix.end() if prefix and prefix["asked"] else 0
        found = read_agencies(clause, at, firm=at > 0)
        if found is None or not _assigns(clause, found, asked=at > 0):
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
        if found and (found.quantified or is_collective(found.names[0])) and _assigns(text, found, asked=False):
            names += found.names
    return _without(names, ())


def _places(text: str) -> Iterator[tuple[int, bool, bool]]:
    """Where the agencies that are given the work may stand: offset, whether asked, whether the text before matters."""
    prefix = _PREFIX.match(text)
    if prefix:
        yield prefix.end(), bool(prefix["asked"]), False
    issuer = _issuer(text)
    if issuer:
        yield issuer.end(), True, False
    yield 0, False, False
    if topic := _TOPIC.match(text):
        rest = text[topic.end() :]
        inner = _PREFIX.match(rest) or _issuer(rest)
        if inner and inner["asked"]:
            yield topic.end() + inner.end(), True, True
        yield topic.end(), False, True
    if _ADVERBIAL.match(text):
        for match in re.finditer(r",\s+", text[:600]):
            rest = text[match.end() :]
            inner = _PREFIX.match(rest) or _issuer(rest)
            if inner and inner["asked"]:
                yield match.end() + inner.end(), True, True
            yield match.end(), False, True


def _issuer(text: str) -> re.Match[str] | None:
    match = _ISSUER.match(text)
    return match if match and _ISSUERS.match(text) else None


def _assigns(text: str, found: AgencyList, *, asked: bool) -> bool:
    """Whether the words after a list of agencies say that they do something."""
    rest = text[found.end :]
    filler = _FILLER.match(rest)
    tail = rest[filler.end() :] if filler else rest
    if not tail.strip(" ,:.;"):
        return True
    if tail.lstrip().startswith(":") or asked:
        return True
    if _PASSIVE.match(rest) and not (filler and filler[0].strip(" ,")):
        return False
    tokens = tokens_of(tail[:60])
    if not tokens or (rest.lstrip()[:1] in ",;" and not (filler and filler.end() > 3)):
        return bool(re.match(r"\s*,\s*(?:chủ động|phối hợp|chủ trì|thường xuyên|khẩn trương)", rest))
    if agency_words().ends.end(tokens, 0) > 0 or (filler is not None and filler[0].strip(" ,") != ""):
        return True
    return found.complete and tokens[0].text.islower() and not _NO_VERB.match(rest)


def _roles(text: str, at: int) -> tuple[bool, tuple[str, ...], int]:
    """Past "chủ trì", "phối hợp với …" and a colon: whether it leads, with whom, and where that ends."""
    end, chairs, coordinators = at, False, []
    filler = _FILLER.match(text, at)
    here = filler.end() if filler and at else at
    if leading := _LEADING.match(text, here):
        chairs, end, here = True, leading.end(), leading.end()
    if with_ := _WITH.match(text, here) or (_TOGETHER.match(text, here) if chairs else None):
        found = read_agencies(text, with_.end())
        if found:
            coordinators, end = list(found.names), found.end
            after = re.compile(r"\s*,?\s*(?=(?:để)\b)").match(text, end)
            end = after.end() if after else end
    colon = re.compile(r"[^:;.]{0,40}:").match(text, end)
    if colon and at and not text[end : colon.end() - 1].strip(" ,"):
        end = colon.end()
    elif at and end == at and filler:
        end = at if filler[0].strip() in ("", ",") else filler.end()
        if (colon := re.compile(r"\s*:").match(text, end)) is not None:
            end = colon.end()
    elif (colon := re.compile(r"\s*(?:thực hiện|triển khai)?\s*:").match(text, end)) is not None:
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


def _without(names: tuple[str, ...] | list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    seen = {name.casefold() for name in known}
    kept = []
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            kept.append(name)
    return tuple(kept)
