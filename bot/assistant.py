"""The assistant: a typed question to an answer and its reply, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from bot import sentences
from bot.render import render
from bot.reply import Reply, bold
from knowledge.answers import Answer, Choose, Context, context_of
from knowledge.scope import Asked, Desk
from knowledge.store import Programmes, Store
from nlp.question import Question

LONGEST_QUESTION = 1000  # characters; a page of text is no question, and a phone shows no more
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no daylight saving since 1975


@dataclass(frozen=True, slots=True)
class Response:
    """What came of a question; `question` and `answer` are None where it was too long to be read."""

    question: Question | None
    answer: Answer | None
    reply: Reply
    context: Context | None = None  # to be given with the person's next question


class Assistant:
    """Answers questions from one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._desk = Desk(store)

    def ask(self, text: str, today: date, programmes: Programmes = None, context: Context | None = None) -> Response:
        """Answer a question asked on a day: `"Sở Y tế phải làm gì"` → two tasks with their sections.

        `programmes` are those that it is about, if not the current ones; `context` is what the last response gave
        back, where the question may go on from there.
        """
        if len(text) > LONGEST_QUESTION:
            too_long = sentences.TOO_LONG.format(length=len(text), most=LONGEST_QUESTION)
            return Response(None, None, Reply((bold(too_long),)), context)
        return _response(self._desk.ask(text, today, programmes=programmes, context=context), context)

    def choose(self, choice: Choose, number: int) -> Response:
        """Answer the question again with one of the agencies or provinces that it might have meant, counted from 1."""
        return _response(self._desk.choose(choice, number), None)


def _response(asked: Asked, context: Context | None) -> Response:
    return Response(asked.question, asked.answer, render(asked.answer), context_of(asked.answer, context))


def today_in_vietnam() -> date:
    """The date on the wall of the offices that use this."""
    return datetime.now(VIETNAM).date()
