"""`hoiviec import`: from a document to a register that a person checks."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.cli.options import stop
from bot.clock import today_in_vietnam
from bot.settings import load_settings
from knowledge.importing.doubts import doubts
from knowledge.importing.extraction import Extraction, extract
from knowledge.importing.facts import Facts
from knowledge.importing.imported import Imported, import_document
from knowledge.importing.sandbox import read_apart
from knowledge.problems import KnowledgeError
from nlp.days import parse_day
from nlp.letters import fold
from nlp.when import When

_RECURRENCES = {"weekly", "monthly", "quarterly", "yearly"}


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Thư mục kết quả (mặc định: tên tệp).")
@click.option("--json", "as_json", is_flag=True, help="Chỉ in kết quả dạng JSON, không ghi tệp nào.")
@click.option("--number", help="Số văn bản, nếu tệp không ghi.")
@click.option("--issued", help="Ngày ban hành, như 19/01/2024, nếu tệp không ghi.")
@click.option("--province", help="Tỉnh, nếu tệp không ghi.")
def import_(
    file: Path, out: Path | None, as_json: bool, number: str | None, issued: str | None, province: str | None
) -> None:
    """Đọc một văn bản (Word, PDF, Excel, trang web, văn bản thuần) thành bảng nhiệm vụ để kiểm tra."""
    day = parse_day(issued) if issued else None
    if issued and day is None:
        stop(f"“{issued}” không phải ngày. Viết như 2024-03-01 hoặc 01/03/2024.")
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=as_json,
    ) as progress:  # fmt: skip
        step = progress.add_task("Đang đọc tệp…", total=3)
        try:
            document = read_apart(file)
            progress.update(step, advance=1, description="Đang tìm nhiệm vụ…")
            if as_json:
                extraction = extract(document, today_in_vietnam())
                line = as_line(replace(extraction, facts=_completed(extraction.facts, number, day, province)))
                click.echo(json.dumps(line, ensure_ascii=False))
                return
            imported = import_document(
                document, load_settings().registers, today_in_vietnam(),
                lambda facts: _completed(facts, number, day, province),
            )  # fmt: skip
        except KnowledgeError as error:
            stop(str(error))
        progress.update(step, advance=1, description="Đang ghi kết quả…")
        _write(imported, out or Path(_folder_name(file)))


def _completed(facts: Facts, number: str | None, issued: date | None, province: str | None) -> Facts:
    """The facts with what the person said about the document."""
    return replace(
        facts, number=number or facts.number, issued_on=issued or facts.issued_on, province=province or facts.province
    )


def _folder_name(file: Path) -> str:
    """A folder for the results, whatever the file's name holds: "KH số 1.docx" → "kh-so-1"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(file.stem)).strip("-")[:60] or "van-ban"


def _write(imported: Imported, folder: Path) -> None:
    from knowledge.importing.folder import write_folder
    from knowledge.importing.report import summary

    try:
        write_folder(folder, imported, today_in_vietnam())
    except OSError as error:
        stop(f"Không ghi được vào {folder}: {error.strerror or error}.")
    for line in summary(imported):
        click.echo(line)
    click.echo(f"Đã ghi vào {folder}/: register.csv, register.xlsx, register.toml, agencies.toml, bao-cao.txt.")
    click.echo(f"Xem lại bao-cao.txt và bảng, rồi: hoiviec check {folder} && hoiviec load {folder}")


def as_line(extraction: Extraction) -> dict[str, object]:
    """The extraction as the object that `--json` prints."""
    facts = extraction.facts
    return {
        "document": {
            "number": facts.number,
            "title": facts.title,
            "issued_on": facts.issued_on.isoformat() if facts.issued_on else None,
            "issuer": facts.issuer,
            "province": facts.province,
            "year": facts.year,
        },
        "tasks": [
            {
                "ref": task.ref,
                "text": task.text,
                "leads": task.leads,
                "coordinators": task.coordinators,
                "deadlines": [
                    {"words": deadline.words, "what": deadline.what, **_when(deadline.when)}
                    for deadline in task.deadlines
                ],
                "place": str(task.place),
            }
            for task in extraction.tasks
        ],
        "not_tasks": [
            {"place": str(left.place), "reason": left.reason, "text": left.text} for left in extraction.leftovers
        ],
        "warnings": doubts(extraction),
    }


def _when(when: When | None) -> dict[str, str | None]:
    """A date and a recurrence; what comes round in other ways than these four keeps its words alone."""
    recurrence = when.recurrence.value if when and when.recurrence else None
    return {
        "date": when.due_on.isoformat() if when and when.due_on else None,
        "recurrence": recurrence if recurrence in _RECURRENCES else None,
    }
