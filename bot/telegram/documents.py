"""Documents: an owner sends a file in the private chat, gets its table back, and publishes it by a button."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot, Document, Message, Update
from telegram.constants import ChatAction, FileSizeLimit
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.actions import Action
from bot.pages import said
from bot.publishing import sentences
from bot.publishing.actions import PUBLISHING
from bot.publishing.desk import PublishingDesk, Received
from bot.reply import Reply, plain
from bot.sentences import OUTDATED
from bot.telegram.office import Office
from bot.telegram.places import Spot, place_of

log = logging.getLogger(__name__)
_MB = 1_000_000
_UNNAMED = "văn bản"


class Documents:
    """Takes files from owners to the desk of publishing, one at a time: reading one takes much of a small machine."""

    def __init__(self, office: Office, desk: PublishingDesk) -> None:
        self._office = office
        self._desk = desk
        self._one = asyncio.Lock()

    def concerns(self, action: Action) -> bool:
        """Whether a button is one of publishing."""
        return isinstance(action, PUBLISHING)

    def may(self, person: int) -> bool:
        """Whether somebody may publish."""
        return person in self._office.settings.owners

    async def received(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A file came in a private chat."""
        message, office, place = update.message, self._office, place_of(update)
        if message is None or message.document is None:
            return
        if not office.throttle.allows(place.person, office.clock().timestamp()):
            await office.slow_down(Spot.of(message), place)
            return
        if not self.may(message.chat_id):
            await self._say(message, said(sentences.OWNERS_ONLY.format(person=message.chat_id)).reply)
            return
        size = message.document.file_size or 0
        if size > FileSizeLimit.FILESIZE_DOWNLOAD:
            most = FileSizeLimit.FILESIZE_DOWNLOAD // _MB
            await self._say(message, said(sentences.TOO_BIG.format(size=size // _MB, most=most)).reply)
            return
        await self._take(message, message.document)

    async def history(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """How to publish and what was published, for owners in private."""
        message = update.effective_message
        if message is None or message.chat_id < 0:
            return
        if self.may(message.chat_id):
            await self._say(message, await asyncio.to_thread(self._desk.history))
        else:
            await self._say(message, said(sentences.OWNERS_ONLY.format(person=message.chat_id)).reply)

    async def pressed(self, action: Action, person: int) -> Reply:
        """What comes of a button; the next question is answered from what was published."""
        office = self._office
        if not self.may(person):
            return said(OUTDATED).reply
        async with self._one:
            reply = await asyncio.to_thread(self._desk.press, action, f"telegram:{person}", office.clock())
        await office.work(office.conversations.pages.assistant.refresh)
        return reply or said(OUTDATED).reply

    async def _take(self, message: Message, document: Document) -> None:
        """Read a file and show what was found: the workbook first, so that the buttons stand below all."""
        office, name = self._office, document.file_name or _UNNAMED
        noticed = await self._say(message, Reply((plain(sentences.RECEIVED.format(name=name)),)))
        async with self._one:
            await _is_typing(office.speaker.bot, message.chat_id)
            received = await self._read(document, name)
        await office.speaker.delete(Spot.of(message), noticed)
        if received.secret:
            received = await self._without_trace(message, received)
        if received.workbook:
            await office.speaker.attach(Spot.of(message), received.workbook)
        await self._say(message, received.reply)

    async def _read(self, document: Document, name: str) -> Received:
        try:
            file = await document.get_file()
            content = bytes(await file.download_as_bytearray())
        except TelegramError as error:
            log.warning("a file could not be fetched", extra={"reason": type(error).__name__})
            return Received(said(sentences.DOWNLOAD_FAILED).reply)
        return await asyncio.to_thread(self._desk.receive, content, name, self._office.clock().date())

    async def _without_trace(self, message: Message, received: Received) -> Received:
        """Delete the message with a secret document; where Telegram does not let us, ask its sender to."""
        try:
            await self._office.speaker.bot.delete_message(message.chat_id, message.message_id)
            told = sentences.SECRET_DELETED
        except BadRequest:
            told = sentences.SECRET_DELETE
        return Received(Reply((*received.reply.blocks, plain(told))), secret=True)

    async def _say(self, message: Message, reply: Reply) -> list[int]:
        return await self._office.speaker.say(Spot.of(message), await self._office.draw(reply))


async def _is_typing(bot: Bot, chat: int) -> None:
    try:
        await bot.send_chat_action(chat, ChatAction.TYPING)
    except TelegramError as error:  # a nicety
        log.debug("no chat action", extra={"reason": type(error).__name__})
