"""Codes of buttons: short, ASCII, the same after a restart; what is of another version or lost is no action."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import (
    CODED,
    Action,
    AdmitGroup,
    AgencyTasks,
    AnswerPage,
    AskExample,
    DueMenu,
    DueTasks,
    ListAgencies,
    OpenTask,
    SendCalendar,
    mark,
)  # fmt: skip
from bot.codes import LONGEST, decode, encode, register
from knowledge.store import Store
from nlp.understand import understand
from tests.bot.shelf import Shelf

LIST = AgencyTasks(mark("Sở Y tế"), page=2)
ACTIONS = [
    LIST, OpenTask(mark("01/CTr-UBND"), "III.1.2.đ#12", LIST), OpenTask(mark("01/CTr-UBND"), "III.1.1.c#2"),
    DueTasks("20240301-20240331", mark("Sở Y tế"), 3), DueMenu(), AskExample(3), AdmitGroup(-1001234567890, 0),
    ListAgencies("Sở, ban, ngành", 1, 1), SendCalendar(mark("01/CTr-UBND"), "IV.1.1#1"),
]  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS, ids=str)
def test_a_code_is_short_ascii_and_gives_its_action_back(action: Action) -> None:
    shelf = Shelf()
    code = encode(action, shelf.keep)
    assert len(code.encode("ascii")) <= LONGEST
    assert decode(code, shelf.get) == action
    assert not shelf.kept


def test_a_question_is_kept_and_the_code_is_its_token(store: Store) -> None:
    shelf = Shelf()
    page = AnswerPage(understand("quý 3 ai lo trạm y tế", date(2024, 3, 4), store.names), 1)
    task = OpenTask(mark("01/CTr-UBND"), "III.3.3#1", page)
    codes = [encode(page, shelf.keep), encode(task, shelf.keep)]
    assert all(len(code.encode("ascii")) <= LONGEST for code in codes)
    assert [decode(code, shelf.get) for code in codes] == [page, task]
    assert len(shelf.kept) == 1


def test_what_is_too_long_for_a_button_is_kept() -> None:
    shelf = Shelf()
    action = OpenTask(mark("01/CTr-UBND"), "Phụ lục II, phần B, số thứ tự 12.3", LIST)
    code = encode(action, shelf.keep)
    assert len(code) <= LONGEST
    assert decode(code, shelf.get) == action


def test_a_task_opens_though_the_list_it_came_from_is_lost(store: Store) -> None:
    page = AnswerPage(understand("ai lo trạm y tế", date(2024, 3, 4), store.names))
    code = encode(OpenTask(mark("01/CTr-UBND"), "III.3.3#1", page), Shelf().keep)
    assert decode(code, Shelf().get) == OpenTask(mark("01/CTr-UBND"), "III.3.3#1")


@pytest.mark.parametrize("code", ["", "1", "0a:x:o:0", "2a:x:o:0", "1a", "1a:x:o:p", "1zz:1", "1k:", "1k:gone", "tiếp"])
def test_another_version_or_an_unknown_code_is_no_action(code: str) -> None:
    assert decode(code, Shelf().get) is None


@given(st.text(max_size=64))
def test_no_string_raises(code: str) -> None:
    decode(code, {"a": "[1]", "b": "{}", "c": '{"kind":"p"}'}.get)
    decode(f"1{code}", {"a": "[1]", "b": "{}", "c": '{"kind":"p"}'}.get)


def test_each_kind_has_its_own_letter() -> None:
    assert len({action.KIND for action in CODED}) == len(CODED)
    register(*CODED)

    class Again(Action):
        KIND = LIST.KIND

    with pytest.raises(ValueError, match="two actions"):
        register(Again)


def test_codes_of_last_month_still_mean_the_same() -> None:
    assert decode("1t:qi1SrKfV:III.1.1.c%232~a:Bw-2GcLP:o:0", Shelf().get) == OpenTask(
        mark("01/CTr-UBND"), "III.1.1.c#2", AgencyTasks(mark("Sở Y tế"))
    )
