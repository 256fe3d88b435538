"""The lexicon: what people's words mean, as data files that a person can read and correct.

| file | holds |
|---|---|
| abbreviations.csv | "GPMB" → "giải phóng mặt bằng" |
| slang.csv | chat spelling and regional words → standard Vietnamese |
| fillers.csv | words that carry no subject; kind "chung" carries a little |
| asks.csv | phrases that show what is asked: who, when, what is due, who with whom |
| outside.csv | phrases about what no action programme holds |
| provinces.csv | provinces before and since 01/07/2025 |
| places.csv | places that are no provinces |
| topics/*.csv | the thesaurus: how people say it → how the administration writes it |
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.phrases import PhraseBook
from nlp.respelling import respell
from nlp.spelling import Speller
from nlp.syllables import is_syllable
from nlp.words import Word, phrase_key, split

FOLDER = Path(__file__).parent
_SPELT = {"fillers": 0, "asks": 1, "outside": 1, "places": 0}  # files whose phrases show how words are spelt
GENERIC = "chung"  # the kind of filler that still weighs a little: "đề án", "tăng cường"


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of the thesaurus: phrases that people say, and what the administration writes for them."""

    said: tuple[str, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All files, ready to look phrases up in."""

    abbreviations: dict[str, tuple[str, ...]]  # folded → expansions
    slang: PhraseBook[str]
    fillers: PhraseBook[str]
    asks: PhraseBook[str]
    outside: PhraseBook[str]
    places: PhraseBook[str]  # any name of a province or place → its own name
    thesaurus: PhraseBook[Concept]
    speller: Speller
    frequencies: dict[str, float]  # folded word → share of the thesaurus phrases that hold it

    def expand(self, words: list[Word]) -> list[Word]:
        """Words with slang and abbreviations written out; an expansion stands where the short form stood.

        `"ko", "GPMB" → "không", "giải", "phóng", "mặt", "bằng"`. An abbreviation with two meanings stays as it is.
        """
        expanded: list[Word] = []
        start = 0
        while start < len(words):
            end, text = self._written_out(words, start)
            if text is None:
                expanded.append(words[start])
            else:
                first, last = words[start], words[end - 1]
                expanded += [Word(w.text, w.exact, w.folded, first.start, last.end) for w in split(text)]
            start = end
        return expanded

    def _written_out(self, words: list[Word], start: int) -> tuple[int, str | None]:
        for match in self.slang.at(words, start):
            typed = tuple(word.exact for word in words[start : match.end])
            if typed == tuple(word.exact for word in split(match.phrase)):
                return match.end, match.value
        meanings = self.abbreviations.get(words[start].folded, ())
        if len(meanings) == 1 and not is_syllable(words[start].exact):
            return start + 1, meanings[0]
        return start + 1, respell(words[start].text)


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of a lexicon file after its heading, each with its line number."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader, None)
        for row in reader:
            if row:
                yield reader.line_num, [cell.strip() for cell in row]


def cell_phrases(cell: str) -> tuple[str, ...]:
    """The phrases of one cell: `"con nít; trẻ nhỏ" → ("con nít", "trẻ nhỏ")`."""
    return tuple(phrase for part in cell.split(";") if (phrase := part.strip()))


def topic_files(folder: Path = FOLDER) -> list[Path]:
    """The thesaurus files, in the order of their names."""
    return sorted((folder / "topics").glob("*.csv"))


@lru_cache(maxsize=1)
def load(folder: Path = FOLDER) -> Lexicon:
    """Read all files once a process (some 10,000 phrases, about a tenth of a second)."""
    table = {
        name: [row for _, row in rows(folder / f"{name}.csv")]
        for name in ("abbreviations", "slang", "fillers", "asks", "outside", "provinces", "places")
    }
    abbreviations: dict[str, tuple[str, ...]] = {}
    for short, full in table["abbreviations"]:
        key = "".join(word.folded for word in split(short))
        abbreviations[key] = abbreviations.get(key, ()) + cell_phrases(full)
    concepts = [
        Concept(cell_phrases(said), cell_phrases(written))
        for path in topic_files(folder)
        for _, (said, written) in rows(path)
    ]
    phrases = [phrase for concept in concepts for phrase in (*concept.said, *concept.written)]
    counts = Counter(word for phrase in phrases for word in set(phrase_key(phrase)))
    return Lexicon(
        abbreviations=abbreviations,
        slang=PhraseBook((typed, meant) for typed, meant in table["slang"]),
        fillers=PhraseBook((word, kind) for word, kind in table["fillers"]),
        asks=PhraseBook((phrase, kind) for kind, phrase in table["asks"]),
        outside=PhraseBook((phrase, kind) for kind, phrase in table["outside"]),
        places=PhraseBook(
            (name, row[0]) for row in table["provinces"] + table["places"] for name in (row[0], *cell_phrases(row[1]))
        ),
        thesaurus=PhraseBook(
            ((phrase, concept) for concept in concepts for phrase in (*concept.said, *concept.written)),
            words_per_slip=2,
        ),
        speller=Speller((*phrases, *(row[column] for name, column in _SPELT.items() for row in table[name]))),
        frequencies={word: count / len(phrases) for word, count in counts.items()},
    )
