"""Places: where a message came from and where its answer goes, by chat, topic and message."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Chat, Message, Update
from telegram.constants import ChatType

from bot.conversation import Place

_CHANNEL = "telegram:"
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to write: a chat, a topic of it, and the message to answer there."""

    chat: int
    topic: int | None = None
    answers: int | None = None

    @classmethod
    def of(cls, message: Message) -> Spot:
        """Where the answer to a message goes: into its topic, in a group below the message itself.

        A thread number without `is_topic_message` is a chain of replies, not a topic, and must not be sent back.
        """
        topic = message.message_thread_id if message.is_topic_message else None
        return cls(message.chat_id, topic, message.message_id if is_group(message.chat) else None)


def chat_key(chat: int) -> str:
    """The name of a chat or person in the state store: `-1001 → "telegram:-1001"`."""
    return f"{_CHANNEL}{chat}"


def chat_number(key: str) -> int:
    """Telegram's number of a chat in the state store; ValueError if it is another channel's."""
    if not key.startswith(_CHANNEL):
        raise ValueError(key)
    return int(key.removeprefix(_CHANNEL))


def is_group(chat: Chat) -> bool:
    """Whether others are in a chat."""
    return chat.type in _GROUPS


def place_of(update: Update) -> Place:
    """Who speaks where. An anonymous administrator speaks as the group itself; so do the buttons they press."""
    chat, sender = update.effective_chat, update.effective_sender
    if chat is None or sender is None:
        raise ValueError("an update without chat or sender")
    return Place(chat_key(chat.id), chat_key(sender.id), is_group(chat))
