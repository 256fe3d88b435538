"""Label lines: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …", which say of a task who and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from knowledge.importing.found import FoundDeadline
from knowledge.importing.times import deadlines_in_cell
from nlp.agency_lists import split_agencies
from nlp.assignments import read_assignment
from nlp.coordinators import find_coordinators
from nlp.letters import fold, nfc


class Label(Enum):
    """What a label line tells."""

    LEADS = "leads"
    WHO = "who"  # "Cơ quan thực hiện": the sentence says who leads
    COORDINATORS = "coordinators"
    DEADLINE = "deadline"
    CONTENT = "content"
    OTHER = "other"  # product, money, place: kept with the task's text


_BODY = (
    r"(?:(?:cac )?(?:co quan|don vi|bo phan|cap|noi|phong|ban)(?:,? (?:co quan|don vi|dia phuong|bo phan|to chuc))* )"
)
_WORDS = (
    (Label.LEADS, rf"{_BODY}?(?:duoc giao |chiu trach nhiem )?(?:chu tri|dau moi)(?: (?:thuc hien|tham muu|soan"
                  rf" thao|trien khai|to chuc|xay dung))?"),
    (Label.COORDINATORS, rf"{_BODY}?(?:cung )?phoi hop(?: (?:thuc hien|trien khai|voi|to chuc))?"),
    (Label.WHO, rf"{_BODY}(?:duoc giao |chiu trach nhiem )?(?:thuc hien|trien khai|tham muu|soan thao|to chuc"
                rf"|chu tri,? phoi hop)(?: chinh)?"
                r"|phan cong(?: thuc hien| nhiem vu)?|trach nhiem(?: thuc hien| chinh)?|don vi|co quan|giao"),
    (Label.DEADLINE, r"(?:thoi (?:gian|han|diem|ky)|tien do|lo trinh|han|ngay|hoan thanh)"
                     r"(?: (?:thuc hien|hoan thanh|ban hanh|trinh|trien khai|bao cao|ket thuc|du kien|xong|phe"
                     r" duyet|va|to chuc|nop|gui|thong qua))*"),
    (Label.CONTENT, r"noi dung(?: (?:thuc hien|cong viec|nhiem vu|hoat dong|chinh|trien khai|chu yeu))?|nhiem"
                    r" vu|hoat dong|cong viec|ten nhiem vu"),
    (Label.OTHER, r"(?:du kien )?(?:san pham|ket qua)(?: (?:dau ra|du kien|dat duoc|can dat|hoan thanh|thuc"
                  r" hien))*|(?:nguon )?kinh phi(?: (?:thuc hien|du kien))?"
                  r"|nguon von|dia diem(?: to chuc| thuc hien)?|doi tuong|thanh phan(?: tham du)?|hinh thuc(?:"
                  r" thuc hien)?|so luong|ghi chu|pham vi|muc tieu|yeu cau"),
)  # fmt: skip
_AT_START = tuple(
    (label, re.compile(rf"[\s*]*(?:{words})\s*(?:\([^()]*\))?\s*:", re.IGNORECASE)) for label, words in _WORDS
)
_INSIDE = tuple(
    (label, re.compile(rf"(?:[.;(]\s*|,\s+|\s[-–]\s)(?=(?:{words})\s*:)", re.IGNORECASE)) for label, words in _WORDS[:4]
)


@dataclass(slots=True)
class LabelBlock:
    """Labels that together say who does a task and by when."""

    leads: list[str] = field(default_factory=list)
    coordinators: list[str] = field(default_factory=list)
    deadlines: list[FoundDeadline] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # "Kinh phí: 50 triệu đồng", for the task's notes
    named: bool = False  # whether a label for agencies was there at all
    timed: bool = False

    def add(self, label: Label, value: str, year: int) -> None:
        """Take in one label's value."""
        if label in (Label.LEADS, Label.WHO):
            self.named = True
            self._add_who(value, sentence=label is Label.WHO)
        elif label is Label.COORDINATORS:
            self.named = True
            self.coordinators += [n for n in split_agencies(value) if is_agency(n) and n not in self.coordinators]
        elif label is Label.DEADLINE:
            self.timed = True
            self.deadlines += [d for d in deadlines_in_cell(value, year) if d not in self.deadlines]
        elif label is Label.OTHER:
            self.others.append(value)

    def _add_who(self, value: str, *, sentence: bool) -> None:
        leads, coordinators = who(value, sentence=sentence)
        self.leads += [name for name in leads if name not in self.leads]
        self.coordinators += [name for name in coordinators if name not in self.coordinators]


def split_labels(text: str) -> tuple[str, list[tuple[Label, str]]]:
    """A paragraph as what stands before its labels, and the labels: `"Lập đề án. Cơ quan chủ trì: Sở A." → …`."""
    composed = nfc(text)
    letters = fold(composed)
    cuts = sorted({match.end() for _, pattern in _INSIDE for match in pattern.finditer(letters)} | {0})
    before, labels = "", []
    for start, end in zip(cuts, [*cuts[1:], len(composed)], strict=True):
        part = composed[start:end]
        found = _label(part)
        if found is None:
            before += part
        else:
            label, at = found
            labels.append((label, _trimmed(part[0 if label is Label.OTHER else at :])))
    return before.strip(" .;,(-"), labels


def _trimmed(value: str) -> str:
    """A value without the punctuation around it, and without the end of a parenthesis that began before its label."""
    value = value.strip(" .;,(")
    return value[:-1].rstrip(" .;,") if value.endswith(")") and value.count("(") < value.count(")") else value


def _label(text: str) -> tuple[Label, int] | None:
    letters = fold(nfc(text))
    for label, pattern in _AT_START:
        if match := pattern.match(letters):
            return label, match.end()
    return None


def who(value: str, *, sentence: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leads and coordinators of a value or cell: `"Sở A chủ trì, phối hợp với Sở B" → (Sở A), (Sở B)`.

    `sentence`: the value may go on to say what each agency does: "Sở A rà soát …; Sở B tổng hợp …".
    """
    value = value.strip(" .;)")
    assigned = read_assignment(value)
    if assigned.leads and (assigned.chairs or assigned.coordinators or (sentence and _says_what(assigned.content))):
        leads, coordinators = list(assigned.leads), list(assigned.coordinators)
        for clause in value.split(";")[1:]:
            more = read_assignment(clause)
            leads += [n for n in more.leads if n not in leads and n not in coordinators and more.content]
            coordinators += [n for n in find_coordinators(clause) if n not in coordinators]
        return tuple(leads), tuple(coordinators)
    return tuple(name for name in split_agencies(value) if is_agency(name)), ()


def _says_what(content: str) -> bool:
    """Whether words after the agencies are what they do, and not more of a name ("… đầu tư, thương mại và du lịch")."""
    return len(content.split()) >= 6 and not _IN_NAMES.match(content)


_IN_NAMES = re.compile(
    r"(?:đầu tư|sử dụng|quản lý|thu|phát triển|xây dựng|cung cấp|thực hiện|khai thác|bảo vệ)\b", re.IGNORECASE
)
_NO_AGENCY = re.compile(r"(?:theo|như|căn cứ|tại|các nội dung|không|khi|nt$|tùy|-|–|\d)", re.IGNORECASE)


def is_agency(name: str) -> bool:
    """Whether a cell's words are a name and not a reference: "Theo phân công tại Quyết định …" is none."""
    return not _NO_AGENCY.match(name) and any(letter.isalpha() for letter in name)
