"""The receiver: an HTTP server that plays the Bot API's sendMessage, keeps what arrived, and makes trouble as told.

It lives in the simulation's own process, so that it survives the workers that are killed.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SILENCE = 2.0  # seconds, longer than the workers wait


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that is in a chat: when by the simulation's clock, and what it says."""

    chat: int
    topic: str
    at: datetime
    text: str
    silent: bool


class Receiver:
    """Keeps arrivals. `trouble` is the share of calls that go wrong in one way or another."""

    def __init__(self, seed: int, *, trouble: float) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)
        self.trouble = trouble
        self.arrivals: list[Arrival] = []
        self.faults: Counter[str] = Counter()
        self.blocked: set[int] = set()
        self.migrated: dict[int, int] = {}
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.answer(self, json.loads(body))

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, handler: BaseHTTPRequestHandler, call: dict[str, Any]) -> None:
        """Answer one sendMessage."""
        chat = int(call["chat_id"])
        if chat in self.migrated:
            self.faults["đổi mã nhóm (400)"] += 1
            parameters = {"migrate_to_chat_id": self.migrated[chat]}
            return _refuse(handler, 400, "Bad Request: group chat was upgraded to a supergroup chat", parameters)
        if chat in self.blocked:
            self.faults["bị chặn hoặc đưa ra khỏi nhóm (403)"] += 1
            return _refuse(handler, 403, "Forbidden: bot was kicked from the group chat", {})
        fault = self._fault()
        if fault == "429":
            self.faults["quá nhiều (429)"] += 1
            return _refuse(handler, 429, "Too Many Requests", {"retry_after": self._random.randint(1, 90)})
        if fault in ("lost", "silent"):
            self.faults["đứt hoặc im lặng trước khi tới"] += 1
        else:
            self._keep(chat, call)
        if fault in ("cut", "mute"):
            self.faults["đứt hoặc im lặng sau khi tới"] += 1
        if fault in ("silent", "mute"):
            time.sleep(SILENCE)
        if fault:
            handler.close_connection = True
            return None
        return _send(handler, 200, {"ok": True, "result": {"message_id": len(self.arrivals)}})

    def _fault(self) -> str:
        with self._lock:
            if self._random.random() >= self.trouble:
                return ""
            return self._random.choices(["429", "lost", "cut", "silent", "mute"], [12, 6, 6, 1, 1])[0]

    def _keep(self, chat: int, call: dict[str, Any]) -> None:
        topic = str(call.get("message_thread_id", ""))
        arrival = Arrival(chat, topic, self.now, call["text"], bool(call.get("disable_notification")))
        with self._lock:
            self.arrivals.append(arrival)


def _refuse(handler: BaseHTTPRequestHandler, code: int, description: str, parameters: dict[str, Any]) -> None:
    _send(handler, code, {"ok": False, "error_code": code, "description": description, "parameters": parameters})


def _send(handler: BaseHTTPRequestHandler, code: int, answer: dict[str, Any]) -> None:
    body = json.dumps(answer).encode()
    try:
        handler.send_response(code)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    except OSError:
        handler.close_connection = True  # the worker was killed meanwhile
