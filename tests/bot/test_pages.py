"""Pages: what a button shows later is what the answer showed, for every agency and however the list was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.actions import AgencyTasks, DueTasks, OpenTask, mark
from bot.assistant import Assistant
from bot.clock import VIETNAM
from bot.codes import decode, encode
from bot.conversation import Conversations, Place
from bot.pages import Pages, span_window
from bot.render import PHONE
from bot.render.list_buttons import list_action
from bot.reply import Reply
from bot.sentences import GONE_TASK, NEXT, OUTDATED
from bot.state import State, open_state
from knowledge.answers import Found, Shape
from knowledge.store import Store
from tests.bot.shelf import Shelf

NOW = datetime(2024, 3, 4, 9, 0, tzinfo=VIETNAM)
PLACE = Place("telegram:5", "telegram:5")
QUESTIONS = [
    "các sở ban ngành tỉnh phải làm gì", "Sở Nông nghiệp và Môi trường phải làm gì", "tháng 9 có gì đến hạn",
    "quý 1/2024 Sở Nội vụ có gì đến hạn", "cái gì quá hạn rồi", "UBND huyện Đầm Dơi phải làm gì",
    "Sở Tài chính mới làm gì", "Sở Y tế chủ trì mấy việc",
    "Sở Công Thương phối hợp với Sở Khoa học và Công nghệ việc gì", "Sở Y tế có việc nào đến hạn",
    "từ 1/3/2024 đến 31/7/2024 có gì đến hạn", "Sở Nội vụ việc gì về tuyển dụng", "ai lo trạm y tế", "PCI ai lo",
]  # fmt: skip


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """An empty state store."""
    state = open_state(f"sqlite:///{tmp_path / 'state.db'}")
    yield state
    state.close()


@pytest.fixture
def talks(store: Store, state: State) -> Conversations:
    """Conversations of the shipped registers on a phone."""
    return Conversations(Pages(Assistant(store, screen=PHONE)), state)


def text(shown: object) -> str:
    assert isinstance(shown, Reply)
    return shown.text


def test_every_agency_s_list_is_shown_again_by_its_button(talks: Conversations, store: Store) -> None:
    named = [agency.name for agency in store.agency_counts if agency.leads or agency.shared]
    assert len(named) > 30
    for name in named:
        response = talks.pages.assistant.ask(f"{name} phải làm gì", NOW.date())
        if isinstance(response.answer, Found) and response.answer.shape is Shape.AGENCY:
            again = talks.press(list_action(response.answer, 0), PLACE, NOW).shown
            assert text(again) == response.reply.text, name


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_button_of_an_answer_does_what_it_says_after_a_restart(talks: Conversations, question: str) -> None:
    shelf = Shelf()
    response = talks.pages.assistant.ask(question, NOW.date())
    assert isinstance(response.answer, Found)
    if response.answer.shape is not Shape.TOPIC:
        assert text(talks.press(list_action(response.answer, 0), PLACE, NOW).shown) == response.reply.text
    for button in response.reply.buttons:
        action = decode(encode(button.action, shelf.keep), shelf.get)
        assert action == button.action
        shown = talks.press(action, PLACE, NOW).shown
        if isinstance(action, OpenTask):
            number = int(button.label)
            assert text(shown).startswith(response.answer.tasks[number - 1].task.title)
            assert action.back is not None
            assert text(talks.press(action.back, PLACE, NOW).shown) == response.reply.text
        elif isinstance(shown, Reply):
            assert shown.text not in (OUTDATED, GONE_TASK)


def test_all_pages_of_all_lists_hold_every_task_once(talks: Conversations, store: Store) -> None:
    for role in "osc":
        for agency in ("Sở Nội vụ", "các sở, ban, ngành tỉnh", "Sở Y tế"):
            seen, page = [], 0
            while True:
                reply = talks.press(AgencyTasks(mark(agency), role, page), PLACE, NOW).shown
                assert isinstance(reply, Reply)
                seen += [b.action.ref for b in reply.buttons if isinstance(b.action, OpenTask)]
                if not any(button.label == NEXT for button in reply.buttons):
                    break
                page += 1
            assert seen
            assert len(seen) == len(set(seen))


def test_an_agency_or_task_that_is_gone_is_said_kindly(talks: Conversations) -> None:
    assert text(talks.press(AgencyTasks(mark("Sở Không Còn")), PLACE, NOW).shown) == OUTDATED
    assert text(talks.press(DueTasks("m", mark("Sở Không Còn")), PLACE, NOW).shown) == OUTDATED
    assert text(talks.press(DueTasks("không-phải-ngày"), PLACE, NOW).shown) == OUTDATED
    assert text(talks.press(OpenTask(mark("99/CTr"), "I.1#1"), PLACE, NOW).shown) == GONE_TASK
    assert text(talks.press(OpenTask(mark("01/CTr-UBND"), "I.1#99"), PLACE, NOW).shown) == GONE_TASK


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ("w", date(2024, 3, 4), date(2024, 3, 10)), ("m", date(2024, 3, 1), date(2024, 3, 31)),
        ("q", date(2024, 1, 1), date(2024, 3, 31)), ("20240229-20240301", date(2024, 2, 29), date(2024, 3, 1)),
    ],
)  # fmt: skip
def test_a_span_means_the_days_around_the_day_it_is_pressed(span: str, start: date, end: date) -> None:
    window = span_window(span, date(2024, 3, 4))
    assert window is not None
    assert (window.start, window.end) == (start, end)


def test_what_is_overdue_ends_yesterday() -> None:
    window = span_window("o", date(2024, 3, 1))
    assert window is not None
    assert (window.overdue, window.end) == (True, date(2024, 2, 29))


def test_the_last_days_of_quarters_and_years_are_within() -> None:
    for today in (date(2024, 12, 31), date(2024, 2, 29), date(2023, 5, 31)):
        for span in "wmq":
            window = span_window(span, today)
            assert window is not None
            assert window.start <= today <= window.end
