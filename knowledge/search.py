"""Search: which tasks a topic means, how surely, and why.

Every word of the topic is worth its rarity. A task earns that worth in part or whole by how the word stands in it:
beside the same neighbour, in the administration's words for what was said (thesaurus), or alone; in the title or in
the content; with the same diacritics or without. A task's score is the share of the topic's worth that it earns, so
that a score means the same for a short and a long question: what part of it the task answers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from knowledge.store import Store, StoredTask
from knowledge.task_fields import CONTENT, Field, TaskFields
from knowledge.wanted import Term, Wanted, Written, parts, wanted
from knowledge.weights import WEIGHTS, Weights
from nlp import lexicon
from nlp.letters import UNMARKED, agreement
from nlp.question import Topic, TopicWord
from nlp.syllables import is_folded_syllable
from nlp.words import line, terms_of

_HELD = 32  # topics whose terms and hits stay in memory: those of the questions at hand
_CLOSELY = 10  # tasks that the index proposes to be scored in full
_LEAST_TO_MEND = 4  # letters of a word that a slip may be mended in
_RARITY_FLOOR = 0.004  # the frequency of a word that no text holds
_LEAST_TASKS = 50  # in a smaller store, that a word stands in every task does not make it common
_PAIR = 2  # words
_SUBJECT = 7.0  # worth of one rare word and a little
_PHRASE, _SYNONYM, _WORD = "cụm từ", "từ đồng nghĩa", "từ"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a word counts: what was found for it in the task, where, how, and how much of the word's worth that earns."""

    word: str
    found: str
    field: str
    how: str  # "cụm từ", "từ đồng nghĩa", "từ"
    earned: float
    worth: float

    @property
    def by_phrase(self) -> bool:
        """Whether it is more than a word on its own."""
        return self.how != _WORD


@dataclass(frozen=True, slots=True)
class Hit:
    """A task with its score, 0 to 1, and the evidence for each word of the topic that was found."""

    task: StoredTask
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def by_phrase(self) -> bool:
        """Whether more than words on their own was found."""
        return any(evidence.by_phrase for evidence in self.evidence)

    @property
    def earned(self) -> float:
        """How much was found, whatever was asked besides."""
        return sum(evidence.earned for evidence in self.evidence)


class Search:
    """Search over one store, or what one holds of some programmes; those of one file share the fields of its tasks."""

    def __init__(self, store: Store, weights: Weights = WEIGHTS, *, fields: TaskFields | None = None) -> None:
        self._store = store
        self.weights = weights
        self._fields = (fields or TaskFields(weights.content)).of
        self._frequencies, neighbours = lexicon.load().frequencies, lexicon.load().neighbours
        self._worth = lru_cache(maxsize=8192)(self._rarity)
        parts_of = lru_cache(maxsize=4096)(lambda phrase: parts(phrase, self._worth, neighbours))
        self.find = lru_cache(maxsize=_HELD)(self._find)
        self._wanted = lru_cache(maxsize=_HELD)(
            lambda topic: wanted(self._mended(topic), self._worth, parts_of, self.weights)
        )

    def _find(self, topic: Topic) -> tuple[Hit, ...]:
        """The tasks that hold anything of the topic, best first."""
        sought = self._wanted(topic)
        likely = self._store.index.likely(
            sought.values, _CLOSELY, content=self.weights.content, programmes=self._store.scope
        )
        return self.rank(topic, self._store.tasks(likely))

    def rank(self, topic: Topic, tasks: Iterable[StoredTask]) -> tuple[Hit, ...]:
        """The given tasks that hold anything of the topic, best first."""
        sought = self._wanted(topic)
        hits = [hit for task in tasks if (hit := self._hit(sought, task)).score > 0]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.task.id)))

    def is_answer(self, hit: Hit) -> bool:
        """Whether the best task is what was meant, rather than one that happens to share a word with the question."""
        least = self.weights.found if hit.by_phrase else self.weights.found_by_words
        return hit.score >= least and hit.earned >= self.weights.earned

    def contradicts(self, hit: Hit, topic: Topic) -> bool:
        """Whether the question gives a figure for something that the task gives another figure for: "500 giường"."""
        found = {evidence.word for evidence in hit.evidence}
        return any(
            figure.folded[0].isdigit() and len(figure.folded) > 1 and figure.exact not in found and thing.exact in found
            for figure, thing in pairwise(topic.words)
            if thing.place - figure.place == 1 and not thing.filler
        )

    def worth(self, topic: Topic) -> float:
        """How much a topic says: about 5 for each rare word, little for generic ones, nothing for fillers."""
        return self._wanted(topic).total

    def is_subject(self, topic: Topic) -> bool:
        """Whether words are a subject rather than a turn of phrase: more than one rare word."""
        return self.worth(topic) >= _SUBJECT

    def share(self, topic: Topic, text: str) -> float:
        """What share of the topic's worth a text earns, 0 to 1: which of several deadlines a question means."""
        folded, exact = line(text)
        sought = self._wanted(topic)
        earned = _earned(sought, [Field(CONTENT, 1.0, folded, exact, terms_of(folded))], self.weights.part)
        return sum(e.earned for e in earned.values()) / (sought.total or 1.0)

    def _hit(self, sought: Wanted, task: StoredTask) -> Hit:
        earned = _earned(sought, self._fields(task), self.weights.part)
        score = sum(e.earned for e in earned.values()) / sought.total if sought.total else 0.0
        return Hit(task, score, tuple(earned[i] for i in sorted(earned)))

    def _mended(self, topic: Topic) -> Topic:
        """The topic with words of no language taken for the store's word one letter away: "lohistics" → "logistics"."""
        words = tuple(
            replace(word, exact=near, folded=near) if (near := self._near(word)) else word for word in topic.words
        )
        return topic if words == topic.words else replace(topic, words=words)

    def _near(self, word: TopicWord) -> str | None:
        typed = word.folded
        if len(typed) < _LEAST_TO_MEND or not typed.isalpha() or is_folded_syllable(typed):
            return None
        if typed in self._store.vocabulary or typed in self._frequencies:
            return None
        found = extractOne(typed, self._store.vocabulary.keys(), scorer=OSA.distance, score_cutoff=1)
        return found[0] if found and found[0].isalpha() else None

    def _rarity(self, folded: str) -> float:
        """The worth of a word: how rare it is among the store's tasks and in the language of the thesaurus."""
        tasks = self._store.vocabulary.get(folded, 0) / max(self._store.vocabulary_tasks, _LEAST_TASKS)
        return -math.log(min(1.0, max(tasks, self._frequencies.get(folded, 0.0)) + _RARITY_FLOOR)) + 0.1


