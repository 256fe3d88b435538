"""The year: chats with random settings, what happens to them, and the processes that remind them and are killed."""

from __future__ import annotations

import math
import random
import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.clock import VIETNAM
from bot.reminders.subscription import Status, Subscription, Whose
from bot.state import Chat, Kind, State, open_state
from bot.state.letters import Letter, LetterStatus
from bot.state.marks import DoneMark
from bot.subscribing.changes import with_status
from tests.simulation.oracle import NUMBER, Settings, collectives, deadlines
from tests.simulation.receiver import Receiver
from tests.simulation.worker import Order, work

TIMES = tuple(time.fromisoformat(at) for at in ("06:30", "07:30", "08:00", "13:30", "16:00"))
_AFTER = (timedelta(minutes=3), timedelta(minutes=25))  # further minutes lived through
_PREFIX = "telegram:"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is simulated."""

    chats: int
    first: date
    last: date
    kills: int
    workers: int = 1
    times: tuple[time, ...] = TIMES  # of which each chat has one
    trouble: float = 0.06
    dead_times: tuple[tuple[str, str], ...] = ()  # no process runs: (from, to)
    cut_times: tuple[tuple[str, str], ...] = ()  # processes run, the network is down


@dataclass
class SimulatedChat:
    """A chat: its settings, its ids, and whether it wants and can get reminders, by the day on which that changed."""

    number: int
    ids: list[int]
    topic: str
    settings: Settings
    at: time
    changes: list[tuple[datetime, str]] = field(default_factory=list)  # on, off, blocked, returned
    done: dict[tuple[str, date], datetime] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The chat's present id in the store."""
        return f"{_PREFIX}{self.ids[-1]}"


@dataclass
class Lived:
    """What the year left: chats, arrivals, letters and counts."""

    scale: Scale
    chats: list[SimulatedChat]
    receiver: Receiver
    letters: tuple[Letter, ...]
    counts: Counter[str]


class Crew:
    """The processes that remind; one that dies is replaced, as a service manager does."""

    def __init__(self, url: str, knowledge: Path, size: int) -> None:
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["tests.simulation.worker"])
        self._given = url, knowledge
        self._hands: list[tuple[BaseProcess, Connection]] = [self._hire() for _ in range(size)]
        self.killed = 0

    def live(self, orders: list[Order]) -> int:
        """Give one order to each process at once; how many of them died of it."""
        for (_, orders_end), order in zip(self._hands, orders, strict=True):
            orders_end.send(order)
        died = 0
        for place, (process, orders_end) in enumerate(self._hands):
            try:
                orders_end.recv()
            except EOFError:
                process.join()
                orders_end.close()
                assert process.exitcode == -9, f"a worker failed by itself: {process.exitcode}"
                self._hands[place] = self._hire()
                died += 1
        self.killed += died
        return died

    def restart(self) -> None:
        """End all processes in peace and start others."""
        self.dismiss()
        self._hands = [self._hire() for _ in self._hands]

    def dismiss(self) -> None:
        """End all processes in peace."""
        for process, orders_end in self._hands:
            orders_end.close()
            wait([process.sentinel])

    def _hire(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, *self._given), daemon=True)
        process.start()
        theirs.close()
        return process, ours


def live_through(scale: Scale, url: str, knowledge: Path, seed: int) -> Lived:
    """Simulate; the same seed gives the same settings, events and troubles, not the same interleaving of processes."""
    chance = random.Random(seed)
    receiver = Receiver(seed, trouble=scale.trouble)
    state = open_state(url)
    crew = Crew(url, knowledge, scale.workers)
    try:
        year = _Year(scale, chance, receiver, state, crew)
        year.live()
        return Lived(scale, year.chats, receiver, state.outbox.letters(), year.counts)
    finally:
        crew.dismiss()
        state.close()
        receiver.close()


