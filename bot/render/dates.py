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
    words, shown = due.deadline.when.words, day_text(due)
    if due.due_on is None:
        return shown
    last = last_day(due.deadline, due.due_on)
    if due.deadline.when.bound is Bound.BEFORE and words.lower() == shown.lower():
        return f"{shown} (muộn nhất {last.strftime(DAY)}), {days_left(last, today)}"
    printed = f" (“{words}”)" if quoted and words.lower() != shown.lower() else ""
    return f"{shown}{printed}, {days_left(last, today)}"


def day_text(due: DueDeadline) -> str:
    """The day of a deadline: `"31/07/2024"`, `"trước ngày 18/07/2024"`, without a date the document's words."""
    if due.due_on is None:
        return f"“{due.deadline.when.words}”"
    day = due.due_on.strftime(DAY)
    return f"trước ngày {day}" if due.deadline.when.bound is Bound.BEFORE else day


def bound_text(due: DueDeadline, today: date, *, quoted: bool = True) -> str:
    """One deadline with what it binds: `"31/07/2024 (“…”), còn 12 ngày: tuyển dụng công chức"`."""
    what = f": {due.deadline.what}" if due.deadline.what else ""
    return due_text(due, today, quoted=quoted) + what


def next_text(deadlines: tuple[DueDeadline, ...], today: date, *, quoted: bool = True) -> str:
    """The next of a task's deadlines in a list, and how many more: `"30/06/2024, còn 12 ngày; 2 mốc nữa"`."""
    more = len(deadlines) - 1
    return due_text(_next(deadlines, today), today, quoted=quoted) + (f"; {more} mốc nữa" if more else "")


def days_text(deadlines: tuple[DueDeadline, ...], today: date) -> str:
    """The days of all deadlines of a task, with what is left until the next: `"31/03/2024, còn 9 ngày; 30/06/2024"`."""
    following = _next(deadlines, today)
    return "; ".join(
        due_text(due, today, quoted=False) if due is following else day_text(due) for due in _in_order(deadlines)
    )


def _next(deadlines: tuple[DueDeadline, ...], today: date) -> DueDeadline:
    """The deadline that comes next; where all are past the last one, where none has a date the first."""
    dated = [due for due in _in_order(deadlines) if due.due_on]
    coming = [due for due in dated if due.due_on and last_day(due.deadline, due.due_on) >= today]
    return (coming or dated[::-1] or list(deadlines))[0]


def _in_order(deadlines: tuple[DueDeadline, ...]) -> list[DueDeadline]:
    """By day; those without one last, as printed."""
    return sorted(deadlines, key=lambda due: due.due_on or date.max)


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
