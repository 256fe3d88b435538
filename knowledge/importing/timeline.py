"""Deadlines against the day on which the document was issued: nothing is due before it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from knowledge.importing.found import FoundDeadline, FoundTask
from nlp.deadlines import read_deadline

_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|/\d{2}(?!\d)(?=\W*$)")
_LONG_BEFORE = timedelta(days=45)  # nearer dates may be of work that was under way when the document was signed


def after_issue(task: FoundTask, issued_on: date | None) -> FoundTask:
    """A task whose deadlines without a year come after the issue: "trước ngày 15/3", issued in November → next year's.

    A deadline that the document itself dates before its issue stays as printed, with a doubt for a person to look at.
    """
    if issued_on is None:
        return task
    deadlines = tuple(_after(deadline, issued_on) for deadline in task.deadlines)
    early = [d for d in deadlines if d.when and d.when.due_on and not d.when.recurrence and d.when.due_on < issued_on]
    doubts = tuple(f"thời hạn “{d.words}” trước ngày ban hành {issued_on:%d/%m/%Y}" for d in early)
    return replace(task, deadlines=deadlines, doubts=(*task.doubts, *doubts))


def _after(deadline: FoundDeadline, issued_on: date) -> FoundDeadline:
    due = deadline.when.due_on if deadline.when and not deadline.when.recurrence else None
    if due is None or due >= issued_on - _LONG_BEFORE or _NAMED_YEAR.search(deadline.words):
        return deadline
    later = read_deadline(deadline.words, due.year + 1)
    if later is None or later.due_on is None or later.due_on < issued_on:
        return deadline
    return replace(deadline, when=later)
