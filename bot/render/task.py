"""One task in full: what, who, by when, where to check."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bot.render.dates import bound_text
from bot.reply import Button, Line, Reply, Span, Style, bold, faint, plain
from bot.sentences import DAY, NO_DEADLINE, NO_LEAD
from knowledge.answers.deadlines import of_task
from knowledge.answers.kinds import DueDeadline
from knowledge.store import StoredTask


def task_reply(task: StoredTask, today: date) -> Reply:
    """All of a task: `III.1.1.c#2 → title, content, leads, coordinators, deadlines, source`."""
    lines: list[Line] = [bold(task.title), plain(task.content), labelled("Chủ trì", "; ".join(task.leads) or NO_LEAD)]
    if task.coordinators:
        lines.append(labelled("Phối hợp", "; ".join(task.coordinators)))
    lines += deadline_lines(of_task(task), today)
    if task.horizon:
        lines.append(labelled("Ghi chú", task.horizon))
    lines.append(faint(source(task)))
    return Reply(tuple(lines))


def deadline_lines(deadlines: tuple[DueDeadline, ...], today: date) -> list[Line]:
    """The deadlines one a line, or that the document states none."""
    if not deadlines:
        return [labelled("Thời hạn", NO_DEADLINE)]
    return [labelled("Thời hạn", bound_text(due, today)) for due in deadlines]


def labelled(label: str, text: str) -> Line:
    """A line with a bold label: "Chủ trì: Sở Y tế"."""
    return (Span(f"{label}: ", Style.BOLD), Span(text))


def leads_text(task: StoredTask) -> str:
    """The leads on one line of a list: `"Sở Y tế"`, `"Văn phòng Ủy ban nhân dân tỉnh và 2 cơ quan khác"`."""
    if not task.leads:
        return NO_LEAD
    first, *others = task.leads
    return f"{first} và {len(others)} cơ quan khác" if len(others) > 1 else " và ".join(task.leads)


def brief(task: StoredTask, among: Collection[StoredTask] = ()) -> str:
    """A task on one line, with its lead and section, and its programme where it stands among others' tasks."""
    return f"{task.title} ({leads_text(task)}, {_place(task, among)})"


def titled(task: StoredTask, among: Collection[StoredTask] = ()) -> str:
    """A task on one line, with its section, and its programme where it stands among others' tasks."""
    return f"{task.title} ({_place(task, among)})"


def task_button(number: int, task: StoredTask) -> Button:
    """A button that opens a task."""
    return Button(str(number), f"task:{task.programme.number}:{task.ref}")


def section(task: StoredTask) -> str:
    """The section in which to check a task: `"III.1.1.c#2" → "mục III.1.1.c"`."""
    return f"mục {task.ref.partition('#')[0]}"


def _place(task: StoredTask, among: Collection[StoredTask]) -> str:
    several = len({other.programme.id for other in among}) > 1
    return f"{section(task)}, {task.programme.number}" if several else section(task)


def source(task: StoredTask) -> str:
    """Where to check a task: `"Nguồn: 01/CTr-UBND ngày 19/01/2024, mục III.1.1.c"`."""
    programme = task.programme
    return f"Nguồn: {programme.number} ngày {programme.issued_on.strftime(DAY)}, {section(task)}"
