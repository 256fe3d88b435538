"""Digests of thousands of chats due at once: `hoiviec serve` in its own process, killed and started again on the way.

`python -m tests.bench.reminders [CHATS]` prints the table; planning is always measured with 5,000. The tests' server
counts Telegram's limits and refuses what is more; a person asks questions meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from aiohttp.test_utils import TestServer

from bot.clock import now_in_vietnam
from bot.dispatch.agenda import Agenda
from bot.dispatch.planner import Planner
from bot.reminders.subscription import Subscription
from bot.reminders.working_days import working_days
from bot.state import State, open_state
from bot.state.letters import LetterStatus
from knowledge.opening import open_store
from tests.bench.percentiles import percentile
from tests.bench.table import Aim, Row, figure, markdown, yes_no
from tests.knowledge.folder import BOOK, PROGRAMME, ROWS, write_folder
from tests.telegram.server import TOKEN, Call, TelegramServer

CHATS = 5_000
HELD = Aim(100)  # ms
_RATES = {"overall": (30, 1.0), "group": (20, 60.0)}
_GROUP, _TOPICS = -900_000, 25  # one group with more topics than it may get messages in a minute
_PERSON = 5
_AT_ONCE = 10  # letters that a killed process may have had under way


@dataclass
class Rush:
    """What came of one rush: the messages as they came, answers to questions meanwhile, and the outbox after it."""

    began: float
    digests: list[Call] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    refused: int = 0
    outbox: dict[LetterStatus, int] = field(default_factory=dict)


def reminder_rows(chats: int = CHATS) -> list[Row]:
    """All figures of this part."""
    return asyncio.run(_measured(chats))


async def _measured(chats: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        now = now_in_vietnam()
        registers = _registers(place, now.date())
        planning, held = await _planned(place, registers, CHATS, now)
        rush = await _rush(place, registers, chats)
    what = f"Reminders, {chats:,} chats at once"
    return [
        figure(f"Reminders, {CHATS:,} chats at once: planning", planning, "s"),
        figure(f"Reminders, {CHATS:,} chats: longest hold of the event loop while planning", 1000 * held, "ms", HELD),
        *rush_rows(rush, what, chats + _TOPICS),
    ]


def rush_rows(rush: Rush, what: str, wanted: int) -> list[Row]:
    """The figures of a rush of so many digests."""
    times = [call.at for call in rush.digests]
    places = Counter((c.fields["chat_id"], c.fields.get("message_thread_id")) for c in rush.digests)
    unknown = rush.outbox.get(LetterStatus.UNKNOWN, 0) + rush.outbox.get(LetterStatus.SENDING, 0)
    lost = wanted - len(places) - unknown
    doubled = sum(count - 1 for count in places.values())
    silent = [bool(call.fields.get("disable_notification")) for call in rush.digests]
    early = silent.index(True) if True in silent else len(silent)
    hasty = len(silent[early:]) - sum(silent[early:])
    group = [call.at for call in rush.digests if call.fields["chat_id"] == _GROUP]
    return [
        figure(f"{what}: from the first digest to the last, killed once", times[-1] - times[0], "s"),
        _limit(f"{what}: most in a second", _most(times, 1.0), 30),
        _limit(f"{what}: most in a minute in a group of {_TOPICS} topics", _most(group, 60.0), 20),
        _limit(f"{what}: refused with 429", rush.refused, 0),
        _limit(f"{what}: lost / arrived twice", max(lost, doubled), 0),
        _limit(f"{what}: unknown after kill -9", unknown, _AT_ONCE),
        _limit(f"{what}: with sound after the first silent one", hasty, _AT_ONCE),
        figure(f"{what}: question meanwhile to reply, p50", percentile(rush.answers, 50), "s"),
        figure(f"{what}: question meanwhile to reply, p95", percentile(rush.answers, 95), "s"),
    ]


def _limit(what: str, count: int, most: int) -> Row:
    return Row(what, str(count), f"≤ {most}" if most else "0", yes_no(count <= most))


def _most(times: list[float], seconds: float) -> int:
    """The most that came within so many seconds."""
    first = most = 0
    for last, at in enumerate(times):
        while at - times[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def _registers(folder: Path, today: date) -> Path:
    """A programme with one deadline today and one in three days."""
    soon = today + timedelta(days=3)
    words = f"trạm xã A: chậm nhất ngày {today:%d/%m/%Y}"
    rows = [
        {**ROWS[0], "chủ trì": "Sở Y tế", "thời hạn": words},
        {**ROWS[1], "chủ trì": "Sở Nội vụ", "thời hạn": f"báo cáo: chậm nhất ngày {soon:%d/%m/%Y}"},
    ]
    programme = PROGRAMME.replace("2024-01-19", f"{today.year}-01-19").replace("2024", str(today.year))
    return write_folder(folder / "registers", rows, programme, BOOK)


def _subscribe(state: State, chats: int, now: datetime, at: datetime) -> None:
    """Chats that want digests at a time: every second one has something due today, which makes a sound."""
    loud = "ctr:I.1#1", "ctr:I.1#2"
    places = [(f"telegram:{1_000_000 + n}", "") for n in range(chats)]
    places += [(f"telegram:{_GROUP}", str(topic)) for topic in range(1, _TOPICS + 1)]
    for number, (chat, topic) in enumerate(places):
        yesterday = now.date() - timedelta(days=1)
        tasks = loud if number % 2 else loud[1:]
        wanted = Subscription(
            chat, topic, province="Cà Mau", shared=False, at=at.time().replace(second=0, microsecond=0),
            agencies=("Sở Y tế", "Sở Nội vụ") if number % 2 else ("Sở Nội vụ",), tasks=tasks,
            covered_until=yesterday, fresh=False,
        )  # fmt: skip
        state.subscriptions.keep(wanted, now)


async def _planned(folder: Path, registers: Path, chats: int, now: datetime) -> tuple[float, float]:
    """Seconds that planning takes beside a loop, and the longest time that the loop was held meanwhile."""
    state = open_state(f"sqlite:///{folder / 'planned.db'}")
    with closing(state):
        _subscribe(state, chats, now, now)
        store = open_store(folder / "planned-knowledge.db", registers)
        planner = Planner(state, Agenda(store, working_days()))
        held, ended = 0.0, False

        async def beat() -> None:
            nonlocal held
            while not ended:
                began = time.perf_counter()
                await asyncio.sleep(0.005)
                held = max(held, time.perf_counter() - began - 0.005)

        beating = asyncio.create_task(beat())
        await asyncio.sleep(0.1)
        began = time.perf_counter()
        written = await asyncio.to_thread(planner.plan, now)
        seconds, ended = time.perf_counter() - began, True
        await beating
        assert written == chats + _TOPICS
        store.close()
    return seconds, held


async def _rush(folder: Path, registers: Path, chats: int) -> Rush:
    """The digests of all chats through a process that is killed halfway and started again."""
    url = f"sqlite:///{folder / 'state.db'}"
    state, server = open_state(url), TelegramServer()
    for number in range(chats):
        server.room(1_000_000 + number)
    server.room(_GROUP, forum=True, topics=set(range(1, _TOPICS + 1)))
    server.rates = dict(_RATES)
    now = now_in_vietnam()
    _subscribe(state, chats, now, now)
    async with TestServer(server.app()) as http:
        environment = {
            **os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BASE_URL": f"http://127.0.0.1:{http.port}",
            "HOIVIEC_DB": str(folder / "knowledge.db"), "DATABASE_URL": url, "HOIVIEC_LOG_LEVEL": "WARNING",
            "HOIVIEC_REGISTERS": str(registers),
        }  # fmt: skip

        def started() -> subprocess.Popen[bytes]:
            return subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=environment)

        rush, process = Rush(time.monotonic()), started()
        asking = asyncio.create_task(_ask(server, rush))
        try:
            await server.until(lambda: len(_digests(server)) > chats // 2, 60 + chats)
            process.send_signal(signal.SIGKILL)
            process.wait()
            process = started()
            await server.until(lambda: len(_digests(server)) >= chats + _TOPICS - _AT_ONCE, 60 + chats)
            await asyncio.sleep(5)
        finally:
            asking.cancel()
            process.terminate()
            await asyncio.to_thread(process.wait, 30)
    rush.digests = _digests(server)
    rush.refused = sum(call.status == 429 for call in server.calls)
    rush.outbox = {status: count for status, (count, _) in state.outbox.counts().items()}
    state.close()
    return rush


def _digests(server: TelegramServer) -> list[Call]:
    return [call for call in server.of("sendMessage") if call.fields["chat_id"] != _PERSON]


async def _ask(server: TelegramServer, rush: Rush) -> None:
    """Somebody asks every two seconds while digests go out; what falls into the kill is not counted."""
    while True:
        await asyncio.sleep(2)
        if not _digests(server):
            continue
        before, began = len(server.room(_PERSON).of_bot()), time.monotonic()
        await server.say("Sở Y tế phải làm gì", _PERSON)
        try:
            await server.until(lambda before=before: len(server.room(_PERSON).of_bot()) > before, 20)  # type: ignore[misc]
        except TimeoutError:
            continue
        rush.answers.append(time.monotonic() - began)


if __name__ == "__main__":
    sys.stdout.write(markdown(reminder_rows(*map(int, sys.argv[1:]))))
