"""Refusals: questions that no programme answers, recognised before anything is searched in earnest."""

from __future__ import annotations

from itertools import pairwise

from knowledge.answers.kinds import NotFound, Reason
from knowledge.model import Standing
from knowledge.search import Hit, Search
from knowledge.store import Store
from nlp.question import AskedAgency, Asks, Outside, Question
from nlp.words import phrase_exact, phrase_key

# What is asked of tasks that are there, but that the documents never hold: who heads an agency, how far the work is.
_ABOUT_TASKS_TOO = {"kết quả", "nhân sự", "danh bạ", "lương", "lịch họp"}
_OTHER_DOCUMENT = "văn bản khác"  # the lexicon's name for it
_NEAREST = 2  # tasks offered where an agency has none
_ABOUT_DOCUMENT = "về văn bản"  # the lexicon's name for it
_PLAINLY_THERE = 0.8  # a task that earns this share of the topic is meant, whatever else the question reminds of
_THERE = 0.45  # the same where the question only holds a thing ("học phí") and does not ask what no programme tells
_ASKING = {"gi", "nao", "dau", "sao", "ai", "may", "nhieu", "nhiu", "chua", "roi", "nay", "lich"}


def refusal(question: Question, store: Store, search: Search) -> NotFound | None:
    """Why the question cannot be about a task of the documents, or None if it may be."""
    said = not question.topic.empty or question.agencies or question.windows or question.asks or question.outside
    if not said:
        empty = Reason.UNCLEAR if any(char.isalnum() for char in question.text) else Reason.EMPTY
        return _not_found(question, Reason.FOREIGN if question.foreign else empty, store)
    if question.foreign:
        return _not_found(question, Reason.FOREIGN, store)
    absent = _absent(question, store)
    if not (question.outside or absent or question.places or question.citations):
        return None
    best = None if question.topic.bare else next(iter(search.find(question.topic)), None)
    return (
        _other_document(question, best, store)
        or _outside(question, best, store)
        or (_absent_agency(question, absent, best, store) if absent else None)
        or _elsewhere(question, best, store)
    )


def _outside(question: Question, best: Hit | None, store: Store) -> NotFound | None:
    """Weather, prices, people: courtesy counts only where there is nothing else."""
    alone = question.topic.empty and not (question.agencies or question.windows)
    phrases = [o for o in question.outside if alone or not (o.courtesy or _of_agency(o, question))]
    if not phrases:
        return None
    asked = Asks.AMOUNT in question.asks or any(_ASKING.intersection(phrase_key(o.words)) for o in phrases)
    phrase = next((o for o in phrases if o.kind in _ABOUT_TASKS_TOO), phrases[0])
    if best and best.score >= (_PLAINLY_THERE if asked else _THERE) and phrase.kind not in _ABOUT_TASKS_TOO:
        return None
    reason = Reason.DOCUMENT if phrase.kind == _ABOUT_DOCUMENT else Reason.OUTSIDE
    return _not_found(question, reason, store, phrase.kind)


def _of_agency(outside: Outside, question: Question) -> bool:
    """ "Sở Y tế có bao nhiêu nhiệm vụ" is about the agency rather than the document."""
    return outside.kind == _ABOUT_DOCUMENT and bool(question.agencies)


def _absent(question: Question, store: Store) -> AskedAgency | None:
    """The first agency named that is in no document, if none is named that is."""
    standings = [(asked, store.agency(asked.agencies[0]).standing) for asked in question.agencies]
    if any(standing is not Standing.ABSENT for _, standing in standings):
        return None
    return standings[0][0] if standings else None


def _absent_agency(question: Question, absent: AskedAgency, best: Hit | None, store: Store) -> NotFound | None:
    """An agency that is given nothing, unless a task plainly names it ("Thủ tướng Chính phủ phê duyệt").

    One that belongs to a collective has the duties of all: about a subject or a time, those are the answer.
    """
    if best and best.score >= _PLAINLY_THERE and _holds(best, absent.words):
        return None
    agency = store.agency(absent.agencies[0])
    timed = any(not window.is_year for window in question.windows)
    if agency.collectives and (timed or not question.topic.bare):
        return None
    led = store.tasks(i for near in agency.nearest for i in store.led_by(near))
    told = set(pairwise(phrase_exact(agency.note)))
    led.sort(key=lambda task: -len(told & set(pairwise(task.title_line.split()))))  # what the note speaks of first
    return NotFound(question, Reason.ABSENT_AGENCY, agency.name, agency.note, tuple(led[:_NEAREST]))


def _elsewhere(question: Question, best: Hit | None, store: Store) -> NotFound | None:
    """Another province or place, unless the task names it ("cao tốc Cần Thơ - Cà Mau")."""
    place = next((p for p in question.places if p.name not in store.provinces and not p.circumstance), None)
    if place is None or (best and _holds(best, place.name)):
        return None
    return _not_found(question, Reason.PROVINCE if place.acts else Reason.UNKNOWN, store, place.name)


def _other_document(question: Question, best: Hit | None, store: Store) -> NotFound | None:
    """A document cited by number, unless the task cites it too."""
    cited = question.citations
    if not cited or (best and any(_holds(best, number) for number in cited)):
        return None
    return _not_found(question, Reason.OUTSIDE, store, _OTHER_DOCUMENT)


def _holds(hit: Hit, phrase: str) -> bool:
    """Whether a task's title or content holds a phrase, word for word."""
    sought = f" {' '.join(phrase_exact(phrase))} "
    return sought in hit.task.title_line or sought in hit.task.body_line


def _not_found(question: Question, reason: Reason, store: Store, subject: str = "") -> NotFound:
    return NotFound(question, reason, subject, programmes=tuple(store.programmes.values()))
