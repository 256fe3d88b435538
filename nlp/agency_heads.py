"""Head nouns: where the name of an agency begins, and what kind it is. "[Giám đốc các Sở] Tài chính"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from nlp.agency_words import Token, agency_words

JOINTS = {",", ";", "và", "hoặc", "cùng", "\n", "/"}  # what joins one agency to the next
# Older documents write "các Sở, Ban, Ngành của Tỉnh", "các Phòng, Ban chuyên môn".
_OFTEN_CAPITAL, _OF_MANY = (
    {"sở", "ban", "ngành", "bộ", "phòng"},
    {"của", "thuộc", "có", "liên", "tỉnh", "cấp", "chuyên", "trung"},
)
_LOWER_HEADS = {"sở", "bộ", "phòng", "cục", "chi cục"}  # "sở Nội vụ", "phòng Tài chính - Kế hoạch"


class Kind(Enum):
    """Whether a name is one agency's own, or a common noun that several make a collective of."""

    PROPER = "proper"
    COMMON = "common"


def agency_start(tokens: Sequence[Token], at: int) -> tuple[int, Kind, bool] | None:
    """Where the head noun of an agency ends that begins at a token, its kind and whether it is quantified, or None.

    `"các đồng chí Giám đốc các Sở Tài chính …" → (7, PROPER, True)`, the token after "Sở".
    """
    words = agency_words()
    begin, quantified = at, False
    office = False
    for _ in range(3):  # "các đồng chí | Giám đốc | các | sở"
        if (end := words.quantifiers.end(tokens, at)) > at:
            at, quantified = end, True
        if (end := words.officers.end(tokens, at)) > at:
            at, office = end, True
    if at >= len(tokens):
        return (at, Kind.PROPER, quantified) if office else None
    if words.no_agency_after.end(tokens, at) > at and not quantified:
        return None
    common, head = words.common.end(tokens, at), words.heads.end(tokens, at)
    if (end := words.always.end(tokens, at)) > at:
        return end, Kind.PROPER, quantified
    followed = tokens[head].text if head < len(tokens) else ""
    if (
        head > at
        and (common <= head or tokens[head].capital)
        and (tokens[at].capital or (followed[:1].isupper() and tokens[at].exact in _LOWER_HEADS))
    ):
        alone = (
            not followed or followed in ",;/" or (tokens[at].exact in _OFTEN_CAPITAL and followed.lower() in _OF_MANY)
        )
        collective = common == head and (quantified or alone) and not _named(tokens, head)
        if not (collective and followed != ":"):
            return head, Kind.PROPER, quantified
    if common > at and not (begin == at and tokens[at].exact == "tổ" and not quantified and tokens[at].capital):
        return common, Kind.COMMON, quantified
    own = office and (tokens[at].exact in JOINTS or tokens[at].capital)
    return (at, Kind.PROPER, quantified) if own else None


def _named(tokens: Sequence[Token], head: int) -> bool:
    """Whether a name of its own follows the head noun: "các Sở Tài chính, Nội vụ"."""
    if [token.exact for token in tokens[head : head + 2]] == ["trung", "ương"]:
        return False
    return head < len(tokens) and (tokens[head].capital or agency_words().fields.end(tokens, head) > head)


def head_noun(tokens: Sequence[Token], at: int, head: int) -> str:
    """The head noun of a name without the office and the quantifier before it: "Giám đốc các Sở" → "sở"."""
    words = agency_words()
    for skipped in (words.quantifiers, words.officers, words.quantifiers):
        at = skipped.end(tokens, at) if skipped.end(tokens, at) < head else at
    return " ".join(token.exact for token in tokens[at:head])
