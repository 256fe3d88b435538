"""Marks of secrecy: a document that bears one is not stored (Luật Bảo vệ bí mật nhà nước 2018, Điều 8 và 10)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.importing.document import Block, Paragraph, Table
from knowledge.importing.letters import tidy

_MARK = re.compile(r"\W*(?:(?:ĐỘ|Độ|MỨC ĐỘ|Mức độ|DẤU)\s+(?:MẬT|mật)\s*:?\s*)?(?P<mark>(?:TUYỆT|TỐI)\s+MẬT|MẬT)\W*")
_STAMPED = re.compile(
    r"\W*(?:(?P<mark>(?:TUYỆT|TỐI)\s+MẬT)(?=\s+(?:Số|SỐ|ỦY|UBND|CỘNG|ĐẢNG|Độc)|\W*$)"
    r"|(?i:(?:độ|mức độ|dấu) (?:mật|bảo mật))\s*:\s*\W?(?P<level>(?i:tuyệt mật|tối mật|mật))\b)"
)
_FIRST_PAGE = 60  # blocks


def secrecy_of(blocks: Iterable[Block]) -> str | None:
    """The mark of secrecy that a document bears, or None: a stamp stands alone in a line or cell, in capitals.

    `"MẬT" → "MẬT"`, `"Độ mật: Tối mật" → "TỐI MẬT"`, `"bảo vệ bí mật nhà nước" → None`.
    """
    for number, block in enumerate(blocks):
        for text in _texts(block):
            if match := _MARK.fullmatch(tidy(text)):
                return " ".join(match["mark"].split())
            if number < _FIRST_PAGE and len(text) < 200 and (match := _STAMPED.match(tidy(text))):
                return " ".join((match["mark"] or match["level"]).upper().split())
    return None


def _texts(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return block.text.split("\n")
    if isinstance(block, Table):
        return [line for row in block.rows for cell in row.cells for line in cell.split("\n")]
    return ()
