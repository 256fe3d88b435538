"""The webhook: an HTTP server that takes Telegram's calls, and says how the process is.

The library's own server has no room for a health page, so this one hands the updates to the application itself.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.pulse import Pulse
from bot.settings import Webhook
from bot.telegram.open_updates import OpenUpdates

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # https://core.telegram.org/bots/api#setwebhook
_LARGEST = 1024 * 1024  # bytes of one update
_CONNECTIONS = 40


class WebhookServer:
    """Listens for Telegram at the path of the public address, and for watchers at `/health`."""

    def __init__(self, application: Any, open_updates: OpenUpdates, settings: Webhook, pulse: Pulse) -> None:
        self._application = application
        self._open_updates = open_updates
        self._settings = settings
        path = urlsplit(settings.url).path or "/"
        updates = {"receive": self._receive, "secret": settings.secret}
        self._server = HTTPServer(
            Application(
                [(path, _Updates, updates), ("/health", _Health, {"pulse": pulse})], log_function=lambda _: None
            ),
            max_body_size=_LARGEST,
        )

    async def start(self, allowed: Sequence[str]) -> None:
        """Listen, take up what was left open, then tell Telegram where."""
        self._server.listen(self._settings.port, self._settings.listen)
        await self._receive()
        await self._application.bot.set_webhook(
            self._settings.url, secret_token=self._settings.secret, allowed_updates=list(allowed),
            max_connections=_CONNECTIONS,
        )  # fmt: skip

    async def stop(self) -> None:
        """Take no more calls; Telegram keeps what it could not deliver for the next start."""
        self._server.stop()
        await self._server.close_all_connections()

    async def _receive(self, *updates: bytes) -> None:
        """Keep updates, then queue them; ValueError or the like if one is none."""
        read = {update: self._read(update) for update in updates}  # before they are kept
        for update in await self._open_updates.take(updates):
            await self._application.update_queue.put(read.get(update) or self._read(update))

    def _read(self, update: bytes) -> Update:
        return Update.de_json(json.loads(update), self._application.bot)


class _Updates(RequestHandler):
    def initialize(self, receive: Callable[[bytes], Awaitable[None]], secret: str) -> None:
        self._receive = receive
        self._secret = secret

    async def post(self) -> None:
        """One update: taken only with the secret, answered as soon as it is in the queue."""
        if not hmac.compare_digest(self.request.headers.get(_SECRET_HEADER, ""), self._secret):
            self.set_status(403)
            return
        try:
            await self._receive(self.request.body)
        except (ValueError, TypeError, KeyError, AttributeError):
            self.set_status(400)


class _Health(RequestHandler):
    def initialize(self, pulse: Pulse) -> None:
        self._pulse = pulse

    async def get(self) -> None:
        """200 while Telegram is in reach, else 503."""
        await asyncio.sleep(0)
        self.set_status(200 if self._pulse.well else 503)
        self.set_header("Content-Type", "application/json")
        self.write({"well": self._pulse.well, "silence": round(self._pulse.silence)})
