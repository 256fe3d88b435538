"""The lexicon: what people's words mean, as data files that a person can read and correct.

| file | holds |
|---|---|
| abbreviations.csv | "GPMB" → "giải phóng mặt bằng" |
| slang.csv | chat spelling and regional words → standard Vietnamese |
| fillers.csv | words that carry no subject; kind "chung" carries a little |
| asks.csv | phrases that show what is asked: who, when, what is due, who with whom |
| outside.csv | phrases about what no action programme holds; "lương … bao nhiêu" has other words between |
| provinces.csv | provinces before and since 01/07/2025 |
| places.csv | places that are no provinces |
| works.csv | buildings, lines and plants: "riêng" is in a document by name or not at all, "có nơi" one in each place |
| topics/*.csv | the thesaurus: how people say it → how the administration writes it |
"""

from __future__ import annotations

import csv
import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from nlp.loose import LoosePhrases
from nlp.phrases import GappedBook, PhraseBook
from nlp.short_forms import ShortForms
from nlp.spelling import Speller
from nlp.words import phrase_key

FOLDER = Path(__file__).parent
GAP = "…"  # stands for other words within a phrase of outside.csv
_SPELT = {
    "fillers": 0,
    "asks": 1,
    "outside": 1,
    "provinces": 0,
    "places": 0,
}  # files whose phrases show how words are spelt
GENERIC = "chung"  # the kind of filler that still weighs a little: "đề án", "tăng cường"


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of the thesaurus: phrases that people say, and what the administration writes for them."""

    said: tuple[str, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All files, ready to look phrases up in."""

    short_forms: ShortForms
    fillers: PhraseBook[str]
    asks: PhraseBook[str]
    outside: PhraseBook[str]
    outside_gapped: GappedBook[str]
    places: PhraseBook[str]  # any name of a province or place → its own name
    works: PhraseBook[str]
    thesaurus: PhraseBook[Concept]
    loose: LoosePhrases  # the same, for what is said in other order or with other words between
    speller: Speller
    written: frozenset[str]  # words that the administration writes, "ocop" and "logistics" among them
    frequencies: dict[str, float]  # folded word → share of the thesaurus phrases that hold it
    neighbours: dict[str, float]  # folded pair → how often the rarer of the two stands beside the other: "ton giao" 0.9


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
    """Read all files once a process: some 25,000 phrases, about half a second."""
    with _without_collection():
        return _read(folder)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a million new objects, none of them garbage, double the time of loading.

    What was made stays as long as the process, so later collections need not look through it either.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collecting:
            gc.enable()


def _read(folder: Path) -> Lexicon:
    table = {
        name: [row for _, row in rows(folder / f"{name}.csv")]
        for name in ("abbreviations", "slang", "fillers", "asks", "outside", "provinces", "places", "works")
    }
    short_forms = ShortForms(
        ((typed, meant) for typed, meant in table["slang"]),
        ((short, cell_phrases(full)) for short, full in table["abbreviations"]),
    )
    spelt = lru_cache(maxsize=None)(short_forms.spelt_out)
    concepts = [
        Concept(cell_phrases(said), cell_phrases(written))
        for path in topic_files(folder)
        for _, (said, written) in rows(path)
    ]
    phrases = [phrase for concept in concepts for phrase in (*concept.said, *concept.written)]
    counts = Counter(word for phrase in phrases for word in set(phrase_key(phrase)))
    pairs = Counter(pair for phrase in phrases for pair in set(pairwise(phrase_key(phrase))))
    known = [spelt(phrase) for phrase in phrases]
    known += [spelt(row[column]) for name, column in _SPELT.items() for row in table[name]]
    return Lexicon(
        short_forms=short_forms,
        fillers=PhraseBook((spelt(word), kind) for word, kind in table["fillers"]),
        asks=PhraseBook((spelt(phrase), kind) for kind, phrase in table["asks"]),
        outside=PhraseBook((spelt(phrase), kind) for kind, phrase in table["outside"] if GAP not in phrase),
        outside_gapped=GappedBook(
            (spelt(phrase.partition(GAP)[0]), spelt(phrase.partition(GAP)[2]), kind)
            for kind, phrase in table["outside"]
            if GAP in phrase
        ),
        places=PhraseBook(
            (spelt(name), row[0])
            for row in table["provinces"] + table["places"]
            for name in (row[0], *cell_phrases(row[1]))
        ),
        works=PhraseBook((spelt(name), kind) for name, kind in table["works"]),
        thesaurus=PhraseBook(
            ((spelt(phrase), concept) for concept in concepts for phrase in (*concept.said, *concept.written)),
            words_per_slip=2,
        ),
        loose=LoosePhrases(
            Concept(tuple(map(spelt, concept.said)), tuple(map(spelt, concept.written))) for concept in concepts
        ),
        speller=Speller(known),
        written=frozenset(word for concept in concepts for phrase in concept.written for word in phrase_key(phrase)),
        frequencies={word: count / len(phrases) for word, count in counts.items()},
        neighbours={f"{a} {b}": count / min(counts[a], counts[b]) for (a, b), count in pairs.items()},
    )
