"""Follow-ups: questions that leave out what the last one said: "còn Sở Nội vụ?", "hạn khi nào?", "việc thứ 2".

The context is data: the answerer gets it with a question and gives one back; where it is kept is a channel's matter.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from knowledge.answers.deadlines import of_task
from knowledge.answers.kinds import Answer, Choose, Found, FoundTask, NotFound, Reason, Shape
from knowledge.store import Store
from nlp.question import Asks, Question

_OF_A_TASK = {Asks.WHEN, Asks.WHO, Asks.COORDINATION, Asks.LEAD, Asks.DETAIL, Asks.AMOUNT, Asks.DUE}


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation is about: the last question that was answered, and the tasks of its answer.

    Tasks stand by programme key and ref, which outlive a rebuilt store. `focus` is the task that "hạn khi nào?"
    means, counted from 0: the best one of a subject's, the one that was opened, none of a list.
    """

    question: Question
    tasks: tuple[tuple[str, str], ...]
    focus: int | None = None


def context_of(answer: Answer, before: Context | None) -> Context | None:
    """The context after an answer: an answer that found nothing leaves the one before."""
    if isinstance(answer, NotFound) and answer.reason is Reason.WHOSE:
        return Context(answer.question, ())
    if isinstance(answer, Choose) and answer.provinces:
        return Context(answer.question, ())
    if not isinstance(answer, Found):
        return before
    if before and answer.question.ordinal and before.tasks:
        return opened(before, answer.question.ordinal)
    if before and before.focus is not None and _points(answer.question):
        return before
    tasks = tuple((found.task.programme.key, found.task.ref) for found in answer.tasks)
    return Context(answer.question, tasks, 0 if answer.shape is Shape.TOPIC or len(tasks) == 1 else None)


def opened(context: Context, number: int) -> Context:
    """The context after a task of the last answer was opened, counted from 1; -1 is the last."""
    return replace(context, focus=number - 1 if number > 0 else len(context.tasks) - 1)


def task_meant(question: Question, context: Context, store: Store) -> Found | NotFound | None:
    """The task of the last answer that a question points at by number, or by asking nothing but "hạn khi nào?"."""
    number = question.ordinal
    if number and number > len(context.tasks):
        return NotFound(question, Reason.OUT_OF_LIST, str(len(context.tasks)))
    place = opened(context, number).focus if number else context.focus if _points(question) else None
    task = None if place is None else store.find_task(*context.tasks[place])
    if task is None:
        return None
    found = FoundTask(task, of_task(task), excerpt=task.content)
    return Found(Shape.TOPIC, question, (found,))


def with_province(question: Question, context: Context, provinces: Collection[str]) -> Question | None:
    """The last question, where this one only names the province that was asked for: "Bạc Liêu"; None if it does not."""
    named = {place.name for place in question.places} & set(provinces)
    only = question.topic.without(question.topic.naming(question.places)).bare
    if context.tasks or len(named) != 1 or not only or question.agencies or question.asks or question.windows:
        return None
    return replace(context.question, province=named.pop())


def _points(question: Question) -> bool:
    """Whether a question asks nothing but "hạn khi nào?" of what was spoken of."""
    named = question.agencies or question.windows or question.outside or not question.topic.empty
    return bool(question.asks) and question.asks <= _OF_A_TASK and not named


def completed(question: Question, context: Context) -> Question:
    """A question with what it leaves to the last one: "còn Sở Nội vụ?" asks of that agency what was asked before."""
    last = context.question
    if Asks.MINE in last.asks and not context.tasks and question.agencies and question.topic.bare:
        # The answer to "bạn thuộc cơ quan nào?".
        return replace(last, agencies=question.agencies, asks=(last.asks | question.asks) - {Asks.MINE})
    if question.asks and question.asks <= _OF_A_TASK and not (question.agencies or question.windows):
        # "phối hợp với ai?" below an agency's list is asked of that agency.
        return replace(question, agencies=last.agencies) if question.topic.empty and not question.outside else question
    if not question.topic.empty or question.outside or not (question.follows or not question.asks):
        return question
    if question.agencies and question.follows:
        # What the last question asked of its agency, this one asks of another.
        return replace(
            question, asks=question.asks | last.asks, topic=last.topic, windows=question.windows or last.windows
        )
    if question.windows:
        return replace(question, asks=question.asks | last.asks, topic=last.topic, agencies=last.agencies)
    return question
