"""Dates as people read them: the date, the document's words, and how many days are left."""

from __future__ import annotations

from datetime import date

from bot.sentences import DAY
from knowledge.answers.deadlines import last_day
from knowledge.answers.kinds import DueDeadline
from nlp.when import Bound
from nlp.windows import Window

_DAYS_OF_A_YEAR = 365.25
_LONG_PAST = 2 * _DAYS_OF_A_YEAR  # days, from which nobody counts them


def due_text(due: DueDeadline, today: date, *, quoted: bool = True) -> str:
    """One deadline: `"31/07/2024 (“chậm nhất tháng 7/2024”), còn 12 ngày"`, the document's words only if `quoted`."""
    words = due.deadline.when.words
    if due.due_on is None:
        return f"“{words}”"
    shown, last = due.due_on.strftime(DAY), last_day(due.deadline, due.due_on)
    if due.deadline.when.bound is Bound.BEFORE:
        shown = f"trước ngày {shown}"
        if words.lower() == shown.lower():
            return f"{shown} (muộn nhất {last.strftime(DAY)}), {days_left(last, today)}"
    printed = f" (“{words}”)" if quoted and words.lower() != shown.lower() else ""
    return f"{shown}{printed}, {days_left(last, today)}"


def bound_text(due: DueDeadline, today: date) -> str:
    """One deadline with what it binds: `"31/07/2024 (“…”), còn 12 ngày: tuyển dụng công chức"`."""
    what = f": {due.deadline.what}" if due.deadline.what else ""
    return due_text(due, today) + what


def next_text(deadlines: tuple[DueDeadline, ...], today: date, *, quoted: bool = True) -> str:
    """The next of a task's deadlines in a list, and how many more: `"30/06/2024, còn 12 ngày; 2 mốc nữa"`."""
    dated = sorted((due for due in deadlines if due.due_on), key=lambda due: due.due_on or date.max)
    coming = [due for due in dated if due.due_on and last_day(due.deadline, due.due_on) >= today]
    shown = (coming or dated[::-1] or list(deadlines))[0]
    more = len(deadlines) - 1
    return due_text(shown, today, quoted=quoted) + (f"; {more} mốc nữa" if more else "")


def days_left(last: date, today: date) -> str:
    """How far a day is: `"còn 12 ngày"`, `"hôm nay là hạn cuối"`, `"đã qua 3 ngày"`."""
    days = (last - today).days
    if days > 0:
        return f"còn {days} ngày"
    if days == 0:
        return "hôm nay là hạn cuối"
    return f"đã qua {-days} ngày" if -days < _LONG_PAST else f"đã qua hơn {int(-days / _DAYS_OF_A_YEAR)} năm"


def span_text(window: Window) -> str:
    """The days of a window: `"từ 01/03/2024 đến 31/03/2024"`, `"ngày 18/03/2024"`."""
    if window.start == window.end:
        return f"ngày {window.start.strftime(DAY)}"
    return f"từ {window.start.strftime(DAY)} đến {window.end.strftime(DAY)}"
