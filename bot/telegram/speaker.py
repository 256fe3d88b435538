"""The speaker: sends and edits what was drawn, and keeps the state of chats right when Telegram refuses."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot import sentences
from bot.attachments import Attachment
from bot.delivery import Delivery, Sent
from bot.reply import Reply, bold
from bot.state import State
from bot.telegram.courier import ONCE
from bot.telegram.drawing import MOST_OF_CAPTION, Drawing, Drawn
from bot.telegram.outcomes import delivery_of
from bot.telegram.places import Spot, chat_key, chat_number

log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NO_RIGHTS = "not enough rights to send"
_AS_IT_IS = "message is not modified"
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "there is no text in the message to edit")


class Speaker:
    """Writes to chats. Replies come drawn; what is sent once only, such as a digest, is drawn here (a `Channel`)."""

    def __init__(self, bot: ExtBot[int], drawing: Drawing, state: State, now: Callable[[], datetime]) -> None:
        self.bot = bot
        self.drawing = drawing
        self._state = state
        self._clock = now

    async def say(self, spot: Spot, drawn: Drawn) -> list[int]:
        """Send a reply; the numbers of its messages. A group that has a new number is written to there."""
        return await self._reached(spot, lambda there: self._say(there, drawn))

    async def edit(self, spot: Spot, messages: Sequence[int], drawn: Drawn) -> list[int]:
        """Put a reply in the place of messages: edited, further ones sent, those left over deleted."""
        if not messages:
            return await self.say(spot, drawn)
        numbers = list(messages[: len(drawn.texts)])
        last = len(drawn.texts) - 1
        for place, (number, text) in enumerate(zip(numbers, drawn.texts, strict=False)):
            try:
                await self._edit(spot, number, text, drawn.keyboard if place == last else None)
            except BadRequest as error:
                if not error.message.lower().endswith(_NOT_EDITABLE):
                    raise
                return await self.say(spot, drawn)
        if len(drawn.texts) > len(numbers):
            numbers += await self.say(spot, Drawn(drawn.texts[len(numbers) :], drawn.keyboard))
        await self.delete(spot, messages[len(drawn.texts) :])
        return numbers

    async def delete(self, spot: Spot, messages: Sequence[int]) -> None:
        """Delete messages of the bot; those that are gone already do not matter."""
        for number in messages:
            try:
                await self.bot.delete_message(spot.chat, number)
            except BadRequest:
                log.debug("a message that was to be deleted is not there")

    async def attach(self, spot: Spot, attachment: Attachment) -> list[int]:
        """Send a file or a picture with its caption; where a group takes none, say so."""
        try:
            return await self._reached(spot, lambda there: self._attach(there, attachment))
        except BadRequest as error:
            if not error.message.lower().startswith(_NO_RIGHTS):
                raise
            return await self.say(spot, self.drawing.draw(Reply((bold(sentences.NO_FILES_HERE),))))

    async def _reached(self, spot: Spot, send: Callable[[Spot], Awaitable[list[int]]]) -> list[int]:
        """Send something to where a chat is now, and keep what Telegram says of it."""
        try:
            return await send(spot)
        except ChatMigrated as error:
            self._state.move_chat(chat_key(spot.chat), chat_key(error.new_chat_id))
            return await send(Spot(error.new_chat_id, spot.topic))
        except Forbidden as error:
            self._state.chat_left(chat_key(spot.chat), error.message, self._clock())
            raise

    async def _attach(self, spot: Spot, attachment: Attachment) -> list[int]:
        drawn = self.drawing.draw(attachment.caption, MOST_OF_CAPTION)
        send = self.bot.send_photo if attachment.is_picture else self.bot.send_document
        message = await send(
            spot.chat, attachment.content, filename=attachment.name, caption=drawn.texts[0], parse_mode=ParseMode.HTML,
            reply_markup=drawn.keyboard, message_thread_id=spot.topic, reply_parameters=_answering(spot),
        )  # fmt: skip
        return [message.message_id]

    async def send(self, chat: str, topic: str, reply: Reply, *, silent: bool) -> Delivery:
        """Send a reply once and say what became of it; what is too long comes in several messages, the first counts.

        It never waits longer than for its turn and never sends again: that is for the caller to decide.
        """
        drawn = self.drawing.draw(reply)
        spot, numbers = Spot(chat_number(chat), int(topic) if topic else None), list[int]()
        try:
            await self._say(spot, drawn, numbers, silent=silent, once=True)
        except TelegramError as error:
            if not numbers:
                return delivery_of(error)
            log.warning("only the beginning of a long message was sent", extra={"reason": type(error).__name__})
        return Sent(str(numbers[0]))

    async def _say(
        self, spot: Spot, drawn: Drawn, numbers: list[int] | None = None, *, silent: bool = False, once: bool = False
    ) -> list[int]:
        """Send the messages of a reply; `numbers` grows with each that was sent."""
        numbers = [] if numbers is None else numbers
        for place, text in enumerate(drawn.texts, 1):
            message = await self.bot.send_message(
                spot.chat, text, parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW,
                message_thread_id=spot.topic, reply_parameters=_answering(spot) if place == 1 else None,
                reply_markup=drawn.keyboard if place == len(drawn.texts) else None,
                disable_notification=silent or None, rate_limit_args=ONCE if once else None,
            )  # fmt: skip
            numbers.append(message.message_id)
        return numbers

    async def _edit(self, spot: Spot, number: int, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
        try:
            await self.bot.edit_message_text(
                text, spot.chat, number, parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard,
            )  # fmt: skip
        except BadRequest as error:
            if _AS_IT_IS not in error.message.lower():
                raise


def _answering(spot: Spot) -> ReplyParameters | None:
    if spot.answers is None:
        return None
    return ReplyParameters(spot.answers, allow_sending_without_reply=True)
