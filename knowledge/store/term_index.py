"""The term index: in which tasks a term stands, in the title or only in the content; kept in files by tantivy.

A term is a folded word or a pair of neighbours. A task scores the sum of what its terms are worth to the question, and
nothing else, so that the same question finds the same tasks of a programme however many others the store holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import tantivy

Programmes = frozenset[int] | None  # ids of the programmes that a question is about; None: all

_TITLE, _CONTENT, _TASK, _PROGRAMME = "title", "content", "task", "programme"
_HEAP = 100_000_000  # bytes that the writer may hold before it writes a segment
_MOST_TERMS = 120  # of a question, those that are worth most
_COMMON = 50_000  # tasks: in a search of everything, terms in more of them say little and take long to read
_DECIMALS = 4  # of a score; tantivy adds in single precision


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (_TITLE, _CONTENT):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field(_TASK, fast=True)
    builder.add_unsigned_field(_PROGRAMME, indexed=True)
    return builder.build()


class TermIndexWriter:
    """Writes a new index into an empty folder."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index(_schema(), path=str(folder))
        self._writer = index.writer(_HEAP, 1)  # one thread keeps the documents' order, so that ties fall the same way

    def add(self, task: int, programme: int, title_line: str, body_line: str) -> None:
        """Add a task by its folded lines."""
        title, body = _tokens(title_line), _tokens(body_line)
        document = tantivy.Document()
        document.add_text(_TITLE, " ".join(title))
        document.add_text(_CONTENT, " ".join(body - title))
        document.add_unsigned(_TASK, task)
        document.add_unsigned(_PROGRAMME, programme)
        self._writer.add_document(document)

    def close(self) -> None:
        """Write all that was added."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class TermIndex:
    """Reads an index; ValueError or OSError where the folder holds none."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._searcher = tantivy.Index.open(str(folder)).searcher()

    def likely(
        self, values: Mapping[str, float], most: int, *, content: float, programmes: Programmes = None
    ) -> list[int]:
        """The tasks of some programmes whose terms are worth most together, best first.

        `values` has the worth of each term where it stands in a title; in the content it counts `content` of that.
        """
        telling = sorted(values, key=lambda term: (-values[term], term))[:_MOST_TERMS]
        everywhere = programmes is None and self._searcher.num_docs > _COMMON
        terms = self._without_common(telling) if everywhere else telling
        parts = [
            (tantivy.Occur.Should, self._worth(field, term, share * values[term]))
            for term in terms
            for field, share in ((_TITLE, 1.0), (_CONTENT, content))
        ]
        if not parts:
            return []
        query = tantivy.Query.boolean_query(parts)
        if programmes is not None:
            query = tantivy.Query.boolean_query([
                (tantivy.Occur.Must, self._in(programmes)), (tantivy.Occur.Must, query),
            ])  # fmt: skip
        hits = self._searcher.search(query, limit=2 * most, count=False).hits
        tasks = self._searcher.fast_field_values(_TASK, [address for _, address in hits])
        scored = ((-round(score, _DECIMALS), int(task or 0)) for (score, _), task in zip(hits, tasks, strict=True))
        return [task for _, task in sorted(scored)[:most]]

    def _without_common(self, terms: Iterable[str]) -> list[str]:
        """The terms that are in some tasks but not in very many, or the rarest one where all are."""
        counts = {term: count for term in terms if (count := self._count(term))}
        rare = [term for term, count in counts.items() if count <= _COMMON]
        return rare or sorted(counts, key=lambda term: counts[term])[:1]

    def _count(self, term: str) -> int:
        return self._searcher.doc_freq(_TITLE, _token(term)) + self._searcher.doc_freq(_CONTENT, _token(term))

    def _worth(self, field: str, term: str, worth: float) -> tantivy.Query:
        stands = tantivy.Query.term_query(self._schema, field, _token(term), index_option="basic")
        return tantivy.Query.const_score_query(stands, worth)

    def _in(self, programmes: frozenset[int]) -> tantivy.Query:
        among = tantivy.Query.term_set_query(self._schema, _PROGRAMME, sorted(programmes))
        return tantivy.Query.const_score_query(among, 0.0)


def _token(term: str) -> str:
    return term.replace(" ", "_")


def _tokens(folded_line: str) -> set[str]:
    """The tokens of a line: its words and pairs of neighbours; what holds the end of a clause is never looked for."""
    words = folded_line.split()
    return {*words, *map("_".join, pairwise(words))}
