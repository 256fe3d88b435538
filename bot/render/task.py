"""One task in full: what, who, by when, where to check."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot import sentences
from bot.actions import Action, CopyText, OpenTask, RemindTask, SendCalendar, mark
from bot.render.deadlines import deadline_lines, folded_deadlines
from bot.render.screen import Screen
from bot.reply import Block, Button, Frame, Line, Passage, Reply, Row, bold, faint, labelled, plain
from bot.sentences import DAY, NO_DEADLINE, NO_LEAD
from knowledge.answers.deadlines import of_task
from knowledge.store import StoredProgramme, StoredTask

_LONG = 80  # letters of coordinators that a phone shows, two lines; the rest unfolds
_COPIED = 256  # characters of a copied text, https://core.telegram.org/bots/api#copytextbutton


def task_reply(task: StoredTask, today: date, screen: Screen, *, back: Action | None = None) -> Reply:
    """All of a task: `III.1.1.c#2 → title, content, leads, coordinators, deadlines, source`."""
    deadlines = of_task(task)
    with_whom = [labelled("Phối hợp", "; ".join(task.coordinators))] if task.coordinators else []
    notes = [labelled("Ghi chú", task.horizon)] if task.horizon else []
    folded: list[Line] = []
    if screen.presses:
        folded = [*folded_deadlines(deadlines, today, screen), *notes]
        notes = []
        if len("; ".join(task.coordinators)) > _LONG:
            folded += with_whom
            with_whom = [labelled("Phối hợp", _first_and_count(task.coordinators))]
    blocks: list[Block] = [bold(task.title), Passage((plain(task.content), *folded), Frame.FOLDED)]
    blocks += [labelled("Chủ trì", "; ".join(task.leads) or NO_LEAD), *with_whom]
    blocks += [*deadline_lines(deadlines, today, screen), *notes, faint(source(task))]
    return Reply(tuple(blocks), _rows(task, back))


def leads_text(task: StoredTask) -> str:
    """The leads on one line of a list: `"Sở Y tế"`, `"Văn phòng Ủy ban nhân dân tỉnh và 2 cơ quan khác"`."""
    if not task.leads:
        return NO_LEAD
    return _first_and_count(task.leads)


def _first_and_count(names: Sequence[str]) -> str:
    """The first of several agencies: `"Sở Y tế và 2 cơ quan khác"`; two are named both."""
    first, *others = names
    return f"{first} và {len(others)} cơ quan khác" if len(others) > 1 else " và ".join(names)


def brief(task: StoredTask, among: Collection[StoredTask] = ()) -> str:
    """A task on one line, with its lead and section, and its programme where it stands among others' tasks."""
    return f"{task.title} ({leads_text(task)}, {_place(task, among)})"


def titled(task: StoredTask, among: Collection[StoredTask] = ()) -> str:
    """A task on one line, with its section, and its programme where it stands among others' tasks."""
    return f"{task.title} ({_place(task, among)})"


def task_button(number: int, task: StoredTask, *, back: Action | None = None) -> Button:
    """A button that opens a task of a list."""
    return Button(str(number), OpenTask(mark(task.programme.key), task.ref, back))


def section(task: StoredTask) -> str:
    """The section in which to check a task: `"III.1.1.c#2" → "mục III.1.1.c"`."""
    return f"mục {task.ref.partition('#')[0]}"


def citation(task: StoredTask) -> str:
    """A task as one cites it in a document or a message, short enough to be copied by a button."""
    where = f" ({section(task)}, {programme_text(task.programme)})"
    due = "; ".join(deadline.when.words for deadline in task.deadlines) or NO_DEADLINE
    told = f"{task.title}. Chủ trì: {leads_text(task)}. Thời hạn: {due}"
    room = _COPIED - len(where)
    return (told if len(told) <= room else f"{told[: room - 1]}…") + where


def _place(task: StoredTask, among: Collection[StoredTask]) -> str:
    several = len({other.programme.id for other in among}) > 1
    return f"{section(task)}, {task.programme.number}" if several else section(task)


def source(task: StoredTask) -> str:
    """Where to check a task: `"Nguồn: 01/CTr-UBND ngày 19/01/2024, mục III.1.1.c"`."""
    return f"Nguồn: {programme_text(task.programme)}, {section(task)}"


def programme_text(programme: StoredProgramme) -> str:
    """The programme by number and day, and its province where several are loaded: `"01/CTr-UBND ngày 19/01/2024"`."""
    whose = f" (tỉnh {programme.province})" if programme.among_provinces else ""
    return f"{programme.number} ngày {programme.issued_on.strftime(DAY)}{whose}"


def _rows(task: StoredTask, back: Action | None) -> tuple[Row, ...]:
    key = mark(task.programme.key), task.ref
    dated = [Button(sentences.REMIND, RemindTask(*key)), Button(sentences.CALENDAR, SendCalendar(*key))]
    rows: list[Row] = [tuple(dated)] if any(d.when.due_on or d.when.recurrence for d in task.deadlines) else []
    rows.append((Button(sentences.COPY_CITATION, CopyText(citation(task))),))
    if back:
        rows.append((Button(sentences.BACK, back),))
    return tuple(rows)
