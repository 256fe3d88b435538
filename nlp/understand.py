"""Understanding: from a sentence as typed to a `Question`.

Every word of the sentence gets one label, in the order in which evidence is trusted: agencies, asking phrases of
several words, windows of time, thesaurus phrases, single asking words, fillers. What is left is the subject.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from nlp import lexicon as lexicons
from nlp.citations import find_citations
from nlp.frames import without_frames
from nlp.keystrokes import decode
from nlp.labels import Labels
from nlp.lexicon import Concept, Lexicon
from nlp.names import Mention, NameBook, Strength
from nlp.ordinals import find_ordinal
from nlp.phrases import Match, longest
from nlp.question import AskedAgency, Asks, Outside, Place, Question
from nlp.stretched import unstretched
from nlp.subject import topic_of
from nlp.syllables import is_folded_syllable
from nlp.window_years import in_named_year
from nlp.windows import Window, find_windows
from nlp.words import Word, split

_ADDRESS = re.compile(r"(?<!\w)@\w+|https?://\S+")
_SHOUTED = 3  # words: more than so many in capitals are a sentence, not abbreviations
_OPENING = {"the", "vay"}
_MERGED_AFTER = {"mới", "moi", "gộp", "gop"}
_EACH_OF = {"ben", "so", "co", "don", "noi", "nganh"}  # "moi ben" is "mỗi bên", not "mới"
_SENDING = {"gui", "nop", "trinh"}
_RECEIVER_BEFORE = {"cho", "gui", "ve", "len", "toi", "nop", "den", "qua"}
_PARTNER_BEFORE = {"voi", "cung", "chung", "vs", "hop"}
_PROVINCE_BEFORE = {"tinh", "pho", "tp", "cua", "ben", "ubnd"}
_CIRCUMSTANCE_BEFORE = {"o", "tu", "len", "di", "ve", "qua", "tai", "xuong", "ra", "vo", "sang", "bi", "cho"}
_APART_AFTER = {"tinh", "o", "tai", "cua", "trong"}
_ENGLISH = frozenset(
    ("how", "what", "who", "when", "where", "why", "is", "are", "my", "your", "the", "of", "for", "can", "you", "tell")
)
_LEAST_ENGLISH = 2
_COURTESY = {"chào hỏi", "cảm ơn", "khen chê", "tán gẫu"}
_FOREIGN_SHARE = 0.5
_ADDRESSING = {"lịch sự", "xưng hô"}  # kinds of filler that address the one who is asked
_ACCENTED_SHARE = 0.3  # of words with diacritics in a sentence that is typed with them


def understand(text: str, today: date, names: NameBook, lexicon: Lexicon | None = None) -> Question:
    """Read a question: `"bao gio xong tuyen dung cong chuc" → asks {WHEN}, topic "tuyen dung cong chuc"`.

    `names` are the agencies of the store; `today` is the day of asking. Any text is understood somehow, none raises.
    """
    lexicon = lexicon or lexicons.load()
    framed = without_frames(_ADDRESS.sub(lambda m: " " * len(m[0]), decode(unstretched(text))).replace(" & ", " và "))
    typed = framed.text
    if typed.isupper() and len(typed.split()) > _SHOUTED:
        typed = "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in typed)
    typed_words = lexicon.speller.part(split(typed))
    words, mentions = _agencies(typed_words, names, lexicon)
    labels = Labels(words, _accented(typed_words, lexicon))
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
    anywhere = [m for m in lexicon.thesaurus.find_all(words) if m.end - m.start > 1 or m.agreement == 1.0]
    concepts = longest(anywhere)
    asks = _asks(labels, lexicon, [(m.start, m.end) for m in concepts])
    places = _places(labels, lexicon, concepts, firm)
    follows = _follows(labels)
    topic = topic_of(labels, lexicon, concepts, anywhere, typed)
    return Question(
        text=text,
        today=today,
        asks=frozenset(asks),
        agencies=tuple(_asked(m, words, asks) for m in firm),
        hints=tuple(_asked(m, words, asks) for m in mentions if m.strength is Strength.HINT),
        windows=tuple(in_named_year(windows)),
        topic=topic,
        outside=tuple(
            Outside(m.value, " ".join(w.text for w in words[m.start : m.end]), m.value in _COURTESY) for m in outside
        ),
        places=tuple(places),
        citations=tuple(find_citations(typed) or find_citations(_line(words))),
        foreign=_foreign(typed_words, {words[i].start for m in firm for i in range(m.start, m.end)}, lexicon),
        follows=follows,
        ordinal=ordinal,
        programmes=framed.programmes,
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
    expanded = lexicon.speller.mend_keys(expanded)
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


def _ordinal(typed: str, labels: Labels) -> int | None:
    found = find_ordinal(typed)
    if found is None:
        return None
    start, end, number = found
    inside = [i for i, word in enumerate(labels.words) if word.start < end and start < word.end]
    labels.take(inside[0], inside[-1] + 1)
    return number


def _follows(labels: Labels) -> bool:
    """Whether the sentence goes on from another: it opens with "còn", "thế còn", "vậy còn", which are then taken."""
    before = 1 if labels.words and labels.words[0].folded in _OPENING else 0
    opening = labels.words[before : before + 1]
    if not opening or opening[0].folded != "con" or not labels.free(0, before + 1):
        return False
    # "con giống" opens with another word.
    means_on = opening[0].exact == "còn" or any(labels.taken[before + 1 : before + 2])
    if means_on:
        labels.take(0, before + 1)
    return means_on


def _windows(typed: str, today: date, labels: Labels) -> list[Window]:
    """The windows as typed, or as the words are with short forms written out and slips mended, if those name more."""
    places = [(word.start, word.end) for word in labels.words]
    found = find_windows(typed, today)
    if any(word.text != typed[word.start : word.end] for word in labels.words):
        meant = find_windows(_line(labels.words), today)
        if _named(meant) > _named(found):
            ends = list(accumulate(len(word.text) + 1 for word in labels.words))
            places = [(end - len(word.text) - 1, end - 1) for word, end in zip(labels.words, ends, strict=True)]
            found = meant
    windows = []
    for start, end, window in found:
        inside = [i for i, (first, last) in enumerate(places) if first < end and start < last]
        if inside and labels.free(inside[0], inside[-1] + 1):
            labels.take(inside[0], inside[-1] + 1)
            windows.append(window)
    return windows


def _line(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _named(windows: Sequence[tuple[int, int, Window]]) -> int:
    """How many words name the windows."""
    return sum(len(window.words.split()) for _, _, window in windows)


def _asks(labels: Labels, lexicon: Lexicon, topics: Sequence[tuple[int, int]]) -> set[Asks]:
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
    labels: Labels, lexicon: Lexicon, concepts: Iterable[Match[Concept]], firm: Iterable[Mention]
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
                apart=words[match.start].folded == "tinh" or before in _APART_AFTER,
            )
        )
    return places


def _asked(mention: Mention, words: Sequence[Word], asks: set[Asks]) -> AskedAgency:
    after = words[mention.end].exact if mention.end < len(words) else ""
    each = after == "moi" and mention.end + 1 < len(words) and words[mention.end + 1].folded in _EACH_OF
    before = {word.folded for word in words[max(0, mention.start - 2) : mention.start]}
    said_before = {word.folded for word in words[: mention.start]}
    return AskedAgency(
        agencies=mention.agencies,
        words=" ".join(word.text for word in words[mention.start : mention.end]),
        as_partner=bool(before & _PARTNER_BEFORE),
        as_receiver=bool(before & _RECEIVER_BEFORE and said_before & _SENDING),
        merged=(after in _MERGED_AFTER and not each) or Asks.MERGED in asks,
    )


def _foreign(words: Sequence[Word], named: Collection[int], lexicon: Lexicon) -> bool:
    """Whether most words are no Vietnamese ones; agencies, which stand at `named`, and "OCOP", "logistics" are none."""
    letters = [word for word in words if word.text[:1].isalpha()]
    english = {word.exact for word in letters} & _ENGLISH
    if len(english) >= _LEAST_ENGLISH and not all(map(is_folded_syllable, english)):  # "can", "the" are Vietnamese too
        return True
    strange = [
        w
        for w in letters
        if not (is_folded_syllable(w.folded) or w.folded in lexicon.short_forms or w.start in named)
        and w.exact not in lexicon.written
    ]
    return bool(letters) and len(strange) > _FOREIGN_SHARE * len(letters)
