"""The state store: all of it behind one object, and what concerns several of its tables at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.delivery import Delivery, Gone, Migrated, Refused, Sent, TryLater, Unknown
from bot.state import answers, chats, contexts, marks, notices, outbox, subscriptions
from bot.state.answers import Answers
from bot.state.backup import back_up
from bot.state.button_targets import ButtonTargets
from bot.state.chats import Chat, Chats
from bot.state.contexts import Contexts
from bot.state.database import Database
from bot.state.known_duties import KnownDuties
from bot.state.letters import Letter, LetterStatus, Plan
from bot.state.marks import Marks
from bot.state.notices import Notice, Notices
from bot.state.open_updates import OpenUpdates
from bot.state.outbox import Outbox
from bot.state.subscriptions import Subscriptions
from bot.state.turns import Turns


class State:
    """What the bot knows of chats and people; safe to share between threads, and between processes by its database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.chats = Chats(database)
        self.contexts = Contexts(database)
        self.button_targets = ButtonTargets(database)
        self.answers = Answers(database)
        self.turns = Turns(database)
        self.subscriptions = Subscriptions(database)
        self.marks = Marks(database)
        self.known_duties = KnownDuties(database)
        self.outbox = Outbox(database)
        self.notices = Notices(database)
        self.open_updates = OpenUpdates(database)

    def recall(self, chat_id: str, person_id: str, now: datetime) -> tuple[Chat | None, dict[str, Any] | None]:
        """A chat, and a person's context in it: what a question needs, read in one step."""
        with self._database.reading() as connection:
            return chats.find(connection, chat_id), contexts.find(connection, chat_id, person_id, now)

    def write(self, plans: Sequence[Plan], now: datetime) -> int:
        """Write the letters of a day and count it as covered, in one step; how many letters were written.

        What was changed, stopped or covered by another process meanwhile is left as it is.
        """
        written = 0
        with self._database.writing() as connection:
            for plan in plans:
                if subscriptions.cover(connection, plan.subscription, now):
                    outbox.replace_waiting(connection, plan.subscription.chat_id, plan.subscription.topic, now)
                    if plan.letter:
                        written += outbox.write(self._database, connection, plan.letter)
        return written

    def settle(self, letter: Letter, delivery: Delivery, worker: str, now: datetime) -> None:
        """Record what came of sending a letter, with all that follows from it for its chat."""
        with self._database.writing(alone=isinstance(delivery, Migrated)) as connection:
            match delivery:
                case Sent(message_id):
                    outbox.settle(connection, letter, worker, now, status=LetterStatus.SENT, message_id=message_id)
                case TryLater(seconds, reason):
                    outbox.postpone(connection, letter, worker, now, seconds=seconds, reason=reason)
                case Unknown(reason):
                    outbox.settle(connection, letter, worker, now, status=LetterStatus.UNKNOWN, reason=reason)
                case Refused(reason):
                    outbox.settle(connection, letter, worker, now, status=LetterStatus.DEAD, reason=reason)
                    notices.post(self._database, connection, Notice(letter.chat_id, reason))
                case Gone(reason):
                    outbox.settle(connection, letter, worker, now, status=LetterStatus.DEAD, reason=reason)
                    outbox.bury(connection, letter.chat_id, now, reason)
                    subscriptions.stop(connection, letter.chat_id)
                    chats.leave(connection, letter.chat_id)
                    notices.post(self._database, connection, Notice(letter.chat_id, reason))
                case Migrated(chat_id):
                    outbox.postpone(connection, letter, worker, now, seconds=1)
                    self._move(connection, letter.chat_id, chat_id)

    def drop(self, letter: Letter, worker: str, now: datetime) -> None:
        """A claimed letter has nothing to tell any more: all its duties were marked as done."""
        with self._database.writing() as connection:
            outbox.settle(connection, letter, worker, now, status=LetterStatus.DROPPED)

    def chat_left(self, chat_id: str, reason: str, now: datetime) -> None:
        """The bot was blocked or put out of a chat: its reminders stop, its settings are kept."""
        with self._database.writing() as connection:
            outbox.bury(connection, chat_id, now, reason)
            subscriptions.stop(connection, chat_id)
            chats.leave(connection, chat_id)
            notices.post(self._database, connection, Notice(chat_id, reason))

    def chat_returned(self, chat_id: str) -> None:
        """The bot can write to a chat again; its reminders stay stopped until somebody resumes them."""
        with self._database.writing() as connection:
            chats.come_back(connection, chat_id)
            notices.forget(connection, chat_id)

    def move_chat(self, old: str, new: str) -> bool:
        """A chat has a new id (Telegram: a group became a supergroup): all that was set goes with it.

        Told more than once, as Telegram does, it changes nothing more; then and for unknown chats False.
        """
        with self._database.writing(alone=True) as connection:
            return self._move(connection, old, new)

    def forget_chat(self, chat_id: str) -> None:
        """Delete all that is kept of a chat."""
        with self._database.writing() as connection:
            for table in (chats, contexts, answers, subscriptions, outbox, marks, notices):
                table.forget(connection, chat_id)

    def forget_person(self, person_id: str) -> None:
        """Delete all that is kept of a person in any chat; what they marked as done stays without their name."""
        with self._database.writing() as connection:
            contexts.forget_person(connection, person_id)
            marks.forget_person(connection, person_id)

    def expire(self, now: datetime) -> None:
        """Delete all that is past the time for which it is kept."""
        self.contexts.expire(now)
        self.button_targets.expire(now)
        self.answers.expire(now)
        self.outbox.expire(now)
        self.open_updates.expire(now)
        with self._database.writing() as connection:
            marks.expire(connection, (now - outbox.KEPT_FOR).date())

    def back_up(self, file: Path) -> None:
        """Copy all of it into a new SQLite file, as it is at one moment; StateError if that cannot be written."""
        back_up(self._database, file)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _move(self, connection: Connection, old: str, new: str) -> bool:
        for table in (contexts, subscriptions, outbox, marks):
            table.move(connection, old, new)
        answers.forget(connection, old)
        notices.forget(connection, old)
        return chats.move(connection, old, new)
