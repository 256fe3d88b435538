"""What the commands share: the options before them, the opened store, and stopping with a sentence."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from bot.assistant import Assistant
from bot.render import TERMINAL, Screen
from bot.setting_values import WrongSetting
from bot.settings import load_settings
from knowledge.opening import open_store
from knowledge.problems import KnowledgeError

BAD_INPUT = 2
_YEARS = range(1945, 2200)  # a year outside is a slip ("1/3/24")


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the subcommand."""

    database: Path | None
    today: date | None


def parse_day(text: str) -> date | None:
    """A date as people or programs write it: `"01/03/2024" → date(2024, 3, 1)`, None for anything else."""
    parts = text.strip().split("/")
    try:
        day = date(*(int(part) for part in reversed(parts))) if len(parts) == 3 else date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def open_assistant(options: Options, *, rebuild: bool = False, screen: Screen = TERMINAL) -> Assistant:
    """The assistant of the store that options or settings name; stops with a sentence where it does not open."""
    try:
        settings = load_settings()
        store = open_store(options.database or settings.database, settings.registers, rebuild=rebuild)
        return Assistant(store, screen=screen)
    except (KnowledgeError, WrongSetting) as error:
        stop(str(error))


def stop(message: str) -> NoReturn:
    """End the command with a sentence and the exit code of bad input."""
    click.echo(message, err=True)
    sys.exit(BAD_INPUT)


def _day(text: str | None) -> date | None:
    """The day that an option names; stops with a sentence if it is none."""
    if text is None:
        return None
    return parse_day(text) or stop(f"“{text}” không phải ngày. Viết như 2024-03-01 hoặc 01/03/2024.")


today_option = click.option(
    "--today",
    "today",
    callback=lambda _ctx, _param, value: _day(value),
    help="Trả lời như vào ngày này (mặc định: hôm nay).",
)
db_option = click.option("--db", type=click.Path(path_type=Path), default=None, help="Tệp kho tri thức.")
