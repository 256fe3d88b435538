"""Outcomes: Telegram's errors in terms that hold for any channel."""

from __future__ import annotations

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.delivery import Delivery, Gone, Migrated, Refused, TryLater, Unknown
from bot.telegram.courier import never_reached, seconds_of
from bot.telegram.places import chat_key

_SOON = 30.0  # seconds until the next try where Telegram was out of reach
_GONE = ("chat not found", "group chat was deleted", "chat was deactivated", "peer_id_invalid", "user is deactivated")
_SILENCED = ("not enough rights to send", "have no rights to send", "chat_write_forbidden", "topic_closed")


def delivery_of(error: TelegramError) -> Delivery:
    """What became of a send that raised an error."""
    if isinstance(error, RetryAfter):
        return TryLater(seconds_of(error), "429")
    if isinstance(error, ChatMigrated):
        return Migrated(chat_key(error.new_chat_id))
    if isinstance(error, Forbidden):
        return Gone(error.message)
    if isinstance(error, BadRequest):
        return Gone(error.message) if error.message.lower().endswith(_GONE) else Refused(error.message)
    if isinstance(error, InvalidToken):
        return TryLater(_SOON, "token")
    if isinstance(error, NetworkError) and never_reached(error):
        return TryLater(_SOON, type(error.__cause__).__name__)
    return Unknown(type(error).__name__)


def too_old(error: BadRequest) -> bool:
    """Whether a button or an inline query waited too long to be answered, which nobody needs any more."""
    return "query is too old" in error.message.lower()


def may_not_write(error: TelegramError) -> bool:
    """Whether a group does not let the bot write: its administrators know, and nobody else can mend it."""
    return isinstance(error, BadRequest) and error.message.lower().startswith(_SILENCED)
