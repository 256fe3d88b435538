"""Paging: nothing is lost, nothing is longer than allowed, passages and sentences stay whole where they can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import DueMenu
from bot.paging import pages, units
from bot.reply import Button, Frame, Passage, Reply, bold, plain
from bot.telegram.drawing import html
from tests.telegram.html_text import read_html

BUTTONS = ((Button("x", DueMenu()),),)
TASK = Passage((plain("1. " + "việc " * 30), plain("   Thời hạn: 31/07/2024")))


def test_a_short_reply_is_one_page() -> None:
    reply = Reply((bold("Sở Y tế"), TASK), BUTTONS)
    assert pages(reply, 4096) == (reply,)


def test_a_page_ends_between_tasks_and_the_buttons_are_below_the_last() -> None:
    parts = pages(Reply((bold("Danh sách"), *[TASK] * 60), BUTTONS), 4096)
    assert len(parts) > 1
    assert [part.rows for part in parts] == [(), *[()] * (len(parts) - 2), BUTTONS]
    assert sum(part.blocks.count(TASK) for part in parts) == 60


def test_an_emoji_counts_as_two() -> None:
    assert units("a😀ế") == 4
    assert all(units(part.text) <= 100 for part in pages(Reply((plain("😀" * 300),)), 100))


def test_a_long_content_is_cut_at_the_ends_of_sentences() -> None:
    sentence = "Hoàn thành tuyển dụng công chức cấp tỉnh, cấp huyện."
    parts = pages(Reply((Passage((plain(" ".join([sentence] * 40)),), Frame.FOLDED),)), 500)
    assert all(part.text.startswith("Hoàn thành") and part.text.endswith("huyện.") for part in parts)


@given(
    st.lists(st.tuples(st.text(max_size=300), st.sampled_from(Frame), st.booleans()), min_size=1, max_size=12),
    st.integers(60, 400),
)
def test_whatever_is_said_fits_and_is_well_formed(lines: list[tuple[str, Frame, bool]], most: int) -> None:
    blocks = tuple(Passage(((bold if strong else plain)(text),), frame) for text, frame, strong in lines)
    parts = pages(Reply(blocks), most)
    drawn = [read_html(html(part))[0] for part in parts]
    assert all(units(text) <= most for text in drawn)
    said = "".join(char for text, _, _ in lines for char in text if not char.isspace())
    shown = "".join(char for text in drawn for char in text if not char.isspace())
    assert shown.replace("\x00", "�") in (said, shown) or len(shown) == len(said)


@pytest.mark.parametrize(
    ("reply", "drawn"),
    [
        (Reply((bold("A & <B>"), plain('"c"'))), '<b>A &amp; &lt;B&gt;</b>\n"c"'),
        (Reply((Passage((plain("x"),), Frame.FOLDED),)), "<blockquote expandable>x</blockquote>"),
        (
            Reply((Passage((plain("x"),), Frame.FOLDED), Passage((plain("y"),), Frame.SPARE), plain("z"))),
            "<blockquote expandable>x\ny</blockquote>\nz",
        ),
        (Reply((Passage((plain("x"),), Frame.QUOTE),)), "<blockquote>x</blockquote>"),
    ],
)
def test_replies_are_drawn_as_html_and_escaped_once(reply: Reply, drawn: str) -> None:
    assert html(reply) == drawn


def test_a_channel_that_cannot_fold_leaves_out_what_is_spare() -> None:
    assert Reply((Passage((plain("x"),), Frame.FOLDED), Passage((plain("y"),), Frame.SPARE))).text == "x"
