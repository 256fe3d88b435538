"""Questions: what people write in private chats and to the bot in groups, answered; edited ones answered again."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Message, Update
from telegram.constants import MessageEntityType
from telegram.ext import ContextTypes

from bot import sentences
from bot.attachments import Attachment
from bot.conversation import Turn
from bot.reply import Reply, plain
from bot.telegram.office import Office
from bot.telegram.places import Spot, is_group, place_of
from bot.telegram.reminding import Reminding

_ALBUMS = 1000  # whose further pictures are not answered
Make = Callable[[], Turn]


class Questions:
    """Answers messages."""

    def __init__(self, office: Office, reminding: Reminding) -> None:
        self._office = office
        self._reminding = reminding
        self._albums: deque[str] = deque(maxlen=_ALBUMS)

    async def text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Any text in private, also below a picture; in a group only what is for the bot."""
        message = update.effective_message
        if message is None or (is_group(message.chat) and not self._addressed(message)):
            return
        if message.media_group_id:
            self._albums.append(message.media_group_id)
        await self.ask(update, self._without_mention(message.text or message.caption or ""))

    async def no_text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A picture or the like in private: that only words are read, once for an album."""
        message = update.effective_message
        album = message.media_group_id if message else None
        if album in self._albums:
            return
        if album:
            self._albums.append(album)
        await self.respond(update, lambda: Turn(Reply((plain(sentences.ONLY_TEXT),))))

    async def ask(self, update: Update, text: str) -> None:
        """Answer a question where it was asked; what wishes for reminders is none."""
        office, place, now = self._office, place_of(update), self._office.clock()

        def make() -> Turn | None:
            return None if self._reminding.is_wish(text) else office.conversations.ask(text, place, now)

        await self.respond(update, make, lambda: self._wished(update, text))

    async def _wished(self, update: Update, text: str) -> Make:
        visitor = await self._reminding.visitor(update)
        return lambda: self._reminding.wished(text, visitor)

    async def respond(
        self, update: Update, make: Callable[[], Turn | None], instead: Callable[[], Awaitable[Make]] | None = None
    ) -> None:
        """Make a turn and show it: below the message, or, where the message was edited, in the place of its answer.

        Where `make` makes none, `instead` says what does.
        """
        message = update.effective_message
        if message is None:
            return
        office, spot, place, now = self._office, Spot.of(message), place_of(update), self._office.clock()
        if not office.throttle.allows(place.person, now.timestamp()):
            await office.slow_down(spot, place)
            return
        made = await office.turn(make)
        if made is None and instead:
            made = await office.turn(await instead())
        if made is None:
            return
        turn, drawn = made
        before: tuple[str, ...] = ()
        if update.edited_message:
            before = await office.keep(office.state.answers.get, place.chat, str(message.message_id), now)
        if isinstance(drawn, Attachment):
            answers = await office.speaker.attach(spot, drawn)
        else:
            answers = await office.speaker.edit(spot, [int(number) for number in before], drawn)
        await office.remember(turn, place, message.message_id, answers, now)

    def _addressed(self, message: Message) -> bool:
        """Whether a group's message is for the bot: a reply to it, or one that mentions it."""
        bot = self._office.speaker.bot
        replied = message.reply_to_message
        if replied and replied.from_user and replied.from_user.id == bot.id:
            return True
        parse = message.parse_entities if message.text else message.parse_caption_entities
        return any(self._without_mention(mention) == "" for mention in parse([MessageEntityType.MENTION]).values())

    def _without_mention(self, text: str) -> str:
        """What is asked, without the name by which the bot was called: "@hoiviec_bot 2" means what "2" does."""
        called = rf"(?<!\w)@{re.escape(self._office.speaker.bot.username)}(?!\w)"
        return re.sub(called, "", text, flags=re.IGNORECASE).strip()
