"""Answers about a subject: the task that holds it, among an agency's tasks if one is named, or that none does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.agencies import changes_of, coordinating, tasks_of
from knowledge.answers.deadlines import meant, milestones, of_task, span_of, within
from knowledge.answers.doubts import beside_the_point
from knowledge.answers.home import besides_home, without_drawing_home
from knowledge.answers.kinds import Answer, Found, FoundTask, NotFound, Reason, Shape
from knowledge.search import Hit, Search
from knowledge.store import Store
from nlp import lexicon
from nlp.question import FOR_A_DATE, Asks, Question
from nlp.windows import Window

_OF_ONE_TASK = FOR_A_DATE | {Asks.WHO, Asks.LEAD}  # what is asked of the best task, even beside a window
_SENTENCE_END = re.compile(r"(?<!TP\.)(?<=\.)\s+")
_MOST = 6  # tasks in an answer about a subject: more are no answer on a phone
_OWN, _COORDINATED, _SHARED = 1.0, 0.95, 0.9  # how near a task is to the agency that the question names
_WITHIN_AGENCY = 0.12  # least score of an agency's own task: that the agency was named is evidence too
_WITHIN_AGENCY_BY_WORDS = 0.35  # the same where only words on their own were found
_FAR_BETTER = 1.5  # times the score of the agency's best task, from which another's task is rather meant
_PLAINLY, _BETTER = 0.8, 1.15  # the same for another's task that holds nearly all that is asked
_ASIDE = 9.0  # worth of two rare words: beside "làm gì", what fits no task well is rather said by the way
_RESIDUE = 7.0  # worth of one rare word and a little: what a sentence about an agency may hold that nobody understood
_NEAR = 0.3  # least score of a task worth offering as the nearest one


def about(names: tuple[str, ...], question: Question, search: Search, store: Store) -> Answer:
    """The tasks about the question's topic, best first: `"13 tram y te do ai xay" → III.3.3#1`."""
    question = without_drawing_home(question, search, store)
    hits = search.find(question.topic)
    if not hits or not search.is_answer(hits[0]):
        wider = lexicon.load().loose.widened(question.topic)
        if wider is not question.topic:
            question = replace(question, topic=wider)
            hits = search.find(wider)
    theirs = _ranked_within(names, question, search, store)
    only_duties = question.asks & {Asks.TASKS, Asks.COUNT} and search.worth(question.topic) < _ASIDE
    if names and only_duties and (not theirs or theirs[0].score < search.weights.sure):
        return tasks_of(names, question, store)
    if theirs and _theirs_is_meant(theirs, hits, search):
        return _found(theirs, names, question, search, store)
    if _is_meant(hits, question, search, store):
        return _found(hits, names, question, search, store, not_theirs=bool(names))
    at_home = besides_home(question, store)
    if at_home and not names:
        hits_at_home = search.find(at_home.topic)
        sure = hits_at_home and hits_at_home[0].by_phrase and hits_at_home[0].score >= search.weights.sure
        if sure and _is_meant(hits_at_home, at_home, search, store):
            return _found(hits_at_home, names, at_home, search, store)
    if names and question.asks & {Asks.TASKS, Asks.COUNT} and search.worth(question.topic) < _RESIDUE:
        return tasks_of(names, question, store)
    nearest = tuple(hit.task for hit in hits[:2] if hit.score >= _NEAR)
    reason = Reason.FOREIGN if question.foreign and not nearest else Reason.UNKNOWN
    return NotFound(question, reason, _subject(question), nearest=nearest)


def _is_meant(hits: Sequence[Hit], question: Question, search: Search, store: Store) -> bool:
    """Whether the best task is what the question is about."""
    return bool(hits) and search.is_answer(hits[0]) and not beside_the_point(hits, question, search, store)


def _theirs_is_meant(theirs: Sequence[Hit], hits: Sequence[Hit], search: Search) -> bool:
    """Whether an agency's own task is meant, rather than another's that fits far better: "Sở Y tế xây bệnh viện à"."""
    best = theirs[0]
    others = next((hit for hit in hits if all(hit.task.id != own.task.id for own in theirs)), None)
    if others and search.is_answer(others):
        better = _BETTER if others.score >= _PLAINLY else _FAR_BETTER
        if others.score >= max(search.weights.sure, better * best.score):
            return False
    return best.score >= (_WITHIN_AGENCY if best.by_phrase else _WITHIN_AGENCY_BY_WORDS)


def _ranked_within(names: tuple[str, ...], question: Question, search: Search, store: Store) -> list[Hit]:
    nearness: dict[int, float] = {}
    for name in names:
        for ids, near in (
            (store.led_by(name), _OWN),
            (coordinating(name, store), _COORDINATED),
            (store.shared_by(name), _SHARED),
        ):
            for i in ids:
                nearness[i] = max(near, nearness.get(i, 0.0))
    hits = search.rank(question.topic, map(store.task, sorted(nearness)))
    scored = [Hit(hit.task, hit.score * nearness[hit.task.id], hit.evidence) for hit in hits]
    return sorted(scored, key=lambda hit: (-hit.score, hit.task.id))


def _found(
    hits: Sequence[Hit], names: tuple[str, ...], question: Question, search: Search, store: Store,
    not_theirs: bool = False,
) -> Found:  # fmt: skip
    kept = [hit for hit in hits if hit.score >= search.weights.also * hits[0].score][:_MOST]
    window = next((w for w in question.windows if not w.overdue), None)
    sure = kept[0].score >= search.weights.sure
    best, *others = (_with_deadlines(hit, window, question, search) for hit in kept)
    if window and not question.asks & _OF_ONE_TASK:
        due = tuple(found for found in (best, *others) if within(found.task, window, question.today))
        if len(due) > 1 or (due and due[0].task is best.task):
            span = span_of(window, best.task.programme, question.today, due[0].deadlines[0].due_on)
            return Found(Shape.DUE, question, due, agencies=names, window=span)
    tasks = (replace(best, excerpt=_excerpt(best, question, search)), *others)
    named = names or best.task.leads
    return Found(
        Shape.TOPIC,
        question,
        tasks,
        agencies=names,
        window=window,
        changes=changes_of(named, question, store, best.task),
        not_theirs=not_theirs,
        sure=sure,
    )


def _excerpt(found: FoundTask, question: Question, search: Search) -> str:
    """The sentence of the task's content that the topic is about, or the first one: `"PCI" → "Nâng dần … (PCI)."`.

    Where one date is the answer, the sentence that holds that date; where an amount is asked, one with a figure.
    """
    sentences = _SENTENCE_END.split(found.task.content)
    day = found.deadlines[0].due_on if len(found.deadlines) == 1 else None
    dated = [s for s in sentences if day and f"{day.day}/{day.month}/" in s]
    figures = [s for s in sentences if Asks.AMOUNT in question.asks and any(char.isdigit() for char in s)]
    return max(dated or figures or sentences, key=lambda sentence: search.share(question.topic, sentence))


def _with_deadlines(hit: Hit, window: Window | None, question: Question, search: Search) -> FoundTask:
    if window:
        due = milestones(hit.task, window, question.today)
        if due:
            kept = {id(d.deadline) for d in due}
            others = tuple(d for d in of_task(hit.task) if id(d.deadline) not in kept)
            return FoundTask(hit.task, due, others, hit=hit)
    if question.asks & FOR_A_DATE:
        return meant(hit, question.topic, search)
    return FoundTask(hit.task, of_task(hit.task), hit=hit)


def _subject(question: Question) -> str:
    return " ".join(word.exact for word in question.topic.words if not word.filler)
