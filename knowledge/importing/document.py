"""Documents as lists of blocks, whatever file they came from; each block knows its place, for messages to people."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: what the format knows of page, paragraph, line, table and row, counted from 1."""

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None

    def __str__(self) -> str:
        named = (
            ("trang", self.page),
            ("đoạn", self.paragraph),
            ("dòng", self.line),
            ("bảng", self.table),
            ("hàng", self.row),
        )
        return ", ".join(f"{what} {number}" for what, number in named if number is not None) or "văn bản"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its number written out: "a) Sở Nội vụ chủ trì …"; `heading` is the level of a heading style."""

    text: str
    place: Place = field(default_factory=Place)
    bold: bool = False
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a merged cell's text stands in each place that it covers, `wide` marks those across columns."""

    cells: tuple[str, ...]
    place: Place = field(default_factory=Place)
    wide: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its head included."""

    rows: tuple[Row, ...]
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; `mark` is what cites it in the text: "[3]" or "(1)"."""

    mark: str
    text: str
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page ends."""

    page: int


Block = Paragraph | Table | Footnote | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: its blocks in order, and what a person should know about the reading."""

    name: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
