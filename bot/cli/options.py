"""What the commands share: the options before them, the opened store, and stopping with a sentence."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import Progress

from bot.assistant import Assistant
from bot.render import TERMINAL, Screen
from bot.setting_values import WrongSetting
from bot.settings import load_settings
from knowledge.check import count_registers
from knowledge.opening import open_store
from knowledge.problems import KnowledgeError
from nlp.days import parse_day

BAD_INPUT = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the subcommand."""

    database: Path | None
    today: date | None


def open_assistant(options: Options, *, rebuild: bool = False, screen: Screen = TERMINAL) -> Assistant:
    """The assistant of the store that options or settings name; stops with a sentence where it does not open.

    A bar shows how far building is, where there is a terminal to show it.
    """
    try:
        settings = load_settings()
        with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
            bar = progress.add_task("Đang tạo kho tri thức", total=count_registers(settings.registers), visible=False)
            store = open_store(
                options.database or settings.database, settings.registers, rebuild=rebuild,
                built=lambda _tasks: progress.update(bar, advance=1, visible=True),
            )  # fmt: skip
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
