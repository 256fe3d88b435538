"""Presses: buttons under messages, carried out in place; what sends a file sends it below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot import sentences
from bot.actions import Action, AdmitGroup, RemindTask, SetOwnAgency, SetScope
from bot.attachments import Attachment
from bot.codes import decode
from bot.conversation import Place, Turn
from bot.publishing.actions import EditDraft
from bot.telegram.documents import Documents
from bot.telegram.drawing import Drawn
from bot.telegram.groups import Groups
from bot.telegram.office import Office
from bot.telegram.outcomes import too_old
from bot.telegram.places import Spot, is_group, place_of
from bot.telegram.reminding import Reminding

_BELOW = (RemindTask, EditDraft)  # what the message shows is still needed


class Presses:
    """Carries out what buttons say, however old they are."""

    def __init__(self, office: Office, groups: Groups, reminding: Reminding, documents: Documents) -> None:
        self._office = office
        self._groups = groups
        self._reminding = reminding
        self._documents = documents

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button was pressed."""
        query, office = update.callback_query, self._office
        if query is None or update.effective_chat is None:
            return
        place, now = place_of(update), office.clock()
        if not office.press_throttle.allows(place.person, now.timestamp()):
            await _answer(query, sentences.TOO_MANY_QUESTIONS)
            return
        action = await office.keep(decode, query.data or "", office.state.button_targets.get)
        refused = sentences.OUTDATED if action is None else await self._refusal(action, query)
        if refused or action is None:
            await _answer(query, refused)
            return
        await _answer(query)
        made = await office.turn(await self._turn_of(action, update, place, now))
        if made is None:
            return
        turn, drawn = made
        await self._show(query, update.effective_chat.id, drawn, below=isinstance(action, _BELOW))
        if turn.remembered:
            await office.keep(office.conversations.remember, place, turn.remembered, now)

    async def _turn_of(self, action: Action, update: Update, place: Place, now: datetime) -> Callable[[], Turn]:
        """What makes the turn of an action."""
        if isinstance(action, AdmitGroup):
            reply = await self._groups.decide(action)
            return lambda: Turn(reply)
        if self._documents.concerns(action):
            reply = await self._documents.pressed(action, update.effective_user.id if update.effective_user else 0)
            return lambda: Turn(reply)
        if self._reminding.concerns(action):
            visitor = await self._reminding.visitor(update)
            return lambda: self._reminding.pressed(action, visitor)
        return lambda: self._office.conversations.press(action, place, now)

    async def _show(self, query: CallbackQuery, chat: int, drawn: Drawn | Attachment, *, below: bool) -> None:
        """Show what came of a button in place of its message, or below it where that message should stay."""
        message, office = query.message, self._office
        if isinstance(message, Message):
            topic = message.message_thread_id if message.is_topic_message else None
            spot, editable = Spot(chat, topic), bool(message.text)
        else:  # older than Telegram remembers: its place in a topic is not known any more
            spot, editable = Spot(chat), False
        if isinstance(drawn, Attachment):
            await office.speaker.attach(Spot(chat, spot.topic, message.message_id if message else None), drawn)
        elif editable and message and not below:
            await office.speaker.edit(spot, [message.message_id], drawn)
        else:
            await office.speaker.say(spot, drawn)

    async def _refusal(self, action: Action, query: CallbackQuery) -> str:
        """Why this person may not press this button; "" if they may."""
        person, message = query.from_user.id, query.message
        if isinstance(action, AdmitGroup) and person not in self._office.settings.owners:
            return sentences.OUTDATED
        changes = isinstance(action, SetOwnAgency | SetScope) and message is not None and is_group(message.chat)
        if changes and message and not await self._groups.is_admin(message.chat, person):
            return sentences.ADMINS_ONLY
        return ""


async def _answer(query: CallbackQuery, words: str = "") -> None:
    """Stop the button's spinning; a query that waited too long cannot be answered, and need not be."""
    try:
        await query.answer(words or None, show_alert=bool(words) or None)
    except BadRequest as error:
        if not too_old(error):
            raise
