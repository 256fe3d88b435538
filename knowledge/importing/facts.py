"""What a document says of itself: number, title, issuer, province, date, and the year that its work is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.importing.columns import Column, column_of
from knowledge.importing.document import Block, Paragraph, Table
from knowledge.importing.marks import starts_with_mark
from knowledge.importing.times import year_in
from nlp.letters import fold, nfc

_KINDS = (
    "Chương trình hành động",
    "Chương trình công tác",
    "Chương trình",
    "Kế hoạch",
    "Quyết định",
    "Chỉ thị",
    "Nghị quyết",
    "Thông báo",
    "Công điện",
    "Công văn",
    "Đề án",
    "Hướng dẫn",
    "Thông tri",
    "Kết luận",
    "Báo cáo",
    "Phương án",
)
_NUMBER = re.compile(
    r"\bSố\s*:?\s*(?P<number>\d{1,5}\s*/?\s*(?:\d{4}\s*/)?\s*[A-ZĐ]{1,6}(?:\s*-\s*[A-ZĐa-z&]{1,14})*)", re.IGNORECASE
)
_DATED = re.compile(
    r"(?:^|[,;]\s*|\s)ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>(?:19|20)\d{2})\W*$",
    re.IGNORECASE,
)
_NUMBER_DATE = re.compile(
    r"\s*Số\b[^,;]{3,40}[,;]?\s+ngày\s+(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d{2})\W*",
    re.IGNORECASE,
)
_PLACE_DATE = re.compile(r"^\W*(?P<place>[^,.;]{2,40}),\s*ngày", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^\s*Số\s*:?\s*\S*\s+(?=\S+[^,]*,)")
_ISSUER = re.compile(
    r"(?:UBND (?=TỈNH|THÀNH|TP)|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ|BỘ |HỘI ĐỒNG NHÂN DÂN"
    r"|VĂN PHÒNG CHÍNH PHỦ|TỈNH ỦY|THÀNH ỦY|SỞ |BAN )[^|\n]{0,60}"
)
_IN_TEXT_ISSUER = re.compile(
    r"(?:Chủ tịch )?((?:Ủy|Uỷ) ban nhân dân (?:tỉnh|thành phố|Thành phố) (?:[A-ZĐ]\w+ ?){1,3}(?:Chí Minh)?|Thủ"
    r" tướng Chính phủ|Văn phòng Chính phủ)"
)
_PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+((?:[A-ZĐÂÊÔƠƯĂÁ][\wÀ-ỹ]*\s*-?\s*){1,4})", re.IGNORECASE)
_OFFICE = re.compile(r"(?:ỦY BAN|UỶ BAN|CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|CHÍNH PHỦ|HỘI ĐỒNG|GIÁM ĐỐC)(?!\w)")
_MOTTO = re.compile(r"CỘNG H[OÒ]À? ?.*|Độc lập.*", re.DOTALL | re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?:căn cứ|thực hiện|theo|triển khai thực hiện|xét|để |năm 20|ngày \d|nhằm|i\.|1\.)", re.IGNORECASE
)
_DUE = re.compile(
    r"(?:trước|trong|vào|cuối|đến|nhất|hết|quý|quí|tháng)\b[^.;,()]{0,24}?(?:/|năm\s)((?:19|20)\d{2})(?!\s*[-–]|\d)",
    re.IGNORECASE,
)
_CITED = re.compile(r"(?:số|luật|nghị|quyết định|kế hoạch|công văn)\s[^.;,]{0,50}$", re.IGNORECASE)
_CITIES = {"Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế"}
CENTRAL = "Trung ương"


@dataclass(frozen=True, slots=True)
class Facts:
    """What could be read; empty or None where the document does not say, for a person to fill in."""

    number: str
    title: str
    kind: str
    issuer: str
    province: str
    issued_on: date | None
    year: int

    @property
    def short_title(self) -> str:
        """A title for one line: kind, year and issuer."""
        year = f" năm {self.year}" if str(self.year) not in self.kind else ""
        return f"{self.kind}{year} của {self.issuer}" if self.issuer else f"{self.kind}{year}"


def read_facts(blocks: Sequence[Block], today: date) -> Facts:
    """Read the first page; `today`'s year stands in only where the document names no year at all."""
    texts = _first_texts(blocks)
    head = texts[:30]
    number = next((re.sub(r"\s+", "", m["number"]) for text in head if (m := _NUMBER.match(text.strip()))), "")
    dated = next((m for text in head if (m := _DATED.search(text) or _NUMBER_DATE.fullmatch(text))), None)
    issued_on = _date(dated)
    kind, title = _title(head)
    place = next(
        (
            m["place"].strip()
            for text in head
            if (m := _PLACE_DATE.match(_OWN_NUMBER.sub("", text))) and _DATED.search(text)
        ),
        "",
    )
    issuer = _issuer(head, texts, place)
    province = _province(issuer, place)
    all_texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    year = year_in(title) or (issued_on.year if issued_on else None) or _year_of_work(all_texts) or today.year
    return Facts(number, title, kind or "Văn bản", issuer, province, issued_on, year)


