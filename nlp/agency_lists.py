"""Lists of agencies as documents write them, read without knowing which agencies there are.

"Sở Tài chính, Sở Nội vụ và các cơ quan có liên quan" is three; "các sở, ban, ngành tỉnh" is one collective; in running
text the list ends before the words that say what the agencies do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from nlp.agency_words import Phrases, Token, agency_words, tokens_of

_FARTHEST, _FARTHEST_WHOLE = 1_200, 6_000  # characters of a list, so that reading a paragraph takes linear time
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
_JOINTS = {",", ";", "và", "hoặc", "cùng", "\n", "/"}
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
_BUILDING = {"án", "tư", "dựng", "trình"}  # "dự án đầu tư xây dựng công trình"
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


@dataclass(frozen=True, slots=True)
class AgencyList:
    """The names as printed, where the list ends in the text, and how sure its first name is an agency's."""

    names: tuple[str, ...]
    end: int
    kind: Kind
    quantified: bool
    complete: bool = False  # nothing more can belong to the last name


@dataclass(slots=True)
class _Segment:
    start: int  # tokens
    end: int
    kind: Kind
    quantified: bool
    shared: str = ""  # the head noun that a bare field after it takes: "Sở" in "các Sở: Tài chính, Nội vụ"
    bare: bool = False  # such a field, to be named with its head noun
    complete: bool = False  # nothing more can belong to the name
    places: bool = False  # ends with places, more of which may follow: "UBND các huyện, thành phố"
    text: str = ""


def split_agencies(text: str) -> tuple[str, ...]:
    """The agencies of a text that is nothing but a list of them, such as a table's cell.

    `"Sở Y tế, các Sở: Tài chính, Nội vụ; UBND các huyện, thị xã" → Sở Y tế · Sở Tài chính · Sở Nội vụ · UBND các
    huyện, thị xã`.
    """
    names: list[str] = []
    for part in re.split(r"[;\n•]|(?:^|\s)[-+]\s(?=[A-ZĐÂÊÔƯƠĂÁÀẢÃẠ])", _joined_lines(text)):
        at = 0
        while at < len(part):
            found = _read(part, at, whole=True)
            if found is None:
                break
            names += [name for name in found.names if name.casefold() not in {n.casefold() for n in names}]
            at = max(found.end, at + 1)
    return tuple(names)


def read_agencies(text: str, start: int = 0, *, firm: bool = False) -> AgencyList | None:
    """The list of agencies that begins at an offset of running text, or None.

    `firm`: what stands before says that an agency follows, so that a bare common noun is one: "yêu cầu đơn vị …".

    `"Sở Tài chính, các đơn vị liên quan rà soát …" → (Sở Tài chính, các đơn vị liên quan), end before "rà soát"`.
    """
    return _read(text, start, whole=False, firm=firm)


def _joined_lines(text: str) -> str:
    """Lines of a cell, of which one goes on in the next unless an agency begins there."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = ""
    for line in lines:
        starts = _start(tokens_of(line), 0) is not None and line[:1].isupper()
        joined += ("\n" if starts and joined and joined[-1] not in ",-" else " ") + line
    return joined.strip()


def _read(text: str, start: int, *, whole: bool, firm: bool = False) -> AgencyList | None:
    tokens = tokens_of(text, start, min(len(text), start + (_FARTHEST_WHOLE if whole else _FARTHEST)))
    segments: list[tuple[str, _Segment]] = []
    at, joint = 0, ""
    while at < len(tokens):
        before = segments[-1][1] if segments else None
        segment = _segment(tokens, at, whole=whole, firm=firm or whole, before=before, joint=joint)
        if segment is None:
            break
        segments.append((joint, segment))
        joint, at = _joint(tokens, segment.end)
        if not joint and not (at < len(tokens) and _ends_whole_name(tokens, segment) and _start(tokens, at)):
            break
    if not segments:
        return None
    last = segments[-1][1]
    first = segments[0][1]
    names = _names(text, tokens, segments)
    end = tokens[last.end - 1].end
    return AgencyList(names, end, first.kind, first.quantified, last.complete) if names else None


def _joint(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The comma, "và" … after a name, and where the next begins."""
    joint = ""
    while at < len(tokens) and tokens[at].exact in _JOINTS and len(joint) < 6:
        joint += tokens[at].exact
        at += 1
    return joint, at


def _start(tokens: Sequence[Token], at: int) -> tuple[int, Kind, bool, bool] | None:
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
        and (tokens[at].capital or (followed[:1].isupper() and tokens[at].exact in ("sở", "bộ")))
    ):
        collective = common == head and (quantified or not followed or followed in ",;/") and not _named(tokens, head)
        if not (collective and followed != ":"):
            return head, Kind.PROPER, quantified, office
    if common > at and not (begin == at and tokens[at].exact == "tổ" and not quantified and tokens[at].capital):
        return common, Kind.COMMON, quantified, office
    own = office and (tokens[at].exact in _JOINTS or tokens[at].capital)
    return (at, Kind.PROPER, quantified, True) if own else None


def _named(tokens: Sequence[Token], head: int) -> bool:
    """Whether a name of its own follows the head noun: "các Sở Tài chính, Nội vụ"."""
    return head < len(tokens) and (tokens[head].capital or agency_words().fields.end(tokens, head) > head)


