"""The Telegram channel's speed, order and memory: `hoiviec serve` in its own process, against the tests' server.

`python -m tests.bench.telegram [MESSAGES]` prints the table of this part alone.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp.test_utils import TestServer

from bot.assistant import Assistant, Response
from bot.clock import today_in_vietnam
from bot.render import PHONE
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from tests.bench.percentiles import percentile
from tests.bench.table import Aim, Row, figure, markdown, yes_no
from tests.telegram.server import TOKEN, Call, TelegramServer

QUESTIONS = (
    "Sở Y tế phải làm gì", "bao gio xong tuyen dung cong chuc", "ai lo giải phóng mặt bằng", "quý III có gì đến hạn",
    "Sở Nội vụ chủ trì việc gì", "ai lo trạm y tế", "UBND huyện Đầm Dơi phải làm gì", "giá vàng hôm nay",
)  # fmt: skip
ABOVE_ENGINE = Aim(30)  # ms
TOGETHER = Aim(1, below=True)  # s
FLAT = Aim(10)  # MB
CHATS, ROUNDS, MESSAGES = 300, 3, 20_000
_WARM, _SINGLE, _AT_ONCE = 2_000, 200, 64
_RATES = {"overall": (30, 1.0), "group": (20, 60.0)}


@dataclass(frozen=True, slots=True)
class Crowd:
    """What came of many chats asking at once: seconds to each answer, answers lost or out of order, refusals."""

    seconds: list[float]
    lost: int
    disordered: int
    refused: int


def telegram_rows(messages: int = MESSAGES) -> list[Row]:
    """All figures of this part."""
    return asyncio.run(_measured(messages))


async def _measured(messages: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        engine = _engine_seconds(place)
        async with _served(place / "a", 100_000) as (server, _):
            single = [await _one(server, QUESTIONS[n % len(QUESTIONS)], 10 + n % 50) for n in range(_SINGLE)]
            crowd = await _crowd(server, 1_000)
        async with _served(place / "b", 25) as (server, _):
            server.rates = dict(_RATES)
            paced = await _crowd(server, 1_000, rounds=1)
        async with _served(place / "c", 100_000) as (server, process):
            grown = await _memory(server, process, messages)
    above = [1000 * max(0.0, seconds - engine[n % len(QUESTIONS)]) for n, seconds in enumerate(single)]
    return [*_single_rows(single, above), *_crowd_rows(crowd), *_paced_rows(paced), *_memory_rows(grown, messages)]


def _single_rows(single: list[float], above: list[float]) -> list[Row]:
    return [
        figure("Telegram, one chat: question to reply, p50", 1000 * percentile(single, 50), "ms"),
        figure("Telegram, one chat: question to reply, p95", 1000 * percentile(single, 95), "ms"),
        figure("Telegram, one chat: above the engine's own time, p95", percentile(above, 95), "ms", ABOVE_ENGINE),
    ]


def _crowd_rows(crowd: Crowd) -> list[Row]:
    what = f"Telegram, {CHATS} chats at once"
    first = crowd.seconds[:CHATS]
    return [
        figure(f"{what}: to the first reply of each, p50", percentile(first, 50), "s"),
        figure(f"{what}: to the first reply of each, p95", percentile(first, 95), "s", TOGETHER),
        Row(f"{what}: lost / out of order", f"{crowd.lost} / {crowd.disordered}", "0 / 0",
            yes_no(crowd.lost == crowd.disordered == 0)),
    ]  # fmt: skip


def _paced_rows(paced: Crowd) -> list[Row]:
    what = f"Telegram, {CHATS} chats at once, 30 a second counted"
    return [
        figure(f"{what}: to the last reply", max(paced.seconds), "s"),
        Row(f"{what}: refused with 429", str(paced.refused), "0", yes_no(not paced.refused)),
        Row(f"{what}: lost", str(paced.lost), "0", yes_no(not paced.lost)),
    ]


def _memory_rows(grown: list[float], messages: int) -> list[Row]:
    first, *_, last = grown
    return [
        figure(f"Telegram: memory after {_WARM:,} messages", first, "MB"),
        figure(f"Telegram: memory gained in the next {messages:,}", last - first, "MB", FLAT),
    ]


def _engine_seconds(folder: Path) -> list[float]:
    """What each question takes without any channel, warm."""
    assistant = Assistant(open_store(folder / "engine.db", REGISTERS), screen=PHONE)
    today, seconds = today_in_vietnam(), list[float]()
    for question in QUESTIONS:
        times = []
        for _ in range(10):
            began = time.perf_counter()
            answered: Response = assistant.ask(question, today)
            times.append(time.perf_counter() - began)
            assert answered.reply.text
        seconds.append(min(times))
    assistant.store.close()
    return seconds


@asynccontextmanager
async def _served(folder: Path, rate: int) -> AsyncIterator[tuple[TelegramServer, int]]:
    """The server and the process of a bot on it."""
    folder.mkdir()
    server = TelegramServer()
    async with TestServer(server.app()) as http:
        environment = {
            **os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BASE_URL": f"http://127.0.0.1:{http.port}",
            "TELEGRAM_SENDS_PER_SECOND": str(rate), "HOIVIEC_DB": str(folder / "knowledge.db"),
            "DATABASE_URL": f"sqlite:///{folder / 'state.db'}", "HOIVIEC_LOG_LEVEL": "WARNING",
            "HOIVIEC_REGISTERS": str(REGISTERS),
        }  # fmt: skip
        process = subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=environment)
        try:
            for question in QUESTIONS:
                await _one(server, question, 5, seconds=120)
            yield server, process.pid
        finally:
            process.terminate()
            await asyncio.to_thread(process.wait, 30)


async def _one(server: TelegramServer, text: str, chat: int, *, seconds: float = 30) -> float:
    """Ask once and wait for the reply: the seconds between."""
    before = len(server.room(chat).of_bot())
    began = time.monotonic()
    await server.say(text, chat, by=chat)
    await server.until(lambda: len(server.room(chat).of_bot()) > before, seconds)
    return _last_send(server, chat).at - began


def _last_send(server: TelegramServer, chat: int) -> Call:
    return next(c for c in reversed(server.calls) if c.method == "sendMessage" and c.fields["chat_id"] == chat)


async def _crowd(server: TelegramServer, first: int, *, rounds: int = ROUNDS) -> Crowd:
    """Many chats ask at once, each several questions; every answer must name what was asked in its turn."""
    server.calls.clear()
    asked: dict[int, list[float]] = {}
    agencies = itertools.cycle(("Sở Y tế", "Sở Nội vụ", "Sở Xây dựng"))
    names = [next(agencies) for _ in range(rounds)]
    for name in names:
        for chat in range(first, first + CHATS):
            asked.setdefault(chat, []).append(time.monotonic())
            await server.say(f"{name} phải làm gì", chat, by=chat)
    rooms = [server.room(chat) for chat in asked]
    await server.until(lambda: all(len(room.of_bot()) >= rounds for room in rooms), 120)
    sends: dict[int, list[Call]] = {}
    for call in server.of("sendMessage"):
        sends.setdefault(call.fields["chat_id"], []).append(call)
    seconds = [sends[chat][turn].at - asked[chat][turn] for turn in range(rounds) for chat in asked]
    disordered = sum(
        not call.fields["text"].startswith(f"<b>{name}") for calls in sends.values()
        for call, name in zip(calls, names, strict=False)
    )  # fmt: skip
    refused = sum(call.status == 429 for call in server.calls)
    return Crowd(seconds, sum(rounds - len(sends[chat]) for chat in asked), disordered, refused)


async def _memory(server: TelegramServer, process: int, messages: int) -> list[float]:
    """Resident megabytes after warming up, then after each fifth of the messages."""
    people = itertools.cycle(range(10_000, 10_000 + 2_000))
    await _flood(server, people, _WARM)
    measured = [_resident(process)]
    for _ in range(5):
        await _flood(server, people, messages // 5)
        measured.append(_resident(process))
    return measured


async def _flood(server: TelegramServer, people: Iterable[int], count: int) -> None:
    """Messages of many people, some of them under way at a time."""
    chats = iter(people)
    for batch in range(0, count, _AT_ONCE):
        asking = [next(chats) for _ in range(min(_AT_ONCE, count - batch))]
        await asyncio.gather(*(_one(server, QUESTIONS[chat % len(QUESTIONS)], chat) for chat in asking))
        server.calls.clear()
        for chat in asking:
            server.rooms.pop(chat, None)


def _resident(process: int) -> float:
    """The resident memory of a process in megabytes (Linux)."""
    line = next(
        text for text in Path(f"/proc/{process}/status").read_text("utf-8").splitlines() if text.startswith("VmRSS:")
    )
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    sys.stdout.write(markdown(telegram_rows(*map(int, sys.argv[1:]))))
