"""The assistant: a typed question to an answer and its reply, whatever the channel."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from bot import sentences
from bot.render import render
from bot.reply import Reply, bold
from knowledge.answers import Answer, Choose, Context, answer, context_of
from knowledge.opening import built_at
from knowledge.problems import KnowledgeError
from knowledge.search import Search
from knowledge.store import Programmes, Store
from nlp.question import Question
from nlp.understand import understand

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
        self._search = Search(store)
        self._built = built_at(store.path)

    def _take_new_store(self) -> None:
        """Take the store that was published since the last question, if there is one; the old one serves until then."""
        built = built_at(self.store.path)
        if built in (None, self._built):
            return
        self._built = built
        with contextlib.suppress(KnowledgeError):
            self.store = Store(self.store.path)
            self._search = Search(self.store)

    def ask(self, text: str, today: date, programmes: Programmes = None, context: Context | None = None) -> Response:
        """Answer a question asked on a day: `"Sở Y tế phải làm gì"` → two tasks with their sections.

        `context` is what the last response gave back, where the question may go on from there.
        """
        self._take_new_store()
        if len(text) > LONGEST_QUESTION:
            too_long = sentences.TOO_LONG.format(length=len(text), most=LONGEST_QUESTION)
            return Response(None, None, Reply((bold(too_long),)), context)
        question = understand(text, today, self.store.names)
        answered = answer(question, self.store, self._search, programmes, context)
        return Response(question, answered, render(answered), context_of(answered, context))

    def choose(self, choice: Choose, number: int, *, programmes: Programmes = None) -> Response:
        """Answer the question again with one of the agencies that it might have meant, counted from 1."""
        chosen = choice.agencies[number - 1]
        agencies = tuple(
            replace(asked, agencies=(chosen,)) if asked.agencies == choice.agencies else asked
            for asked in choice.question.agencies or choice.question.hints
        )
        question = replace(choice.question, agencies=agencies)
        answered = answer(question, self.store, self._search, programmes)
        return Response(question, answered, render(answered), context_of(answered, None))


def now_in_vietnam() -> datetime:
    """The time on the wall of the offices that use this."""
    return datetime.now(VIETNAM)


def today_in_vietnam() -> date:
    """The date there."""
    return now_in_vietnam().date()
