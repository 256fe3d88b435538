"""The first screen of a phone, 390 points wide: the answer, who, by when and where to check, in about a dozen lines."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from bot.assistant import Assistant
from bot.render import PHONE
from bot.reply import Frame, Passage, Reply, lines_of, text_of
from knowledge.store import Store

_WIDTH = 40  # letters that fit beside one another, by photographs of the bubbles
_FOLDED = 3  # lines of a folded quote that show
_MOST = 16
TODAY = date(2024, 3, 4)


def shown(reply: Reply) -> int:
    """The lines that a phone shows of a reply before anything is unfolded."""
    count = 0
    for block in reply.blocks:
        lines = sum(len(textwrap.wrap(text_of(line), _WIDTH)) for line in lines_of(block))
        folded = isinstance(block, Passage) and block.frame in (Frame.FOLDED, Frame.SPARE)
        count += min(lines, _FOLDED) if folded else lines
    return count


@pytest.mark.parametrize("question", [
    "bao gio xong tuyen dung cong chuc", "ai lo trạm y tế", "chuyển đổi số ai làm", "giải phóng mặt bằng",
    "đường ven biển do ai làm", "Sở Y tế phải làm gì", "Sở Nội vụ phải làm gì", "quý III có gì đến hạn",
    "tháng này có gì đến hạn", "giá vàng hôm nay", "bộ chỉ huy làm gì",
])  # fmt: skip
def test_an_answer_fits_on_the_first_screen(store: Store, question: str) -> None:
    reply = Assistant(store, screen=PHONE).ask(question, TODAY).reply
    assert 1 <= shown(reply) <= _MOST, reply.text


def test_what_is_asked_stands_above_the_fold(store: Store) -> None:
    reply = Assistant(store, screen=PHONE).ask("bao gio xong tuyen dung cong chuc", TODAY).reply
    open_text = "\n".join(text_of(block) for block in reply.blocks if not isinstance(block, Passage))
    assert open_text.startswith("Thời hạn: 31/07/2024")
    assert "Chủ trì: Sở Nội vụ" in open_text
    assert "Nguồn: 01/CTr-UBND ngày 19/01/2024, mục III.1.1.c" in open_text
