"""A channel that speaks the Bot API's sendMessage over plain HTTP, telling each of its steps to whoever kills it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any, Protocol

from bot.delivery import Delivery, Gone, Migrated, Refused, Sent, TryLater, Unknown
from bot.reply import Reply

PREFIX = "telegram:"
_PATIENCE = 1.5  # seconds


class Watcher(Protocol):
    """Is told of each phase of a request before it begins."""

    def step(self) -> None:
        """A phase begins."""
        ...


class HttpChannel:
    """Sends to a server at a port of this machine."""

    def __init__(self, port: int, watchers: Iterable[Watcher]) -> None:
        self._port = port
        self._watchers = tuple(watchers)

    async def send(self, chat: str, topic: str, reply: Reply, *, silent: bool) -> Delivery:
        """Send the text of a reply."""
        call = {"chat_id": int(chat.removeprefix(PREFIX)), "text": reply.text, "disable_notification": silent}
        if topic:
            call["message_thread_id"] = int(topic)
        self._step()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError as error:
            return TryLater(0, str(error))
        try:
            return await asyncio.wait_for(self._exchange(reader, writer, call), _PATIENCE)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            return Unknown(type(error).__name__)
        finally:
            writer.close()

    def _step(self) -> None:
        for watcher in self._watchers:
            watcher.step()

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, call: dict[str, Any]
    ) -> Delivery:
        body = json.dumps(call).encode()
        head = (
            "POST /bot1:test/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self._step()
        writer.write(head.encode() + body)
        await writer.drain()
        self._step()
        headers = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.partition(b":")[2]) for line in headers.lower().splitlines() if line.startswith(b"content-length")
        )
        answer = json.loads(await reader.readexactly(length))
        self._step()
        return _delivery(answer)


def _delivery(answer: dict[str, Any]) -> Delivery:
    if answer["ok"]:
        return Sent(str(answer["result"]["message_id"]))
    parameters = answer.get("parameters") or {}
    if "migrate_to_chat_id" in parameters:
        return Migrated(f"{PREFIX}{parameters['migrate_to_chat_id']}")
    if answer["error_code"] == 429:
        return TryLater(parameters["retry_after"], answer["description"])
    return Gone(answer["description"]) if answer["error_code"] == 403 else Refused(answer["description"])
