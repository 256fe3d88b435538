"""Refusals: questions that no programme answers, recognised before anything is searched in earnest."""

from __future__ import annotations

from knowledge.answers.kinds import NotFound, Reason
from knowledge.model import Standing
from knowledge.search import Hit, Search
from knowledge.store import Programmes, Store
from nlp.question import AskedAgency, Outside, Place, Question
from nlp.words import phrase_exact

# What is asked of tasks that are there, but that the documents never hold: who heads an agency, how far the work is.
_ABOUT_TASKS_TOO = {"kết quả", "nhân sự", "danh bạ", "lương", "lịch họp"}
_OTHER_DOCUMENT = "văn bản khác"  # the lexicon's name for it
_PLAINLY_THERE = 0.8  # a task that earns this share of the topic is meant, whatever else the question reminds of


def refusal(question: Question, store: Store, search: Search, programmes: Programmes) -> NotFound | None:
    """Why the question cannot be about a task of the documents, or None if it may be."""
    all_programmes = tuple(store.programmes.values())
    if not (not question.topic.empty or question.agencies or question.windows or question.asks or question.outside):
        return NotFound(question, Reason.FOREIGN if question.foreign else Reason.EMPTY, programmes=all_programmes)
    best = _best(question, search, programmes)
    first = _outside(question)
    if first and (first.kind in _ABOUT_TASKS_TOO or not _plainly_there(best)):
        return NotFound(question, Reason.OUTSIDE, first.kind, programmes=all_programmes)
    absent = _absent(question, store)
    if absent and not (best and best.score >= _PLAINLY_THERE and _holds(best, absent.words)):
        facts = store.agency(absent.agencies[0])
        nearest = tuple(store.task(i) for near in facts.nearest for i in store.led_by(near, programmes)[:2])
        return NotFound(question, Reason.ABSENT_AGENCY, facts.name, facts.note, nearest)
    home = {programme.province for programme in all_programmes}
    foreign = next((p for p in question.places if p.name not in home and not p.circumstance), None)
    if foreign and not (best and named_in(best, foreign)):
        reason = Reason.PROVINCE if foreign.acts else Reason.UNKNOWN
        return NotFound(question, reason, foreign.name, programmes=all_programmes)
    if question.citations and not (best and any(f" {number} " in best.task.body_line for number in question.citations)):
        return NotFound(question, Reason.OUTSIDE, _OTHER_DOCUMENT, programmes=all_programmes)
    return None


def _outside(question: Question) -> Outside | None:
    """What puts the question outside: courtesy only where there is nothing else."""
    alone = question.topic.empty and not (question.agencies or question.windows)
    return next((o for o in question.outside if alone or not o.courtesy), None)


def _best(question: Question, search: Search, programmes: Programmes) -> Hit | None:
    """The best task for the topic, if that question arises at all."""
    if question.topic.bare or not (question.outside or question.places or question.agencies or question.citations):
        return None
    return next(iter(search.find(question.topic, programmes)), None)


def _plainly_there(hit: Hit | None) -> bool:
    return hit is not None and hit.score >= _PLAINLY_THERE


def _absent(question: Question, store: Store) -> AskedAgency | None:
    """The first agency named that is in no document, if none is named that is."""
    standings = [(asked, store.agency(asked.agencies[0]).standing) for asked in question.agencies]
    if any(standing is not Standing.ABSENT for _, standing in standings):
        return None
    return standings[0][0] if standings else None


def _holds(hit: Hit, words: str) -> bool:
    return f" {words.lower()} " in hit.task.body_line


def named_in(hit: Hit, place: Place) -> bool:
    """Whether a task names a place."""
    name = f" {' '.join(phrase_exact(place.name))} "
    return name in hit.task.title_line or name in hit.task.body_line
