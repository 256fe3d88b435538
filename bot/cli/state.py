"""`hoiviec backup`, `outbox` and `export`: the state store, for those who run the bot."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import Options, open_assistant, stop
from bot.clock import VIETNAM
from bot.export import CHOICES, write_export
from bot.sentences import DAY
from bot.settings import load_settings
from bot.state import State, StateError, open_state
from bot.subscribing.sentences import LETTER_STATUSES


def open_configured_state() -> State:
    """The state store that the settings name; stops with a sentence where it does not open."""
    try:
        return open_state(load_settings().state)
    except StateError as error:
        stop(str(error))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Chép kho trạng thái (nhóm, cài đặt nhắc, việc đã xong) ra FILE, kể cả khi bot đang chạy."""
    if file.exists():
        stop(f"{file} đã có. Hãy chọn tên khác để không ghi đè bản cũ.")
    state = open_configured_state()
    try:
        state.back_up(file)
    except StateError as error:
        stop(str(error))
    click.echo(f"Đã chép vào {file} ({file.stat().st_size / 1024:.0f} KB).")


@click.command()
def outbox() -> None:
    """Các tin nhắc: bao nhiêu tin chờ gửi, đã gửi, không rõ, không gửi được; tin cũ nhất của mỗi loại."""
    counts = open_configured_state().outbox.counts()
    click.echo(f"{'trạng thái':<28}{'số tin':>8}  tin cũ nhất")
    for status, name in LETTER_STATUSES.items():
        count, oldest = counts.get(status, (0, None))
        when = oldest.astimezone(VIETNAM).strftime(f"{DAY} %H:%M") if oldest else "-"
        click.echo(f"{name:<28}{count:>8}  {when}")


@click.command()
@click.argument("what", type=click.Choice(list(CHOICES)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--chat", default=None, help="Chỉ một nhóm, ví dụ telegram:-1001234567890.")
@click.pass_obj
def export(options: Options, what: str, file: Path, chat: str | None) -> None:
    """Xuất việc đã xong (xong) hoặc tin nhắc (nhac) ra FILE có đuôi .csv hoặc .xlsx."""
    if file.suffix.lower() not in (".csv", ".xlsx"):
        stop(f"{file}: chỉ xuất được .csv hoặc .xlsx.")
    count = write_export(what, file, state=open_configured_state(), store=open_assistant(options).store, chat=chat)
    click.echo(f"Đã ghi {count} dòng vào {file}.")
