"""`hoiviec ask`: one question, or a file of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from bot.answer_lines import answer_line, explanation
from bot.assistant import Assistant
from bot.cli.options import BAD_INPUT, Options, db_option, open_assistant, stop, today_option
from bot.clock import today_in_vietnam
from bot.terminal.chat import piped
from bot.terminal.draw import draw
from knowledge.answers import Answer, NotFound, Reason
from knowledge.scope import NoSuchProgramme
from knowledge.store import Programmes
from nlp.days import parse_day


@click.command()
@click.argument("question", required=False)
@db_option
@today_option
@click.option("--province", default="", help="Chỉ hỏi chương trình của tỉnh này.")
@click.option("--year", type=int, default=None, help="Chỉ hỏi chương trình của năm này (mặc định: năm mới nhất).")
@click.option("--json", "as_json", is_flag=True, help="In câu trả lời dạng JSON.")
@click.option(
    "--jsonl", is_flag=True, help="Đọc mỗi dòng một câu hỏi JSON từ đầu vào chuẩn, in mỗi dòng một câu trả lời."
)
@click.option("--explain", is_flag=True, help="Nói vì sao mỗi nhiệm vụ được chọn.")
@click.pass_obj
def ask(
    options: Options, question: str | None, db: Path | None, today: date | None, province: str, year: int | None,
    as_json: bool, jsonl: bool, explain: bool,
) -> None:  # fmt: skip
    """Trả lời một câu hỏi, hoặc nhiều câu với --jsonl."""
    today = today or options.today
    options = Options(db or options.database, today)
    if jsonl:
        assistant = open_assistant(options)
        programmes = _programmes(assistant, today, province, year)
        for line in _question_lines():
            _print_json(_answer_question(assistant, line, today, programmes))
        return
    if question is None or not question.strip():
        stop('Chưa có câu hỏi. Ví dụ: hoiviec ask "Sở Y tế phải làm gì"')
    assistant = open_assistant(options)
    programmes = _programmes(assistant, today, province, year)
    response = assistant.ask(question, today or today_in_vietnam(), programmes)
    if as_json:
        _print_json(answer_line(response) | ({"explain": explanation(response)} if explain else {}))
    else:
        draw(response.reply, Console(highlight=False))
    if explain and not as_json:
        _print_json(explanation(response))
    if response.answer is None or _is_no_question(response.answer):
        sys.exit(BAD_INPUT)


def _is_no_question(answer: Answer) -> bool:
    """Whether nothing readable was asked: no letters at all, or another script."""
    return isinstance(answer, NotFound) and answer.reason in (Reason.EMPTY, Reason.FOREIGN)


def _question_lines() -> Iterator[dict[str, Any]]:
    for number, line in enumerate(piped(sys.stdin.buffer), 1):
        if line is None:
            stop(f"Dòng {number} không phải UTF-8.")
        if not line.strip():
            continue
        try:
            question = json.loads(line)
            if not isinstance(question["q"], str):
                raise TypeError
        except (json.JSONDecodeError, KeyError, TypeError):
            stop(f'Dòng {number} không phải câu hỏi JSON có “q”, như {{"id": "1", "q": "Sở Y tế phải làm gì"}}.')
        yield question


def _programmes(assistant: Assistant, today: date | None, province: str, year: int | None) -> Programmes:
    """The programmes that the options limit the questions to; stops with a sentence where there are none."""
    if not province and year is None:
        return None
    try:
        return assistant.programmes_of(today or today_in_vietnam(), province=province, year=year)
    except NoSuchProgramme as error:
        stop(str(error))


def _answer_question(
    assistant: Assistant, line: dict[str, Any], today: date | None, programmes: Programmes
) -> dict[str, Any]:
    asked_on = today or today_in_vietnam()
    if "today" in line:
        day = parse_day(str(line["today"]))
        if day is None:
            stop(f"“today” của câu {line.get('id')} không phải ngày: {line['today']}")
        asked_on = day
    return {"id": line.get("id"), **answer_line(assistant.ask(line["q"], asked_on, programmes))}


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