def _first_texts(blocks: Sequence[Block]) -> list[str]:
    texts: list[str] = []
    for block in blocks[:80]:
        if isinstance(block, Paragraph):
            texts += [line.strip() for line in block.text.split("\n") if line.strip()]
        elif isinstance(block, Table) and len(block.rows) <= 4 and not _is_annex(block):  # the letterhead is a table
            texts += [
                " ".join(cell.split()) for row in block.rows[:6] for cell in dict.fromkeys(row.cells) if cell.strip()
            ]
    return texts


def _is_annex(table: Table) -> bool:
    return any(column_of(cell) is Column.ORDINAL for cell in table.rows[0].cells) if table.rows else False


def _date(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def _title(head: list[str]) -> tuple[str, str]:
    for at, text in enumerate(head):
        kind = next((k for k in _KINDS if fold(nfc(text)).startswith(fold(k))), None)
        if kind is None or _NUMBER.match(text):
            continue
        if len(text) > len(kind) + 8:
            return kind, text[:300]
        more: list[str] = []
        for line in head[at + 1 : at + 5]:
            if more and _OFFICE.match(line):
                break  # who decides, on a line of its own below the title
            short = len(line) < 200 and not line.endswith((";", ":", "."))
            if starts_with_mark(line) or (not line.isupper() and (more or (_PREAMBLE.match(line) and not short))):
                break
            more.append(line)
        return kind, " ".join((kind, *more))[:300]
    return "", head[0][:300] if head else ""


def _issuer(head: list[str], texts: list[str], place: str) -> str:
    for text in head[:8]:
        match = _ISSUER.match(_MOTTO.sub("", text).strip())
        if (match and text.isupper()) or (match and text[:4].isupper()):
            name = _named(match[0].strip(" -*"), head, place)
            if name:
                return name
    inside = next((m[1] for text in texts if (m := _IN_TEXT_ISSUER.search(text))), "")
    return " ".join(inside.split()).replace("Uỷ", "Ủy")


def _named(capitals: str, head: list[str], place: str) -> str:
    """An issuer in capitals as it is written in a sentence: "ỦY BAN NHÂN DÂN TỈNH CÀ MAU" → …"""
    plain = " ".join(capitals.split()).replace("UỶ", "ỦY").replace("UBND", "ỦY BAN NHÂN DÂN")
    if plain == "ỦY BAN NHÂN DÂN":
        after = next(
            (text for text in head[:8] if text.isupper() and re.match(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ)\s", text)),
            "",
        )
        if not after and not place:
            return ""
        rank = "THÀNH PHỐ" if place in _CITIES else "TỈNH"
        plain = f"{plain} {after or f'{rank} {place}'}"
    words = plain.title().split()
    small = {"Ban", "Nhân", "Dân", "Tỉnh", "Thành", "Phố", "Và", "Của", "Các", "Huyện", "Tướng", "Phòng", "Ủy"}
    written = [word.lower() if at and word in small else word for at, word in enumerate(words)]
    return " ".join(written).replace("Chính Phủ", "Chính phủ").replace("Hội Đồng", "Hội đồng")


def _province(issuer: str, place: str) -> str:
    if re.match(r"(?:Thủ tướng|Chính phủ|Bộ |Văn phòng Chính phủ)", issuer):
        return CENTRAL
    match = _PROVINCE.search(issuer)
    if match:
        return match[1].strip()
    return re.sub(r"^(?:TP\.?|Thành phố|Tỉnh)\s*", "", place, flags=re.IGNORECASE).strip() if place else ""


def _year_of_work(texts: Sequence[str]) -> int | None:
    """The year that most deadlines fall in; without any, the last that the document cites, which came before it."""
    text = " ".join(texts)
    due = [int(match[1]) for match in _DUE.finditer(text) if not _CITED.search(text[: match.start()][-60:])]
    if due:
        return max(set(due), key=lambda year: (due.count(year), -year))
    cited = [int(year) for year in re.findall(r"\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )((?:19|20)\d{2})", text)]
    return max(cited) if cited else None
