"""Commands: what begins with a slash, and the lists of commands that Telegram shows for each kind of chat."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    Update,
)  # fmt: skip
from telegram.error import BadRequest
from telegram.ext import Application, CommandHandler, ContextTypes, ExtBot

from bot import sentences
from bot.actions import ListAgencies
from bot.conversation import Turn
from bot.front import agencies_reply, due_reply, forget_reply, help_reply, start_reply
from bot.reply import Reply, bold, faint
from bot.telegram.groups import Groups
from bot.telegram.office import Office
from bot.telegram.places import is_group, place_of
from bot.telegram.questions import Questions
from bot.telegram.reminding import Reminding

log = logging.getLogger(__name__)
_PRIVATE = ("hoi", "coquan", "denhan", "nhacviec", "vanban", "lich", "trogiup", "xoadulieu")
_GROUP = _PRIVATE[:-1]
_LANGUAGES = (None, "vi")


class Commands:
    """Answers commands; words after a command make it a question where that is what it means."""

    def __init__(self, office: Office, questions: Questions, groups: Groups, reminding: Reminding) -> None:
        self._office = office
        self._questions = questions
        self._groups = groups
        self._reminding = reminding

    def register(self, application: Application) -> None:  # type: ignore[type-arg]
        """Add a handler for each command."""
        handlers = {
            ("start",): self.start, ("hoi",): self.ask, ("coquan",): self.agencies, ("denhan",): self.due,
            ("nhacviec",): self.reminders, ("vanban",): self.programmes, ("lich",): self.timeline,
            ("trogiup", "help"): self.help, ("xoadulieu",): self.forget,
        }  # fmt: skip
        for names, handler in handlers.items():
            application.add_handler(CommandHandler(names, handler))

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The welcome; in a group how to ask there."""
        if self._in_group(update):
            await self._groups.greet(update)
        else:
            await self._show(update, start_reply)

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The question after the command, or the message that the command replies to."""
        message = update.effective_message
        replied = message.reply_to_message if message else None
        text = _words(context) or ((replied.text or replied.caption or "") if replied else "")
        if text:
            await self._questions.ask(update, text)
        else:
            await self._show(update, lambda: Reply((bold(sentences.ASK_AFTER_COMMAND),)))

    async def agencies(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The agencies, or what the one named after the command must do."""
        if words := _words(context):
            await self._questions.ask(update, f"{words} phải làm gì")
            return
        office, chat = self._office, place_of(update).chat
        own = office.conversations.own_agency
        await self._show(update, lambda: agencies_reply(office.store, ListAgencies(), own(chat)))

    async def due(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The spans to choose from, or what falls due in the one named after the command."""
        if words := _words(context):
            await self._questions.ask(update, f"{words} có gì đến hạn")
            return
        await self._show(update, lambda: due_reply(self._office.store))

    async def reminders(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What is set about reminders here, or what the words after the command wish."""
        words, visitor = _words(context), await self._reminding.visitor(update)

        def make() -> Turn:
            if words and self._reminding.is_wish(f"nhắc {words}"):
                return self._reminding.wished(f"nhắc {words}", visitor)
            return self._reminding.menu(visitor)

        await self._questions.respond(update, make)

    async def programmes(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The programmes that are answered from."""
        await self._show(update, lambda: self._office.conversations.programmes(place_of(update)))

    async def timeline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The deadlines as a picture: of the agency named after the command, of one's own, else of all."""
        words, office, place = _words(context), self._office, place_of(update)
        await self._questions.respond(update, lambda: office.conversations.timeline(words, place, office.clock()))

    async def help(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """How to use it; the numbers that the owner's settings need."""
        place, group = place_of(update), self._in_group(update)
        person, chat = (key.partition(":")[2] for key in (place.person, place.chat))
        told = help_reply(group=group)
        numbers = faint(sentences.YOUR_ID.format(person=person, chat=chat))
        await self._show(update, lambda: Reply((*told.blocks, numbers), told.rows))

    async def forget(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask before forgetting a person."""
        await self._show(update, lambda: forget_reply(group=self._in_group(update)))

    async def _show(self, update: Update, make: Callable[[], Reply]) -> None:
        await self._questions.respond(update, lambda: Turn(make()))

    def _in_group(self, update: Update) -> bool:
        return bool(update.effective_chat and is_group(update.effective_chat))


async def set_commands(bot: ExtBot[int], owners: Iterable[int] = ()) -> None:
    """Tell Telegram the commands for each scope and language; owners have one more."""
    scopes: list[tuple[BotCommandScope, tuple[str, ...]]] = [
        (BotCommandScopeDefault(), _GROUP),
        (BotCommandScopeAllPrivateChats(), _PRIVATE),
        (BotCommandScopeAllGroupChats(), _GROUP),
    ]
    for scope, names in scopes:
        await _set(bot, scope, names)
    for owner in sorted(owners):
        try:
            await _set(bot, BotCommandScopeChat(owner), (*_PRIVATE, *sentences.OWNER_COMMANDS))
        except BadRequest:  # who has not written to the bot yet; their commands come with the next start
            log.info("an owner has no chat with the bot yet")


async def _set(bot: ExtBot[int], scope: BotCommandScope, names: Iterable[str]) -> None:
    told = {**sentences.HELP_COMMANDS, **sentences.OWNER_COMMANDS}
    commands = [BotCommand(name, told[name]) for name in names]
    for language in _LANGUAGES:
        await bot.set_my_commands(commands, scope=scope, language_code=language)


def _words(context: ContextTypes.DEFAULT_TYPE) -> str:
    return " ".join(context.args or ())
