"""`hoiviec reminders preview`: every digest of a period, by a clock that only this command moves."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click
from rich.console import Console

from bot.cli.options import Options, db_option, open_assistant, stop
from bot.cli.state import open_configured_state
from bot.dispatch.agenda import Agenda
from bot.reminders.digest import Days
from bot.reminders.subscription import Status
from bot.reminders.working_days import working_days
from bot.render.digest import DigestView, digest_reply
from bot.terminal.draw import draw
from nlp.days import parse_day

_LONGEST = 3 * 366  # days


@click.group()
def reminders() -> None:
    """Nhắc việc: xem trước những gì một nhóm sẽ nhận."""


@reminders.command()
@click.option("--chat", required=True, help="Nhóm, ví dụ telegram:-1001234567890.")
@click.option("--topic", default="", help="Chủ đề trong nhóm.")
@click.option("--from", "first", required=True, help="Từ ngày, như 2024-03-01 hoặc 01/03/2024.")
@click.option("--to", "last", required=True, help="Đến ngày.")
@db_option
@click.pass_obj
def preview(options: Options, chat: str, topic: str, first: str, last: str, db: Path | None) -> None:
    """In mọi bản nhắc của một nhóm trong một khoảng ngày; không gửi gì, không đổi gì."""
    days = _days(first, last)
    state = open_configured_state()
    subscription = state.subscriptions.get(chat, topic)
    if subscription is None:
        known = ", ".join(dict.fromkeys(known.chat_id for known in state.subscriptions.all())) or "chưa có nhóm nào"
        stop(f"Nhóm {chat} chưa đặt nhắc việc. Đã đặt: {known}.")
    store = open_assistant(Options(db or options.database, None)).store
    agenda = Agenda(store, working_days())
    done = {mark.duty for mark in state.marks.done(chat)}
    again = state.marks.again().get((chat, topic), {})
    console = Console(highlight=False)
    if subscription.status is not Status.ACTIVE:
        click.echo("Nhắc việc ở đây không bật; nếu bật thì sẽ gửi như sau.", err=True)
    count = 0
    for day in days:
        digest = agenda.digest(subscription, Days(day, day), done=done, again=again)
        if digest.reminders:
            count += 1
            click.echo(f"--- {subscription.at:%H:%M} ngày {day:%d/%m/%Y}{'' if digest.loud else ', không kêu'}")
            draw(digest_reply(DigestView(day=day, today=day, reminders=digest.reminders, preview=True)), console)
            click.echo()
    click.echo(f"{count} bản nhắc.")


def _days(first: str, last: str) -> list[date]:
    start, end = parse_day(first), parse_day(last)
    for text, day in ((first, start), (last, end)):
        if day is None:
            stop(f"“{text}” không phải ngày. Viết như 2024-03-01 hoặc 01/03/2024.")
    if start is None or end is None or end < start or (end - start).days > _LONGEST:
        stop("Khoảng ngày phải từ ngày trước đến ngày sau, nhiều nhất ba năm.")
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]
