"""Scope: which programmes a question is about, where a store holds those of several years or provinces.

Agencies of one name stand in every province, so a question is answered within one province: the only one there is, the
one that the question names, the one that the conversation is about, or the only one that has the agency; else the
person is asked. Of a province's programmes those of its latest year count, unless the question names another year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from knowledge.answers import Answer, Choose, Context, NotFound, Reason, answer, hinted, with_province
from knowledge.problems import KnowledgeError
from knowledge.search import Search
from knowledge.store import Programmes, Store, StoredProgramme
from knowledge.task_fields import TaskFields
from knowledge.weights import WEIGHTS
from nlp.letters import fold
from nlp.question import AskedAgency, Asks, Question
from nlp.understand import understand

_TOLD = 8  # provinces and years named where none fits
_NEAR = 0.9  # share of the best score, from which another province's task may be meant as well
_HELD = 64  # scopes with their names and vocabulary in memory, some 1 MB each


class NoSuchProgramme(KnowledgeError):
    """The store has no programme of the province or year that was asked for."""


class Desk:
    """Answers questions from a store within the scope of each."""

    def __init__(self, store: Store) -> None:
        self._store = store.within(None)  # what stands now; where `store` is renewed, another desk is needed
        self._fields = TaskFields(WEIGHTS.content)
        self._scoped = lru_cache(maxsize=_HELD)(self._opened)
        self._current = lru_cache(maxsize=2)(lambda year: _current(self._store.programmes.values(), year))
        self._of = lru_cache(maxsize=2 * _HELD)(self._of_province)

    def programmes_of(self, today: date, *, province: str = "", year: int | None = None) -> frozenset[int]:
        """The programmes of a province, of a year or of both; the current ones where no year is given.

        Raises NoSuchProgramme where the store has none.
        """
        every = self._store.programmes.values()
        scope = self._current(today.year) if year is None else _ids(p for p in every if p.year == year)
        found = _ids(p for p in self._those(scope) if not province or fold(p.province) == fold(province))
        if not found:
            told = " ".join([*([f"tỉnh {province}"] if province else []), *([f"năm {year}"] if year else [])])
            held = ", ".join(sorted({f"{p.province} {p.year}" for p in every})[:_TOLD])
            raise NoSuchProgramme(f"Kho không có chương trình nào của {told}. Đang có: {held}.")
        return found

    def understood(
        self, text: str, today: date, *, programmes: Programmes = None, context: Context | None = None
    ) -> Question:
        """What a text asks on a day, by the names of the agencies that it may be about."""
        usual = self._programmes(programmes, today)
        question = understand(text, today, self._scoped(usual)[0].names)
        scope = self._scope_of(question, programmes)
        meant = with_province(question, context, self._provinces(scope)) if context else None
        if meant:
            return meant
        if question.programmes and scope != usual:
            question = understand(text, today, self._scoped(scope)[0].names)
        province = self._province(question, scope, context)
        if not isinstance(province, str) or not province:
            return question
        if not (question.agencies or question.hints):  # nobody is named, so nobody is named otherwise there
            return replace(question, province=province)
        names = self._scoped(self._of(province, scope))[0].names
        return replace(understand(text, today, names), province=province)

    def answer(
        self, question: Question, *, programmes: Programmes = None, context: Context | None = None,
        own: str | None = None,
    ) -> Answer:  # fmt: skip
        """Answer a question from some programmes, or else the current ones; "sở mình" means the agency `own`."""
        if own and Asks.MINE in question.asks and not question.agencies:
            question = replace(question, agencies=(AskedAgency((own,), own),))
        scope = self._scope_of(question, programmes)
        if question.programmes and not any(_is_cited(p, question) for p in self._those(scope)):
            question = replace(question, citations=(*question.citations, *question.programmes))
        province = question.province or self._province(question, scope, context)
        if isinstance(province, Choose):
            return province
        inside = self._of(province, scope) if province else scope
        if not inside:
            return NotFound(question, Reason.PROVINCE, province, programmes=tuple(self._store.programmes.values()))
        return answer(question, *self._scoped(inside), context)

    def _scope_of(self, question: Question, programmes: Programmes) -> frozenset[int]:
        """The programmes that a question may be about: those it cites, or each province's of the years it names."""
        cited = [p for p in self._store.programmes.values() if _is_cited(p, question)]
        if cited:
            scope = _current(cited, question.today.year)
            return scope & programmes if programmes and scope & programmes else scope
        scope = self._programmes(programmes, question.today)
        years = {window.start.year for window in question.windows if window.names_year}
        if programmes is not None or not years:
            return scope
        named = [p for p in self._store.programmes.values() if p.year in years]
        provinces = {p.province for p in named}
        return _ids([*named, *(p for p in self._those(scope) if p.province not in provinces)])

    def _opened(self, programmes: frozenset[int]) -> tuple[Store, Search]:
        everything = len(programmes) == len(self._store.programmes)
        store = self._store if everything else self._store.within(programmes)
        return store, Search(store, fields=self._fields)

    def _programmes(self, programmes: Programmes, today: date) -> frozenset[int]:
        """The programmes asked about: those given, or all current ones."""
        return programmes if programmes is not None else self._current(today.year)

    def _those(self, scope: Iterable[int]) -> list[StoredProgramme]:
        return [self._store.programmes[i] for i in scope if i in self._store.programmes]

    def _provinces(self, scope: Iterable[int]) -> set[str]:
        return {programme.province for programme in self._those(scope)}

    def _of_province(self, province: str, scope: frozenset[int]) -> frozenset[int]:
        return _ids(p for p in self._those(scope) if p.province == province)

    def _province(self, question: Question, scope: frozenset[int], context: Context | None) -> str | Choose:
        """The province that a question is about, "" where it may be any, or which ones to choose from."""
        provinces = self._provinces(scope)
        if len(provinces) == 1:
            return ""
        named = {place.name for place in question.places} & provinces
        elsewhere = [place.name for place in question.places if place.of_agency and place.name not in provinces]
        if elsewhere and not named:
            return elsewhere[0]
        meant = named or self._spoken_of(context) & provinces
        if len(meant) == 1:
            return meant.pop()
        store, search = self._scoped(scope)
        asked = question.agencies or hinted(question)
        if asked:
            having = store.provinces_with(asked[0].agencies) & (meant or provinces)
            if len(having) == 1:
                return having.pop()
            return Choose(question, asked[0].words, provinces=tuple(sorted(having or meant or provinces)))
        if question.windows and question.topic.bare and not question.outside:
            return Choose(question, "", provinces=tuple(sorted(meant or provinces)))
        hits = search.find(question.topic)
        near = {h.task.programme.province for h in hits if search.is_answer(h) and h.score >= _NEAR * hits[0].score}
        if len(near) > 1:
            return Choose(question, "", provinces=tuple(sorted(near)))
        return hits[0].task.programme.province if hits else ""

    def _spoken_of(self, context: Context | None) -> set[str]:
        """The provinces whose tasks the conversation is about."""
        keys = {key for key, _ in context.tasks} if context else set()
        programmes = self._store.programmes.values() if keys else ()
        return {programme.province for programme in programmes if programme.key in keys}


def _is_cited(programme: StoredProgramme, question: Question) -> bool:
    """Whether a question cites a programme, by its whole number or by the figure alone: "chương trình 01"."""
    figure, _, code = fold(programme.number).replace(" ", "").partition("/")
    cited = [number.partition("/") for number in question.programmes]
    return any(f.lstrip("0") == figure.lstrip("0") and c in ("", code) for f, _, c in cited)


def _current(programmes: Collection[StoredProgramme], this_year: int) -> frozenset[int]:
    """The programmes of each province's latest year, and of this year where the next one's are there already."""
    latest: dict[str, int] = {}
    for programme in programmes:
        latest[programme.province] = max(programme.year, latest.get(programme.province, 0))
    return _ids(p for p in programmes if p.year >= min(this_year, latest[p.province]))


def _ids(programmes: Iterable[StoredProgramme]) -> frozenset[int]:
    return frozenset(programme.id for programme in programmes)
