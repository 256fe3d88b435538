"""Follow-ups: questions that leave out what the last one said: "còn Sở Nội vụ?", "hạn khi nào?", "việc thứ 2".

The context is data: the answerer gets it with a question and gives one back; where it is kept is a channel's matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.answers.deadlines import of_task
from knowledge.answers.kinds import Answer, Found, FoundTask, Shape
from knowledge.store import Store
from nlp.question import Asks, Question

_OF_A_TASK = {Asks.WHEN, Asks.WHO, Asks.COORDINATION, Asks.LEAD, Asks.DETAIL, Asks.AMOUNT, Asks.DUE}


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation is about: the last question that was answered, and the tasks of its answer.

    Tasks stand by programme number and ref, which outlive a rebuilt store.
    """

    question: Question
    tasks: tuple[tuple[str, str], ...]


def context_of(answer: Answer, before: Context | None) -> Context | None:
    """The context after an answer: an answer that found nothing leaves the one before."""
    if not isinstance(answer, Found):
        return before
    return Context(answer.question, tuple((found.task.programme.number, found.task.ref) for found in answer.tasks))


def task_meant(question: Question, context: Context, store: Store) -> Found | None:
    """The task of the last answer that a question points at by number, or by asking nothing but "hạn khi nào?"."""
    named = question.agencies or question.windows or question.outside or not question.topic.empty
    number = question.ordinal or (1 if question.asks and question.asks <= _OF_A_TASK and not named else None)
    if number is None or number > len(context.tasks) or (named and not question.ordinal):
        return None
    task = store.find_task(*context.tasks[number - 1])
    if task is None:
        return None
    found = FoundTask(task, of_task(task), excerpt=task.content)
    return Found(Shape.TOPIC, question, (found,))


def completed(question: Question, context: Context) -> Question:
    """A question with what it leaves to the last one: "còn Sở Nội vụ?" asks of that agency what was asked before."""
    if not question.topic.empty or question.outside or not (question.follows or not question.asks):
        return question
    last = context.question
    if question.agencies:
        # What the last question asked of its agency, this one asks of another.
        return replace(
            question, asks=question.asks | last.asks, topic=last.topic, windows=question.windows or last.windows
        )
    if question.windows:
        return replace(question, asks=question.asks | last.asks, topic=last.topic, agencies=last.agencies)
    return question
