"""Doubts: whether the task that fits a question best is what was asked, or only shares a place or a word with it.

"Sân bay Năm Căn" is not the airport of Cà Mau, "đường sắt Cần Thơ - Cà Mau" not the motorway between them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from knowledge.answers.home import home_of
from knowledge.search import Hit, Search
from knowledge.store import Store
from nlp import lexicon
from nlp.letters import fold
from nlp.question import Asks, Question, TopicWord
from nlp.words import Word, phrase_forms

_OWN = "riêng"  # kind of work that is in a document by its name or not at all; of others there is one in each place
_WORD = re.compile(r"[^\W\d_]+|\S")
_LEAST_THING = 3.0  # worth of what is asked besides a place
_FOUND_OF_THING = 0.3  # least share of that worth, where it is found by words on their own
_HITS_WITH_NAMES = 4
_LONGEST_WORK = 6  # words from a kind of work to the name of its place: "nhà máy sản xuất ô tô Khánh An"
_BETWEEN = r"(?:,? |[ ]-[ ])"  # words of a name or of two joined ones: "cao tốc Cà Mau - Đất Mũi"
_AT = {"o", "tai", "ve", "trong", "den", "cho"}  # what is done at a place is not named after it
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HITS_HEARD = 6
_UNHEARD = 0.7  # share of the topic
_MONEY = re.compile(r"\b(?:nhieu|may)\s+(?:(?:chuc|tram|ngan|nghin)\s+)*(?:tien|ti|ty|trieu|dong)\b")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}|\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"\d")
_MONEY_FIGURE = re.compile(r"\d\s*(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng)\b")


def beside_the_point(hits: Sequence[Hit], question: Question, search: Search, store: Store) -> bool:
    """Whether the best task is about another thing in the same place, or about the same thing in another."""
    best, words = hits[0], question.topic.words
    named = _named(best, words)
    at_home = question.topic.naming(home_of(question, store))
    if search.contradicts(best, question.topic) or lacks_amount(best, question):
        return True
    if _of_another_number(best, words) or _of_another_year(best, question) or _unheard_of(hits, question, search):
        return True
    if at_home and _only_home(best, question, at_home, search):
        return True
    elsewhere = {i for hit in hits[1:_HITS_WITH_NAMES] for i in _named(hit, words)} - named - at_home
    return any(
        not _literally(best, words[start:end]) if own
        else end in elsewhere or _stands_elsewhere(best, words, start, named)
        for start, end, own in _works(words)
    )  # fmt: skip


def _stands_elsewhere(best: Hit, words: Sequence[TopicWord], start: int, named: set[int]) -> bool:
    """Whether the task names a place but not with the work before it: "sân bay Hòn Khoai", where a port is planned."""
    first = next((i for i in range(start, min(start + _LONGEST_WORK, len(words))) if i in named), None)
    if first is None or any(word.folded in _AT for word in words[start:first]):
        return False
    end = next((i for i in range(first, len(words)) if i not in named), len(words))
    kinds = [[word.folded for word in words[start:first]]]
    kinds += [list(phrase_forms(phrase)[0]) for sense in lexicon.load().thesaurus.find_all(_spoken(words[start:first]))
              for phrase in sense.value.written]  # fmt: skip
    text = fold(f"{best.task.title}. {best.task.content}")
    place = _BETWEEN.join(re.escape(word.folded) for word in words[first:end])
    return not any(re.search(rf"{_BETWEEN.join(map(re.escape, kind))}(?: \w+){{0,3}} {place}", text) for kind in kinds)


def _of_another_number(best: Hit, words: Sequence[TopicWord]) -> bool:
    """Whether the task numbers a thing that the question names by another number: "LNG Cà Mau 5", "lớp 6"."""
    text = fold(f"{best.task.title}. {best.task.content}")
    return any(
        number.folded.isdigit()
        and number.place - thing.place == 1
        and not (thing.filler or thing.generic or thing.folded.isdigit())
        and (given := set(re.findall(rf"\b{re.escape(thing.folded)} (\d+)\b(?![./])", text)))
        and number.folded not in given
        for thing, number in pairwise(words)
    )


def _of_another_year(best: Hit, question: Question) -> bool:
    """Whether the question names a year that neither the programme nor the task speaks of: "năm 2023 giải ngân …"."""
    years = {int(year) for window in question.windows for year in _YEAR.findall(window.words)}
    known = {best.task.programme.year, best.task.programme.year + 1}
    return any(str(year) not in f"{best.task.content} {best.task.horizon}" for year in years - known)


def lacks_amount(hit: Hit, question: Question) -> bool:
    """Whether an amount is asked that the task does not give: none at all, or none of money."""
    if Asks.AMOUNT not in question.asks:
        return False
    text = _DATE.sub(" ", hit.task.content)
    figure = _MONEY_FIGURE if _MONEY.search(fold(question.text)) else _FIGURE
    return not figure.search(text)


def _unheard_of(hits: Sequence[Hit], question: Question, search: Search) -> bool:
    """Whether most of the question is a thing with a name in the thesaurus, and no task holds anything of it."""
    words = question.topic.words
    named = [sense for sense in question.topic.senses if sense.end - sense.start > 1]
    concept = {i for sense in named for i in range(sense.start, sense.end)}
    found = {evidence.word for hit in hits[:_HITS_HEARD] for evidence in hit.evidence if evidence.by_phrase}
    unheard = [i for i in concept if words[i].exact not in found]
    return bool(unheard) and search.worth(question.topic.part(unheard)) >= _UNHEARD * search.worth(question.topic)


def _named(hit: Hit, words: Sequence[TopicWord]) -> set[int]:
    """The topic words that are a name of several words in the task: "Hòn Khoai", "Trần Văn Thời"."""
    said = {word.folded for word in words}
    names = [name for name in _names_in(f"{hit.task.title}. {hit.task.content}") if said.issuperset(name[0])]
    starts = [(start, len(folded)) for folded, exact in names for start in _places(words, folded, exact)]
    return {i for start, length in starts for i in range(start, start + length)}


@lru_cache(maxsize=4096)
def _names_in(text: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The names of several words in a text, folded and exact."""
    runs = (list(run) for capital, run in groupby(_WORD.findall(text), key=_is_capitalised) if capital)
    return tuple(phrase_forms(name) for name in dict.fromkeys(" ".join(run) for run in runs if len(run) > 1))


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _places(words: Sequence[TopicWord], folded: Sequence[str], exact: Sequence[str]) -> Iterator[int]:
    """Where the words of a name stand in the topic, each with its diacritics or without any."""
    for start in range(len(words) - len(folded) + 1):
        typed = words[start : start + len(folded)]
        if all(w.folded == f and w.exact in (f, e) for w, f, e in zip(typed, folded, exact, strict=True)):
            yield start


