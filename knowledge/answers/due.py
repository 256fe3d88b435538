"""Answers about a window of time: what falls due in it, or is overdue."""

from __future__ import annotations

from datetime import date

from knowledge.answers.agencies import coordinating
from knowledge.answers.deadlines import reach, span_of, within
from knowledge.answers.kinds import Answer, Found, FoundTask, NotFound, Reason, Shape
from knowledge.search import Search
from knowledge.store import Store
from nlp.question import Question
from nlp.windows import Window

_ABOUT = 0.3  # least score of a task with deadlines to be about a topic that narrows the window


def due_in(window: Window, names: tuple[str, ...], question: Question, search: Search, store: Store) -> Answer:
    """The tasks with a deadline in a window, earliest first, of some agencies and about a topic if those are named.

    An agency's own tasks come before those that it shares.
    """
    ids = store.with_deadlines(*reach(window, store.programmes.values(), question.today))
    if names:
        theirs = {
            i for name in names
            for i in (*store.led_by(name), *store.shared_by(name), *coordinating(name, store))
        }  # fmt: skip
        ids = [i for i in ids if i in theirs]
    found = [
        FoundTask(task, due)
        for task in store.tasks(ids)
        if (due := within(task, window, question.today))
    ]  # fmt: skip
    if not question.topic.bare:
        hits = [h for h in search.rank(question.topic, (f.task for f in found)) if h.score >= _ABOUT]
        if any(hit.by_phrase for hit in hits) or search.is_subject(question.topic):
            about = {hit.task.id for hit in hits}
            found = [f for f in found if f.task.id in about]
    if not found:
        scope = tuple(store.programmes.values())
        span = span_of(window, scope[0], question.today) if scope else window
        return NotFound(question, Reason.NOTHING_DUE, ", ".join(names), programmes=scope, window=span)
    own = {i for name in names for i in store.led_by(name)}
    found.sort(key=lambda f: (bool(names) and f.task.id not in own, f.deadlines[0].due_on or date.max, f.task.id))
    first = found[0]
    span = span_of(window, first.task.programme, question.today, first.deadlines[0].due_on)
    return Found(Shape.DUE, question, tuple(found), agencies=names, window=span)
