"""Peers: how others would search the same tasks, each as its documentation shows; whole answers stand beside them."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import bm25s
import tantivy
from rapidfuzz import fuzz, process

from nlp.letters import fold
from nlp.words import split

Ask = Callable[[str], object]

TOP = 10  # tasks that each is asked for


def texts(store: Path) -> list[str]:
    """Title and content of each task, folded."""
    with sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True) as connection:
        return [fold(text) for (text,) in connection.execute("SELECT title || '. ' || content FROM tasks")]


def words(question: str) -> list[str]:
    """The folded words of a question."""
    return [word.folded for word in split(question)]


def fts5(rows: list[str], folder: Path) -> Ask:
    """SQLite's FTS5: BM25 of an OR of the words."""
    connection = sqlite3.connect(folder / "fts5.db")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(text)")
    connection.executemany("INSERT INTO search(text) VALUES (?)", ((row,) for row in rows))
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")
    connection.commit()

    def ask(question: str) -> object:
        query = " OR ".join(f'"{word}"' for word in words(question)) or '""'
        found = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search) LIMIT ?"
        return connection.execute(found, (query, TOP)).fetchall()

    return ask


def bm25(rows: list[str], folder: Path) -> Ask:
    """bm25s, in memory."""
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(rows, stopwords=None, show_progress=False), show_progress=False)

    def ask(question: str) -> object:
        tokens = bm25s.tokenize(fold(question), stopwords=None, show_progress=False)
        return retriever.retrieve(tokens, k=min(TOP, len(rows)), show_progress=False)

    return ask


def tantivy_words(rows: list[str], folder: Path) -> Ask:
    """tantivy with its own analyser and query parser: BM25 of an OR of the words."""
    schema = tantivy.SchemaBuilder().add_text_field("text").build()
    (folder / "tantivy").mkdir()
    index = tantivy.Index(schema, path=str(folder / "tantivy"))
    writer = index.writer()
    for row in rows:
        writer.add_document(tantivy.Document(text=row))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> object:
        return searcher.search(index.parse_query(" ".join(words(question)), ["text"]), TOP).hits

    return ask


def every_row(rows: list[str], folder: Path) -> Ask:
    """rapidfuzz over all rows."""
    return lambda question: process.extract(fold(question), rows, scorer=fuzz.token_set_ratio, limit=TOP)


PEERS: dict[str, Callable[[list[str], Path], Ask]] = {
    "SQLite FTS5, BM25 of an OR of words": fts5,
    "bm25s": bm25,
    "tantivy, BM25 of an OR of words": tantivy_words,
    "rapidfuzz token_set_ratio over all rows": every_row,
}


def ready(store: Path) -> Iterator[tuple[str, Ask]]:
    """Each peer, ready to be asked about the store's tasks."""
    rows = texts(store)
    with tempfile.TemporaryDirectory() as folder:
        for name, make in PEERS.items():
            yield name, make(rows, Path(folder))
