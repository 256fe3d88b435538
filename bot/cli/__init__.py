"""The command `hoiviec`: what stands before a subcommand, and the chat where there is none."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path
from typing import ClassVar

import click
from rich.console import Console

from bot.cli.lazy import LazyGroup
from bot.cli.options import Options, db_option, open_assistant, today_option
from bot.clock import today_in_vietnam
from bot.settings import has_telegram
from bot.terminal.chat import Chat, talk


class Commands(LazyGroup):
    """All commands but those below."""

    places: ClassVar[dict[str, str]] = {
        "ask": "bot.cli.ask:ask",
        "check": "bot.cli.registers:check", "init": "bot.cli.registers:init", "build": "bot.cli.registers:build",
        "import": "bot.cli.importing:import_",
        "diff": "bot.cli.publishing:diff", "load": "bot.cli.publishing:load", "unload": "bot.cli.publishing:unload",
        "undo": "bot.cli.publishing:undo", "history": "bot.cli.publishing:history",
        "serve": "bot.cli.serve:serve", "health": "bot.cli.serve:health",
        "reminders": "bot.cli.reminders:reminders",
        "outbox": "bot.cli.state:outbox", "backup": "bot.cli.state:backup", "export": "bot.cli.state:export",
    }  # fmt: skip


@click.group(cls=Commands, invoke_without_command=True)
@db_option
@today_option
@click.pass_context
def main(ctx: click.Context, db: Path | None, today: date | None) -> None:
    """Hỏi Việc: ai chủ trì việc gì, thời hạn nào. Không có lệnh con: mở khung hỏi đáp."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Vietnamese is printed whatever the locale says
    ctx.obj = Options(db, today)
    if ctx.invoked_subcommand is None:
        chat(ctx.obj)


@main.command()
@click.pass_context
def run(ctx: click.Context) -> None:
    """Chạy bot Telegram nếu có TELEGRAM_BOT_TOKEN, nếu không thì mở khung hỏi đáp."""
    if has_telegram():
        from bot.cli.serve import serve  # which needs what the chat does not

        ctx.invoke(serve)
    else:
        chat(ctx.obj)


def chat(options: Options) -> None:
    """Open the chat in the terminal."""
    today = options.today
    talk(Chat(open_assistant(options), (lambda: today) if today else today_in_vietnam), Console(highlight=False))
