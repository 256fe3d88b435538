"""Notices to those who run the bot."""

from __future__ import annotations

from bot import sentences
from bot.reply import Reply, plain
from bot.state.notices import Notice


def notice_reply(notice: Notice) -> Reply:
    """A chat that cannot be reached: which, and what the channel said."""
    return Reply((plain(sentences.UNREACHABLE.format(chat=notice.chat_id, reason=notice.reason)),))
