"""Segments of a list of agencies: one name each, or one more field or place of the name before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.agency_ends import ends_with_place, name_end, suffix_end
from nlp.agency_heads import Kind, agency_start, head_noun
from nlp.agency_words import Token, agency_words

_SHARED_HEADS = {"sở", "bộ", "ban", "cục", "vụ", "phòng", "chi cục", "tổng cục", "ủy ban", "hội"}
_BARE = {
    "chủ đầu tư",
    "nhà thầu",
    "bộ phận",
    "lực lượng",
    "chính quyền",
    "nhà trường",
    "cấp ủy",
}  # "nhà thầu thi công …"
_MORE_COMMON = {"ban", "ngành", "địa phương", "đơn vị", "đoàn thể", "cơ quan", "sở"}


@dataclass(slots=True)
class Segment:
    """One name in a list, from token `start` to before `end`."""

    start: int
    end: int
    kind: Kind
    quantified: bool
    shared: str = ""  # the head noun that a bare field after it takes: "Sở" in "các Sở: Tài chính, Nội vụ"
    bare: bool = False  # such a field, to be named with its head noun
    complete: bool = False  # nothing more can belong to the name
    places: bool = False  # ends with places, more of which may follow: "UBND các huyện, thành phố"
    collects: bool = False  # ends with a collective, more of which may follow: "Thanh tra các bộ, ngành"
    joins: bool = False  # goes on with the name before it


def next_segment(
    tokens: Sequence[Token], at: int, *, whole: bool, firm: bool, before: Segment | None, joint: str
) -> Segment | None:
    """The name that begins at a token, or None where none does.

    `whole`: the text is nothing but a list; `firm`: what stands before says that an agency follows; `before` and
    `joint`: the name before and what joins the two.

    `"Sở Y tế, Sở Nội vụ", 0 → tokens 0 to 3, PROPER, sharing "Sở"`.
    """
    continued = _continued(tokens, at, whole=whole, before=before, joint=joint)
    if continued:
        return continued
    found = agency_start(tokens, at)
    if found is None and before and joint and _is_company(tokens, at):
        return Segment(at, at + 1, Kind.PROPER, False, complete=True)
    if found is None:
        return _unknown_name(tokens, at, before, joint) if whole and at < len(tokens) else None
    head, kind, quantified = found
    noun = head_noun(tokens, at, head)
    bare = kind is Kind.COMMON and not quantified and not firm and before is None
    if bare and noun not in _BARE and not _is_bare_collective(tokens, head):
        return None
    if quantified and (colon := _colon_before_members(tokens, head)) > head and noun in ("sở", "bộ"):
        head, kind = colon, Kind.PROPER
    shared = noun.capitalize() if noun in _SHARED_HEADS and kind is Kind.PROPER else ""
    return _first_field(tokens, head, kind, shared, quantified=quantified) or _named_by_head(
        tokens, at, head, kind, shared, whole=whole, quantified=quantified
    )


def _continued(tokens: Sequence[Token], at: int, *, whole: bool, before: Segment | None, joint: str) -> Segment | None:
    """More places of "UBND các huyện, thành phố", or one more field of "các Sở: Tài chính, Nội vụ"."""
    words = agency_words()
    if before and before.places and joint in (",", "và", ",và"):
        place = words.quantifiers.end(tokens, at)
        after = words.places.end(tokens, place)
        named = tokens[place].capital and after < len(tokens) and tokens[after].capital  # "Thành phố Tân An"
        if after > place and (not named or tokens[place].text.isupper()):
            end = name_end(tokens, words.places.end(tokens, place), whole=whole, kind=Kind.PROPER, head=place)
            return Segment(at, end, before.kind, False, places=True, joins=True)
    if before and before.collects and joint in (",", "và", ",và"):
        common = words.common.end(tokens, at)
        if " ".join(token.exact for token in tokens[at:common]) in _MORE_COMMON and not tokens[at].capital:
            return Segment(at, common, before.kind, False, collects=True, joins=True)
    if before and before.shared and at < len(tokens) and tokens[at].capital:
        field = words.fields.end_without_marks(tokens, at)
        if field > at and (before.quantified or agency_start(tokens, at) is None):
            return Segment(at, field, Kind.PROPER, before.quantified, shared=before.shared, bare=True)
        if before.quantified and agency_start(tokens, at) is None:
            end = name_end(tokens, at, whole=True, kind=Kind.PROPER, head=at)
            return Segment(at, end, Kind.PROPER, True, shared=before.shared, bare=True)
    return None


def _colon_before_members(tokens: Sequence[Token], head: int) -> int:
    """The colon of "các Bộ, ngành liên quan[:] Tài chính, Nội vụ", where a collective's members follow; else `head`."""
    at = head
    while at < len(tokens) and tokens[at].exact in (",", "ban", "ngành", "có", "liên", "quan"):
        at += 1
    listed = at < len(tokens) and tokens[at].text == ":" and agency_words().fields.end(tokens, at + 1) > at + 1
    return at if listed else head