def _earned(sought: Wanted, fields: Iterable[Field], least_part: float) -> dict[int, Evidence]:
    """The best evidence for each word of a topic, by its place."""
    best: dict[int, Evidence] = {}
    for field in fields:
        there = sorted(sought.folded & field.terms)  # sums of floats and ties must fall the same way in every process
        if there:
            _keep_terms(best, sought, field, there)
            _keep_written(best, sought, field, there, least_part)
    return best


def _keep_terms(best: dict[int, Evidence], sought: Wanted, field: Field, there: list[str]) -> None:
    pairs: list[Term] = []
    for folded in there:
        for term in sought.terms.get(folded, ()):
            how = _PHRASE if term.telling else _WORD
            _keep(best, sought, term, term.share * field.factor * _agreement(term, field), term.exact, field.name, how)
            if term.end - term.start == _PAIR:
                pairs.append(term)
    for run in _runs(pairs):
        if f" {run.folded} " in field.folded:
            share = sought.run_share * field.factor * _agreement(run, field)
            _keep(best, sought, run, share, run.exact, field.name, _PHRASE)


def _runs(pairs: list[Term]) -> Iterator[Term]:
    """All runs that pairs of neighbours join into: "giải phóng", "phóng mặt", "mặt bằng" → "giải phóng mặt", …."""
    following = {pair.start: pair for pair in pairs}
    for pair in pairs:
        run, after = pair, following.get(pair.end - 1)
        while after:
            folded, exact = after.folded.partition(" ")[2], after.exact.partition(" ")[2]
            run = replace(run, end=after.end, folded=f"{run.folded} {folded}", exact=f"{run.exact} {exact}")
            yield run
            after = following.get(run.end - 1)


def _keep_written(best: dict[int, Evidence], sought: Wanted, field: Field, there: list[str], least_part: float) -> None:
    found: dict[int, float] = {}
    for folded in there:
        for place, exact, part in sought.parts.get(folded, ()):
            if exact in field.exact:
                found[place] = found.get(place, 0.0) + part
    for place, part in found.items():
        if part >= least_part:
            phrase = sought.written[place]
            _keep(best, sought, phrase, phrase.share * field.factor * part, phrase.phrase, field.name, _SYNONYM)


def _keep(
    best: dict[int, Evidence], sought: Wanted, span: Term | Written, share: float, found: str, field: str, how: str
) -> None:  # fmt: skip
    for i in range(span.start, span.end):
        earned = share * sought.worths[i]
        if earned and (i not in best or best[i].earned < earned):
            best[i] = Evidence(sought.words[i], found, field, how, earned, sought.worths[i])


def _agreement(term: Term, field: Field) -> float:
    """How far the diacritics of a term agree with the place in the field where they agree best, up to 1."""
    if f" {term.exact} " in field.exact:
        return 1.0
    if term.unmarked is not None:
        return term.unmarked
    typed, pattern, best = term.exact.split(), f" {term.folded} ", 0.0
    at = field.folded.find(pattern)
    while at >= 0 and best < UNMARKED:
        written = field.exact[at : at + len(pattern)].split()
        best = max(best, sum(map(agreement, typed, written)) / len(typed))
        at = field.folded.find(pattern, at + 1)
    return best
