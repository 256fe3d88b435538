"""Trouble: what nobody expected is apologised for, logged in full but for people's words, and told to the owners."""

from __future__ import annotations

import logging
import secrets
import time

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot import sentences
from bot.delivery import Gone, Refused
from bot.pages import said
from bot.telegram.office import Office
from bot.telegram.outcomes import delivery_of, may_not_write
from bot.telegram.places import Spot

_BETWEEN = 60.0  # seconds between two messages to the owners: a broken store fails with every question

log = logging.getLogger(__name__)


class Trouble:
    """The error handler."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._told = -_BETWEEN

    async def interrupted(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The process was killed while it answered this: the answer may have arrived, so it is not repeated."""
        if not self._office.open_updates.unclear(update):
            return
        log.warning("interrupted while answering", extra={"chat": update.effective_chat and update.effective_chat.id})
        if update.message:
            await self._say(Spot.of(update.message), sentences.INTERRUPTED)
        raise ApplicationHandlerStop

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A handler raised: apologise where that makes sense, and tell the owners what kind of error it was."""
        error = context.error
        message = update.effective_message if isinstance(update, Update) else None
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
        if isinstance(error, TelegramError):
            outcome = delivery_of(error)
            words = error.message if isinstance(outcome, Gone | Refused) else ""
            log.warning("a call failed", extra={"chat": chat, "outcome": type(outcome).__name__, "reason": words})
            if not isinstance(outcome, Refused) or may_not_write(error):
                return  # nobody can be told or do anything, or it may have arrived
        number = secrets.token_hex(3)
        log.error("a handler failed", extra={"number": number, "chat": chat}, exc_info=error)
        if message and not isinstance(error, TelegramError):
            await self._say(Spot.of(message), sentences.FAILED.format(number=number))
        await self._tell_owners(type(error).__name__, number)

    async def _tell_owners(self, kind: str, number: str) -> None:
        if time.monotonic() - self._told < _BETWEEN:
            return
        self._told = time.monotonic()
        for owner in sorted(self._office.settings.owners):
            await self._say(Spot(owner), sentences.FAILED_FOR_OWNER.format(kind=kind, number=number))

    async def _say(self, spot: Spot, words: str) -> None:
        try:
            await self._office.speaker.say(spot, self._office.speaker.drawing.draw(said(words).reply))
        except TelegramError as error:
            log.warning("could not tell of an error", extra={"chat": spot.chat, "reason": type(error).__name__})
