"""The year: chats with random settings, what happens to them, and the days on which they are reminded."""

from __future__ import annotations

import math
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.clock import VIETNAM
from bot.reminders.subscription import Status, Subscription, Whose
from bot.state import Chat, Kind, State, open_state
from bot.state.letters import Letter, LetterStatus
from bot.state.marks import DoneMark
from bot.subscribing.changes import with_status
from knowledge.opening import open_store
from tests.simulation.crew import Crew
from tests.simulation.oracle import Expected, Groups, Settings, collectives, deadlines
from tests.simulation.registers import HOME, LOADED_AT, NEIGHBOUR, write_late, write_registers
from tests.simulation.telegram import SimulatedTelegram, TelegramThread
from tests.simulation.worker import Order, Task

TIMES = tuple(time.fromisoformat(at) for at in ("06:30", "07:30", "08:00", "13:30", "16:00"))
_AFTER = (timedelta(minutes=3), timedelta(minutes=25))  # further minutes lived through
_EVENING = time(22, 0)  # nobody gets a digest then
_OPENING = threading.Lock()  # Alembic brings one store at a time to this version
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
    restarts: float = 0.1  # share of days that begin with a restart in good order
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
    def starts(self) -> list[datetime]:
        """When reminders were turned on, the first time and again."""
        return [moment for moment, kind in self.changes if kind == "on"]

    @property
    def keys(self) -> list[str]:
        """The chat's ids in the store, the present one last."""
        return [f"{_PREFIX}{number}" for number in self.ids]

    @property
    def key(self) -> str:
        """The chat's present id in the store."""
        return self.keys[-1]


@dataclass
class Lived:
    """What the year left: registers, chats, arrivals, letters and counts."""

    scale: Scale
    registers: Path
    chats: list[SimulatedChat]
    telegram: SimulatedTelegram
    letters: tuple[Letter, ...]
    counts: Counter[str]


def live_through(scale: Scale, url: str, folder: Path, seed: int, *, bug: Callable[[], None] | None = None) -> Lived:
    """Simulate, with registers and knowledge in a new folder.

    The same seed gives the same settings, events and troubles, not the same interleaving of processes. `bug` spoils the
    program in the processes that remind, so that the judge is judged.
    """
    chance = random.Random(seed)
    registers = write_registers(folder / "registers")
    open_store(folder / "knowledge.db", registers).close()
    telegram = TelegramThread(SimulatedTelegram(seed, trouble=scale.trouble))
    with _OPENING:
        state = open_state(url)
    crew = Crew(Task(url, folder / "knowledge.db", telegram.port, bug), scale.workers)
    try:
        year = _Year(scale, chance, telegram, state, crew, folder)
        year.live()
        return Lived(scale, registers, year.chats, telegram.server, state.outbox.letters(), year.counts)
    finally:
        crew.dismiss()
        state.close()
        telegram.close()