def _segment(
    tokens: Sequence[Token], at: int, *, whole: bool, firm: bool, before: _Segment | None, joint: str
) -> _Segment | None:
    words = agency_words()
    if before and before.places and joint in (",", "và", ",và"):
        place = words.quantifiers.end(tokens, at)
        if words.places.end(tokens, place) > place and not tokens[place].capital:
            end = _name_end(tokens, words.places.end(tokens, place), whole=whole, kind=Kind.PROPER, head=place)
            return _Segment(at, end, before.kind, False, places=True, text="+")
    if before and before.shared and at < len(tokens) and tokens[at].capital:
        field = words.fields.end(tokens, at)
        if field > at and (before.quantified or _start(tokens, at) is None):
            return _Segment(at, field, Kind.PROPER, before.quantified, shared=before.shared, bare=True)
        if before.quantified and _start(tokens, at) is None:
            end = _name_end(tokens, at, whole=True, kind=Kind.PROPER, head=at)
            return _Segment(at, end, Kind.PROPER, True, shared=before.shared, bare=True)
    found = _start(tokens, at)
    if found is None and before and joint and _is_company(tokens, at):
        return _Segment(at, at + 1, Kind.PROPER, False, complete=True)
    if found is None:
        if not whole or at >= len(tokens):
            return None
        return _unknown(tokens, at, before, joint)
    head, kind, quantified, _ = found
    noun = _head_noun(tokens, at, head)
    bare = kind is Kind.COMMON and not quantified and not firm and before is None
    if bare and noun not in _BARE and not _is_collective(tokens, head):
        return None
    shared = noun.capitalize() if noun in _SHARED_HEADS and kind is Kind.PROPER else ""
    if shared and head < len(tokens) and tokens[head].text == ":":
        field = words.fields.end(tokens, head + 1) if head + 1 < len(tokens) else head + 1
        end = field if field > head + 1 else _name_end(tokens, head + 1, whole=True, kind=kind, head=head)
        return _Segment(head + 1, end, kind, True, shared=shared, bare=True) if end > head + 1 else None
    field = words.fields.end(tokens, head)
    if shared and quantified and field > head:
        return _Segment(head, field, kind, True, shared=shared, bare=True)
    end = _suffix(tokens, field) if field > head else _name_end(tokens, head, whole=whole, kind=kind, head=head)
    places = _is_places(tokens, at, end)
    complete = field > head or (kind is Kind.PROPER and _ends_with_place(tokens, head, end))
    shared = shared if field > head else ""
    return _Segment(at, end, kind, quantified, shared=shared, places=places, complete=complete)


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


def _unknown(tokens: Sequence[Token], at: int, before: _Segment | None, joint: str) -> _Segment | None:
    """In a cell of agencies, words that begin like none: more of the name before a comma, or a name by itself."""
    end = _name_end(tokens, at, whole=True, kind=Kind.PROPER, head=at)
    if end == at:
        return None
    more = before is not None and joint and ";" not in joint and "\n" not in joint
    return _Segment(at, end, before.kind if before and more else Kind.PROPER, False, text="+" if more else "")


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


def _suffix(tokens: Sequence[Token], at: int) -> int:
    """After a whole name, the place it belongs to and words in parentheses: "Sở Y tế [tỉnh Cà Mau]"."""
    words = agency_words()
    if (party := _PARTY.end(tokens, at)) > at:
        return _parenthesis(tokens, party)
    quantifier = words.quantifiers.end(tokens, at)
    place = words.places.end(tokens, quantifier)
    if place > quantifier:
        at = place
        while at < len(tokens) and tokens[at].capital and _start(tokens, at) is None:
            at += 1
    return _parenthesis(tokens, at)


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
        if token.text == "(":
            inside = _parenthesis(tokens, at)
            if inside == at:
                break
            at = inside
            continue
        if token.exact == "và" and (
            _start(tokens, at + 1) is not None
            or (not whole and words.ends.end(tokens, at + 1) > at + 1 and not tokens[at + 1].capital)
        ):
            break
        if token.text == "," and _is_pair(tokens, at):
            at += 2
            continue
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
    if tokens[at].exact in ("đầu", "xây") and before in _BUILDING:
        return True
    return tokens[at].exact in _WEAK and at == head and before in _WEAK_AFTER


def _ends_whole_name(tokens: Sequence[Token], segment: _Segment) -> bool:
    """Whether another agency may follow without a comma: "Sở Khoa học và Công nghệ Sở Công Thương"."""
    return bool(segment.shared) and segment.end < len(tokens) and tokens[segment.end].capital


def _names(text: str, tokens: Sequence[Token], segments: Sequence[tuple[str, _Segment]]) -> tuple[str, ...]:
    names: list[str] = []
    kinds: list[Kind] = []
    first, before = 0, segments[0][1]
    for joint, segment in segments:
        piece = text[tokens[segment.start].start : tokens[segment.end - 1].end]
        merged = segment.text == "+" or (
            bool(kinds)
            and kinds[-1] is Kind.COMMON is segment.kind
            and (joint in (",", "/") or (joint in ("và", ",và") and not _apart(tokens, before, segment)))
        )
        if merged and names:
            names[-1] = _tidy(text[first : tokens[segment.end - 1].end])
            before = segment
            continue
        first = tokens[segment.start].start
        names.append(_tidy(f"{segment.shared} {piece}" if segment.bare else piece))
        kinds.append(segment.kind)
        before = segment
    return tuple(name for name in dict.fromkeys(names) if name)


def _apart(tokens: Sequence[Token], before: _Segment, segment: _Segment) -> bool:
    """Whether "và" joins two collectives: "các sở, ban, ngành tỉnh và (các) đơn vị có liên quan"."""
    if segment.quantified:
        return True
    return tokens[segment.end - 1].exact == "quan" and segment.end - segment.start > 2 and before.end - before.start > 2


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,;:.")