def _only_home(best: Hit, question: Question, named: Collection[int], search: Search) -> bool:
    """Whether little was found but the home province, though something is asked about it: "vườn thú Cà Mau"."""
    thing = question.topic.without(named)
    asked = {word.exact for word in thing.words if not (word.generic or word.filler)}
    worth = search.worth(thing)
    found = [evidence for evidence in best.evidence if evidence.word in asked]
    if worth < _LEAST_THING or any(evidence.by_phrase for evidence in found):
        return False
    return sum(evidence.earned for evidence in found) < _FOUND_OF_THING * worth


def _works(words: Sequence[TopicWord]) -> list[tuple[int, int, bool]]:
    """The buildings, lines and plants that the topic names, and whether each is one of its own."""
    return [(match.start, match.end, match.value == _OWN) for match in lexicon.load().works.find_all(_spoken(words))]


def _spoken(words: Sequence[TopicWord]) -> list[Word]:
    return [Word(word.exact, word.exact, word.folded, 0, 0) for word in words]


def _literally(hit: Hit, words: Sequence[TopicWord]) -> bool:
    """Whether the task holds the words side by side, with their diacritics if they have any."""
    text = f"{hit.task.title_line} {hit.task.body_line}"
    exact, folded = (" ".join(form) for form in zip(*((w.exact, w.folded) for w in words), strict=True))
    return f" {exact} " in (text if exact != folded else fold(text))
