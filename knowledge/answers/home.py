"""The home province in a question: "Cà Mau" says nothing where all tasks are Cà Mau's, unless it is part of a name.

A programme's own province stands in many of its tasks ("Cảng hàng không Cà Mau"), so that its name, left in, draws a
question about anything to those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from knowledge.search import Hit, Search
from knowledge.store import Store
from nlp.letters import fold
from nlp.question import Place, Question, TopicWord

_LIKELY = 10  # tasks looked through for a name


def home_of(question: Question, store: Store) -> list[Place]:
    """The places that a question names which are the store's own provinces."""
    return [place for place in question.places if place.name in store.provinces]


def without_home(question: Question, search: Search, store: Store) -> Question:
    """The question without its own province where that only says where all of this is: "… ở tỉnh Cà Mau"."""
    home = home_of(question, store)
    if not home:
        return question
    hits = search.find(question.topic)[:_LIKELY]
    return _without(question, (place for place in home if _is_idle(place, question, hits)))


def without_drawing_home(question: Question, search: Search, store: Store) -> Question:
    """The question without its own province also where it is beside a name, if a task fits the rest better.

    `"vay tien ngan hang de nuoi tom ca mau"`: "tôm Cà Mau" stands in a task about ports.
    """
    without = besides_home(question, store)
    if without is None:
        return question
    hits, better = search.find(question.topic), search.find(without.topic)
    if not better or not better[0].by_phrase:
        return question
    same = hits and hits[0].task.id == better[0].task.id  # the name may still tell its deadlines apart
    return without if not hits or (better[0].score > hits[0].score and not same) else question


def besides_home(question: Question, store: Store) -> Question | None:
    """The question without all names of its own province; None where it names none, or nothing else."""
    home = home_of(question, store)
    named = question.topic.naming(home)
    return _without(question, home) if named and len(named) < len(question.topic.words) else None


def _is_idle(place: Place, question: Question, hits: Collection[Hit]) -> bool:
    return place.of_agency or place.apart or (_at_an_end(place, question) and not _in_a_name(place, question, hits))


def _without(question: Question, places: Iterable[Place]) -> Question:
    named = question.topic.naming(places)
    return replace(question, topic=question.topic.without(named)) if named else question


def _at_an_end(place: Place, question: Question) -> bool:
    """Whether a place begins or ends what is asked about."""
    named = question.topic.naming([place])
    others = [i for i, word in enumerate(question.topic.words) if not word.filler and i not in named]
    return not others or max(others) < min(named, default=0) or min(others) > max(named, default=0)


def _in_a_name(place: Place, question: Question, hits: Collection[Hit]) -> bool:
    """Whether a task has the place beside the same neighbour: "cao tốc Cần Thơ - Cà Mau"."""
    words = question.topic.words
    named = sorted(question.topic.naming([place]))
    if not named:
        return False
    name = " ".join(words[i].folded for i in named)
    first, last = words[named[0]], words[named[-1]]
    phrases = [f" {w.folded} {name} " for w in words if _beside(w, first, -1)]
    phrases += [f" {name} {w.folded} " for w in words if _beside(w, last, 1)]
    return any(
        phrase in fold(line) for hit in hits for line in (hit.task.title_line, hit.task.body_line) for phrase in phrases
    )


def _beside(word: TopicWord, other: TopicWord, step: int) -> bool:
    return word.place == other.place + step and not word.generic
