"""The assistant: a typed question to an answer and its reply, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot import sentences
from bot.render import TERMINAL, Screen, render
from bot.render.refused import chosen
from bot.reply import Reply, bold
from knowledge.answers import Answer, Choose, Context, context_of
from knowledge.scope import Desk
from knowledge.store import Programmes, Store
from nlp.question import Question

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
        self._fingerprint, self._desk = store.fingerprint, Desk(store)

    def ask(
        self, text: str, today: date, programmes: Programmes = None, context: Context | None = None,
        *, own: str | None = None,
    ) -> Response:  # fmt: skip
        """Answer a question asked on a day: `"Sở Y tế phải làm gì"` → two tasks with their sections.

        `programmes` are those that it is about, if not the current ones; `context` is what the last response gave
        back, where the question may go on from there; `own` is the official name of the person's own agency, which
        "sở mình" means.
        """
        if len(text) > LONGEST_QUESTION:
            too_long = sentences.TOO_LONG.format(length=len(text), most=LONGEST_QUESTION)
            return Response(None, None, Reply((bold(too_long),)), context)
        self.refresh()
        question = self.understood(text, today, programmes, context)
        return self.respond(question, programmes=programmes, context=context, own=own)

    def programmes_of(self, today: date, *, province: str = "", year: int | None = None) -> frozenset[int]:
        """The programmes of a province, a year or both, to be asked about; raises NoSuchProgramme."""
        return self._desk.programmes_of(today, province=province, year=year)

    def understood(
        self, text: str, today: date, programmes: Programmes = None, context: Context | None = None
    ) -> Question:
        """What a text asks, by the names of the agencies that it may be about."""
        return self._desk.understood(text, today, programmes=programmes, context=context)

    def respond(
        self, question: Question, *, programmes: Programmes = None, context: Context | None = None, page: int = 0,
        own: str | None = None,
    ) -> Response:  # fmt: skip
        """Answer a question that is understood already; `page` counts from 0 where the answer is a list."""
        answered = self._desk.answer(question, programmes=programmes, context=context, own=own)
        return Response(question, answered, render(answered, page, screen=self.screen), context_of(answered, context))

    def choose(self, choice: Choose, number: int, *, programmes: Programmes = None) -> Response:
        """Answer the question again with one of the agencies or provinces that it might have meant, counted from 1."""
        return self.respond(chosen(choice, choice.choices[number - 1]), programmes=programmes)

    def refresh(self) -> None:
        """Answer from the store that was published since, if there is one: before a question, never in the midst."""
        self.store.renew()
        if self._fingerprint != self.store.fingerprint:
            self._fingerprint, self._desk = self.store.fingerprint, Desk(self.store)