class _Year:
    def __init__(
        self, scale: Scale, chance: random.Random, telegram: TelegramThread, state: State, crew: Crew, folder: Path
    ) -> None:
        self.scale, self.chance, self.telegram, self.state, self.crew = scale, chance, telegram, state, crew
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.loaded = self.died = False
        self.expected, self.groups = _expected(folder / "registers")
        self.chats = [self._chat(number) for number in range(scale.chats)]
        self._plans = self._events()

    def live(self) -> None:
        """Live through all days."""
        day = self.scale.first
        while day <= self.scale.last:
            if self.chance.random() < self.scale.restarts:
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
                yield start - timedelta(hours=self.chance.randint(1, 30), minutes=1)
                yield start + timedelta(minutes=self.chance.randint(20, 25))
            for after in _AFTER:
                if self._is_unfinished():
                    yield start + after
        yield datetime.combine(day, _EVENING, VIETNAM)

    def _is_unfinished(self) -> bool:
        """Whether a process died, or something waits to be sent: the other minutes of a day are all alike."""
        counts = self.state.outbox.counts()
        return self.died or LetterStatus.WAITING in counts or LetterStatus.SENDING in counts

    def _minute(self, moment: datetime) -> None:
        self.telegram.server.now = moment
        self.telegram.connect(not _within(self.scale.cut_times, moment))
        self.counts["phút đã sống"] += 1
        died = self.crew.live([self._order(moment) for _ in range(self.scale.workers)])
        self.died = died > 0
        if died:
            self.counts["kill -9"] += died
            self.counts["kill -9 khi có tin đang gửi"] += LetterStatus.SENDING in self.state.outbox.counts()

    def _order(self, moment: datetime) -> Order:
        """A minute, in which the process may die: somewhere in it, often soon, or within a request."""
        lived = (moment.date() - self.scale.first).days / max(1, (self.scale.last - self.scale.first).days)
        if self.crew.killed >= math.ceil(self.scale.kills * lived) or self.chance.random() > 0.7:
            return Order(moment)
        if self.chance.random() < 0.3:
            return Order(moment, die_after=int(math.exp(self.chance.uniform(0, math.log(800)))))
        return Order(moment, die_sending=self.chance.randint(1, 60))

    # Chats and what happens to them

    def _chat(self, number: int) -> SimulatedChat:
        chance = self.chance
        province = HOME if chance.random() < 0.8 else NEIGHBOUR
        leads = {(e.province, lead) for e in self.expected for lead in e.leads}
        agencies = sorted(name for where, name in leads - set(self.groups) if where == province)
        members = sorted({m for (where, _), group in self.groups.items() if where == province for m in group})
        chosen = frozenset(chance.sample(agencies, 1) + chance.sample(members, chance.randint(0, 2)))
        there = [e for e in self.expected if e.comes_at is None]
        tasks = frozenset(f"{expected.programme}:{expected.ref}" for expected in chance.sample(there, 2))
        days = tuple(sorted(chance.sample((30, 14, 7, 3, 1, 0), chance.randint(1, 6)), reverse=True))
        settings = Settings(
            province=province,
            agencies=None if chance.random() < 0.3 else chosen if chance.random() < 0.85 else frozenset(),
            shared=chance.random() < 0.7,
            tasks=tasks if chance.random() < 0.3 else frozenset(),
            days_before=days if chance.random() < 0.6 else (7, 3, 1, 0),
            overdue=chance.random() < 0.6,
            recurring=chance.random() < 0.7,
        )
        topic = "7" if chance.random() < 0.2 else ""
        chat = SimulatedChat(number, [-1000 - number], topic, settings, chance.choice(self.scale.times))
        self.telegram.server.room(chat.ids[0], forum=bool(topic), topics={7} if topic else set())
        self._subscribe(chat)
        return chat

    def _subscribe(self, chat: SimulatedChat) -> None:
        before = datetime.combine(self.scale.first - timedelta(days=1), time(23, 0), VIETNAM)
        settings = chat.settings
        whose = Whose.ALL if settings.agencies is None else Whose.AGENCIES if settings.agencies else Whose.NOBODY
        self.state.chats.keep(Chat(chat.key, Kind.GROUP, title=f"Nhóm {chat.number}"))
        subscription = Subscription(
            chat.key, chat.topic, whose=whose, agencies=tuple(sorted(settings.agencies or ())), shared=settings.shared,
            province=settings.province, tasks=tuple(sorted(settings.tasks)), days_before=settings.days_before,
            at=chat.at, overdue=settings.overdue, recurring=settings.recurring, covered_until=before.date(), fresh=True,
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
        if not self.loaded and now >= LOADED_AT:
            self.loaded = True
            write_late(self.folder / "registers")
            open_store(self.folder / "knowledge.db", self.folder / "registers").close()
            self.counts["nạp thêm văn bản"] += 1
        if now.time() == _EVENING and self.chance.random() < 0.3:
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
                self.telegram.server.room(chat.ids[-1]).bot = "kicked"
                chat.changes.append((now, "off"))
            case "returned":
                self.telegram.server.room(chat.ids[-1]).bot = "member"
                self.state.chat_returned(chat.key)
                self._set(chat, Status.STOPPED, now)
                self._set(chat, Status.ACTIVE, now)
                chat.changes.append((now, "on"))
            case "migrated":
                old = chat.ids[-1]
                new = self.telegram.run(self.telegram.server.migrate(old, tell=False))
                self.telegram.server.room(new).topics |= self.telegram.server.room(old).topics
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
        chat.done.setdefault(self._named(key), now)
        self.counts["ghi đã xong"] += 1

    def _named(self, key: str) -> tuple[str, date]:
        """How a message names the duty of a key."""
        day, _, programme, ref = key.split(":", 3)
        every, _ = _expected(self.folder / "registers")
        title = next(e.title for e in every if (e.programme, e.ref) == (programme, ref))
        return title, date.fromisoformat(day)


def _expected(registers: Path) -> tuple[list[Expected], Groups]:
    return deadlines(registers), collectives(registers)


def _within(times: tuple[tuple[str, str], ...], moment: datetime) -> bool:
    naive = moment.replace(tzinfo=None)
    return any(datetime.fromisoformat(a) <= naive < datetime.fromisoformat(b) for a, b in times)
