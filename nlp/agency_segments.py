"""One name of a list of agencies: where it begins, what kind it is, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from nlp.agency_words import Phrases, Token, agency_words

_PARTY = Phrases(("tỉnh ủy", "thành ủy", "huyện ủy", "đảng ủy", "trung ương"))
_LONGEST = 30  # words of one name
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
JOINTS = {",", ";", "và", "hoặc", "cùng", "\n", "/"}
_INSIDE = {"-", "–", "&", "“", "”", '"', "'", "’", "/"}
_AFTER_RELATED = {"của", "thuộc", "ở", "trên", "tại", "trong", "khác", "ngoài", "đến"}
# Words of `ends` that also follow a head noun inside a name: "doanh nghiệp đầu tư hạ tầng", "cơ quan quản lý nhà nước".
_WEAK = {
    "quản",
    "đầu",
    "cung",
    "sử",
    "cấp",
    "chuyên",
    "sản",
    "khai",
    "đào",
    "khám",
    "vận",
    "chế",
    "kinh",
    "xuất",
    "tư",
    "nghiên",
}
_WEAK_AFTER = {"nghiệp", "quan", "vị", "ty", "sở"}
# What follows a capital verb in a name, as its object: "Viện Nghiên cứu phát triển", "Quỹ Bảo vệ và phát triển rừng".
_NOMINAL = Phrases(("phát triển", "đầu tư", "xây dựng", "bảo vệ", "hỗ trợ", "quản lý", "điều hành", "khai thác"))
_MORE_COMMON = {"ban", "ngành", "địa phương", "đơn vị", "đoàn thể", "cơ quan", "sở"}
_BUILDING = {"án", "tư", "dựng", "trình"}  # "dự án đầu tư xây dựng công trình"
# Older documents write "các Sở, Ban, Ngành của Tỉnh", "các Phòng, Ban chuyên môn".
_OFTEN_CAPITAL, _OF_MANY = (
    {"sở", "ban", "ngành", "bộ", "phòng"},
    {"của", "thuộc", "có", "liên", "tỉnh", "cấp", "chuyên", "trung"},
)
_LOWER_HEADS = {"sở", "bộ", "phòng", "cục", "chi cục"}  # "sở Nội vụ", "phòng Tài chính - Kế hoạch"
_ROLE_ENDS = {"chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "làm", "theo", "căn cứ"}
_APART = re.compile(
    r"(?:(?:là )?(?:cơ quan|đơn vị)\b|sau đây|gọi (?:tắt|chung)|viết tắt|nếu có|qua |trong |theo |để |được |tại"
    r" |chủ trì"
    r"|kèm|gồm|trừ)",
    re.IGNORECASE,
)


class Kind(Enum):
    """Whether a name is one agency's own, or a common noun that several make a collective of."""

    PROPER = "proper"
    COMMON = "common"


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


def agency_start(tokens: Sequence[Token], at: int) -> tuple[int, Kind, bool, bool] | None:
    """Where the head noun of an agency ends that begins at a token, its kind, whether quantified, whether by office."""
    words = agency_words()
    begin, quantified = at, False
    office = False
    for _ in range(3):  # "các đồng chí | Giám đốc | các | sở"
        if (end := words.quantifiers.end(tokens, at)) > at:
            at, quantified = end, True
        if (end := words.officers.end(tokens, at)) > at:
            at, office = end, True
    if at >= len(tokens):
        return (at, Kind.PROPER, quantified, True) if office else None
    if words.no_agency_after.end(tokens, at) > at and not quantified:
        return None
    common, head = words.common.end(tokens, at), words.heads.end(tokens, at)
    if (end := words.always.end(tokens, at)) > at:
        return end, Kind.PROPER, quantified, office
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
            return head, Kind.PROPER, quantified, office
    if common > at and not (begin == at and tokens[at].exact == "tổ" and not quantified and tokens[at].capital):
        return common, Kind.COMMON, quantified, office
    own = office and (tokens[at].exact in JOINTS or tokens[at].capital)
    return (at, Kind.PROPER, quantified, True) if own else None


