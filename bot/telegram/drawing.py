"""Drawing: replies as Telegram's HTML and keyboards. The only place where anything is escaped, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.actions import Action, CopyText, OpenPrivateChat
from bot.paging import pages
from bot.reply import Block, Button, Frame, Line, Passage, Reply, Style, lines_of

MOST = 4096  # UTF-16 units of a message after parsing, https://core.telegram.org/bots/api#sendmessage
MOST_OF_CAPTION = 1024
_TAGS = {Style.PLAIN: "", Style.BOLD: "b", Style.FAINT: "i"}
_FRAMES = {Frame.QUOTE: "<blockquote>", Frame.FOLDED: "<blockquote expandable>", Frame.SPARE: "<blockquote expandable>"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A reply as messages of HTML; the keyboard is below the last."""

    texts: tuple[str, ...]
    keyboard: InlineKeyboardMarkup | None


class Drawing:
    """Draws replies for one bot; `encode` gives an action its code, `username` is asked when it is needed."""

    def __init__(self, encode: Callable[[Action], str], *, username: Callable[[], str]) -> None:
        self._encode = encode
        self._username = username

    def draw(self, reply: Reply, most: int = MOST) -> Drawn:
        """A reply as messages of at most `most` UTF-16 units."""
        return Drawn(tuple(map(html, pages(reply, most))), self.keyboard(reply))

    def keyboard(self, reply: Reply) -> InlineKeyboardMarkup | None:
        """The buttons below a reply, None if it has none."""
        rows = [[self._button(button) for button in row] for row in reply.rows if row]
        return InlineKeyboardMarkup(rows) if rows else None

    def _button(self, button: Button) -> InlineKeyboardButton:
        action = button.action
        if isinstance(action, CopyText):
            return InlineKeyboardButton(button.label, copy_text=CopyTextButton(action.text))
        if isinstance(action, OpenPrivateChat):
            return InlineKeyboardButton(button.label, url=f"https://t.me/{self._username()}")
        return InlineKeyboardButton(button.label, callback_data=self._encode(action))


def html(reply: Reply) -> str:
    """The text of a reply in Telegram's HTML: `(bold("A & B"),) → "<b>A &amp; B</b>"`; neighbouring quotes are one."""
    drawn = []
    for tag, blocks in groupby(reply.blocks, _tag):
        text = "\n".join(_line(line) for block in blocks for line in lines_of(block))
        drawn.append(f"{tag}{text}</blockquote>" if tag else text)
    return "\n".join(drawn)


def _tag(block: Block) -> str:
    return _FRAMES.get(block.frame, "") if isinstance(block, Passage) else ""


def _line(line: Line) -> str:
    drawn = []
    for span in line:
        text, tag = escape(span.text, quote=False), _TAGS[span.style]
        drawn.append(f"<{tag}>{text}</{tag}>" if tag and text else text)
    return "".join(drawn)
