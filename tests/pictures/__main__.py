"""`python -m tests.pictures FOLDER`: plays the main chats and photographs them as a phone shows them.

The page of a phone is drawn by the renderer that `PHONE_RENDERER` names (a script with `page(entries, me, load)`), the
photograph is taken by Chromium without a window.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer

from bot.dispatch.agenda import Agenda
from bot.reminders.working_days import working_days
from bot.telegram.reminding import ticker_of
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from knowledge.store import Store
from tests.pictures.chats import CHATS, Chat
from tests.telegram.conftest import World
from tests.telegram.rooms import Json
from tests.telegram.server import TelegramServer

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_WIDTH = 390  # points of a usual phone


def main(folder: Path) -> None:
    """Photograph all chats into a folder."""
    script = os.environ.get("PHONE_RENDERER", "")
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not script or browser is None:
        sys.exit("PHONE_RENDERER must name the script that draws a phone's page, and Chromium must be installed.")
    renderer = _loaded(Path(script))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        store = open_store(Path(place) / "knowledge.db", REGISTERS)
        for chat in CHATS:
            entries, files = asyncio.run(_played(chat, store))
            page = renderer.page(entries, 5, files.__getitem__)
            _photographed(page, folder / f"{chat.name}.png", browser, chat.height)
            sys.stdout.write(f"{folder / chat.name}.png\n")
        store.close()


async def _played(chat: Chat, store: Store) -> tuple[list[Json], dict[str, bytes]]:
    """The messages of a chat once it was played, and the pictures in it."""
    with tempfile.TemporaryDirectory() as folder:
        server = TelegramServer()
        async with TestServer(server.app()) as http:
            world = World(server, f"http://127.0.0.1:{http.port}", store, Path(folder))
            world.clock = lambda: chat.moment
            async with world.bot() as telegram:
                await chat.play(server)
                ticker = ticker_of(telegram.office, Agenda(store, working_days()), worker="pictures")
                for moment in chat.digests:
                    world.clock = lambda now=moment: now  # type: ignore[misc]
                    await ticker.tick(moment)
    messages = [message for message in server.room(chat.number).messages.values() if message["from"]]
    shown = messages[-1:] if chat.digests else messages
    return [{"message": message} for message in shown], {"p": dict(server.uploads).get("lich.png", b"")}


def _photographed(page: str, picture: Path, browser: str, height: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chat.html"
        file.write_text(page, "utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=2",
             f"--window-size={_WIDTH},{height}", f"--screenshot={picture.absolute()}", str(file)],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip


def _loaded(script: Path) -> Any:
    """The renderer's module, with the modules beside it in reach."""
    sys.path.insert(0, str(script.parent))
    spec = importlib.util.spec_from_file_location("phone_renderer", script)
    if spec is None or spec.loader is None:
        sys.exit(f"{script} is no script.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(Path(sys.argv[1]))
