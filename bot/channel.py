"""The channel: what reminders ask of Telegram and its like."""

from __future__ import annotations

from typing import Protocol

from bot.delivery import Delivery
from bot.reply import Reply


class Channel(Protocol):
    """One way to reach chats. Ids of chats begin with the channel's name: `"telegram:-1001234"`."""

    async def send(self, chat: str, topic: str, reply: Reply, *, silent: bool) -> Delivery:
        """Send a reply once to a chat, in a topic where that is not empty; never raises for what goes wrong outside.

        It answers within a minute: a letter that is longer on its way counts as lost with its process.
        """
        ...
