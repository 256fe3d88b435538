"""What Telegram makes of HTML: the text, and its refusal of tags that are unknown or not closed."""

from __future__ import annotations

from html.parser import HTMLParser

_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote"}


class BadMarkup(ValueError):
    """Tags that Telegram would refuse."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.tags = "", list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise BadMarkup(f"tag {tag}")
        self.open.append(tag)
        self.tags.append(" ".join([tag, *(name for name, _ in attrs)]))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise BadMarkup(f"end of {tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


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
