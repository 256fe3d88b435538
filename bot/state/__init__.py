"""The state store: what the bot must remember of chats and people; all SQL over it, and the only thing to back up.

SQLite by default, PostgreSQL by `DATABASE_URL`; `open_state(url)` brings the tables to this version by itself.
"""

from __future__ import annotations

from bot.state.chats import Approval, Chat, Kind
from bot.state.opening import open_database
from bot.state.problems import StateError
from bot.state.store import State

__all__ = ["Approval", "Chat", "Kind", "State", "StateError", "open_state"]


def open_state(url: str) -> State:
    """The state store at a URL, such as `sqlite:///state.db`; StateError with a sentence if it does not open."""
    return State(open_database(url))
