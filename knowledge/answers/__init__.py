"""Answers: from a `Question` and the store to what the documents say, or that they say nothing."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answers.agencies import heirs_of, pairs_of, partners_of, tasks_of
from knowledge.answers.due import due_in
from knowledge.answers.followups import Context, completed, context_of, opened, task_meant
from knowledge.answers.home import without_home
from knowledge.answers.kinds import Answer, Choose, Found, FoundTask, NotFound, Reason, Shape
from knowledge.answers.refusals import refusal
from knowledge.answers.topics import about
from knowledge.model import Standing
from knowledge.search import Search
from knowledge.store import Store
from nlp.question import AskedAgency, Asks, Question, Topic
from nlp.windows import Window
from nlp.words import phrase_exact, phrase_key

__all__ = [
    "Answer",
    "Choose",
    "Context",
    "Found",
    "FoundTask",
    "NotFound",
    "Reason",
    "Shape",
    "answer",
    "context_of",
    "hinted",
    "opened",
]

_LEAST_SUBJECT = 3.0  # worth of a word that is neither rare nor common
_DAYS_OF_A_YEAR = 364  # from the first to the last


def answer(question: Question, store: Store, search: Search, context: Context | None = None) -> Answer:
    """What the documents say: `"Sở Y tế phải làm gì" → Found(AGENCY, [III.3.3#2, III.3.3#3])`.

    With the context of the last answer, a question may leave out what that was about: "còn Sở Nội vụ?".
    """
    if context and Asks.BACK in question.asks and not (question.agencies or search.is_subject(question.topic)):
        question, context = context.question, None
    if context:
        pointed = task_meant(question, context, store)
        if pointed:
            return pointed
        question = completed(question, context)
    unknown = next((a for a in question.agencies if not any(map(store.knows_agency, a.agencies))), None)
    if unknown:  # of another province or of programmes that are not asked about here
        return NotFound(question, Reason.ABSENT_AGENCY, unknown.words)
    question = _here(question, store)
    found = _answer(question, store, search)
    return _with_note(found, store) if isinstance(found, Found) else found


def _answer(question: Question, store: Store, search: Search) -> Answer:
    question = without_home(question, search, store)
    refused = refusal(question, store, search)
    if refused:
        return refused
    asked = question.agencies or hinted(question)
    asked = tuple(_cleared(agency, question) for agency in asked)
    unclear = next((a for a in asked if len(a.agencies) > 1), None)
    if unclear:
        return Choose(question, unclear.words, unclear.agencies)
    names = heirs_of((a for a in asked if not a.as_receiver), store)
    question = _without_names(question, names)
    if asked and _asks_who_with_whom(question, asked):
        together = _together(asked, question, search, store)
        if together:
            return together
    window = _due_window(question)
    if window:
        return due_in(window, names, question, search, store)
    if _has_subject(question, names, search):
        found = about(names, question, search, store)
        window = _short_window(question)
        if isinstance(found, Found) or window is None or search.is_subject(question.topic):
            return found
        return due_in(window, names, replace(question, topic=Topic()), search, store)
    if names:
        return tasks_of(names, question, store)
    if Asks.MINE in question.asks:
        return NotFound(question, Reason.WHOSE)
    return NotFound(question, Reason.UNCLEAR, programmes=tuple(store.programmes.values()))


def _here(question: Question, store: Store) -> Question:
    """The question with those of its agencies that this store knows: names may mean others in other provinces."""
    agencies, hints = (
        tuple(
            replace(asked, agencies=known)
            for asked in named
            if (known := tuple(name for name in asked.agencies if store.knows_agency(name)))
        )
        for named in (question.agencies, question.hints)
    )
    return replace(question, agencies=agencies, hints=hints)


def _with_note(found: Found, store: Store) -> Found:
    """An answer about an agency that the documents do not name, with what is to be known about that."""
    absent = (store.agency(name) for name in found.agencies)
    return replace(found, note=next((agency.note for agency in absent if agency.standing is Standing.ABSENT), ""))


def _has_subject(question: Question, names: tuple[str, ...], search: Search) -> bool:
    """Whether there is a subject to search for; beside an agency, words that say little ("kế hoạch gì") are none."""
    if names:
        return bool(question.agencies) and not question.topic.bare and search.worth(question.topic) >= _LEAST_SUBJECT
    return not question.topic.empty


def hinted(question: Question) -> tuple[AskedAgency, ...]:
    """Bare subjects count as agencies where the question asks for duties and holds nothing else: "y tế làm gì"."""
    if not question.asks & {Asks.TASKS, Asks.COUNT, Asks.COORDINATION, Asks.DUE}:
        return ()
    spoken = {word for hint in question.hints for word in phrase_exact(hint.words)}
    rest = [
        w
        for w in question.topic.words
        if not (w.generic or w.filler) and w.exact not in spoken and w.folded not in spoken
    ]
    return () if rest else question.hints


def _cleared(asked: AskedAgency, question: Question) -> AskedAgency:
    """An ambiguous name settled by another word of the question: "ban quản lý … ODA" is the board for ODA projects."""
    hinted = {name for hint in question.hints for name in hint.agencies}
    meant = tuple(name for name in asked.agencies if name in hinted)
    return replace(asked, agencies=meant) if len(asked.agencies) > 1 and len(meant) == 1 else asked


def _without_names(question: Question, names: tuple[str, ...]) -> Question:
    """The question without words that only repeat its agencies: "Sở KHCN mới gộp thông tin truyền thông".

    Also without the rest of a name that was cut short: "bên nông nghiệp & PTNT".
    """
    said = {word.folded for word in question.topic.words if not word.filler}
    if said and said <= {word for name in names for word in phrase_key(name)}:
        return replace(question, topic=Topic())
    repeated = {
        word for hint in question.hints if set(hint.agencies) <= set(names) for word in phrase_exact(hint.words)
    }
    if not repeated or Asks.MERGED not in question.asks:
        return question
    kept = [i for i, word in enumerate(question.topic.words) if word.exact not in repeated]
    return replace(question, topic=question.topic.part(kept))


def _asks_who_with_whom(question: Question, asked: tuple[AskedAgency, ...]) -> bool:
    """ "X phối hợp với Y", or "X cùng Y làm gì" unless the two are one since a merger, or are compared."""
    apart = question.asks & {Asks.MERGED, Asks.COMPARE}
    partners = any(agency.as_partner for agency in asked[1:]) and not apart
    return Asks.COORDINATION in question.asks or partners


def _together(asked: tuple[AskedAgency, ...], question: Question, search: Search, store: Store) -> Answer | None:
    """Who works with whom, if the question names a pair, or one side and no subject."""
    partners = question.hints if len(asked) == 1 and question.hints else asked[1:]
    if partners and len(asked[0].agencies) == len(partners[0].agencies) == 1:
        pair = pairs_of(heirs_of(asked[:1], store), heirs_of(partners[:1], store), question, search, store)
        if isinstance(pair, Found) or question.topic.bare:
            return pair
    if question.topic.bare:
        return partners_of(heirs_of(asked, store), question, search, store)
    return None


def _due_window(question: Question) -> Window | None:
    """The window whose deadlines are asked for, if that is what the question asks.

    A whole year says which programme is meant rather than what is due, unless that is asked; and a window beside a
    subject picks among that subject's deadlines ("quý III giải ngân bao nhiêu").
    """
    overdue = next((w for w in question.windows if w.overdue), None)
    if overdue:
        return overdue
    due = Asks.DUE in question.asks and (question.topic.bare or Asks.WHEN not in question.asks)
    if due and question.windows:
        return question.windows[-1]
    return _short_window(question) if question.topic.bare else None


def _short_window(question: Question) -> Window | None:
    spans = [window for window in question.windows if (window.end - window.start).days < _DAYS_OF_A_YEAR]
    return spans[-1] if spans else None
