"""The columns of tables of tasks, known by the words of their heads."""

from __future__ import annotations

import re
from enum import Enum

from nlp.letters import fold, nfc


class Column(Enum):
    """What a column holds."""

    ORDINAL = "ordinal"
    TASK = "task"
    LEADS = "leads"
    COORDINATORS = "coordinators"
    DEADLINE = "deadline"
    PRODUCT = "product"
    WATCHERS = "watchers"  # "Theo dõi, đôn đốc": neither leads nor coordinates
    NOTES = "notes"
    MONEY = "money"
    OTHER = "other"


_HEADS = (
    (Column.ORDINAL, r"(?:so )?(?:tt|stt)|so thu tu|muc"),
    (Column.OTHER, r"(?:don vi tinh|dvt|ma so|don gia).*"),
    (Column.WATCHERS, r".*\b(?:theo doi|don doc|kiem tra|giam sat|chi dao|phu trach|lanh dao|tham dinh|phe"
                      r" duyet|nguoi ky)\b.*"),
    (Column.COORDINATORS, r".*\bphoi hop\b.*"),
    (Column.DEADLINE, r".*\b(?:thoi (?:gian|han|diem|ky)|tien do|lo trinh|han (?:hoan thanh|xong|cuoi)|hoan"
                      r" thanh|ngay)\b.*|han"),
    (Column.PRODUCT, r".*\b(?:san pham|ket qua|dau ra|muc tieu|chi tieu|hinh thuc|yeu cau|noi trinh|cap trinh"
                     r"|ten van ban)\b.*"),
    (Column.MONEY, r".*\b(?:kinh phi|von|nguon|du toan|trieu dong|ty dong|nhu cau)\b.*"),
    (Column.NOTES, r".*\b(?:ghi chu|can cu|luu y|ghi|dien giai)\b.*"),
    (Column.LEADS, r".*\b(?:chu tri|dau moi|(?:co quan|don vi|bo phan|cap|noi)(?: chiu trach nhiem| duoc giao)?"
                   r" (?:thuc hien|trien khai|tham muu|soan thao|bao cao)"
                   r"|trach nhiem|phan cong|(?:co quan|don vi)(?:,? (?:co quan|don vi|dia phuong|to chuc))*|don"
                   r" vi duoc giao|giao nhiem vu cho|nguoi thuc hien)\b.*"),
    (Column.TASK, r".*\b(?:nhiem vu|noi dung|cong viec|hoat dong|giai phap|dau viec|ten de an|de an|danh muc"
                  r"|chuong trinh|du an|ten goi|viec)\b.*"),
)  # fmt: skip
_PATTERNS = tuple((column, re.compile(pattern)) for column, pattern in _HEADS)
_TASK_FIRST = re.compile(
    r"(?:ten |(?:muc tieu|chi tieu)(?: va|,) )?(?:noi dung|nhiem vu|cong viec|hoat dong|danh muc|giai phap)\b"
)
_LONGEST_HEAD = 80


def column_of(head: str) -> Column:
    """What a column with this head holds: `"Cơ quan, đơn vị chủ trì thực hiện" → LEADS`."""
    text = " ".join(re.sub(r"[^\w\s,]", " ", fold(nfc(head))).split())
    if not text or len(text) > _LONGEST_HEAD:
        return Column.OTHER
    if _TASK_FIRST.match(text) and not re.search(r"\b(?:chu tri|phoi hop|theo doi)\b", text):
        return Column.TASK
    for column, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return column
    return Column.OTHER
