"""Pages: what buttons and commands show of the documents, the same whoever asks and whatever the channel."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot import sentences
from bot.actions import COORDINATED, OWN, AgencyTasks, AnswerPage, DueTasks, OpenTask, mark
from bot.assistant import Assistant, Response
from bot.marked import marked, task_of
from bot.render import task_reply
from bot.render.found import found_reply
from bot.reply import Reply, bold
from knowledge.answers import Context, Found, FoundTask, Shape, context_of
from knowledge.answers.deadlines import of_task
from knowledge.model import Role
from knowledge.store import Programmes
from nlp.question import AskedAgency, Asks, Question, Topic
from nlp.windows import Window

_OVERDUE = "o"
_EARLIEST, _LATEST = date(1945, 1, 1), date(2999, 12, 31)  # beyond these no programme sets a day


class Pages:
    """Shows lists and tasks again from what a button's code holds."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.store = assistant.store
        self._marked: tuple[str, dict[str, str]] = ("", {})  # agencies by their marks, of one built store

    def agency(self, code: str) -> str | None:
        """The agency that a mark stands for, None if there is none (any more)."""
        if self._marked[0] != self.store.fingerprint:
            self._marked = (self.store.fingerprint, {mark(a.name): a.name for a in self.store.agency_counts})
        return self._marked[1].get(code)

    def open_task(self, action: OpenTask, today: date) -> Response:
        """A task in full, and that what follows is about it."""
        task = task_of(action.programme, action.ref, self.store)
        if task is None:
            return said(sentences.GONE_TASK)
        context = Context(_question(today), ((task.programme.key, task.ref),), 0)
        return Response(None, None, task_reply(task, today, self.assistant.screen, back=action.back), context)

    def _province(self, code: str) -> str:
        """The province that a mark stands for, "" for none."""
        return marked(code, self.store.provinces) or ""

    def answer_page(self, action: AnswerPage, today: date, programmes: Programmes = None) -> Response:
        """A page of the answer to a question, as of today."""
        return self.assistant.respond(replace(action.question, today=today), programmes=programmes, page=action.page)

    def agency_tasks(self, action: AgencyTasks, today: date, programmes: Programmes = None) -> Response:
        """A page of what an agency leads, shares or coordinates."""
        agency = self.agency(action.agency)
        if agency is None:
            return said(sentences.OUTDATED)
        question = _question(today, {Asks.TASKS}, agency, province=self._province(action.province))
        response = self.assistant.respond(question, programmes=programmes, page=action.page)
        answered = response.answer
        if action.role == OWN or not isinstance(answered, Found):
            return response
        coordinates = action.role == COORDINATED
        tasks = answered.coordinated if coordinates else answered.shared
        if not tasks:
            return response
        role = Role.COORDINATE if coordinates else Role.LEAD
        found = Found(
            Shape.AGENCY, question,
            tuple(FoundTask(task, of_task(task), role=role, shared=not coordinates) for task in tasks),
            agencies=answered.agencies,
        )  # fmt: skip
        heading = "" if coordinates else sentences.SHARED_OF.format(who=", ".join(found.agencies), count=len(tasks))
        reply = found_reply(found, action.page, self.assistant.screen, heading)
        return Response(question, found, reply, context_of(found, None))

    def due_tasks(self, action: DueTasks, today: date, programmes: Programmes = None) -> Response:
        """A page of what falls due in a span, of an agency or of all."""
        window, agency = span_window(action.span, today), ""
        if action.agency:
            agency = self.agency(action.agency) or ""
        if window is None or bool(action.agency) != bool(agency):
            return said(sentences.OUTDATED)
        question = _question(today, {Asks.DUE}, agency, window, self._province(action.province))
        return self.assistant.respond(question, programmes=programmes, page=action.page)


def span_window(span: str, today: date) -> Window | None:
    """The days of a span: `"m"`, asked on 04/03/2024, is 01/03 to 31/03/2024; None for what is no span."""
    if span == _OVERDUE:
        return Window(date.min, today - timedelta(days=1), "", names_year=True, overdue=True)
    if span in _SPANS:
        start, end = _SPANS[span](today)
        return Window(start, end, "", names_year=True)
    first, _, last = span.partition("-")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return Window(start, end, "", names_year=True) if _EARLIEST <= start <= end <= _LATEST else None


def said(text: str) -> Response:
    """A reply that is one sentence."""
    return Response(None, None, Reply((bold(text),)))


def _question(
    today: date, asks: set[Asks] | None = None, agency: str = "", window: Window | None = None, province: str = ""
) -> Question:  # fmt: skip
    return Question(
        text="", today=today, asks=frozenset(asks or ()),
        agencies=(AskedAgency((agency,), agency),) if agency else (), hints=(),
        windows=(window,) if window else (), topic=Topic(), outside=(), places=(), citations=(), foreign=False,
        province=province,
    )  # fmt: skip


def _week(today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def _month(today: date) -> tuple[date, date]:
    return today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])


def _quarter(today: date) -> tuple[date, date]:
    last = today.replace(day=1, month=(today.month - 1) // 3 * 3 + 3)
    return last.replace(month=last.month - 2), last.replace(day=monthrange(last.year, last.month)[1])


_SPANS: dict[str, Callable[[date], tuple[date, date]]] = {"w": _week, "m": _month, "q": _quarter}
