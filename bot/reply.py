"""The reply: what a person is shown, for any channel to draw. Lines of styled text, and buttons with actions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Style(Enum):
    """Light markup, as much as every channel can draw."""

    PLAIN = "plain"
    BOLD = "bold"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """Something that the person can do next: what it is called, and what a channel asks for when it is chosen."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Lines from top to bottom and the buttons below them."""

    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        """The lines as plain text."""
        return "\n".join("".join(span.text for span in line) for line in self.lines)


def plain(text: str) -> Line:
    """A line of plain text."""
    return (Span(text),)


def bold(text: str) -> Line:
    """A line of bold text."""
    return (Span(text, Style.BOLD),)


def faint(text: str) -> Line:
    """A line of faint text."""
    return (Span(text, Style.FAINT),)
