"""Reminders in Telegram: the menu, wishes in a sentence, the buttons of digests, and the ticker that sends them."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot import sentences
from bot.actions import Action, RemindTask
from bot.conversation import Turn
from bot.dispatch.agenda import Agenda
from bot.dispatch.planner import Planner
from bot.dispatch.sender import Sender, Sleep
from bot.dispatch.ticker import Ticker
from bot.pages import said
from bot.subscribing.actions import DigestPage, MarkDone, RemindAgain, RemindersMenu, SetReminders, TryReminders
from bot.subscribing.visitor import Visitor
from bot.telegram.groups import Groups
from bot.telegram.office import Office
from bot.telegram.places import chat_key, place_of
from nlp.reminding import understand_reminders

_THEIRS = (RemindTask, RemindersMenu, SetReminders, TryReminders, MarkDone, RemindAgain, DigestPage)


class Reminding:
    """Brings people to the desk where reminders are set."""

    def __init__(self, office: Office, groups: Groups) -> None:
        self._office = office
        self._groups = groups

    def concerns(self, action: Action) -> bool:
        """Whether a button is one of reminders."""
        return isinstance(action, _THEIRS)

    def is_wish(self, text: str) -> bool:
        """Whether a text wishes something about reminders: "nhắc nhóm này việc của Sở Nội vụ"."""
        office = self._office
        return understand_reminders(text, office.clock().date(), office.store.names) is not None

    async def visitor(self, update: Update) -> Visitor:
        """Who speaks, in which topic, and whether they may change what is set there."""
        place, message, user = place_of(update), update.effective_message, update.effective_user
        topic = message.message_thread_id if message and message.is_topic_message else None
        chat = update.effective_chat
        sender_chat = None if update.callback_query or message is None else message.sender_chat
        may_change = chat is not None and user is not None and await self._groups.is_admin(chat, user.id, sender_chat)
        return Visitor(place.chat, place.person, user.full_name if user else "", str(topic or ""), may_change)

    def menu(self, visitor: Visitor) -> Turn:
        """What is set."""
        return Turn(self._office.desk.menu(visitor, self._office.clock()))

    def wished(self, text: str, visitor: Visitor) -> Turn:
        """What comes of a wish."""
        reply = self._office.desk.say(text, visitor, self._office.clock())
        return Turn(reply or said(sentences.UNCLEAR).reply)

    def pressed(self, action: Action, visitor: Visitor) -> Turn:
        """What comes of a button."""
        reply = self._office.desk.press(action, visitor, self._office.clock())
        return Turn(reply or said(sentences.OUTDATED).reply)


def ticker_of(office: Office, agenda: Agenda, *, worker: str, sleep: Sleep = asyncio.sleep) -> Ticker:
    """What plans and sends digests through this bot; `worker` names this process among all."""
    sender = Sender(office.state, agenda, channel=office.speaker, worker=worker, clock=office.clock, sleep=sleep)
    owners = tuple(chat_key(owner) for owner in sorted(office.settings.owners))
    return Ticker(office.state, Planner(office.state, agenda), sender, channel=office.speaker, owners=owners)
