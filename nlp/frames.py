"""Frames: what a question says of its document, of who issued that and who wants to know, rather than of tasks.

"Theo Chương trình số 01/CTr-UBND, Sở Y tế phải làm gì" asks what "Sở Y tế phải làm gì" asks; left in, its words would
draw the question to tasks about programmes and to the office of the People's Committee.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp import lexicon
from nlp.letters import fold, nfc

_ISSUER = r"(?:(?:chu tich|lanh dao|thuong truc)\s+)?(?:ubnd|uy ban nhan dan|uy ban|ub)\s+(?:tinh|thanh pho|tp)"
_PROVINCES = {
    fold(name)
    for _, row in lexicon.rows(lexicon.FOLDER / "provinces.csv")
    for name in (row[0], *lexicon.cell_phrases(row[1]))
}
_WHOSE = rf"(?P<whose>\s+(?:{'|'.join(map(re.escape, sorted(_PROVINCES, key=len, reverse=True)))})(?!\w))?"
_OF_ISSUER = rf"(?:\s+(?:cua|do)\s+(?:{_ISSUER}|tinh)(?:\s+ban hanh)?)?"
_KIND = r"(?:van ban|chuong trinh(?: hanh dong| cong tac)?|ctr|ke hoach|kh)"
_NO_YEAR = r"(?!(?:19|20)\d\d\b(?!\s*/))"
_CODE = r"(?:\s*/\s*[a-z]+(?:\s*-\s*[a-z]+)*)?"
_NUMBER = rf"(?P<cited>(?:so\s*)?(?P<number>{_NO_YEAR}\d{{1,4}}{_CODE}))(?![\w%]|[.,/]\d)"
_LEADING = r"(?:(?:can cu|theo|trong|tai|o|thuc hien|cua)(?:\s+noi dung)?\s+)"
_ORDERS = r"(?:giao|phan cong|yeu cau|quy dinh|neu)"
_UNITS = r"(?!\s*(?:nam|(?:ngay|thang)(?!\s*\d)|tuan|ty|ti|trieu|nguoi|can|ha|km)\b)"
_DAY = r"(?:\s*,?\s*ngay\s+\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4})?"
_CITED = re.compile(rf"(?<!\w){_LEADING}?{_KIND}\s+{_NUMBER}{_UNITS}{_DAY}{_OF_ISSUER}{_DAY}(?P<orders>\s+{_ORDERS})?")
_LED = re.compile(_LEADING)
_ENDS = r"(?=\s*(?:$|[,;:.?!()]|(?:thi|la|ai|co|cac|so|ubnd|nhung|bao|khi|chung|phai|duoc|va)\b))"
_DEVELOPMENT = r"phat trien (?:kinh te\s*(?:-|va|,)?\s*xa hoi|kt\s*-?\s*xh)(?:\s+(?:nam\s+)?20\d\d)?"
_UNNUMBERED = re.compile(
    r"(?<!\w)(?:can cu|theo|trong|tai)(?:\s+noi dung)?"
    rf"\s+(?:chuong trinh (?:hanh dong|cong tac)(?: nay| do)?|(?:ke hoach|chuong trinh|nghi quyet)\s+{_DEVELOPMENT})"
    rf"{_OF_ISSUER}{_WHOSE}{_ENDS}"
)
_ISSUED = re.compile(
    rf"(?<!\w)(?:can cu|theo|trong|tai)\s+{_KIND}\s+(?:cua|do)\s+{_ISSUER}{_WHOSE}(?:\s+ban hanh)?{_ENDS}"
    rf"|^\s*{_KIND}\s+cua\s+{_ISSUER}{_WHOSE.replace('whose', 'theirs')}\s+{_ORDERS}(?!\w)"
    rf"|(?<=\w)\s+(?:do|ma|duoc)\s+{_ISSUER}{_WHOSE.replace('whose', 'given_by')}"
    r"\s+(?:da\s+)?(?:giao|phan cong|ban hanh)(?=\W*$)"
)
_ORDER = r"(?:phan cong|chi dao|yeu cau|giao)(?:\s+nhiem vu)?"
_BY_ORDER = re.compile(rf"(?<!\w)(?:theo|do)\s+(?:su\s+)?{_ORDER}\s+cua\s+(?:{_ISSUER}|tinh)(?!\w)")
_WHAT = (
    r"(?=\s*(?:$|[,;:.?!()]|(?:ai|so|ban|bo|cong an|cuc|chi cuc|van phong|thanh tra|ngan hang|co quan|don vi|nganh|ben"
    r"|cho|nhiem vu|viec|nhung|cac|gi|may|bao)\b))"
)
_ORDERING = re.compile(
    rf"(?:(?:^|(?<=[,;:.?!]))\s*tinh|(?<!\w)(?:(?:ma|do|duoc)\s+)?{_ISSUER}|(?<!\w)(?:ma|do|duoc)\s+tinh)"
    rf"\s+(?:da\s+)?(?:giao|phan cong)(?:\s+(?:cho|nhiem vu cho))?{_WHAT}"
)
_MARKED = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+(?=\w+\s+\w)")
_BOSS = r"(?:lanh dao|sep|thu truong|chu tich|giam doc|truong phong|chanh van phong)"
_ASKER = rf"{_BOSS}(?:\s+(?:em|minh|toi|phong|co quan|don vi))?"
_ASKED_BY = re.compile(rf"^\s*(?:{_ASKER})\s+(?:dang\s+)?(?:hoi|can biet|muon biet|yeu cau cho biet)(?!\w)")
_ADDRESSEE = re.compile(
    r"^\s*(?:(?:kinh|than|tran trong)\s+(?:gui|thua|chao|moi)|thua)(?!\w)\s*:?[^,:;.?!\n]{0,60}[,:;.!\n](?=\W*\w+\W+\w)"
)
_JOB = (
    r"(?:chuyen vien|can bo|cong chuc|vien chuc|nhan vien|van thu|thu ky|ke toan|lai xe|lanh dao|truong phong"
    r"|pho (?:truong )?phong|chanh van phong|pho chanh van phong|nguoi dan|cong dan|sinh vien|nha bao|phong vien)"
)
_AGENCY = r"(?:so|cuc|ban|ubnd|uy ban|cong an|thanh tra|ngan hang|bao hiem|bo chi huy|lien minh|van phong ub\w*)"
# "Em là chuyên viên Sở Y tế" says whose tasks are asked for; without an agency it only says who asks.
_INTRODUCTION = re.compile(
    rf"^\s*(?:da,?\s+)?(?:toi|tui|em|minh|chau|con|anh|chi)\s+(?:hien\s+|dang\s+)*la\s+{_JOB}(?!\w)"
    rf"(?:(?!(?<!\w){_AGENCY}(?!\w))[^,;:.?!])*[,;:.](?=\W*\w+\W+\w)"
)
_USE = r"(?:bao cao|hop|cuoc hop|hop giao ban|giao ban|lanh dao|sep|lam bao cao|chuan bi hop)"
_FOR_USE = re.compile(
    r"(?<=\w)\s+(?:de|phuc vu|de phuc vu|de chuan bi)\s+(?:(?:em|toi|minh)\s+)?"
    rf"{_USE}(?:\s+(?:cho\s+)?{_USE})?[\s.?!]*$"
)


_FRAMES = (
    _ADDRESSEE, _INTRODUCTION, _UNNUMBERED, _ISSUED, _BY_ORDER, _ORDERING, _MARKED, _ASKED_BY, _FOR_USE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Framed:
    """A question as long as it was, frames blanked, and the numbers of programmes that it cites: "01/ctr-ubnd"."""

    text: str
    programmes: tuple[str, ...]


def without_frames(text: str) -> Framed:
    """Blank the frames of a question: `"theo chương trình 01 ai lo y tế" → "… ai lo y tế", ("01",)`."""
    text = nfc(text)
    programmes: list[str] = []
    folded = fold(text)
    for match in _CITED.finditer(folded):
        programmes.append(re.sub(r"\s+", "", match["number"]))
        # Without "theo" before it the document may be what is asked about: then its number alone is left out.
        framing = bool(match["orders"] or _LED.match(match[0]))
        text = _blanked(text, *match.span()) if framing else _blanked(text, *match.span("cited"), " ")
    for pattern in _FRAMES:
        for match in pattern.finditer(fold(text)):
            text = _without_match(text, match)
    return Framed(text, tuple(dict.fromkeys(programmes)))


def _without_match(text: str, match: re.Match[str]) -> str:
    """The text without a frame; the issuer's province stays, since it may be another one than the documents'."""
    kept = next((group for group, found in match.groupdict().items() if found), None)
    if kept is None:
        return _blanked(text, *match.span())
    return _blanked(_blanked(text, match.start(), match.start(kept)), match.end(kept), match.end())


def _blanked(text: str, start: int, end: int, mark: str = ",") -> str:
    """The text with a part as blanks; a comma keeps what stood around it apart."""
    if start == end:
        return text
    return f"{text[:start]}{mark:<{end - start}}{text[end:]}"
