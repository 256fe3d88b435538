"""Order: updates of different chats side by side, those of one chat one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.open_updates import OpenUpdates


class InOrder(BaseUpdateProcessor):
    """Lets a chat's next update begin when the one before has ended."""

    def __init__(self, open_updates: OpenUpdates, at_once: int = 1024) -> None:
        super().__init__(at_once)
        self._open_updates = open_updates
        self._chats: dict[int, asyncio.Lock] = {}
        self._coming: dict[int, int] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update in its chat's order; one without a chat, such as an inline query, at once."""
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
        self._open_updates.begin(update)
        if chat is None:
            await coroutine
            await self._open_updates.end()
            return
        lock = self._chats.setdefault(chat, asyncio.Lock())
        self._coming[chat] = self._coming.get(chat, 0) + 1
        try:
            async with lock:
                await coroutine
        finally:
            self._coming[chat] -= 1
            if not self._coming[chat]:
                del self._chats[chat], self._coming[chat]
        await self._open_updates.end()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
