"""The first screen of a phone, 390 points wide: the answer, who, by when and where to check, in about a dozen lines."""

from __future__ import annotations

import statistics
import textwrap
from datetime import date

import pytest

from bot.assistant import Assistant
from bot.render import PHONE, task_reply
from bot.reply import Frame, Passage, Reply, lines_of, text_of
from knowledge.store import Store

_WIDTH = 40  # letters that fit beside one another, by photographs of the bubbles
_FOLDED = 3  # lines of a folded quote that show
_MOST = 15
_MOST_OF_A_TASK = 16
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
    "tháng này có gì đến hạn", "giá vàng hôm nay", "bộ chỉ huy làm gì", "giải ngân vốn đầu tư công",
    "bao giờ giải ngân hết vốn đầu tư công", "Sở Xây dựng phối hợp việc gì", "Sở Y tế và Sở Nội vụ làm gì",
    "việc nào quá hạn", "xuất khẩu thủy sản",
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


def test_days_of_many_deadlines_stand_on_one_line_and_each_unfolds(store: Store) -> None:
    reply = Assistant(store, screen=PHONE).ask("giải ngân vốn đầu tư công", TODAY).reply
    open_lines = [text_of(block) for block in reply.blocks if not isinstance(block, Passage)]
    assert "Thời hạn: 31/03/2024, còn 27 ngày; 30/06/2024; 30/09/2024; 31/01/2025" in open_lines
    folded = [text_of(line) for block in reply.blocks if isinstance(block, Passage) for line in block.lines]
    assert sum(line.startswith("Mốc: ") and "giải ngân" in line for line in folded) == 4


def test_when_days_are_asked_for_they_unfold_first(store: Store) -> None:
    reply = Assistant(store, screen=PHONE).ask("bao giờ giải ngân hết vốn đầu tư công", TODAY).reply
    passage = next(block for block in reply.blocks if isinstance(block, Passage))
    assert text_of(passage.lines[0]).startswith("Mốc: 31/03/2024 (“")


def test_a_task_in_full_fits_on_the_first_screen(store: Store) -> None:
    cards = [task_reply(store.task(number), TODAY, PHONE) for number in store.all_tasks()]
    longest = max(cards, key=shown)
    assert shown(longest) <= _MOST_OF_A_TASK, longest.text
    assert statistics.median(map(shown, cards)) <= 12