def _named(tokens: Sequence[Token], head: int) -> bool:
    """Whether a name of its own follows the head noun: "các Sở Tài chính, Nội vụ"."""
    if [token.exact for token in tokens[head : head + 2]] == ["trung", "ương"]:
        return False
    return head < len(tokens) and (tokens[head].capital or agency_words().fields.end(tokens, head) > head)


def next_segment(
    tokens: Sequence[Token], at: int, *, whole: bool, firm: bool, before: Segment | None, joint: str
) -> Segment | None:
    """The name that begins at a token, or None where none does.

    `whole`: the text is nothing but a list; `firm`: what stands before says that an agency follows; `before` and
    `joint`: the name before and what joins the two.
    """
    continued = _continued(tokens, at, whole=whole, before=before, joint=joint)
    if continued:
        return continued
    found = agency_start(tokens, at)
    if found is None and before and joint and _is_company(tokens, at):
        return Segment(at, at + 1, Kind.PROPER, False, complete=True)
    if found is None:
        return _unknown(tokens, at, before, joint) if whole and at < len(tokens) else None
    head, kind, quantified, _ = found
    noun = _head_noun(tokens, at, head)
    bare = kind is Kind.COMMON and not quantified and not firm and before is None
    if bare and noun not in _BARE and not _is_collective(tokens, head):
        return None
    if quantified and (colon := _told_one_by_one(tokens, head)) > head and noun in ("sở", "bộ"):
        head, kind = colon, Kind.PROPER
    shared = noun.capitalize() if noun in _SHARED_HEADS and kind is Kind.PROPER else ""
    return _shared(tokens, head, kind, shared, quantified=quantified) or _named_by_head(
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
            end = _name_end(tokens, words.places.end(tokens, place), whole=whole, kind=Kind.PROPER, head=place)
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
            end = _name_end(tokens, at, whole=True, kind=Kind.PROPER, head=at)
            return Segment(at, end, Kind.PROPER, True, shared=before.shared, bare=True)
    return None


def _told_one_by_one(tokens: Sequence[Token], head: int) -> int:
    """The colon of "các Bộ, ngành liên quan[:] Tài chính, Nội vụ", where a collective's members follow; else `head`."""
    at = head
    while at < len(tokens) and tokens[at].exact in (",", "ban", "ngành", "có", "liên", "quan"):
        at += 1
    listed = at < len(tokens) and tokens[at].text == ":" and agency_words().fields.end(tokens, at + 1) > at + 1
    return at if listed else head


def _shared(tokens: Sequence[Token], head: int, kind: Kind, shared: str, *, quantified: bool) -> Segment | None:
    """The first field of several that share a head noun: "các Sở: [Tài chính], Nội vụ"."""
    words = agency_words()
    if shared and head < len(tokens) and tokens[head].text == ":":
        field = words.fields.end_without_marks(tokens, head + 1)
        end = field if field > head + 1 else _name_end(tokens, head + 1, whole=True, kind=kind, head=head)
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
    end = _suffix(tokens, field) if field > head else _name_end(tokens, head, whole=whole, kind=kind, head=head)
    complete = field > head or (kind is Kind.PROPER and _ends_with_place(tokens, head, end))
    shared = shared if field > head else ""
    places = _is_places(tokens, at, end)
    collects = kind is Kind.PROPER and not places and _ends_with_common(tokens, head, end)
    return Segment(at, end, kind, quantified, shared=shared, places=places, complete=complete, collects=collects)


def _head_noun(tokens: Sequence[Token], at: int, head: int) -> str:
    """The head noun of a name without the office and the quantifier before it: "Giám đốc các Sở" → "sở"."""
    words = agency_words()
    for skipped in (words.quantifiers, words.officers, words.quantifiers):
        at = skipped.end(tokens, at) if skipped.end(tokens, at) < head else at
    return " ".join(token.exact for token in tokens[at:head])


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


def _unknown(tokens: Sequence[Token], at: int, before: Segment | None, joint: str) -> Segment | None:
    """In a cell of agencies, words that begin like none: more of the name before a comma, or a name by itself."""
    end = _name_end(tokens, at, whole=True, kind=Kind.PROPER, head=at)
    if end == at:
        return None
    more = before is not None and bool(joint) and ";" not in joint and "\n" not in joint
    return Segment(at, end, before.kind if before and more else Kind.PROPER, False, joins=more)


def _is_collective(tokens: Sequence[Token], head: int) -> bool:
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


def _suffix(tokens: Sequence[Token], at: int) -> int:
    """After a whole name, the place it belongs to and words in parentheses: "Sở Y tế [tỉnh Cà Mau]"."""
    words = agency_words()
    if (party := _PARTY.end(tokens, at)) > at:
        return _parenthesis(tokens, party)
    exact = [token.exact for token in tokens[at : at + 3]]
    if exact[:2] == ["việt", "nam"]:
        return _parenthesis(tokens, at + 2)
    if exact[:2] == ["khu", "vực"] and len(exact) == 3 and not tokens[at + 2].text.islower():
        return _parenthesis(tokens, at + 3)  # "Chi cục Hải quan khu vực XII"
    quantifier = words.quantifiers.end(tokens, at)
    place = words.places.end(tokens, quantifier)
    if place > quantifier:
        at = place
    while at < len(tokens) and _is_place_name(tokens, at):
        at += 1  # "Sở Y tế tỉnh [Cà Mau]", "Sở Y tế [Cà Mau]"
    return _parenthesis(tokens, at)


def _is_place_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital word is of a place's name, and neither the next agency nor what the agency does."""
    words = agency_words()
    named = tokens[at].text.isalpha() and tokens[at].capital
    return named and agency_start(tokens, at) is None and words.ends.end(tokens, at) == at


def _parenthesis(tokens: Sequence[Token], at: int) -> int:
    """Past words in parentheses that belong to the name: "Bộ Tài chính (Kho bạc Nhà nước)"."""
    if at >= len(tokens) or tokens[at].text != "(":
        return at
    close = next((i for i in range(at, min(at + 20, len(tokens))) if tokens[i].text == ")"), None)
    if close is None or _APART.match(" ".join(token.text for token in tokens[at + 1 : close])):
        return at
    return close + 1


def _name_end(tokens: Sequence[Token], at: int, *, whole: bool, kind: Kind, head: int) -> int:
    """Where a name goes to that no list holds: to punctuation, the next agency or what the agency does."""
    words = agency_words()
    while at < len(tokens) and at - head < _LONGEST:
        token = tokens[at]
        if whole and _starts_after_places(tokens, at, head):
            break
        if token.text == "(":
            inside = _parenthesis(tokens, at)
            if inside == at:
                break
            at = inside
            continue
        if token.exact == "và" and (
            agency_start(tokens, at + 1) is not None
            or (
                not whole
                and words.ends.end(tokens, at + 1) > at + 1
                and not tokens[at + 1].capital
                and not _is_object(tokens, at + 1, head)
            )
        ):
            break
        if token.exact == "trong" and not whole and words.ends.end(tokens, at + 1) > at + 1:
            break  # "chính quyền các cấp [trong vận động …]"
        if token.text == "," and _is_pair(tokens, at):
            at += 2
            continue
        if token.text == ":" and (listed := _listed_places(tokens, at)) > at:
            return listed
        if token.text == "," and not whole and (listed := _more_named_places(tokens, at, head)) > at:
            return listed
        named = whole and token.text == ":" and at > head
        if not token.text[0].isalnum() and token.text not in _INSIDE and not _abbreviated(tokens, at) and not named:
            break
        end = words.ends.end(tokens, at)
        if end > at and not token.capital and not _inside_name(tokens, at, end, whole=whole, head=head):
            break
        at = max(end, at + 1)
        if not whole and kind is Kind.PROPER and _ends_with_place(tokens, head, at):
            break
        related = token.exact == "quan" and tokens[at - 2].exact == "liên" and at < len(tokens)
        if not whole and related and tokens[at].exact not in _AFTER_RELATED:
            break
    return at


def _ends_with_place(tokens: Sequence[Token], head: int, at: int) -> bool:
    """Whether a specific name is complete before a token, with its place: "Hội Nông dân tỉnh [| phát động]"."""
    if (
        at >= len(tokens)
        or at - 1 <= head
        or tokens[at].capital
        or tokens[at].exact in ("và", "tại", "ở", "thuộc", "của")
    ):
        return False
    last, before = tokens[at - 1], tokens[at - 2].exact
    if last.exact == "nam" and before == "việt":
        return agency_words().places.end(tokens, at) == at
    singular = before not in ("các", "những", "cấp", ",", "toàn", "và") and not tokens[at - 2].exact.startswith("(")
    return singular and (
        last.exact in ("tỉnh", "huyện")
        or (last.exact == "phố" and before == "thành" and tokens[at - 3].exact not in ("các", ","))
    )


def _starts_after_places(tokens: Sequence[Token], at: int, head: int) -> bool:
    """Whether a cell's next agency begins behind places in small letters: "UBND xã, phường [| Sở Tài chính]"."""
    words = agency_words()
    placed = any(words.places.end(tokens, start) == at for start in range(max(head, at - 2), at))
    heads = tokens[at].capital and words.heads.end(tokens, at) > at and agency_start(tokens, at) is not None
    return placed and heads and not tokens[at - 1].capital


def _listed_places(tokens: Sequence[Token], at: int) -> int:
    """Past the places after a colon that say which are meant: "UBND các huyện: Tân An, Bình Minh [| triển khai]"."""
    words = agency_words()
    if tokens[at - 1].exact not in ("huyện", "xã", "phường", "phố", "quận", "tỉnh", "khu", "trấn"):
        return at
    end, commas = at + 1, 0
    while end < len(tokens):
        token = tokens[end]
        if token.text[0].isalpha() and token.capital and words.ends.end(tokens, end) == end:
            end += 1
        elif (token.text == "," or token.exact == "và") and end + 1 < len(tokens) and tokens[end + 1].capital:
            if agency_start(tokens, end + 1) is not None:
                break
            commas, end = commas + 1, end + 1
        else:
            break
    return end if commas else at


def _more_named_places(tokens: Sequence[Token], at: int, head: int) -> int:
    """Past the names after the comma of "UBND các huyện Bắc Hà[, Mường Khương và Sa Pa]"; else `at`."""
    words = agency_words()
    named = at - 1
    while named > head and tokens[named].capital:
        named -= 1
    many = words.places.end(tokens, named) == named + 1 or tokens[named - 1].exact == "thành"
    before = tokens[max(0, named - 2) : named]
    if not (many and named < at - 1 and any(token.exact in ("các", "những") for token in before)):
        return at
    end = at
    while end + 1 < len(tokens) and (tokens[end].text == "," or tokens[end].exact == "và"):
        place = end + 1
        while place < len(tokens) and _is_place_name(tokens, place):
            place += 1
        if place == end + 1:
            break
        end = place
    return end


def _is_pair(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma stands inside two words that go together: "phòng, chống thiên tai"."""
    around = tokens[at - 1].exact, tokens[at + 1].exact if at + 1 < len(tokens) else ""
    return around in (("phòng", "chống"), ("phòng", "ngừa"), ("thanh", "kiểm"))


def _abbreviated(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == "." and at > 0 and tokens[at - 1].exact in ("tp", "tx") and at + 1 < len(tokens)


def _inside_name(tokens: Sequence[Token], at: int, end: int, *, whole: bool, head: int) -> bool:
    phrase = " ".join(token.exact for token in tokens[at:end])
    if whole:
        return phrase not in _ROLE_ENDS
    before = tokens[at - 1].exact if at else ""
    if before == "có" or agency_words().compounds.covers(tokens, at):
        return True
    if (tokens[at].exact in ("đầu", "xây") and before in _BUILDING) or _is_object(tokens, at, head):
        return True
    return tokens[at].exact in _WEAK and at == head and before in _WEAK_AFTER


def _is_object(tokens: Sequence[Token], at: int, head: int) -> bool:
    """Whether a verb is only the object of the capital verb that the name begins with: "Quỹ Đầu tư [phát triển]"."""
    verb = agency_words().ends.end(tokens, head)
    after = verb + 1 if verb < len(tokens) and tokens[verb].exact == "và" else verb
    return verb > head and tokens[head].capital and at == after and _NOMINAL.end(tokens, at) > at


def ends_whole_name(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether another agency may follow without a comma: "Sở Khoa học và Công nghệ Sở Công Thương"."""
    return bool(segment.shared or segment.places) and segment.end < len(tokens) and tokens[segment.end].capital
