"""`hoiviec serve` and `hoiviec health`: the Telegram bot, and whether it is well."""

from __future__ import annotations

import asyncio
import secrets
import socket
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from bot.cli.options import Options, db_option, open_assistant, stop
from bot.clock import now_in_vietnam
from bot.conversation import Conversations
from bot.dispatch.agenda import Agenda
from bot.dispatch.ticker import run as tick
from bot.logs import set_up_logs
from bot.pages import Pages
from bot.process import settle
from bot.publishing.desk import PublishingDesk
from bot.pulse import STALE, Pulse
from bot.reminders.working_days import working_days
from bot.render import PHONE
from bot.setting_values import WrongSetting
from bot.settings import load_settings, load_telegram_settings
from bot.state import StateError, open_state
from bot.subscribing.desk import Desk

_ENDED = 3


@click.command()
@db_option
@click.pass_obj
def serve(options: Options, db: Path | None) -> None:
    """Chạy bot Telegram cho đến khi có lệnh dừng."""
    try:
        settings, telegram_settings = load_settings(), load_telegram_settings()
    except WrongSetting as error:
        stop(str(error))
    set_up_logs(settings.log_level)
    database = db or options.database or settings.database
    assistant = open_assistant(replace(options, database=database), screen=PHONE)
    try:
        state = open_state(settings.state)
    except StateError as error:
        stop(str(error))
    # The library takes a fifth of a second to import, which no other command needs.
    from bot.telegram.application import build_application
    from bot.telegram.reminding import ticker_of
    from bot.telegram.serving import Ended, Serving

    def clock() -> datetime:
        return now_in_vietnam().astimezone(settings.time_zone)

    async def run() -> None:
        pulse = Pulse(time.monotonic, telegram_settings.heartbeat)
        agenda = Agenda(assistant.store, working_days())
        conversations = Conversations(Pages(assistant), state)
        telegram = build_application(
            telegram_settings,
            conversations,
            clock,
            pulse,
            Desk(state, agenda),
            PublishingDesk(settings.registers, database),
        )
        ticker = ticker_of(telegram.office, agenda, worker=f"{socket.gethostname()}-{secrets.token_hex(4)}")
        settle()
        await Serving(telegram, telegram_settings).run(lambda: tick(ticker, clock))

    try:
        asyncio.run(run())
    except Ended as error:
        click.echo(str(error), err=True)
        sys.exit(_ENDED)
    finally:
        state.close()


@click.command()
def health() -> None:
    """Cho biết bot còn lấy được tin không (theo tệp TELEGRAM_HEARTBEAT); mã thoát 1 là không."""
    try:
        heartbeat = load_telegram_settings().heartbeat
    except WrongSetting as error:
        stop(str(error))
    if heartbeat is None:
        stop("TELEGRAM_HEARTBEAT chưa có. Ghi tên một tệp để bot đánh dấu mỗi lần lấy tin.")
    age = time.time() - heartbeat.stat().st_mtime if heartbeat.exists() else None
    if age is None or age > STALE:
        click.echo("Bot không lấy được tin." if age is None else f"Bot không lấy được tin đã {age:.0f} giây.")
        sys.exit(1)
    click.echo("Bot vẫn chạy tốt.")
