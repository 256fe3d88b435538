"""The command `hoiviec`: what stands before a subcommand, and the chat where there is none."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from bot.assistant import today_in_vietnam
from bot.cli.ask import ask
from bot.cli.importing import import_
from bot.cli.options import Options, db_option, open_assistant, today_option
from bot.cli.publishing import diff, history, load, undo, unload
from bot.cli.registers import build, check
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
        chat = Chat(open_assistant(ctx.obj), (lambda: today) if today else today_in_vietnam)
        talk(chat, Console(highlight=False))


for command in (ask, check, build, import_, diff, load, unload, undo, history):
    main.add_command(command)
