"""Assignees: where a paragraph may name those who are given its work, and whether the words behind them give it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.agency_lists import AgencyList
from nlp.agency_words import agency_words, tokens_of

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
_PASSIVE = re.compile(r"\s*(?:được|đã|đang|là|sẽ|có ý kiến|không|xin)\b(?! (?:được|giao|phân công))", re.IGNORECASE)
_TOPIC = re.compile(r"[^:;.]{3,80}:\s+(?=\w)")
_NO_VERB = re.compile(
    r"\s*(?:về|tại|trên|của|trong|thuộc|và|với|cho|từ|như|cũng|còn|vẫn|chưa|khi|ở|có|do|vì|nên|mà|hoặc|cùng|hay|bị|đó|này)\b"
)


def assignee_places(text: str) -> Iterator[tuple[int, bool, bool]]:
    """Where the agencies that are given the work may stand: offset, whether asked, whether the text before matters.

    `"Giao Sở Y tế lập đề án" → (5, True, False), (0, False, False)`.
    """
    prefix = _PREFIX.match(text)
    if prefix:
        yield prefix.end(), bool(prefix["asked"]), False
    issuer = _issuer(text)
    if issuer:
        yield issuer.end(), True, False
    yield 0, False, False
    if topic := _TOPIC.match(text):
        if asked := asked_end(text[topic.end() :]):
            yield topic.end() + asked, True, True
        yield topic.end(), False, True
    if _ADVERBIAL.match(text):
        for match in re.finditer(r",\s+", text[:600]):
            if asked := asked_end(text[match.end() :]):
                yield match.end() + asked, True, True
            yield match.end(), False, True


def asked_end(text: str) -> int:
    """Where the words end that ask an agency at the beginning of a text, else 0: `"UBND tỉnh giao Sở Y tế …" → 15`."""
    found = _PREFIX.match(text) or _issuer(text)
    return found.end() if found and found["asked"] else 0


def _issuer(text: str) -> re.Match[str] | None:
    match = _ISSUER.match(text)
    return match if match and _ISSUERS.match(text) else None


def filler_end(text: str, at: int) -> int:
    """Past the words between an agency and its work: `"theo chức năng, nhiệm vụ được giao, lập …" → before "lập"`."""
    filler = _FILLER.match(text, at)
    return filler.end() if filler else at


def is_filler(text: str) -> bool:
    """Whether a text is nothing but such words."""
    return _FILLER.fullmatch(text) is not None


def gives_work(text: str, found: AgencyList, *, asked: bool) -> bool:
    """Whether the words after a list of agencies say that they do something: "Sở Y tế [rà soát …]".

    `asked`: words before the list ask them, so that little is wanted behind it.
    """
    rest = text[found.end :]
    filler = rest[: filler_end(rest, 0)]
    tail, is_filled = rest[len(filler) :], filler.strip(" ,") != ""
    if not tail.strip(" ,:.;"):
        return True
    if tail.lstrip().startswith(":") or asked:
        return True
    if _PASSIVE.match(rest) and not is_filled:
        return False
    tokens = tokens_of(tail[:60])
    if not tokens or (rest.lstrip()[:1] in ",;" and len(filler) <= 3):
        return bool(re.match(r"\s*,\s*(?:chủ động|phối hợp|chủ trì|thường xuyên|khẩn trương)", rest))
    if agency_words().ends.end(tokens, 0) > 0 or is_filled:
        return True
    return found.complete and tokens[0].text.islower() and not _NO_VERB.match(rest)
