"""What can be wrong with the state store, in words that the people who run the bot can act on."""

from __future__ import annotations


class StateError(Exception):
    """The state store cannot be opened, moved to this version, or copied."""
