"""The state store: all of it behind one object, and what concerns several of its tables at once."""

from __future__ import annotations

from bot.state import answers, chats, contexts
from bot.state.answers import Answers
from bot.state.button_targets import ButtonTargets
from bot.state.chats import Chats
from bot.state.contexts import Contexts
from bot.state.database import Database


class State:
    """What the bot knows of chats and people; safe to share between threads, and between processes by its database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.chats = Chats(database)
        self.contexts = Contexts(database)
        self.button_targets = ButtonTargets(database)
        self.answers = Answers(database)

    def move_chat(self, old: str, new: str) -> bool:
        """A chat has a new id (Telegram: a group became a supergroup): all that was set goes with it.

        Told more than once, as Telegram does, it changes nothing more; then and for unknown chats False.
        """
        with self._database.writing(alone=True) as connection:
            moved = chats.move(connection, old, new)
            if moved:
                contexts.move(connection, old, new)
                answers.forget(connection, old)
        return moved

    def forget_chat(self, chat_id: str) -> None:
        """Delete all that is kept of a chat."""
        with self._database.writing() as connection:
            chats.forget(connection, chat_id)
            contexts.forget(connection, chat_id)
            answers.forget(connection, chat_id)

    def forget_person(self, person_id: str) -> None:
        """Delete all that is kept of a person in any chat."""
        with self._database.writing() as connection:
            contexts.forget_person(connection, person_id)

    def close(self) -> None:
        """Close the database."""
        self._database.close()
