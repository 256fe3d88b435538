"""Rooms: the chats that the server plays, with their people, topics and messages."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
BOT: Json = {"id": 123456789, "is_bot": True, "first_name": "Hỏi Việc", "username": "hoiviec_bot"}
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def person(number: int) -> Json:
    """Somebody with a phone in Vietnamese."""
    return {"id": number, "is_bot": False, "first_name": f"Người {number}", "language_code": "vi"}


@dataclass
class Room:
    """One chat: private ones have a person's number, groups a negative one."""

    number: int
    title: str = ""
    forum: bool = False
    kind: str = ""
    topics: set[int] = field(default_factory=set)
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    moved_to: int | None = None
    bot: str = "member"
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def chat(self) -> Json:
        """The chat as messages show it."""
        if self.number > 0:
            return {"id": self.number, "type": "private", "first_name": f"Người {self.number}"}
        kind = self.kind or "supergroup"
        return {
            "id": self.number,
            "type": kind,
            "title": self.title or "Nhóm",
            **({"is_forum": True} if self.forum else {}),
        }

    def add(self, sender: Json, content: Json) -> Json:
        """Put a message into the chat."""
        number = next(self._numbers)
        message = {"message_id": number, "date": int(time.time()), "chat": self.chat, "from": sender, **content}
        self.messages[number] = message
        return message

    def newest(self) -> Json:
        """The bot's newest message."""
        return next(m for m in reversed(self.messages.values()) if m["from"] == BOT)

    def of_bot(self) -> list[Json]:
        """The bot's messages, oldest first."""
        return [message for message in self.messages.values() if message["from"] == BOT]


def buttons(message: Json) -> dict[str, Json]:
    """The buttons below a message by their labels."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {key["text"]: key for row in rows for key in row}


def entities(text: str) -> list[Json]:
    """What Telegram marks by itself: a command at the beginning, mentions anywhere."""
    found = []
    if text.startswith("/"):
        found.append({"type": "bot_command", "offset": 0, "length": len(text.split()[0])})
    offset = 0
    for word in text.split(" "):
        if word.startswith("@") and len(word) > 3:
            found.append({"type": "mention", "offset": offset, "length": len(word.rstrip(".,?!"))})
        offset += len(word) + 1
    return found
