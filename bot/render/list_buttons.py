"""The buttons below a list: its tasks, its other pages, the lists beside it, and its deadlines as a picture or file."""

from __future__ import annotations

from dataclasses import replace

from bot import sentences
from bot.actions import (
    COORDINATED,
    OWN,
    SHARED,
    Action,
    AgencyTasks,
    AnswerPage,
    DueTasks,
    SendCalendar,
    SendTimeline,
    mark,
)
from bot.render.screen import Screen
from bot.render.task import task_button
from bot.reply import Button, Row, rows
from knowledge.answers.kinds import Found, FoundTask, Shape
from knowledge.model import Role
from nlp.question import Asks, Question

_PLAIN = frozenset({Asks.TASKS, Asks.COUNT, Asks.LEAD, Asks.WHO, Asks.DETAIL})
_NUMBERS = 5  # buttons in a row that a thumb can tell apart


def list_rows(answer: Found, page: int, screen: Screen) -> tuple[Row, ...]:
    """A button for each task of the page, then for the pages beside it, then for what is beside the list."""
    here = list_action(answer, page)
    numbers = (task_button(number, found.task, back=here) for number, found in page_tasks(answer, page, screen))
    below = [_turning(answer, page, screen), _beside(answer), _drawn(answer)]
    return (*rows(numbers, _NUMBERS if screen.presses else screen.tasks), *(row for row in below if row))


def page_tasks(answer: Found, page: int, screen: Screen) -> list[tuple[int, FoundTask]]:
    """The tasks of a page with their numbers in the whole list."""
    size = page_size(answer, screen)
    return list(enumerate(answer.tasks, 1))[page * size : (page + 1) * size]


def page_size(answer: Found, screen: Screen) -> int:
    """How many tasks of this list a page holds."""
    with_leads = answer.tasks[0].role is Role.COORDINATE or len(answer.agencies) > 1
    return screen.dated if answer.shape is Shape.DUE or (screen.presses and with_leads) else screen.tasks


def has_next(answer: Found, page: int, screen: Screen) -> bool:
    """Whether there is a page after this one."""
    return answer.shape is not Shape.TOPIC and len(answer.tasks) > (page + 1) * page_size(answer, screen)


def within_list(page: int, answer: Found, screen: Screen) -> int:
    """A page, or the nearest that the list has."""
    last = (len(answer.tasks) - 1) // page_size(answer, screen)
    return max(0, min(page, last))


def list_action(answer: Found, page: int) -> Action:
    """What shows this page again: by agency or days where that says it all, else by the question as understood."""
    question = answer.question
    agency = question.agencies[0].agencies[0] if question.agencies else ""
    alone = len(question.agencies) <= 1 and not any(asked.merged or asked.as_receiver for asked in question.agencies)
    if alone and question.topic.bare:
        if answer.shape is Shape.AGENCY and agency and question.asks <= _PLAIN and not question.windows:
            return AgencyTasks(mark(agency), _role(answer), page, _province(answer))
        window = answer.window
        if answer.shape is Shape.DUE and window and (window.names_year or window.overdue):
            days = f"{window.start:%Y%m%d}-{window.end:%Y%m%d}"
            return DueTasks("o" if window.overdue else days, mark(agency) if agency else "", page, _province(answer))
    return AnswerPage(without_text(question), page)


def without_text(question: Question) -> Question:
    """A question as it may be kept: what was understood, not what was typed."""
    return replace(question, text="")


def _province(answer: Found) -> str:
    """The mark of the province that the answer is about, where others are loaded too."""
    programme = answer.tasks[0].task.programme
    return mark(programme.province) if programme.among_provinces else ""


def _role(answer: Found) -> str:
    first = answer.tasks[0]
    return COORDINATED if first.role is Role.COORDINATE else SHARED if first.shared else OWN


def _turning(answer: Found, page: int, screen: Screen) -> Row:
    before, after = list_action(answer, page - 1), list_action(answer, page + 1)
    buttons = [Button(sentences.PREVIOUS, before)] if page and screen.presses else []
    if has_next(answer, page, screen):
        buttons.append(Button(sentences.NEXT if screen.presses else sentences.NEXT_BY_TYPING, after))
    return tuple(buttons)


def _beside(answer: Found) -> Row:
    """The lists that the answer offers on the side."""
    if len(answer.agencies) != 1:
        return ()
    agency = mark(answer.agencies[0])
    told = (
        (sentences.SHARED_TASKS, SHARED, len(answer.shared)),
        (sentences.COORDINATED_TASKS, COORDINATED, len(answer.coordinated)),
    )
    return tuple(
        Button(label.format(count=count), AgencyTasks(agency, role, province=_province(answer)))
        for label, role, count in told
        if count
    )


def _drawn(answer: Found) -> Row:
    """The deadlines of the one agency that the list is about."""
    if len(answer.agencies) != 1 or not any(found.task.deadlines for found in answer.tasks):
        return ()
    agency = mark(answer.agencies[0])
    return Button(sentences.TIMELINE, SendTimeline(agency)), Button(sentences.CALENDAR, SendCalendar("", "", agency))
