"""Inline mode: `@bot sở y tế` in any chat offers tasks, each a full card when chosen.

https://core.telegram.org/bots/api#answerinlinequery: at most 50 results, each id at most 64 bytes.
"""

from __future__ import annotations

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)  # fmt: skip
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot import sentences
from bot.actions import OpenPrivateChat, mark
from bot.conversation import Place
from bot.paging import pages
from bot.render import PHONE, task_reply
from bot.render.dates import next_text
from bot.render.found import found_reply
from bot.render.refused import chosen
from bot.render.task import leads_text
from bot.reply import Button, Reply
from bot.sentences import NO_DEADLINE
from bot.telegram.drawing import MOST, html
from bot.telegram.office import Office
from bot.telegram.outcomes import too_old
from bot.telegram.places import chat_key
from knowledge.answers import Choose, Found, FoundTask
from knowledge.answers.deadlines import of_task
from nlp.question import Asks, Question

_MOST = 50
_CACHED = 60  # seconds: "còn 12 ngày" must be right soon after midnight
_TITLE, _BELOW = 120, 160  # characters that a phone shows of a result
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Inline:
    """Answers inline queries."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def query(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer what fits the words so far."""
        asked = update.inline_query
        if asked is None:
            return
        office, place = self._office, Place("", chat_key(asked.from_user.id))
        if not office.inline_throttle.allows(place.person, office.clock().timestamp()):
            return
        results, personal = await office.work(lambda: self._results(asked.query, place))
        button = InlineQueryResultsButton(
            sentences.INLINE_OPEN if results else sentences.INLINE_NOTHING, start_parameter="inline"
        )
        try:
            await asked.answer(results, cache_time=_CACHED, is_personal=personal, button=button)
        except BadRequest as error:  # who asked has typed on long ago
            if not too_old(error):
                raise

    def _results(self, words: str, place: Place) -> tuple[list[InlineQueryResultArticle], bool]:
        """The results and whether they are this person's only: those of "sở mình" are."""
        office, now = self._office, self._office.clock()
        assistant = office.conversations.pages.assistant
        assistant.refresh()
        question = assistant.understood(words.strip() or sentences.EXAMPLES[0], now.date())
        personal = Asks.MINE in question.asks and not question.agencies
        own = office.conversations.own_agency(place.person) if personal else None
        answered = assistant.respond(question, own=own or None).answer
        if isinstance(answered, Found):
            return [self._task(found, question) for found in _tasks(answered)[:_MOST]], personal
        if isinstance(answered, Choose):
            return [r for name in answered.choices[:_MOST] if (r := self._choice(name, answered))], personal
        return [], personal

    def _task(self, found: FoundTask, question: Question) -> InlineQueryResultArticle:
        task = found.task
        due = next_text(of_task(task), question.today) if task.deadlines else NO_DEADLINE
        card = task_reply(task, question.today, PHONE)
        return self._article(mark(f"{task.programme.key}\0{task.ref}"), task.title, f"{leads_text(task)} · {due}", card)

    def _choice(self, name: str, choice: Choose) -> InlineQueryResultArticle | None:
        assistant = self._office.conversations.pages.assistant
        answered = assistant.respond(chosen(choice, name)).answer
        if not isinstance(answered, Found):
            return None
        card = found_reply(answered, 0, assistant.screen)
        return self._article(mark(name), name, sentences.INLINE_AGENCY.format(count=len(answered.tasks)), card)

    def _article(self, key: str, title: str, below: str, card: Reply) -> InlineQueryResultArticle:
        keyboard = self._office.speaker.drawing.keyboard(
            Reply((), ((Button(sentences.OPEN_PRIVATE, OpenPrivateChat()),),))
        )
        return InlineQueryResultArticle(
            id=key,
            title=_short(title, _TITLE),
            description=_short(below, _BELOW),
            input_message_content=InputTextMessageContent(
                html(pages(card, MOST)[0]), parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW
            ),
            reply_markup=keyboard,
        )


def _tasks(answered: Found) -> list[FoundTask]:
    """The tasks of an answer, then those offered on the side, each once."""
    shown = {found.task.id for found in answered.tasks}
    aside = {task.id: task for task in (*answered.shared, *answered.coordinated) if task.id not in shown}
    return [*answered.tasks, *(FoundTask(task, of_task(task)) for task in aside.values())]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
