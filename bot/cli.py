"""The command `hoiviec`."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console

from bot.answer_lines import answer_line, explanation
from bot.assistant import Assistant, today_in_vietnam
from bot.settings import load_settings
from bot.terminal.chat import Chat, piped, talk
from bot.terminal.draw import draw
from knowledge.answers import Answer, NotFound, Reason
from knowledge.check import check_folder
from knowledge.opening import open_store
from knowledge.problems import KnowledgeError
from nlp.lexicon.check import check_lexicon

_BAD_INPUT = 2
_YEARS = range(1945, 2200)  # a year outside is a slip ("1/3/24")


def parse_day(text: str) -> date | None:
    """A date as people or programs write it: `"01/03/2024" → date(2024, 3, 1)`, None for anything else."""
    parts = text.strip().split("/")
    try:
        day = date(*(int(part) for part in reversed(parts))) if len(parts) == 3 else date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.year in _YEARS else None


@dataclass(frozen=True, slots=True)
class _Options:
    """What stands before the subcommand."""

    database: Path | None
    today: date | None


_today = click.option(
    "--today",
    "today",
    callback=lambda _ctx, _param, value: _day(value),
    help="Trả lời như vào ngày này (mặc định: hôm nay).",
)
_db = click.option("--db", type=click.Path(path_type=Path), default=None, help="Tệp kho tri thức.")


@click.group(invoke_without_command=True)
@_db
@_today
@click.pass_context
def main(ctx: click.Context, db: Path | None, today: date | None) -> None:
    """Hỏi Việc: ai chủ trì việc gì, thời hạn nào. Không có lệnh con: mở khung hỏi đáp."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Vietnamese is printed whatever the locale says
    ctx.obj = _Options(db, today)
    if ctx.invoked_subcommand is None:
        chat = Chat(_assistant(ctx.obj), (lambda: today) if today else today_in_vietnam)
        talk(chat, Console(highlight=False))


@main.command()
@click.argument("question", required=False)
@_db
@_today
@click.option("--json", "as_json", is_flag=True, help="In câu trả lời dạng JSON.")
@click.option(
    "--jsonl", is_flag=True, help="Đọc mỗi dòng một câu hỏi JSON từ đầu vào chuẩn, in mỗi dòng một câu trả lời."
)
@click.option("--explain", is_flag=True, help="Nói vì sao mỗi nhiệm vụ được chọn.")
@click.pass_obj
def ask(
    options: _Options, question: str | None, db: Path | None, today: date | None, as_json: bool, jsonl: bool,
    explain: bool,
) -> None:  # fmt: skip
    """Trả lời một câu hỏi, hoặc nhiều câu với --jsonl."""
    today = today or options.today
    options = _Options(db or options.database, today)
    if jsonl:
        assistant = _assistant(options)
        for line in _question_lines():
            _print_json(_answer_question(assistant, line, today))
        return
    if question is None or not question.strip():
        _stop('Chưa có câu hỏi. Ví dụ: hoiviec ask "Sở Y tế phải làm gì"')
    response = _assistant(options).ask(question, today or today_in_vietnam())
    if as_json:
        _print_json(answer_line(response) | ({"explain": explanation(response)} if explain else {}))
    else:
        draw(response.reply, Console(highlight=False))
    if explain and not as_json:
        _print_json(explanation(response))
    if response.answer is None or _is_no_question(response.answer):
        sys.exit(_BAD_INPUT)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Kiểm tra bảng nhiệm vụ, danh mục cơ quan và từ điển; mỗi lỗi một dòng."""
    problems = [*check_folder(folder or load_settings().registers), *([] if folder else check_lexicon())]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        _stop(f"{len(problems)} lỗi.")
    click.echo("Không có lỗi.")


@main.command()
@_db
@click.pass_obj
def build(options: _Options, db: Path | None) -> None:
    """Tạo (hoặc tạo lại) kho tri thức từ các bảng nhiệm vụ."""
    store = _assistant(_Options(db or options.database, None), rebuild=True).store
    click.echo(f"{store.path}: {store.task_count} nhiệm vụ, {len(store.programmes)} chương trình.")


def _is_no_question(answer: Answer) -> bool:
    """Whether nothing readable was asked: no letters at all, or another script."""
    return isinstance(answer, NotFound) and answer.reason in (Reason.EMPTY, Reason.FOREIGN)


def _assistant(options: _Options, *, rebuild: bool = False) -> Assistant:
    settings = load_settings()
    try:
        return Assistant(open_store(options.database or settings.database, settings.registers, rebuild=rebuild))
    except KnowledgeError as error:
        _stop(str(error))


def _question_lines() -> Iterator[dict[str, Any]]:
    for number, line in enumerate(piped(sys.stdin.buffer), 1):
        if line is None:
            _stop(f"Dòng {number} không phải UTF-8.")
        if not line.strip():
            continue
        try:
            question = json.loads(line)
            if not isinstance(question["q"], str):
                raise TypeError
        except (json.JSONDecodeError, KeyError, TypeError):
            _stop(f'Dòng {number} không phải câu hỏi JSON có “q”, như {{"id": "1", "q": "Sở Y tế phải làm gì"}}.')
        yield question


def _answer_question(assistant: Assistant, line: dict[str, Any], today: date | None) -> dict[str, Any]:
    asked_on = today or today_in_vietnam()
    if "today" in line:
        day = parse_day(str(line["today"]))
        if day is None:
            _stop(f"“today” của câu {line.get('id')} không phải ngày: {line['today']}")
        asked_on = day
    return {"id": line.get("id"), **answer_line(assistant.ask(line["q"], asked_on))}


def _day(text: str | None) -> date | None:
    """The day that an option names; stops with a sentence if it is none."""
    if text is None:
        return None
    return parse_day(text) or _stop(f"“{text}” không phải ngày. Viết như 2024-03-01 hoặc 01/03/2024.")


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(_BAD_INPUT)
