"""`hoiviec check`, `init` and `build`: the registers, a folder of one's own for them, the store made of them."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import Options, db_option, open_assistant, stop
from bot.clock import today_in_vietnam
from bot.reminders.working_days import unannounced, working_days
from bot.settings import load_settings
from knowledge.check import check_folder
from knowledge.importing.staging import copy_registers
from knowledge.problems import KnowledgeError
from knowledge.register import read_register
from nlp.lexicon.check import check_lexicon
from nlp.problems import Problem, reason


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Kiểm tra bảng nhiệm vụ, danh mục cơ quan và từ điển; mỗi lỗi một dòng."""
    problems = [*check_folder(folder or load_settings().registers), *([] if folder else check_lexicon())]
    for problem in problems:
        click.echo(str(problem))
    for problem in _calendar_problems(folder or load_settings().registers):
        click.echo(f"Lưu ý: {problem}")
    if problems:
        stop(f"{len(problems)} lỗi.")
    click.echo("Không có lỗi.")


def _calendar_problems(folder: Path) -> list[Problem]:
    """What is to be known about the working days of this year and of those in which something falls due."""
    years = {today_in_vietnam().year}
    for table in sorted(folder.glob("*.csv")):
        register, _ = read_register(table)
        if register:
            days = (deadline.when.due_on for task in register.tasks for deadline in task.deadlines)
            years |= {register.programme.year, *(day.year for day in days if day)}
    return unannounced(years, working_days())


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Tạo thư mục riêng cho các bảng nhiệm vụ, có sẵn chương trình kèm theo phần mềm."""
    try:
        copy_registers(folder)
    except OSError as error:
        stop(f"Không tạo được {folder}: {reason(error)}.")
    except KnowledgeError as error:
        stop(str(error))
    click.echo(f"Đã tạo {folder}. Ghi HOIVIEC_REGISTERS={folder.resolve()} vào tệp .env rồi chạy lại.")


@click.command()
@db_option
@click.pass_obj
def build(options: Options, db: Path | None) -> None:
    """Tạo (hoặc tạo lại) kho tri thức từ các bảng nhiệm vụ."""
    store = open_assistant(Options(db or options.database, None), rebuild=True).store
    click.echo(f"{store.path}: {store.task_count} nhiệm vụ, {len(store.programmes)} chương trình.")
