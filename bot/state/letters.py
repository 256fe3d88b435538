"""Letters: digests on their way to a chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Row

from bot.reminders.subscription import Subscription


class LetterStatus(Enum):
    """Where a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # it may have arrived
    DEAD = "dead"  # it cannot arrive
    REPLACED = "replaced"  # a later digest took over its duties before it was sent
    DROPPED = "dropped"  # reminders were turned off, or all was done before it was sent


UNSETTLED = frozenset((LetterStatus.WAITING, LetterStatus.UNKNOWN, LetterStatus.DEAD))


@dataclass(frozen=True, slots=True)
class Letter:
    """A digest in the outbox: the keys of its duties, the days whose reminders it carries, and where it is.

    `again`: an earlier letter that may not have arrived is carried along. `loud` letters go first.
    """

    id: int
    chat_id: str
    topic: str
    day: date
    first_day: date
    duties: tuple[str, ...]
    loud: bool
    late: bool
    again: bool
    due_at: datetime
    status: LetterStatus = LetterStatus.WAITING
    attempts: int = 0
    settled_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What became of a subscription on a day: the letter to write, or None if there is nothing to tell."""

    subscription: Subscription
    letter: Letter | None


def letter_of(row: Row[Any]) -> Letter:
    """A letter as its row in the outbox says."""
    return Letter(
        id=row.letter_id,
        chat_id=row.chat_id,
        topic=row.topic,
        day=row.day,
        first_day=row.first_day,
        duties=tuple(row.duties),
        loud=row.loud,
        late=row.late,
        again=row.again,
        due_at=row.due_at,
        status=LetterStatus(row.status),
        attempts=row.attempts,
        settled_at=row.settled_at,
        reason=row.reason,
    )
