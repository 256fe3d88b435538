"""The export: done marks and reminders as a table that opens in Excel."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from bot.clock import VIETNAM
from bot.sentences import DAY
from bot.state import State
from bot.subscribing.sentences import LETTER_STATUSES
from knowledge.store import Store, StoredTask

Row = tuple[str, ...]
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # what Excel takes for a formula
_DUTY = ("chương trình", "mục", "nhiệm vụ", "chủ trì", "hạn")


def write_export(what: str, file: Path, *, state: State, store: Store, chat: str | None = None) -> int:
    """Write one of CHOICES as CSV (UTF-8 with a mark, as Excel wants it) or XLSX; how many rows below the headings."""
    headings, make = CHOICES[what]
    table = list(make(state, store, chat))
    if file.suffix.lower() == ".xlsx":
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("Hỏi Việc")
        for row in (headings, *table):
            sheet.append(list(map(_safe, row)))
        workbook.save(file)
    else:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([headings, *(map(_safe, row) for row in table)])
    return len(table)


def _done(state: State, store: Store, chat: str | None) -> Iterator[Row]:
    for mark in state.marks.done(chat):
        yield (mark.chat_id, *_duty(mark.duty, store), mark.by_name, _moment(mark.marked_at))


def _reminders(state: State, store: Store, chat: str | None) -> Iterator[Row]:
    for letter in state.outbox.letters(chat):
        sent = _moment(letter.settled_at) if letter.settled_at else ""
        for duty in letter.duties:
            place = (letter.chat_id, letter.topic, letter.day.strftime(DAY))
            yield (*place, *_duty(duty, store), LETTER_STATUSES[letter.status], sent)


CHOICES: dict[str, tuple[Row, Callable[[State, Store, str | None], Iterator[Row]]]] = {
    "xong": (("nhóm", *_DUTY, "người ghi", "lúc"), _done),
    "nhac": (("nhóm", "chủ đề", "ngày nhắc", *_DUTY, "trạng thái", "lúc"), _reminders),
}


def _duty(key: str, store: Store) -> Row:
    """The columns of a duty; of one that the registers no longer hold what its key says."""
    day, _, number, ref = key.split(":", 3)
    task: StoredTask | None = store.find_task(number, ref)
    shown = "/".join(reversed(day.split("-")))
    return (number, ref, task.title if task else "", "; ".join(task.leads) if task else "", shown)


def _moment(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime(f"{DAY} %H:%M")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
