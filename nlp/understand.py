"""Understanding: from a sentence as typed to a `Question`.

Every word of the sentence gets one label, in the order in which evidence is trusted: agencies, asking phrases of
several words, windows of time, thesaurus phrases, single asking words, fillers. What is left is the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from nlp import lexicon as lexicons
from nlp.citations import find_citations
from nlp.keystrokes import decode
from nlp.letters import nfc
from nlp.lexicon import GENERIC, Concept, Lexicon
from nlp.names import Mention, NameBook, Strength
from nlp.ordinals import find_ordinal
from nlp.phrases import Match
from nlp.question import AskedAgency, Asks, Outside, Place, Question, Sense, Topic, TopicWord
from nlp.syllables import is_folded_syllable
from nlp.windows import Window, find_windows
from nlp.words import Word, split

_ADDRESS = re.compile(r"(?<!\w)@\w+|https?://\S+")
_OPENING = {"the", "vay"}
_MERGED_AFTER = {"moi", "gop"}
_SENDING = {"gui", "nop", "trinh"}
_RECEIVER_BEFORE = {"cho", "gui", "ve", "len", "toi", "nop", "den", "qua"}
_PARTNER_BEFORE = {"voi", "cung", "chung", "vs", "hop"}
_PROVINCE_BEFORE = {"tinh", "pho", "tp", "cua", "ben", "ubnd"}
_CIRCUMSTANCE_BEFORE = {"o", "tu", "len", "di", "ve", "qua", "tai", "xuong", "ra", "vo", "sang", "bi"}
_ENGLISH = frozenset(
    ("how", "what", "who", "when", "where", "why", "is", "are", "my", "your", "the", "of", "for", "can", "you", "tell")
)
_LEAST_ENGLISH = 2
_COURTESY = {"chào hỏi", "cảm ơn", "khen chê", "tán gẫu"}
_FOREIGN_SHARE = 0.5
_ADDRESSING = {"lịch sự", "xưng hô"}  # kinds of filler that address the one who is asked
_TELLING = {"danh từ chung", "động từ chung"}
_LEAST_TELLING = 4  # words: two of two syllables
_PARTICLE, _DOCUMENT = "cuối câu", "danh từ chung"  # kinds of filler with a rule of their own
_FILLER_AGREEMENT = 0.8  # least agreement of a filler of several words in a sentence with diacritics
_ACCENTED_SHARE = 0.3  # of words with diacritics in a sentence that is typed with them


@dataclass(slots=True)
class _Labels:
    """The words of the sentence and which of them are spoken for."""

    words: list[Word]
    accented: bool  # the sentence is typed with diacritics
    taken: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.taken = [False] * len(self.words)

    def free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = [True] * (end - start)


def understand(text: str, today: date, names: NameBook, lexicon: Lexicon | None = None) -> Question:
    """Read a question: `"bao gio xong tuyen dung cong chuc" → asks {WHEN}, topic "tuyen dung cong chuc"`.

    `names` are the agencies of the store; `today` is the day of asking. Any text is understood somehow, none raises.
    """
    lexicon = lexicon or lexicons.load()
    typed = _ADDRESS.sub(lambda m: " " * len(m[0]), decode(nfc(text))).replace(" & ", " và ")
    typed_words = split(typed)
    words, mentions = _agencies(typed_words, names, lexicon)
    labels = _Labels(words, _accented(typed_words, lexicon))
    firm = [m for m in mentions if m.strength is not Strength.HINT]
    for mention in firm:
        labels.take(mention.start, mention.end)
    labels.words = words = lexicon.speller.mend(words, labels.taken)
    ordinal = _ordinal(typed, labels)
    windows = _windows(typed, today, labels)
    outside = _outside(words, firm, lexicon)
    for match in outside:
        if match.value in _COURTESY and labels.free(match.start, match.end):
            labels.take(match.start, match.end)
    # One syllable means what it says only with its own diacritics: "cong" may be "cống", "công", "cổng".
    concepts = [m for m in lexicon.thesaurus.find(words) if m.end - m.start > 1 or m.agreement == 1.0]
    asks = _asks(labels, lexicon, [(m.start, m.end) for m in concepts])
    places = _places(labels, lexicon, concepts, firm)
    follows = _follows(labels)
    kinds = _fillers(labels, lexicon, concepts)
    topic = _topic(labels, kinds, concepts, typed)
    return Question(
        text=text,
        today=today,
        asks=frozenset(asks),
        agencies=tuple(_asked(m, words, asks) for m in firm),
        hints=tuple(_asked(m, words, asks) for m in mentions if m.strength is Strength.HINT),
        windows=tuple(windows),
        topic=topic,
        outside=tuple(
            Outside(m.value, " ".join(w.text for w in words[m.start : m.end]), m.value in _COURTESY) for m in outside
        ),
        places=tuple(places),
        citations=tuple(find_citations(typed)),
        foreign=_foreign(words, lexicon),
        follows=follows,
        ordinal=ordinal,
    )


def _accented(words: list[Word], lexicon: Lexicon) -> bool:
    """Whether a sentence is typed with diacritics, courtesies apart: keyboards complete those by themselves."""
    courtesy = {i for m in lexicon.fillers.find(words) if m.value in _ADDRESSING for i in range(m.start, m.end)}
    rest = [word for i, word in enumerate(words) if i not in courtesy]
    return sum(word.accented for word in rest) > _ACCENTED_SHARE * len(rest)


def _agencies(words: list[Word], names: NameBook, lexicon: Lexicon) -> tuple[list[Word], list[Mention]]:
    """The words with short forms written out, but for the codes of agencies, and all mentions of agencies in them."""
    expanded: list[Word] = []
    coded: list[Mention] = []
    start = 0
    for mention in names.codes(words):
        if mention.end - mention.start == 1 and words[mention.start].folded in lexicon.short_forms:
            continue
        expanded += lexicon.short_forms.expand(words[start : mention.start])
        at = len(expanded)
        expanded += words[mention.start : mention.end]
        coded.append(Mention(at, len(expanded), mention.agencies, mention.strength))
        start = mention.end
    expanded += lexicon.short_forms.expand(words[start:])
    spoken = names.find(expanded)
    mentions = coded + [m for m in spoken if not any(m.start < c.end and c.start < m.end for c in coded)]
    return expanded, sorted(mentions, key=lambda m: m.start)


def _outside(words: list[Word], firm: Iterable[Mention], lexicon: Lexicon) -> list[Match[str]]:
    """Phrases about what no programme holds, also around an agency: "giám đốc (Sở Y tế) tên gì"."""
    named = {i for m in firm for i in range(m.start, m.end)}
    places = [i for i in range(len(words)) if i not in named]
    rest = [words[i] for i in places]
    found = lexicon.outside.find(rest)
    found += [
        m for m in lexicon.outside_gapped.find(rest) if not any(m.start < o.end and o.start < m.end for o in found)
    ]
    return [replace(m, start=places[m.start], end=places[m.end - 1] + 1) for m in found]


def _ordinal(typed: str, labels: _Labels) -> int | None:
    found = find_ordinal(typed)
    if found is None:
        return None
    start, end, number = found
    inside = [i for i, word in enumerate(labels.words) if word.start < end and start < word.end]
    labels.take(inside[0], inside[-1] + 1)
    return number


def _follows(labels: _Labels) -> bool:
    """Whether the sentence goes on from another: it opens with "còn", "thế còn", "vậy còn"."""
    before = 1 if labels.words and labels.words[0].folded in _OPENING else 0
    opening = labels.words[before : before + 1]
    if not opening or opening[0].folded != "con" or not labels.free(0, before + 1):
        return False
    # "con giống" opens with another word.
    means_on = opening[0].exact == "còn" or any(labels.taken[before + 1 : before + 2])
    if means_on:
        labels.take(0, before + 1)
    return means_on


def _windows(typed: str, today: date, labels: _Labels) -> list[Window]:
    windows = []
    for start, end, window in find_windows(typed, today):
        inside = [i for i, word in enumerate(labels.words) if word.start < end and start < word.end]
        if inside and labels.free(inside[0], inside[-1] + 1):
            labels.take(inside[0], inside[-1] + 1)
            windows.append(window)
    return windows


def _asks(labels: _Labels, lexicon: Lexicon, topics: Sequence[tuple[int, int]]) -> set[Asks]:
    """What is asked; a single asking word inside a thesaurus phrase is part of that phrase."""
    asks = set()
    for match in lexicon.asks.find(labels.words):
        inside = any(start <= match.start and match.end <= end for start, end in topics)
        if inside or (match.end - match.start == 1 and not labels.free(match.start, match.end)):
            continue
        asks.add(Asks(match.value))
        labels.take(match.start, match.end)
    return asks


def _places(
    labels: _Labels, lexicon: Lexicon, concepts: Iterable[Match[Concept]], firm: Iterable[Mention]
) -> list[Place]:
    """The places named; "tỉnh X", "Sở Y tế X" and a place that opens the sentence are those who act."""
    words = labels.words
    spans = [(m.start, m.end) for m in concepts]
    agencies = [(m.start, m.end) for m in firm]
    places = []
    for match in lexicon.places.find(words):
        inside_phrase = any(start < match.end and match.start < end for start, end in spans)
        capital = words[match.start].text[:1].isupper() or match.agreement == 1.0 or not labels.accented
        if inside_phrase or not capital or not labels.free(match.end - 1, match.end):
            continue
        before = words[match.start - 1].folded if match.start else ""
        # The agency before may have taken the "tỉnh" of "tỉnh Cà Mau".
        near = range(match.start, match.start + 2) if before != "tinh" else range(match.start - 1, match.start + 1)
        of_agency = any(end in near for _, end in agencies)
        places.append(
            Place(
                name=match.value,
                start=match.start,
                end=match.end,
                of_agency=of_agency,
                circumstance=before in _CIRCUMSTANCE_BEFORE,
                acts=match.start == 0 or of_agency or before in _PROVINCE_BEFORE,
            )
        )
    return places


def _fillers(labels: _Labels, lexicon: Lexicon, concepts: Iterable[Match[Concept]]) -> dict[int, str]:
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


def _means_filler(match: Match[str], labels: _Labels) -> bool:
    if match.value == _PARTICLE and match.end < len(labels.words):
        return False
    least = 1.0 if match.end - match.start == 1 else _FILLER_AGREEMENT
    return match.agreement >= least or not labels.accented


def _topic(labels: _Labels, kinds: dict[int, str], concepts: Sequence[Match[Concept]], typed: str) -> Topic:
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
    senses: dict[tuple[int, int, str], Sense] = {}
    for match in concepts:
        if all(i in index for i in range(match.start, match.end)):
            start, end = index[match.start], index[match.end - 1] + 1
            synonym = match.phrase in match.value.written
            written = tuple(p for p in match.value.written + match.value.said * synonym if p != match.phrase)
            senses[start, end, " ".join(written)] = Sense(start, end, match.phrase, written, synonym, match.agreement)
    for start, end, short in _short_forms(labels.words, typed):
        if all(i in index for i in range(start, end)):
            senses[start, end, short] = Sense(index[start], index[end - 1] + 1, short, (short,), True, 1.0)
    return Topic(words, tuple(senses.values()), labels.accented)


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


def _asked(mention: Mention, words: Sequence[Word], asks: set[Asks]) -> AskedAgency:
    after = words[mention.end].folded if mention.end < len(words) else ""
    before = {word.folded for word in words[max(0, mention.start - 2) : mention.start]}
    said_before = {word.folded for word in words[: mention.start]}
    return AskedAgency(
        agencies=mention.agencies,
        words=" ".join(word.text for word in words[mention.start : mention.end]),
        as_partner=bool(before & _PARTNER_BEFORE),
        as_receiver=bool(before & _RECEIVER_BEFORE and said_before & _SENDING),
        merged=after in _MERGED_AFTER or Asks.MERGED in asks,
    )


def _foreign(words: Sequence[Word], lexicon: Lexicon) -> bool:
    letters = [word for word in words if word.text[:1].isalpha()]
    if sum(word.exact in _ENGLISH for word in letters) >= _LEAST_ENGLISH:
        return True
    strange = [w for w in letters if not is_folded_syllable(w.folded) and w.folded not in lexicon.short_forms]
    return bool(letters) and len(strange) > _FOREIGN_SHARE * len(letters)
