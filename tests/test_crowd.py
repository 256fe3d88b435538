"""The shipped programme among thousands of tasks of other provinces: nothing about its answers changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain

import pytest

from bot.assistant import Assistant
from bot.clock import today_in_vietnam
from knowledge.answers import Choose, Found, NotFound
from knowledge.check import REGISTERS, read_folder
from knowledge.store import Store
from knowledge.store.build import build
from tests.bench.synthetic import books, material, registers
from tests.evaluation.questions import FOLDER, Keyed, read_questions

FOREIGN_TASKS = 2_000


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A store of many provinces."""
    path = tmp_path_factory.mktemp("crowd") / "knowledge.db"
    reading, [book] = read_folder(REGISTERS)
    [shipped] = reading
    made_of = material(shipped, book)
    build(path, chain([shipped], registers(made_of, FOREIGN_TASKS)), [book, *books(made_of)], "crowd")
    with closing(Store.open(path)) as store:
        yield Assistant(store)


@pytest.fixture(scope="module")
def questions() -> list[Keyed]:
    """The tuning questions."""
    return read_questions(FOLDER / "tuning.jsonl")


def test_answers_within_a_province_do_not_depend_on_the_others(
    crowded: Assistant, assistant: Assistant, questions: list[Keyed]
) -> None:
    home = frozenset(i for i, programme in crowded.store.programmes.items() if programme.province == "Cà Mau")
    differing = []
    for question in questions:
        day = question.today or today_in_vietnam()
        among, alone = crowded.ask(question.text, day, home).reply.text, assistant.ask(question.text, day).reply.text
        if among.replace(" (tỉnh Cà Mau)", "") != alone:
            differing.append(question.text)
    assert differing == []


def test_any_question_asked_of_all_provinces_is_answered_within_one(crowded: Assistant, questions: list[Keyed]) -> None:
    kinds = set()
    for question in questions:
        answer = crowded.ask(question.text, question.today or today_in_vietnam()).answer
        assert isinstance(answer, Found | Choose | NotFound)
        kinds.add(type(answer))
        if isinstance(answer, Found):
            assert len({found.task.programme.province for found in answer.tasks}) == 1
    assert kinds == {Found, Choose, NotFound}
