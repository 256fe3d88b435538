"""The command `hoiviec`: what stands before a subcommand, and the chat where there is none."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from bot.cli.ask import ask
from bot.cli.importing import import_
from bot.cli.options import Options, db_option, open_assistant, today_option
from bot.cli.publishing import diff, history, load, undo, unload
from bot.cli.registers import build, check
from bot.cli.reminders import reminders
from bot.cli.serve import health, serve
from bot.cli.state import backup, export, outbox
from bot.clock import today_in_vietnam
from bot.settings import has_telegram
from bot.terminal.chat import Chat, talk


@click.group(invoke_without_command=True)
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
        ctx.invoke(serve)
    else:
        chat(ctx.obj)


def chat(options: Options) -> None:
    """Open the chat in the terminal."""
    today = options.today
    talk(Chat(open_assistant(options), (lambda: today) if today else today_in_vietnam), Console(highlight=False))


_REGISTERS = (check, build, import_, diff, load, unload, undo, history)
for command in (ask, *_REGISTERS, serve, health, reminders, outbox, backup, export):
    main.add_command(command)
