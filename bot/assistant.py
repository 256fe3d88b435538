"""The assistant: a typed question to an answer and its reply, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot import sentences
from bot.render import TERMINAL, Screen, render
from bot.render.refused import chosen
from bot.reply import Reply, bold
from knowledge.answers import Answer, Choose, Context, answer, context_of
from knowledge.search import Search
from knowledge.store import Programmes, Store
from nlp.question import Question
from nlp.understand import understand

LONGEST_QUESTION = 1000  # characters; a page of text is no question, and a phone shows no more


@dataclass(frozen=True, slots=True)
class Response:
    """What came of a question; `question` and `answer` are None where it was too long to be read."""

    question: Question | None
    answer: Answer | None
    reply: Reply
    context: Context | None = None  # to be given with the person's next question


class Assistant:
    """Answers questions from one store, drawn for one kind of screen."""

    def __init__(self, store: Store, *, screen: Screen = TERMINAL) -> None:
        self.store = store
        self.screen = screen
        self._search = Search(store)

    def ask(self, text: str, today: date, programmes: Programmes = None, context: Context | None = None) -> Response:
        """Answer a question asked on a day: `"Sở Y tế phải làm gì"` → two tasks with their sections.

        `context` is what the last response gave back, where the question may go on from there.
        """
        if len(text) > LONGEST_QUESTION:
            too_long = sentences.TOO_LONG.format(length=len(text), most=LONGEST_QUESTION)
            return Response(None, None, Reply((bold(too_long),)), context)
        return self.respond(understand(text, today, self.store.names), programmes=programmes, context=context)

    def respond(
        self, question: Question, *, programmes: Programmes = None, context: Context | None = None, page: int = 0
    ) -> Response:
        """Answer a question that is understood already; `page` counts from 0 where the answer is a list."""
        answered = answer(question, self.store, self._search, programmes, context)
        return Response(question, answered, render(answered, page, screen=self.screen), context_of(answered, context))

    def choose(self, choice: Choose, number: int, *, programmes: Programmes = None) -> Response:
        """Answer the question again with one of the agencies that it might have meant, counted from 1."""
        return self.respond(chosen(choice, choice.agencies[number - 1]), programmes=programmes)
