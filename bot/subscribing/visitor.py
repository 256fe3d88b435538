"""The visitor: who speaks about reminders, where, and whether they may change them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person in a chat or in one topic of it, ids as the channel gives them.

    `name` is what the person is called there, kept only with what they mark as done. `may_change`: an administrator of
    the group (anonymous ones too), or anybody in their private chat.
    """

    chat: str
    person: str
    name: str = ""
    topic: str = ""
    may_change: bool = True
