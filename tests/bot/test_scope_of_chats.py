"""The scope of a chat: which years or provinces it asks about, chosen by buttons and kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.actions import AgencyTasks, SetScope, mark
from bot.assistant import Assistant
from bot.clock import VIETNAM
from bot.conversation import Conversations, Place
from bot.pages import Pages
from bot.render import PHONE
from bot.reply import Reply
from bot.sentences import CURRENT_PROGRAMMES, OUTDATED
from bot.state import open_state
from knowledge.opening import open_store
from tests.knowledge.folder import BOOK, PROGRAMME, ROWS, write_folder, write_rows

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=VIETNAM)
HERE, THERE = Place("telegram:5", "telegram:5"), Place("telegram:6", "telegram:6")


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Conversations]:
    """Conversations over one province's programmes of 2024 and 2025."""
    folder = write_folder(tmp_path / "registers")
    (folder / "next.toml").write_text(PROGRAMME.replace("2024", "2025"), "utf-8")
    later = [{**row, "thời hạn": row["thời hạn"].replace("2024", "2025")} for row in ROWS]
    write_rows(folder / "next.csv", [{**later[0], "nhiệm vụ": "Xây ba trạm y tế"}, later[1]])
    state = open_state(f"sqlite:///{tmp_path / 'state.db'}")
    with closing(open_store(tmp_path / "knowledge.db", folder)) as store, closing(state):
        yield Conversations(Pages(Assistant(store, screen=PHONE)), state)


def shown(talks: Conversations, place: Place) -> str:
    reply = talks.ask("Sở Y tế phải làm gì", place, NOW).shown
    assert isinstance(reply, Reply)
    return reply.text


def test_a_chosen_year_is_asked_about_in_that_chat_only(talks: Conversations) -> None:
    talks.press(SetScope(mark("Cà Mau"), 2024), HERE, NOW)
    assert "Xây hai trạm y tế" in shown(talks, HERE)
    assert "Xây ba trạm y tế" in shown(talks, THERE)
    listed = talks.press(AgencyTasks(mark("Sở Y tế")), HERE, NOW).shown
    assert isinstance(listed, Reply)
    assert "Xây hai trạm y tế" in listed.text


def test_the_choice_is_shown_and_can_be_taken_back(talks: Conversations) -> None:
    labels = [button.label for button in talks.programmes(HERE).buttons]
    assert labels[:3] == [f"✓ {CURRENT_PROGRAMMES}", "Cà Mau, năm 2025", "Cà Mau, năm 2024"]
    talks.press(SetScope(mark("Cà Mau"), 2024), HERE, NOW)
    assert "✓ Cà Mau, năm 2024" in [button.label for button in talks.programmes(HERE).buttons]
    talks.press(SetScope(), HERE, NOW)
    assert "Xây ba trạm y tế" in shown(talks, HERE)


def test_a_year_that_is_gone_changes_nothing(talks: Conversations) -> None:
    told = talks.press(SetScope(mark("Cà Mau"), 1999), HERE, NOW).shown
    assert isinstance(told, Reply)
    assert told.text == OUTDATED
    assert "Xây ba trạm y tế" in shown(talks, HERE)


def test_lists_beside_an_answer_stay_in_its_province(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "registers")
    (folder / "agencies-2.toml").write_text(BOOK.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    (folder / "other.toml").write_text(PROGRAMME.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    write_rows(folder / "other.csv", [ROWS[0], {**ROWS[1], "nhiệm vụ": "Báo cáo của Bạc Liêu"}])
    state = open_state(f"sqlite:///{tmp_path / 'state.db'}")
    with closing(open_store(tmp_path / "knowledge.db", folder)) as store, closing(state):
        talks = Conversations(Pages(Assistant(store, screen=PHONE)), state)
        first = talks.ask("Sở Y tế tỉnh Bạc Liêu phải làm gì", HERE, NOW).shown
        assert isinstance(first, Reply)
        [shared] = [button for button in first.buttons if button.label.startswith("Việc chung")]
        listed = talks.press(shared.action, HERE, NOW).shown
        assert isinstance(listed, Reply)
        assert "Báo cáo của Bạc Liêu" in listed.text
