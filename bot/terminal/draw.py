"""Drawing a reply in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bot.reply import Reply, Style

_STYLES = {Style.PLAIN: "", Style.BOLD: "bold", Style.FAINT: "dim"}


def draw(reply: Reply, console: Console) -> None:
    """Print a reply, its markup as terminal styles, or as plain lines where the output is no terminal."""
    for line in reply.lines:
        text = Text()
        for span in line:
            text.append(span.text, style=_STYLES[span.style])
        console.print(text, soft_wrap=not console.is_terminal)