class _Year:
    def __init__(self, scale: Scale, chance: random.Random, receiver: Receiver, state: State, crew: Crew) -> None:
        self.scale, self.chance, self.receiver, self.state, self.crew = scale, chance, receiver, state, crew
        self.counts: Counter[str] = Counter()
        self.chats = [self._chat(number) for number in range(scale.chats)]
        self._plans = self._events()
        self._closed_port = _closed_port()

    def live(self) -> None:
        """Live through all days."""
        day = self.scale.first
        while day <= self.scale.last:
            if self.chance.random() < 0.1:
                self.crew.restart()
                self.counts["khởi động lại"] += 1
            for moment in self._moments(day):
                self._happen(moment)
                if not _within(self.scale.dead_times, moment):
                    self._minute(moment)
            day += timedelta(days=1)

    def _moments(self, day: date) -> Iterator[datetime]:
        """The minutes of a day that are lived through; now and then the clock is set back or ahead."""
        for at in self.scale.times:
            start = datetime.combine(day, at, VIETNAM)
            yield start
            if self.chance.random() < 0.01:
                self.counts["đồng hồ bị chỉnh"] += 2
                yield start - timedelta(hours=self.chance.randint(1, 30))
                yield start + timedelta(minutes=self.chance.randint(20, 25))
            for after in _AFTER:
                yield start + after
        yield datetime.combine(day, time(22, 0), VIETNAM)

    def _minute(self, moment: datetime) -> None:
        self.receiver.now = moment
        self.counts["phút đã sống"] += 1
        cut = _within(self.scale.cut_times, moment)
        port = self._closed_port if cut else self.receiver.port
        died = self.crew.live([self._order(moment, port) for _ in range(self.scale.workers)])
        if died:
            self.counts["kill -9"] += died
            self.counts["kill -9 khi có tin đang gửi"] += LetterStatus.SENDING in self.state.outbox.counts()

    def _order(self, moment: datetime, port: int) -> Order:
        """A minute, in which the process may die: somewhere in it, often soon, or within a request."""
        if self.crew.killed >= self.scale.kills or self.chance.random() > 0.5:
            return Order(moment, port)
        if self.chance.random() < 0.3:
            return Order(moment, port, die_after=int(math.exp(self.chance.uniform(0, math.log(800)))))
        return Order(moment, port, die_sending=self.chance.randint(1, 24))

    # Chats and what happens to them

    def _chat(self, number: int) -> SimulatedChat:
        chance = self.chance
        every = sorted({lead for expected in deadlines() for lead in expected.leads})
        agencies = [name for name in every if name not in collectives()]
        members = sorted(member for group in collectives().values() for member in group)
        chosen = frozenset(chance.sample(agencies, 1) + chance.sample(members, chance.randint(0, 2)))
        tasks = frozenset(f"{NUMBER}:{expected.ref}" for expected in chance.sample(deadlines(), 2))
        days = tuple(sorted(chance.sample((30, 14, 7, 3, 1, 0), chance.randint(1, 6)), reverse=True))
        settings = Settings(
            agencies=None if chance.random() < 0.3 else chosen if chance.random() < 0.85 else frozenset(),
            shared=chance.random() < 0.7,
            tasks=tasks if chance.random() < 0.3 else frozenset(),
            days_before=days if chance.random() < 0.6 else (7, 3, 1, 0),
            overdue=chance.random() < 0.6,
            recurring=chance.random() < 0.7,
        )
        topic = "7" if chance.random() < 0.2 else ""
        chat = SimulatedChat(number, [-1000 - number], topic, settings, chance.choice(self.scale.times))
        self._subscribe(chat)
        return chat

    def _subscribe(self, chat: SimulatedChat) -> None:
        before = datetime.combine(self.scale.first - timedelta(days=1), time(23, 0), VIETNAM)
        settings = chat.settings
        whose = Whose.ALL if settings.agencies is None else Whose.AGENCIES if settings.agencies else Whose.NOBODY
        self.state.chats.keep(Chat(chat.key, Kind.GROUP, title=f"Nhóm {chat.number}"))
        subscription = Subscription(
            chat.key, chat.topic, whose=whose, agencies=tuple(sorted(settings.agencies or ())), shared=settings.shared,
            tasks=tuple(sorted(settings.tasks)), days_before=settings.days_before, at=chat.at,
            overdue=settings.overdue, recurring=settings.recurring, covered_until=before.date(), fresh=True,
        )  # fmt: skip
        self.state.subscriptions.keep(subscription, before)
        chat.changes.append((before, "on"))

    def _events(self) -> list[tuple[datetime, str, SimulatedChat]]:
        """What will happen to chats, in order, at ten in the morning of some days."""
        chance, events = self.chance, []
        length = (self.scale.last - self.scale.first).days
        for chat in self.chats:
            kind = chance.choices(["", "off", "pause", "blocked", "migrated"], [50, 15, 10, 12, 13])[0]
            if not kind:
                continue
            day = chance.randint(1, max(1, length - 3))
            events.append((self._at_ten(day), kind, chat))
            if kind != "migrated" and chance.random() < 0.6:
                again = day + chance.randint(5, 60)
                events.append((self._at_ten(again), "returned" if kind == "blocked" else "on", chat))
        return sorted(events, key=lambda planned: (planned[0], planned[2].number))

    def _at_ten(self, days: int) -> datetime:
        return datetime.combine(self.scale.first + timedelta(days=days), time(10, 0), VIETNAM)

    def _happen(self, now: datetime) -> None:
        while self._plans and self._plans[0][0] <= now:
            _, kind, chat = self._plans.pop(0)
            self.counts[f"nhóm: {kind}"] += 1
            self._change(chat, kind, now)
        if now.hour == 22 and self.chance.random() < 0.3:
            self._mark_something(now)

    def _change(self, chat: SimulatedChat, kind: str, now: datetime) -> None:
        match kind:
            case "off" | "pause":
                self._set(chat, Status.OFF if kind == "off" else Status.PAUSED, now)
                chat.changes.append((now, "off"))
            case "on":
                self._set(chat, Status.ACTIVE, now)
                chat.changes.append((now, "on"))
            case "blocked":
                self.receiver.blocked.add(chat.ids[-1])
                chat.changes.append((now, "off"))
            case "returned":
                self.receiver.blocked.discard(chat.ids[-1])
                self.state.chat_returned(chat.key)
                self._set(chat, Status.STOPPED, now)
                self._set(chat, Status.ACTIVE, now)
                chat.changes.append((now, "on"))
            case "migrated":
                old, new = chat.ids[-1], -1_000_000 - chat.number
                self.receiver.migrated[old] = new
                chat.ids.append(new)
                if self.chance.random() < 0.5:
                    self.state.move_chat(f"{_PREFIX}{old}", f"{_PREFIX}{new}")

    def _set(self, chat: SimulatedChat, status: Status, now: datetime) -> None:
        (known,) = (s for i in chat.ids for s in self.state.subscriptions.all(f"{_PREFIX}{i}"))
        self.state.subscriptions.keep(with_status(known, status, now), now)

    def _mark_something(self, now: datetime) -> None:
        """Somebody marks a duty of one of the last letters as done."""
        letters = [letter for letter in self.state.outbox.letters() if now.date() - letter.day < timedelta(days=3)]
        if not letters:
            return
        letter = self.chance.choice(letters)
        key = self.chance.choice(letter.duties)
        self.state.marks.mark_done(DoneMark(letter.chat_id, key, "telegram:5", "An", now))
        chat = next(c for c in self.chats if letter.chat_id in (f"{_PREFIX}{i}" for i in c.ids))
        title, named = _named(key)
        chat.done.setdefault((title, named), now)
        self.counts["ghi đã xong"] += 1


def _named(key: str) -> tuple[str, date]:
    """How a message names the duty of a key."""
    day, _, _, ref = key.split(":", 3)
    title = next(expected.title for expected in deadlines() if expected.ref == ref)
    return title, date.fromisoformat(day)


def _within(times: tuple[tuple[str, str], ...], moment: datetime) -> bool:
    naive = moment.replace(tzinfo=None)
    return any(datetime.fromisoformat(a) <= naive < datetime.fromisoformat(b) for a, b in times)


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
