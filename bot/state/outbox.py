"""The outbox: every digest is written here before it is sent, and what came of it afterwards.

A letter is claimed by one conditional write, then sent, then settled. What a process leaves claimed when it dies may
have been sent: it is settled as unknown and not repeated; the next day's digest carries its duties.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from bot.state import schema
from bot.state.database import Database
from bot.state.letters import Letter, LetterStatus, letter_of

CLAIM_HOLDS = timedelta(minutes=2)  # longer than any channel takes to answer
KEPT_FOR = timedelta(days=400)  # a programme's year and what runs over
_TABLE = schema.outbox
_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(seconds=75)  # a claimed letter may wait some seconds for its turn: a minute there is longer here
_LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast letters go out, over all processes: Telegram takes about 30 a second, and 20 a minute in a group.

    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    a_second: int = 30
    a_minute_in_a_chat: int = 20
    at_once: int = 10


class Outbox:
    """The letters of a state store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self, before: date) -> dict[tuple[str, str], Letter]:
        """The newest letter of each chat and topic from before a day."""
        newest = (
            select(_TABLE.c.chat_id, _TABLE.c.topic, func.max(_TABLE.c.day).label("day"))
            .where(_TABLE.c.day < before)
            .group_by(_TABLE.c.chat_id, _TABLE.c.topic)
            .subquery()
        )
        same = and_(
            _TABLE.c.chat_id == newest.c.chat_id, _TABLE.c.topic == newest.c.topic, _TABLE.c.day == newest.c.day
        )
        with self._database.reading() as connection:
            letters = map(letter_of, connection.execute(select(_TABLE).join(newest, same)))
            return {(letter.chat_id, letter.topic): letter for letter in letters}

    def claim(self, worker: str, now: datetime, pace: Pace) -> tuple[Letter, ...]:
        """Take letters to send now, loud ones first, as many as the pace allows; nobody else gets them.

        `now` is in the offices' zone: a letter goes out on its own day or not at all.
        """
        with self._database.writing(alone=True) as connection:
            room = min(pace.at_once, pace.a_second - _claimed_since(connection, now - _SECOND, now))
            if room <= 0:
                return ()
            candidates = connection.execute(_sendable(now, pace).limit(room)).fetchall()
            return tuple(letter_of(row) for row in candidates if _take(connection, row.letter_id, worker, now))

    def sendable(self, now: datetime) -> int:
        """How many letters could be sent now but for the pace."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(_TABLE).where(_is_due(now))).scalar_one()

    def recover(self, now: datetime) -> int:
        """Settle as unknown what was claimed by a process that died on the way; how many letters."""
        lost = and_(
            _TABLE.c.status == LetterStatus.SENDING.value,
            or_(_TABLE.c.claimed_at <= now - CLAIM_HOLDS, _TABLE.c.claimed_at > now + CLAIM_HOLDS),
        )
        with self._database.reading() as connection:
            if connection.execute(select(_TABLE.c.letter_id).where(lost)).first() is None:
                return 0
        with self._database.writing() as connection:
            return connection.execute(
                update(_TABLE)
                .where(lost)
                .values(status=LetterStatus.UNKNOWN.value, settled_at=now, reason="tiến trình dừng khi đang gửi")
            ).rowcount

    def letters(self, chat_id: str | None = None) -> tuple[Letter, ...]:
        """All letters that are kept, or those of one chat, by day."""
        query = select(_TABLE).order_by(_TABLE.c.day, _TABLE.c.letter_id)
        if chat_id is not None:
            query = query.where(_TABLE.c.chat_id == chat_id)
        with self._database.reading() as connection:
            return tuple(map(letter_of, connection.execute(query)))

    def letter(self, chat_id: str, topic: str, day: date) -> Letter | None:
        """The letter of a chat's topic of a day, None if there is none or it is no longer kept."""
        with self._database.reading() as connection:
            row = connection.execute(select(_TABLE).where(_of(chat_id, topic), _TABLE.c.day == day)).first()
        return letter_of(row) if row else None

    def counts(self) -> dict[LetterStatus, tuple[int, datetime]]:
        """How many letters there are in each status, and when the oldest of them was due."""
        query = select(_TABLE.c.status, func.count(), func.min(_TABLE.c.due_at)).group_by(_TABLE.c.status)
        with self._database.reading() as connection:
            return {LetterStatus(status): (count, oldest) for status, count, oldest in connection.execute(query)}

    def expire(self, now: datetime) -> None:
        """Delete letters of more than 400 days ago."""
        with self._database.writing() as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.day < (now - KEPT_FOR).date()))


def write(database: Database, connection: Connection, letter: Letter) -> bool:
    """Write a letter, unless its chat and topic has one of that day: what another process wrote first stands."""
    values = {
        "chat_id": letter.chat_id, "topic": letter.topic, "day": letter.day, "first_day": letter.first_day,
        "duties": list(letter.duties), "loud": letter.loud, "late": letter.late, "again": letter.again,
        "due_at": letter.due_at, "status": LetterStatus.WAITING.value, "not_before": letter.due_at, "attempts": 0,
        "reason": "",
    }  # fmt: skip
    over = (
        database.insert(_TABLE)
        .values(values)
        .on_conflict_do_update(
            index_elements=["chat_id", "topic", "day"], set_=values, where=_TABLE.c.status == LetterStatus.DROPPED.value
        )
    )
    return connection.execute(over.returning(_TABLE.c.letter_id)).scalar() is not None


