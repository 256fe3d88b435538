"""Replies that answer: the answer itself in the first line, then at most about a dozen short lines."""

from __future__ import annotations

from datetime import date

from bot import sentences
from bot.render.dates import due_text
from bot.render.task import deadline_lines, labelled, section, source
from bot.reply import Button, Line, Reply, bold, faint, plain
from bot.sentences import DAY
from knowledge.answers.kinds import Change, DueDeadline, Found, FoundTask, Shape
from knowledge.model import Role
from knowledge.store import StoredTask
from nlp.question import Asks

_PAGE = 8  # tasks on one screen of a phone
_FURTHER = 3  # further tasks offered below the best one
_CHANGES = 2


def found_reply(answer: Found, page: int = 0) -> Reply:
    """The reply to a found answer; lists longer than a screen come in pages."""
    lines = _topic_lines(answer) if answer.shape is Shape.TOPIC else _list_lines(answer, page)
    lines += [faint(_change_text(change)) for change in answer.changes[:_CHANGES]]
    if answer.shape is Shape.TOPIC:
        return Reply(
            tuple(lines), tuple(_task_button(i, f.task) for i, f in enumerate(answer.tasks[: 1 + _FURTHER], 1))
        )
    return Reply(tuple(lines), _list_buttons(answer, page))


def _topic_lines(answer: Found) -> list[Line]:
    best, *others = answer.tasks
    task, today = best.task, answer.question.today
    asked_when = bool(answer.question.asks & {Asks.WHEN, Asks.AMOUNT, Asks.DUE})
    lines = [bold(_topic_headline(answer, best, asked_when))]
    if not answer.sure:
        lines.insert(0, faint(sentences.NOT_SURE))
    if answer.not_theirs:
        lines.append(plain(f"Văn bản không giao việc này cho {', '.join(answer.agencies)}."))
    lines.append(plain(f"{task.title}." if not best.excerpt else best.excerpt))
    lines.append(labelled("Chủ trì", "; ".join(task.leads)))
    if task.coordinators:
        lines.append(labelled("Phối hợp", "; ".join(task.coordinators)))
    if not asked_when or len(best.deadlines) > 1:
        lines += deadline_lines(best.deadlines, today)
    lines += [
        plain(f"Thời hạn của việc khác trong cùng đoạn: {_bound_text(other, today)}")
        for other in best.other_deadlines[:2]
    ]
    if task.horizon:
        lines.append(labelled("Ghi chú", task.horizon))
    lines.append(faint(source(task)))
    if others:
        lines.append(plain("Có liên quan:"))
        lines += [plain(f"{number}. {_brief(found.task)}") for number, found in enumerate(others[:_FURTHER], 2)]
    return lines


def _topic_headline(answer: Found, best: FoundTask, asked_when: bool) -> str:
    if not asked_when:
        return f"{'; '.join(best.task.leads)} chủ trì: {best.task.title}."
    if not best.deadlines:
        about = "cho việc này" if best.other_deadlines else ""
        return f"{best.task.title}: {sentences.NO_DEADLINE} {about}".rstrip() + "."
    if len(best.deadlines) == 1:
        return f"Thời hạn: {_bound_text(best.deadlines[0], answer.question.today)}."
    return f"{best.task.title}: {len(best.deadlines)} thời hạn."


def _bound_text(due: DueDeadline, today: date) -> str:
    what = f": {due.deadline.what}" if due.deadline.what else ""
    return due_text(due, today) + what


def _list_lines(answer: Found, page: int) -> list[Line]:
    today = answer.question.today
    lines = [bold(_list_headline(answer))]
    first = page * _PAGE
    for number, found in enumerate(answer.tasks[first : first + _PAGE], first + 1):
        if answer.shape is Shape.DUE:
            lines.append(plain(f"{number}. {found.task.title} ({section(found.task)})"))
            lines += [plain(f"   {_bound_text(due, today)}") for due in found.deadlines[:2]]
            lines.append(plain(f"   Chủ trì: {'; '.join(found.task.leads)}"))
        elif found.role is Role.COORDINATE:
            lines.append(plain(f"{number}. {found.task.title} ({section(found.task)})"))
            lines.append(
                plain(f"   {'; '.join(found.task.leads)} chủ trì; phối hợp: {'; '.join(found.task.coordinators)}")
            )
        else:
            due = "; ".join(_bound_text(d, today) for d in found.deadlines)
            lines.append(plain(f"{number}. {found.task.title} ({section(found.task)})"))
            if due:
                lines.append(plain(f"   Thời hạn: {due}"))
    left = len(answer.tasks) - first - _PAGE
    if left > 0:
        lines.append(faint(f"Còn {left} việc nữa: gõ “tiếp” để xem."))
    lines += _aside_lines(answer)
    programmes = dict.fromkeys(found.task.programme for found in answer.tasks)
    lines += [faint(f"Nguồn: {p.number} ngày {p.issued_on.strftime(DAY)}") for p in programmes]
    return lines


def _list_headline(answer: Found) -> str:
    count, who = len(answer.tasks), ", ".join(answer.agencies)
    if answer.shape is Shape.DUE:
        window = answer.window
        whose = f" của {who}" if who else ""
        if window and window.overdue:
            return f"{count} việc{whose} đã qua thời hạn tính đến {answer.question.today.strftime(DAY)}:"
        span = f" ({window.words})" if window else ""
        return f"{count} việc{whose} đến hạn{span}:"
    if answer.tasks[0].role is Role.COORDINATE:
        return f"{who}: {count} việc phối hợp:"
    if answer.tasks[0].shared:
        return f"{who} không có việc chủ trì riêng; có {count} việc chung giao cho nhóm cơ quan:"
    return f"{who} chủ trì {count} việc:"


def _aside_lines(answer: Found) -> list[Line]:
    asides = []
    if answer.shared:
        asides.append(f"{len(answer.shared)} việc chung giao cho nhóm cơ quan")
    if answer.coordinated:
        asides.append(f"phối hợp {len(answer.coordinated)} việc")
    lines = [plain(f"Ngoài ra: {', '.join(asides)}.")] if asides else []
    lines += [
        plain(f"Năm {task.programme.year} còn thuộc {'; '.join(task.leads)}: {task.title} ({section(task)})")
        for task in answer.elsewhere
    ]
    if answer.shape is Shape.DUE and answer.window and answer.window.overdue:
        lines.append(faint(sentences.CHECK_RESULTS))
    return lines


def _brief(task: StoredTask) -> str:
    return f"{task.title} ({'; '.join(task.leads)}, {section(task)})"


def _change_text(change: Change) -> str:
    succession = change.succession
    what = succession.how or f"thành {succession.successor}"
    return f"Từ {succession.since.strftime(DAY)}, {change.agency} {what} (căn cứ: {succession.basis})."


def _task_button(number: int, task: StoredTask) -> Button:
    return Button(str(number), f"task:{task.programme.number}:{task.ref}")


def _list_buttons(answer: Found, page: int) -> tuple[Button, ...]:
    first = page * _PAGE
    shown = answer.tasks[first : first + _PAGE]
    buttons = [_task_button(number, found.task) for number, found in enumerate(shown, first + 1)]
    if len(answer.tasks) > first + _PAGE:
        buttons.append(Button("tiếp", f"page:{page + 1}"))
    return tuple(buttons)
