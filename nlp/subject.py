"""The subject of a question: the words that nothing else has spoken for, and what they may mean.

Fillers ("của", "làm") stay as places between words; the thesaurus and the short forms say what else may be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from nlp.labels import Labels
from nlp.lexicon import GENERIC, Concept, Lexicon
from nlp.phrases import Match
from nlp.question import Sense, Topic, TopicWord
from nlp.words import Word

_TELLING = {"danh từ chung", "động từ chung"}
_LEAST_TELLING = 4  # words: two of two syllables
_PARTICLE, _DOCUMENT = "cuối câu", "danh từ chung"  # kinds of filler with a rule of their own
_WITHIN = 0.8  # what a phrase says that is part of a longer one: "máy bay" of "máy bay không người lái"
_FILLER_AGREEMENT = 0.8  # least agreement of a filler of several words in a sentence with diacritics


def topic_of(
    labels: Labels, lexicon: Lexicon, concepts: Sequence[Match[Concept]], anywhere: Sequence[Match[Concept]], typed: str
) -> Topic:
    """The words that are left, with what the thesaurus makes of them; `typed` is the text that they stand in.

    `concepts` are the thesaurus phrases that the sentence is cut into, `anywhere` also those within and across them.
    """
    kinds = _fillers(labels, lexicon, concepts)
    kept = [i for i in range(len(labels.words)) if not labels.taken[i]]
    if all(i in kinds for i in kept):
        # Nothing says much: where two nouns or verbs are left ("gửi văn bản triển khai"), they are the subject.
        telling = [i for i in kept if kinds[i] in _TELLING]
        kinds = kinds | dict.fromkeys(telling if len(telling) >= _LEAST_TELLING else (), GENERIC)
    index = {place: at for at, place in enumerate(kept)}
    words = tuple(
        TopicWord(
            exact=labels.words[i].exact,
            folded=labels.words[i].folded,
            place=i,
            generic=kinds.get(i) == GENERIC,
            filler=kinds.get(i, GENERIC) != GENERIC,
            name=_is_name(labels.words, i),
        )
        for i in kept
    )
    senses = list(_senses(concepts, anywhere, index))
    for start, end, short in _short_forms(labels.words, typed):
        if all(i in index for i in range(start, end)):
            senses.append(Sense(index[start], index[end - 1] + 1, short, (short,), True, 1.0))
    return Topic(words, tuple(senses), labels.accented)


def _senses(
    concepts: Sequence[Match[Concept]], anywhere: Iterable[Match[Concept]], index: Mapping[int, int]
) -> Iterator[Sense]:
    """What the phrases may mean, the longest first; what a longer one means already is not said again."""
    said: dict[str, list[Match[Concept]]] = {}
    for match in sorted(anywhere, key=lambda match: match.start - match.end):
        if not all(i in index for i in range(match.start, match.end)):
            continue
        written = []
        for phrase in match.value.written:
            longer = said.setdefault(phrase, [])
            if phrase != match.phrase and not any(_holds(other, match) for other in longer):
                longer.append(match)
                written.append(phrase)
        if written:
            start, end = index[match.start], index[match.end - 1] + 1
            within = any(_holds(other, match) and _longer(other, match) for other in concepts)
            agreed = match.agreement * (_WITHIN if within else 1.0)
            yield Sense(start, end, match.phrase, tuple(written), match.phrase in match.value.written, agreed)


def _holds(one: Match[Concept], other: Match[Concept]) -> bool:
    return one.start <= other.start and other.end <= one.end


def _longer(one: Match[Concept], other: Match[Concept]) -> bool:
    return one.end - one.start > other.end - other.start


def _fillers(labels: Labels, lexicon: Lexicon, concepts: Iterable[Match[Concept]]) -> dict[int, str]:
    """The kind of each filler word that is no part of a thesaurus phrase, by its place.

    In a sentence with diacritics a filler has its own ("mình" is not the "minh" of "thông minh"); a particle only
    counts at the end ("nha"); a number after the word for the document is the document's ("chương trình 01").
    """
    in_concept = {i for m in concepts for i in range(m.start, m.end)}
    kinds = {
        i: m.value
        for m in lexicon.fillers.find(labels.words)
        if _means_filler(m, labels)
        for i in range(m.start, m.end)
        if i not in in_concept
    }
    for i, word in enumerate(labels.words):
        if word.folded.isdigit() and i and kinds.get(i - 1) == _DOCUMENT:
            kinds[i] = _DOCUMENT
    return kinds


def _means_filler(match: Match[str], labels: Labels) -> bool:
    if match.value == _PARTICLE and match.end < len(labels.words):
        return False
    least = 1.0 if match.end - match.start == 1 else _FILLER_AGREEMENT
    return match.agreement >= least or not labels.accented


def _short_forms(words: Sequence[Word], typed: str) -> Iterator[tuple[int, int, str]]:
    """The abbreviations that were written out, with the words that stand for them: texts may hold the short form."""
    start = 0
    while start < len(words):
        place = (words[start].start, words[start].end)
        end = start + 1
        while end < len(words) and (words[end].start, words[end].end) == place:
            end += 1
        if end - start > 1:
            yield start, end, typed[slice(*place)]
        start = end


def _is_name(words: Sequence[Word], at: int) -> bool:
    """Whether a word is capitalised as a name is, in a sentence that is not all capitals."""
    word = words[at].text
    return at > 0 and word[:1].isupper() and word[1:].islower() and any(w.text[:1].islower() for w in words)
