"""The reply: what a person is shown, for any channel to draw: lines of styled text, rows of buttons with actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bot.actions import Action


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


class Frame(Enum):
    """How a passage stands out from the lines around it."""

    NONE = "none"
    QUOTE = "quote"
    FOLDED = "folded"  # a quote of which only the beginning shows until it is opened
    SPARE = "spare"  # the same, left out by a channel that cannot fold: the lines around it say enough


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together, such as a task of a list: no page ends within them."""

    lines: tuple[Line, ...]
    frame: Frame = Frame.NONE


Block = Line | Passage


@dataclass(frozen=True, slots=True)
class Button:
    """Something that the person can do next: what it is called, and what that does."""

    label: str
    action: Action


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """Lines and passages from top to bottom and the rows of buttons below them."""

    blocks: tuple[Block, ...]
    rows: tuple[Row, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines as a channel shows them that cannot fold."""
        return tuple(line for block in self.blocks for line in lines_of(block) if not _spare(block))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons of all rows."""
        return tuple(button for row in self.rows for button in row)

    @property
    def text(self) -> str:
        """The lines as plain text."""
        return "\n".join(map(text_of, self.lines))


def lines_of(block: Block) -> tuple[Line, ...]:
    """The lines of a passage, or the line that the block is."""
    return block.lines if isinstance(block, Passage) else (block,)


def text_of(line: Line) -> str:
    """A line as plain text."""
    return "".join(span.text for span in line)


def plain(text: str) -> Line:
    """A line of plain text."""
    return (Span(text),)


def bold(text: str) -> Line:
    """A line of bold text."""
    return (Span(text, Style.BOLD),)


def faint(text: str) -> Line:
    """A line of faint text."""
    return (Span(text, Style.FAINT),)


def labelled(label: str, text: str) -> Line:
    """A line with a bold label: "Chủ trì: Sở Y tế"."""
    return (Span(f"{label}: ", Style.BOLD), Span(text))


def rows(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Buttons in rows of at most `width`."""
    given = tuple(buttons)
    return tuple(given[i : i + width] for i in range(0, len(given), width))


def _spare(block: Block) -> bool:
    return isinstance(block, Passage) and block.frame is Frame.SPARE
