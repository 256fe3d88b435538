"""Scope: which programmes a question is about, where a store holds those of several years or provinces.

Agencies of one name stand in every province, so a question is answered within one province: the only one there is, the
one that the question names, the one that the conversation is about, or the only one that has the agency; else the
person is asked. Of a province's programmes those of its latest year count, unless the question names another year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from knowledge.answers import Answer, Choose, Context, answer, hinted
from knowledge.search import Search
from knowledge.store import Programmes, Store, StoredProgramme
from nlp.question import Question
from nlp.understand import understand

_HELD = 64  # scopes with their names and vocabulary in memory, some 1 MB each


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood within its scope, and its answer."""

    question: Question
    answer: Answer


class Desk:
    """Answers questions from a store within the scope of each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._scoped = lru_cache(maxsize=_HELD)(self._opened)

    def ask(
        self, text: str, today: date, *, programmes: Programmes = None, context: Context | None = None,
        province: str = "",
    ) -> Asked:  # fmt: skip
        """Answer a question asked on a day, within some programmes or else the current ones, of a province if given."""
        inside = self._store.within(programmes).programmes.values()
        wide = _ids(p for p in inside if not province or p.province == province)
        scope = _current(self._programmes(wide), today) if programmes is None else wide
        question = self._understood(text, today, scope)
        years = _years(question)
        if programmes is None and years and not any(p.year in years for p in self._programmes(scope)):
            scope = _ids(p for p in self._programmes(wide) if p.year in years) or scope
        found = self._province(question, scope, context)
        if isinstance(found, Choose):
            return Asked(question, found)
        narrow = _ids(p for p in self._programmes(scope) if not found or p.province == found)
        if narrow != scope:
            question = self._understood(text, today, narrow)
        store, search = self._scoped(narrow)
        return Asked(question, answer(question, store, search, context))

    def choose(self, choice: Choose, number: int) -> Asked:
        """Answer a question again with one of the agencies or provinces that it might have meant, counted from 1."""
        asked = choice.question
        if choice.provinces:
            return self.ask(asked.text, asked.today, province=choice.provinces[number - 1])
        chosen = choice.agencies[number - 1]
        agencies = tuple(
            replace(agency, agencies=(chosen,)) if agency.agencies == choice.agencies else agency
            for agency in asked.agencies or asked.hints
        )
        question = replace(asked, agencies=agencies)
        return Asked(question, answer(question, *self._scoped(_ids(choice.programmes))))

    def _opened(self, programmes: frozenset[int]) -> tuple[Store, Search]:
        everything = len(programmes) == len(self._store.programmes)
        store = self._store if everything else self._store.within(programmes)
        return store, Search(store)

    def _programmes(self, ids: Iterable[int]) -> list[StoredProgramme]:
        return [self._store.programmes[i] for i in ids]

    def _understood(self, text: str, today: date, scope: frozenset[int]) -> Question:
        return understand(text, today, self._scoped(scope)[0].names)

    def _province(self, question: Question, scope: frozenset[int], context: Context | None) -> str | Choose:
        """The province that a question is about, "" where it may be any, or which ones to choose from."""
        provinces = {programme.province for programme in self._programmes(scope)}
        if len(provinces) == 1:
            return ""
        named = {place.name for place in question.places} & provinces
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
        best = next(iter(search.find(question.topic)), None)
        return best.task.programme.province if best else ""

    def _spoken_of(self, context: Context | None) -> set[str]:
        """The provinces whose tasks the conversation is about."""
        keys = {key for key, _ in context.tasks} if context else set()
        return (
            {programme.province for programme in self._store.programmes.values() if programme.key in keys}
            if keys
            else set()
        )


def _current(programmes: list[StoredProgramme], today: date) -> frozenset[int]:
    """The programmes of each province's latest year, and of this year where the next one's are there already."""
    latest: dict[str, int] = {}
    for programme in programmes:
        latest[programme.province] = max(programme.year, latest.get(programme.province, 0))
    return _ids(p for p in programmes if p.year >= min(today.year, latest[p.province]))


def _years(question: Question) -> set[int]:
    return {window.start.year for window in question.windows if window.names_year}


def _ids(programmes: Iterable[StoredProgramme]) -> frozenset[int]:
    return frozenset(programme.id for programme in programmes)
