"""`hoiviec load`, `unload`, `undo`, `history`, `diff`: publishing a register, taking it back, comparing two."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import Options, db_option, stop
from bot.clock import now_in_vietnam
from bot.settings import load_settings
from knowledge.problems import KnowledgeError
from knowledge.register import Row, read_rows

if TYPE_CHECKING:
    from knowledge.importing.history import Publication

_who_option = click.option("--by", "by", default=None, help="Người thực hiện (mặc định: người dùng của máy).")


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@_who_option
@db_option
@click.pass_obj
def load(options: Options, source: Path, by: str | None, db: Path | None) -> None:
    """Nạp bảng nhiệm vụ đã kiểm tra: thư mục kết quả của “import”, hoặc tệp .csv/.xlsx đã sửa."""
    from knowledge.importing import publishing

    _publish(
        lambda registers, database: publishing.load(source, registers, database, by=by or _user(), at=now_in_vietnam()),
        db or options.database,
    )


@click.command()
@click.argument("number")
@click.option("--province", default="", help="Tỉnh, nếu nhiều tỉnh có văn bản cùng số.")
@click.option("--year", type=int, default=None, help="Năm ban hành, nếu nhiều năm có văn bản cùng số.")
@_who_option
@db_option
@click.pass_obj
def unload(options: Options, number: str, province: str, year: int | None, by: str | None, db: Path | None) -> None:
    """Gỡ một chương trình theo số văn bản, như 01/CTr-UBND."""
    from knowledge.importing import publishing

    _publish(
        lambda registers, database: publishing.unload(
            number, registers, database, by=by or _user(), at=now_in_vietnam(), province=province, year=year
        ),
        db or options.database,
    )


@click.command()
@_who_option
@db_option
@click.pass_obj
def undo(options: Options, by: str | None, db: Path | None) -> None:
    """Hoàn tác lần nạp hoặc gỡ gần nhất."""
    from knowledge.importing import publishing

    _publish(
        lambda registers, database: publishing.undo(registers, database, by=by or _user(), at=now_in_vietnam()),
        db or options.database,
    )


@click.command()
def history() -> None:
    """Các lần nạp, gỡ, hoàn tác: ai, lúc nào, chương trình nào."""
    from knowledge.importing.history import publications

    steps = publications(load_settings().registers)
    for step in steps:
        undone = " (đã hoàn tác)" if step.undone else ""
        click.echo(
            f"{step.number}. {step.at:%d/%m/%Y %H:%M} {step.by}: {step.action} {step.programme}, {step.tasks}"
            f" nhiệm vụ{undone}"
        )
    if not steps:
        click.echo("Chưa có lần nạp nào.")


@click.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
def diff(old: Path, new: Path) -> None:
    """So hai bảng nhiệm vụ (thư mục, .csv hoặc .xlsx): việc mới, việc không còn, việc thay đổi."""
    from knowledge.importing.comparison import compare

    differences = compare(_rows(old), _rows(new))
    for difference in differences:
        click.echo(str(difference))
    click.echo(f"{len(differences)} chỗ khác nhau." if differences else "Hai bảng giống nhau.")


def _rows(path: Path) -> list[Row]:
    """The rows of a register wherever it is; stops with what is wrong."""
    from knowledge.importing.folder import CSV
    from knowledge.importing.forms import read_sheet

    try:
        with tempfile.TemporaryDirectory(prefix="hoiviec-") as folder:
            table = Path(folder) / path.with_suffix(".csv").name
            table.write_text(read_sheet(path / CSV if path.is_dir() else path).text, "utf-8", newline="")
            rows, problems = read_rows(table)
    except (KnowledgeError, OSError) as error:
        stop(str(error))
    if problems:
        stop("\n".join(str(problem) for problem in problems))
    return rows


def _publish(step: Callable[[Path, Path], Publication], database: Path | None) -> None:
    """Carry out a step of publishing and say what was done; stops with what is wrong, in which case nothing was."""
    settings = load_settings()
    try:
        done = step(settings.registers, database or settings.database)
    except KnowledgeError as error:
        stop(f"{error}\nChưa thay đổi gì.")
    click.echo(f"Đã {done.action} {done.programme}: {done.tasks} nhiệm vụ. Hoàn tác: hoiviec undo")


def _user() -> str:
    """Who runs the command, as the machine knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "không rõ"
