"""A shelf: keeps what a code only names, in memory, for tests."""

from __future__ import annotations

from bot.actions import mark


class Shelf:
    """The same content has the same token."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def keep(self, content: str) -> str:
        token = mark(content)
        self.kept[token] = content
        return token

    def get(self, token: str) -> str | None:
        return self.kept.get(token)
