"""What Telegram makes of HTML: the text, and its refusal of tags that are unknown or not closed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

_ENTITIES = {"b": "bold", "i": "italic", "blockquote expandable": "expandable_blockquote"}
_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote"}


class BadMarkup(ValueError):
    """Tags that Telegram would refuse."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.tags = "", list[tuple[str, int]](), list[str]()
        self.entities: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise BadMarkup(f"tag {tag}")
        self.tags.append(" ".join([tag, *(name for name, _ in attrs)]))
        self.open.append((self.tags[-1], units(self.text)))

    def handle_endtag(self, tag: str) -> None:
        opened, began = self.open.pop() if self.open else ("", 0)
        if opened.split(" ")[0] != tag:
            raise BadMarkup(f"end of {tag}")
        length = units(self.text) - began
        self.entities.append({"type": _ENTITIES.get(opened, tag), "offset": began, "length": length})

    def handle_data(self, data: str) -> None:
        self.text += data


def entities_of(source: str) -> list[dict[str, Any]]:
    """The marks of a text as messages hold them, those that begin first and are longer first."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def read_html(source: str) -> tuple[str, list[str]]:
    """The text and the tags in it: `"<b>A &amp; B</b>" → ("A & B", ["b"])`; BadMarkup where Telegram refuses it."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    if reader.open:
        raise BadMarkup(f"{reader.open} not closed")
    return reader.text, reader.tags


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
