"""Found tasks as rows of a register: title, content, names, deadlines and notes in the columns that people know."""

from __future__ import annotations

import re

from knowledge.importing.found import FoundDeadline, FoundTask
from knowledge.register import (
    CONTENT,
    COORDINATORS,
    DEADLINES,
    LEADS,
    LONGEST_TITLE,
    NO_LEAD,
    NOTES,
    REF,
    TITLE,
)
from nlp.assignments import read_assignment
from nlp.deadlines import read_deadline

_ADVERBIAL = re.compile(r"(?:căn cứ|trên cơ sở|theo|trong phạm vi|để|nhằm)\b[^,;.]{0,120},\s+(?=\w)", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\s*,?\s*(?:\.{3,}|…)")
_DANGLING = re.compile(
    r"(?:[\s,;:(-]+(?:và|hoặc|của|cho|về|với|trong|trên|tại|theo|để|do|từ|đến|các|những|một|có|là|được|như|khi|bằng|giữa|đối|ở)?)+$",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"^[=+@\t]")


def row_of(task: FoundTask, year: int) -> dict[str, str]:
    """The cells of one task by heading; all of them can be read back by `knowledge.register`."""
    dated, undated = [], []
    for deadline in task.deadlines:
        words = _readable(deadline, year)
        if words is None:
            undated.append(f"thời hạn theo văn bản: {deadline.words}")
        else:
            dated.append(f"{deadline.what}: {words}" if deadline.what else words)
    notes = [*task.notes, *undated, *([NO_LEAD] if not task.leads else [])]
    return {
        REF: task.ref,
        TITLE: title_of(task.text),
        CONTENT: _safe(without_ellipsis(task.text)),
        LEADS: "; ".join(task.leads),
        COORDINATORS: "; ".join(task.coordinators),
        DEADLINES: "; ".join(dict.fromkeys(dated)),
        NOTES: _safe(without_ellipsis("; ".join(dict.fromkeys(notes)))),
    }


def title_of(text: str) -> str:
    """A title of at most 90 characters: `"Rà soát, cắt giảm thủ tục; …" → "Rà soát, cắt giảm thủ tục"`."""
    text = _ELLIPSIS.sub("", " ".join(text.split()))
    start = _ADVERBIAL.match(text)
    work = read_assignment(text).work if start else ""
    if len(work) >= 30:  # "Trên cơ sở đề xuất của các sở, ban, ngành, Sở Tài chính [thẩm định nhu cầu kinh phí …]"
        text = work
    elif start and len(text) - start.end() >= 30:
        text = text[start.end() :]
    clause = re.split(r"[;.:]\s|\s\(", text, maxsplit=1)[0].strip(" .;:,")
    if len(clause) < 12:
        clause = text.strip(" .;:,")
    if len(clause) > LONGEST_TITLE:
        cut = clause[: LONGEST_TITLE + 1]
        comma = cut.rfind(", ")
        clause = (
            cut[:comma] if comma > LONGEST_TITLE // 2 else cut[: cut.rfind(" ")] if " " in cut else cut[:LONGEST_TITLE]
        )
    clause = _DANGLING.sub("", clause).strip(" ,;:.") or clause[:LONGEST_TITLE]
    return _safe(clause[:1].upper() + clause[1:])


def without_ellipsis(text: str) -> str:
    """Text whose open ends are written out, as the form demands: `"kho bãi..." → "kho bãi v.v."`."""
    return _ELLIPSIS.sub(" v.v.", text).replace("v.v..", "v.v.")


def _readable(deadline: FoundDeadline, year: int) -> str | None:
    """A deadline's words if the register's form reads the same date in them, with the year added where it must be."""
    words = deadline.words.replace(";", ",").strip()
    if deadline.when is None:
        return None
    meant = (deadline.when.due_on, deadline.when.recurrence)
    due = deadline.when.due_on
    tries = [words, f"năm {words}"] + (
        [f"{words} năm {due.year}", f"{words}/{due.year}"] if due else [f"{words} hằng năm"]
    )
    for form in tries:
        read = read_deadline(form, year)
        if read and (read.due_on, read.recurrence) == meant:
            return form
    if due:
        form = ("trước ngày " if deadline.when.bound.value == "before" else "ngày ") + due.strftime("%d/%m/%Y")
        read = read_deadline(form, year)
        if read and read.due_on == due:
            return form
    return None


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f" {text}" if _FORMULA.match(text) else text