def settle(
    connection: Connection, letter: Letter, worker: str, now: datetime, *, status: LetterStatus,
    message_id: str | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Record what came of a letter; also where it was counted as lost meanwhile, since this is known better."""
    connection.execute(
        update(_TABLE)
        .where(_is_claimed(letter, worker))
        .values(status=status.value, settled_at=now, message_id=message_id, reason=reason)
    )


def postpone(
    connection: Connection, letter: Letter, worker: str, now: datetime, *, seconds: float = 0.0, reason: str = ""
) -> None:
    """Put a letter back that was surely not sent: for as long as the channel says, or longer with every attempt."""
    wait = timedelta(seconds=seconds) if seconds else min(_LONGEST_WAIT, 2**letter.attempts * 15 * _SECOND)
    connection.execute(
        update(_TABLE)
        .where(_is_claimed(letter, worker))
        .values(status=LetterStatus.WAITING.value, not_before=now + wait, attempts=letter.attempts + 1, reason=reason)
    )


def drop(connection: Connection, chat_id: str, topic: str, now: datetime) -> None:
    """Drop what waits for a chat's topic."""
    connection.execute(
        update(_TABLE)
        .where(_of(chat_id, topic), _is_waiting())
        .values(status=LetterStatus.DROPPED.value, settled_at=now)
    )


def bury(connection: Connection, chat_id: str, now: datetime, reason: str) -> None:
    """A chat cannot be reached any more: what waits for it is dead."""
    connection.execute(
        update(_TABLE)
        .where(_TABLE.c.chat_id == chat_id, _is_waiting())
        .values(status=LetterStatus.DEAD.value, settled_at=now, reason=reason)
    )


def move(connection: Connection, old: str, new: str) -> None:
    """A chat has a new id: its letters go with it, but for days that the new id has letters of."""
    taken = _TABLE.alias()
    same = select(taken.c.letter_id).where(
        taken.c.chat_id == new, taken.c.topic == _TABLE.c.topic, taken.c.day == _TABLE.c.day
    )
    connection.execute(delete(_TABLE).where(_TABLE.c.chat_id == old, same.exists()))
    connection.execute(update(_TABLE).where(_TABLE.c.chat_id == old).values(chat_id=new))


def forget(connection: Connection, chat_id: str) -> None:
    """Delete the letters of a chat."""
    connection.execute(delete(_TABLE).where(_TABLE.c.chat_id == chat_id))


def replace_waiting(connection: Connection, chat_id: str, topic: str, now: datetime) -> None:
    """What still waits from earlier days is carried by the digest of today."""
    connection.execute(
        update(_TABLE)
        .where(_of(chat_id, topic), _TABLE.c.day < now.date(), _is_waiting())
        .values(status=LetterStatus.REPLACED.value, settled_at=now)
    )


def _sendable(now: datetime, pace: Pace) -> Any:
    busy = (
        select(_TABLE.c.chat_id)
        .where(_claimed_between(now - _MINUTE, now))
        .group_by(_TABLE.c.chat_id)
        .having(func.count() >= pace.a_minute_in_a_chat)
    )
    return (
        select(_TABLE)
        .where(_is_due(now), _TABLE.c.chat_id.not_in(busy))
        .order_by(_TABLE.c.loud.desc(), _TABLE.c.due_at, _TABLE.c.letter_id)
    )


def _claimed_since(connection: Connection, moment: datetime, now: datetime) -> int:
    query = select(func.count()).select_from(_TABLE).where(_claimed_between(moment, now))
    return connection.execute(query).scalar_one()


def _claimed_between(moment: datetime, now: datetime) -> Any:
    """Claims from a moment until now; those of the far future are of a clock that was set back, and hold nobody up."""
    return and_(_TABLE.c.claimed_at > moment, _TABLE.c.claimed_at <= now + CLAIM_HOLDS)


def _take(connection: Connection, letter_id: int, worker: str, now: datetime) -> bool:
    taken = connection.execute(
        update(_TABLE)
        .where(_TABLE.c.letter_id == letter_id, _is_waiting())
        .values(status=LetterStatus.SENDING.value, claimed_at=now, claimed_by=worker)
    )
    return taken.rowcount == 1


def _is_waiting() -> Any:
    return _TABLE.c.status == LetterStatus.WAITING.value


def _is_due(now: datetime) -> Any:
    """Letters of today whose time has come; what waits from earlier days is left to the digest of today."""
    return and_(_is_waiting(), _TABLE.c.not_before <= now, _TABLE.c.day == now.date())


def _is_claimed(letter: Letter, worker: str) -> Any:
    open_ends = (LetterStatus.SENDING.value, LetterStatus.UNKNOWN.value)
    return and_(_TABLE.c.letter_id == letter.id, _TABLE.c.claimed_by == worker, _TABLE.c.status.in_(open_ends))


def _of(chat_id: str, topic: str) -> Any:
    return and_(_TABLE.c.chat_id == chat_id, _TABLE.c.topic == topic)
