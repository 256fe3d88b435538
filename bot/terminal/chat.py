"""The chat in a terminal: a question a line; a number opens a task of the last answer, "tiếp" shows the next page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO

from rich.console import Console

from bot.assistant import Assistant, Response
from bot.render import TERMINAL, out_of_list_reply, render, task_reply
from bot.render.list_buttons import has_next
from bot.reply import Reply, bold, faint
from bot.sentences import ASK_LIKE, END_OF_LIST, SAID_FOR_NEXT
from bot.terminal.draw import draw
from knowledge.answers import Answer, Choose, Context, Found, opened
from nlp.letters import fold

_QUIT = {"thoat", "exit", "quit", "q"}
_NOT_UTF8 = "Dòng này không phải chữ Unicode (UTF-8) nên không đọc được. Bạn hãy gõ lại."
_PROMPT = "\n› "


class Chat:
    """One person's chat; it remembers the last answer, for its numbers, pages and follow-ups."""

    def __init__(self, assistant: Assistant, today: Callable[[], date]) -> None:
        self._assistant = assistant
        self._today = today
        self._last: Answer | None = None
        self._page = 0
        self._context: Context | None = None

    def reply(self, text: str) -> Reply:
        """The reply to one line."""
        said = fold(text).strip(" .!?")
        number = int(said) if said.isascii() and said.isdigit() else 0
        if isinstance(self._last, Choose) and 1 <= number <= len(self._last.choices):
            return self._take(self._assistant.choose(self._last, number))
        if isinstance(self._last, Found):
            if 1 <= number <= len(self._last.tasks):
                self._context = opened(self._context, number) if self._context else None
                return task_reply(self._last.tasks[number - 1].task, self._today(), TERMINAL)
            if number:
                return out_of_list_reply(len(self._last.tasks))
            if said in SAID_FOR_NEXT:
                return self._next_page()
        return self._take(self._assistant.ask(text, self._today(), context=self._context))

    def _take(self, response: Response) -> Reply:
        self._last, self._page, self._context = response.answer, 0, response.context
        return response.reply

    def _next_page(self) -> Reply:
        if self._last is None or not self._more(self._last):
            return Reply((bold(END_OF_LIST),))
        self._page += 1
        return render(self._last, self._page)

    def _more(self, answer: Answer) -> bool:
        return isinstance(answer, Found) and has_next(answer, self._page, TERMINAL)


def talk(chat: Chat, console: Console) -> None:
    """Chat with the person at the keyboard until they leave, or answer each line of a pipe."""
    interactive = sys.stdin.isatty()
    if interactive:
        draw(
            Reply((bold("Hỏi Việc: ai chủ trì việc gì, thời hạn nào."), faint(f"{ASK_LIKE} Gõ “thoát” để ra."))),
            console,
        )
    for line in _typed(console) if interactive else piped(sys.stdin.buffer):
        if line is not None and fold(line).strip() in _QUIT:
            return
        if not interactive and line:
            draw(Reply((faint(f"› {line}"),)), console)
        draw(chat.reply(line) if line is not None else Reply((bold(_NOT_UTF8),)), console)
        if not interactive:
            console.print()


def piped(stream: BinaryIO) -> Iterator[str | None]:
    """The lines of a stream without their ends; None for a line that is not UTF-8."""
    for raw in stream:
        try:
            yield raw.decode("utf-8").strip("\r\n")
        except UnicodeDecodeError:
            yield None


def _typed(console: Console) -> Iterator[str]:
    while True:
        try:
            yield console.input(_PROMPT)
        except (EOFError, KeyboardInterrupt):
            return
