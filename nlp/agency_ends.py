"""Ends of names: how far the name of an agency goes. "Hội Nông dân tỉnh [| phát động]"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.agency_heads import Kind, agency_start
from nlp.agency_words import Phrases, Token, agency_words

_PARTY = Phrases(("tỉnh ủy", "thành ủy", "huyện ủy", "đảng ủy", "trung ương"))
_LONGEST = 30  # words of one name
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
_BUILDING = {"án", "tư", "dựng", "trình"}  # "dự án đầu tư xây dựng công trình"
_ROLE_ENDS = {"chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "làm", "theo", "căn cứ"}
_APART = re.compile(
    r"(?:(?:là )?(?:cơ quan|đơn vị)\b|sau đây|gọi (?:tắt|chung)|viết tắt|nếu có|qua |trong |theo |để |được |tại"
    r" |chủ trì"
    r"|kèm|gồm|trừ)",
    re.IGNORECASE,
)


def name_end(tokens: Sequence[Token], at: int, *, whole: bool, kind: Kind, head: int) -> int:
    """Where a name goes to that no list holds: to punctuation, the next agency or what the agency does.

    From the token `at` on; `head` is the token after its head noun; `whole`: the text is nothing but a list.

    `"Trung tâm Xúc tiến Đầu tư rà soát …" → 6`, before "rà soát".
    """
    words = agency_words()
    while at < len(tokens) and at - head < _LONGEST:
        token = tokens[at]
        if whole and _starts_after_places(tokens, at, head):
            break
        if token.text == "(":
            inside = _parenthesis_end(tokens, at)
            if inside == at:
                break
            at = inside
            continue
        if token.exact == "và" and _ends_before_and(tokens, at, whole=whole, head=head):
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
        if not whole and kind is Kind.PROPER and ends_with_place(tokens, head, at):
            break
        related = token.exact == "quan" and tokens[at - 2].exact == "liên" and at < len(tokens)
        if not whole and related and tokens[at].exact not in _AFTER_RELATED:
            break
    return at


def suffix_end(tokens: Sequence[Token], at: int) -> int:
    """Past the place and the words in parentheses that follow a whole name: `"Sở Y tế tỉnh Cà Mau", 3 → 6`."""
    words = agency_words()
    if (party := _PARTY.end(tokens, at)) > at:
        return _parenthesis_end(tokens, party)
    exact = [token.exact for token in tokens[at : at + 3]]
    if exact[:2] == ["việt", "nam"]:
        return _parenthesis_end(tokens, at + 2)
    if exact[:2] == ["khu", "vực"] and len(exact) == 3 and not tokens[at + 2].text.islower():
        return _parenthesis_end(tokens, at + 3)  # "Chi cục Hải quan khu vực XII"
    quantifier = words.quantifiers.end(tokens, at)
    place = words.places.end(tokens, quantifier)
    if place > quantifier:
        at = place
    while at < len(tokens) and _is_place_name(tokens, at):
        at += 1  # "Sở Y tế tỉnh [Cà Mau]", "Sở Y tế [Cà Mau]"
    return _parenthesis_end(tokens, at)


def _is_place_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital word is of a place's name, and neither the next agency nor what the agency does."""
    words = agency_words()
    named = tokens[at].text.isalpha() and tokens[at].capital
    return named and agency_start(tokens, at) is None and words.ends.end(tokens, at) == at


def _parenthesis_end(tokens: Sequence[Token], at: int) -> int:
    """Past words in parentheses that belong to the name: "Bộ Tài chính (Kho bạc Nhà nước)"."""
    if at >= len(tokens) or tokens[at].text != "(":
        return at
    close = next((i for i in range(at, min(at + 20, len(tokens))) if tokens[i].text == ")"), None)
    if close is None or _APART.match(" ".join(token.text for token in tokens[at + 1 : close])):
        return at
    return close + 1


def _ends_before_and(tokens: Sequence[Token], at: int, *, whole: bool, head: int) -> bool:
    """Whether another agency, or what the agency does, follows the "và" at a token: "Sở Y tế [| và Sở Nội vụ]"."""
    if agency_start(tokens, at + 1) is not None:
        return True
    does = not whole and agency_words().ends.end(tokens, at + 1) > at + 1
    return does and not tokens[at + 1].capital and not _is_object(tokens, at + 1, head)


def ends_with_place(tokens: Sequence[Token], head: int, at: int) -> bool:
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
