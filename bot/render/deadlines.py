"""The deadlines of one task: each on its line, or on a phone as few lines as say which day is next."""

from __future__ import annotations

from datetime import date

from bot.render.dates import bound_text, days_text
from bot.render.screen import Screen
from bot.reply import Line, labelled
from bot.sentences import NO_DEADLINE
from knowledge.answers.kinds import DueDeadline

_WITH_WHAT = 2  # deadlines that a phone shows with what each binds; of more it shows the days


def deadline_lines(deadlines: tuple[DueDeadline, ...], today: date, screen: Screen) -> list[Line]:
    """What is shown of a task's deadlines: `"Thời hạn: 31/07/2024 (“…”), còn 12 ngày: tuyển dụng công chức"`.

    On a phone of two the day and what it binds, of more `"Thời hạn: 31/03/2024, còn 27 ngày; 30/06/2024; 30/09/2024"`.
    """
    if not deadlines:
        return [labelled("Thời hạn", NO_DEADLINE)]
    if screen.presses and len(deadlines) > _WITH_WHAT:
        return [labelled("Thời hạn", days_text(deadlines, today))]
    quoted = not screen.presses or len(deadlines) == 1
    return [labelled("Thời hạn", bound_text(due, today, quoted=quoted)) for due in deadlines]


def folded_deadlines(deadlines: tuple[DueDeadline, ...], today: date, screen: Screen) -> list[Line]:
    """What a phone folds away of several deadlines that have days: each with the document's words and what it binds."""
    if not screen.presses or len(deadlines) <= 1 or not any(due.due_on for due in deadlines):
        return []
    return [labelled("Mốc", bound_text(due, today)) for due in deadlines]