def _first_field(tokens: Sequence[Token], head: int, kind: Kind, shared: str, *, quantified: bool) -> Segment | None:
    """The first field of several that share a head noun: "các Sở: [Tài chính], Nội vụ"."""
    words = agency_words()
    if shared and head < len(tokens) and tokens[head].text == ":":
        field = words.fields.end_without_marks(tokens, head + 1)
        end = field if field > head + 1 else name_end(tokens, head + 1, whole=True, kind=kind, head=head)
        return Segment(head + 1, end, kind, True, shared=shared, bare=True) if end > head + 1 else None
    field = words.fields.end_without_marks(tokens, head)
    if shared and quantified and field > head:
        return Segment(head, field, kind, True, shared=shared, bare=True)
    return None


def _named_by_head(
    tokens: Sequence[Token], at: int, head: int, kind: Kind, shared: str, *, whole: bool, quantified: bool
) -> Segment:
    """A name of its own, from its head noun to its end."""
    field = agency_words().fields.end_without_marks(tokens, head)
    end = suffix_end(tokens, field) if field > head else name_end(tokens, head, whole=whole, kind=kind, head=head)
    complete = field > head or (kind is Kind.PROPER and ends_with_place(tokens, head, end))
    shared = shared if field > head else ""
    places = _is_places(tokens, at, end)
    collects = kind is Kind.PROPER and not places and _ends_with_common(tokens, head, end)
    return Segment(at, end, kind, quantified, shared=shared, places=places, complete=complete, collects=collects)


def _is_company(tokens: Sequence[Token], at: int) -> bool:
    """Whether a lone word in a list is a name: "Công ty Điện lực, VNPT, Viettel bảo đảm …"."""
    if at >= len(tokens) or not tokens[at].text.isalpha() or not tokens[at].capital:
        return False
    ends = at + 1 >= len(tokens) or tokens[at + 1].text in (",", ";", ":", ".") or tokens[at + 1].exact == "và"
    return (
        (tokens[at].text.isupper() and len(tokens[at].text) > 2)
        or ends
        or agency_words().ends.end(tokens, at + 1) > at + 1
    )


def _unknown_name(tokens: Sequence[Token], at: int, before: Segment | None, joint: str) -> Segment | None:
    """In a cell of agencies, words that begin like none: more of the name before a comma, or a name by itself."""
    end = name_end(tokens, at, whole=True, kind=Kind.PROPER, head=at)
    if end == at:
        return None
    more = before is not None and bool(joint) and ";" not in joint and "\n" not in joint
    return Segment(at, end, before.kind if before and more else Kind.PROPER, False, joins=more)


def _is_bare_collective(tokens: Sequence[Token], head: int) -> bool:
    """Whether a bare common noun at the start is an agency all the same: "sở, ban, ngành", "đơn vị có liên quan"."""
    if head >= len(tokens):
        return True
    after = [token.exact for token in tokens[head : head + 3]]
    return after[0] in (",", ":", ";") or after[:2] == ["liên", "quan"] or after == ["có", "liên", "quan"]


def _is_places(tokens: Sequence[Token], start: int, end: int) -> bool:
    exact = [token.exact for token in tokens[start:end]]
    ruled = any(word in exact for word in ("ubnd", "hđnd")) or "dân" in exact or exact[:2] == ["công", "an"]
    named = [i for i in range(start + 1, end) if agency_words().places.end(tokens, i) > i]
    return bool(named) and (ruled or tokens[named[0] - 1].exact in ("các", "những"))


def _ends_with_common(tokens: Sequence[Token], head: int, end: int) -> bool:
    """Whether all that follows a head noun is a collective: "Thanh tra [các bộ]"."""
    words = agency_words()
    quantifier = words.quantifiers.end(tokens, head)
    return head < quantifier < end == words.common.end(tokens, quantifier)


def ends_whole_name(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether another agency may follow without a comma: "Sở Khoa học và Công nghệ Sở Công Thương"."""
    return bool(segment.shared or segment.places) and segment.end < len(tokens) and tokens[segment.end].capital
