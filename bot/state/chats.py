"""Chats: where the bot talks, and what was set there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.state import schema
from bot.state.database import Database

_FIND = select(schema.chats).where(schema.chats.c.chat_id == bindparam("chat"))


class Kind(Enum):
    """Who is in a chat."""

    PRIVATE = "private"
    GROUP = "group"


class Approval(Enum):
    """What the owner said of a chat, where the owner is asked."""

    OPEN = "open"  # nobody asked
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat. `id` is the channel's name and the channel's own id: `"telegram:-1001234567890"`.

    `agency` is the official name of the chat's own agency, `programmes` the keys of those it asks about (none: the
    current ones). `present`: the bot can still write there. `rights` are the names of what the bot may do there, as the
    channel calls them. Of private chats no title is kept.
    """

    id: str
    kind: Kind
    title: str = ""
    agency: str = ""
    programmes: tuple[str, ...] = ()
    approval: Approval = Approval.OPEN
    present: bool = True
    rights: tuple[str, ...] = ()


class Chats:
    """The chats of a state store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, chat_id: str) -> Chat | None:
        """A chat by its id, or by an id that it had before it migrated; None if it is not known."""
        with self._database.reading() as connection:
            return find(connection, chat_id)

    def all(self) -> tuple[Chat, ...]:
        """All chats under their present ids, by id."""
        table = schema.chats
        with self._database.reading() as connection:
            rows = connection.execute(select(table).where(table.c.migrated_to.is_(None)).order_by(table.c.chat_id))
            return tuple(_chat(dict(row)) for row in rows.mappings())

    def keep(self, chat: Chat) -> None:
        """Keep a chat, new or changed, as it is given."""
        with self._database.writing() as connection:
            self._database.put(connection, schema.chats, _values(chat))


def find(connection: Connection, chat_id: str) -> Chat | None:
    """What `Chats.get` gives, in a transaction of the caller's."""
    row = _row(connection, chat_id)
    if row and row["migrated_to"]:
        row = _row(connection, row["migrated_to"])
    return _chat(row) if row else None


def leave(connection: Connection, chat_id: str) -> None:
    """The bot was put out of a chat: nothing is sent there; what was set is kept for its return."""
    _set(connection, chat_id, present=False)


def come_back(connection: Connection, chat_id: str) -> None:
    """The bot can write to a chat again."""
    _set(connection, chat_id, present=True)


def move(connection: Connection, old: str, new: str) -> bool:
    """Give a chat its new id, with all that was set; False if it has it already or nothing is known of it."""
    table = schema.chats
    row = _row(connection, old)
    if row is None or row["migrated_to"]:
        return False
    connection.execute(delete(table).where(table.c.chat_id == new))
    connection.execute(table.insert().values(row | {"chat_id": new}))
    connection.execute(update(table).where(table.c.chat_id == old).values(migrated_to=new))
    return True


def forget(connection: Connection, chat_id: str) -> None:
    """Delete a chat and the ids that it had."""
    table = schema.chats
    connection.execute(delete(table).where((table.c.chat_id == chat_id) | (table.c.migrated_to == chat_id)))


def _set(connection: Connection, chat_id: str, **values: Any) -> None:
    connection.execute(update(schema.chats).where(schema.chats.c.chat_id == chat_id).values(values))


def _row(connection: Connection, chat_id: str) -> dict[str, Any] | None:
    row = connection.execute(_FIND, {"chat": chat_id}).mappings().first()
    return dict(row) if row else None


def _values(chat: Chat) -> dict[str, Any]:
    return {
        "chat_id": chat.id,
        "kind": chat.kind.value,
        "title": chat.title if chat.kind is Kind.GROUP else "",
        "agency": chat.agency,
        "programmes": list(chat.programmes),
        "approval": chat.approval.value,
        "present": chat.present,
        "rights": list(chat.rights),
        "migrated_to": None,
    }


def _chat(row: dict[str, Any]) -> Chat:
    return Chat(
        id=row["chat_id"],
        kind=Kind(row["kind"]),
        title=row["title"],
        agency=row["agency"],
        programmes=tuple(row["programmes"]),
        approval=Approval(row["approval"]),
        present=row["present"],
        rights=tuple(row["rights"]),
    )
