"""Lists of tasks: an agency's, or what falls due; in pages of what a phone's screen holds."""

from __future__ import annotations

from bot import sentences
from bot.render.dates import bound_text, next_text, span_text
from bot.render.task import brief, leads_text, task_button, titled
from bot.reply import Button, Line, bold, faint, plain
from bot.sentences import DAY
from knowledge.answers.kinds import Found, FoundTask, Shape
from knowledge.model import Role
from nlp.question import FOR_A_DATE, Asks

_PAGE, _PAGE_OF_DATES = 8, 5  # tasks on one screen of a phone: one line each, or with their dates below
_DATES = 2  # dates shown below one task


def list_lines(answer: Found, page: int) -> list[Line]:
    """The headline with the count, one page of tasks, what else there is, and the source."""
    lines = [bold(_headline(answer)), *([plain(answer.note)] if answer.note else [])]
    tasks = [found.task for found in answer.tasks]
    for number, found in _on_page(answer, page):
        with_leads = answer.shape is Shape.DUE or found.role is Role.COORDINATE or len(answer.agencies) > 1
        lines.append(plain(f"{number}. {brief(found.task, tasks) if with_leads else titled(found.task, tasks)}"))
        lines += [plain(f"   {text}") for text in _below(found, answer)]
    left = len(answer.tasks) - (page + 1) * _page(answer)
    if left > 0:
        lines.append(faint(f"Còn {left} việc nữa: gõ “tiếp” để xem."))
    lines += _asides(answer)
    programmes = dict.fromkeys(found.task.programme for found in answer.tasks)
    lines += [faint(f"Nguồn: {p.number} ngày {p.issued_on.strftime(DAY)}") for p in programmes]
    return lines


def list_buttons(answer: Found, page: int) -> tuple[Button, ...]:
    """A button for each task of the page, and one for the next page."""
    buttons = [task_button(number, found.task) for number, found in _on_page(answer, page)]
    if len(answer.tasks) > (page + 1) * _page(answer):
        buttons.append(Button("tiếp", f"page:{page + 1}"))
    return tuple(buttons)


def _on_page(answer: Found, page: int) -> list[tuple[int, FoundTask]]:
    size = _page(answer)
    return list(enumerate(answer.tasks, 1))[page * size : (page + 1) * size]


def _page(answer: Found) -> int:
    return _PAGE_OF_DATES if answer.shape is Shape.DUE else _PAGE


def _below(found: FoundTask, answer: Found) -> list[str]:
    """What stands below a task's title: dates, or who works on it."""
    today = answer.question.today
    if answer.shape is Shape.DUE:
        dates = [bound_text(due, today) for due in found.deadlines[:_DATES]]
        if len(found.deadlines) > _DATES:
            dates.append(f"và {len(found.deadlines) - _DATES} mốc nữa")
        return dates
    if found.role is Role.COORDINATE:
        dates = [bound_text(due, today) for due in found.deadlines[:_DATES]] if _asks_dates(answer) else []
        return [f"Phối hợp: {'; '.join(found.task.coordinators)}", *dates]
    return [f"Thời hạn: {next_text(found.deadlines, today)}"] if found.deadlines else []


def _asks_dates(answer: Found) -> bool:
    return bool(answer.question.asks & FOR_A_DATE)


def _headline(answer: Found) -> str:
    count, who = len(answer.tasks), ", ".join(answer.agencies)
    if answer.shape is Shape.DUE:
        return _due_headline(answer, f" của {who}" if who else "")
    if answer.tasks[0].role is Role.COORDINATE:
        return f"{who}: {count} việc phối hợp:"
    if answer.tasks[0].shared:
        return f"{who} không có việc chủ trì riêng; có {count} việc chung giao cho nhóm cơ quan:"
    if answer.heir:
        return f"{answer.heir} nhận {count} việc do {' và '.join(answer.agencies)} chủ trì:"
    dated = " có thời hạn" if Asks.DUE in answer.question.asks and all(f.deadlines for f in answer.tasks) else ""
    if len(answer.agencies) > 1:
        return f"{_each_count(answer)}:"
    return f"{who} chủ trì {count} việc{dated}:"


def _each_count(answer: Found) -> str:
    """What each of several agencies leads: "Sở Xây dựng chủ trì 5 việc; Sở Giao thông vận tải chủ trì 2 việc"."""
    led = {name: sum(name in found.task.leads for found in answer.tasks) for name in answer.agencies}
    return "; ".join(
        f"{name} chủ trì {count} việc" if count else f"{name} không có việc chủ trì riêng"
        for name, count in led.items()
    )


def _due_headline(answer: Found, whose: str) -> str:
    count, window = len(answer.tasks), answer.window
    if window and window.overdue:
        return f"{count} việc{whose} đã qua thời hạn tính đến {answer.question.today.strftime(DAY)}:"
    return f"{count} việc{whose} đến hạn{f' {span_text(window)}' if window else ''}:"


def _asides(answer: Found) -> list[Line]:
    asides = []
    if answer.shared:
        asides.append(f"{len(answer.shared)} việc chung giao cho nhóm cơ quan")
    if answer.coordinated:
        among_many = " cùng cả nhóm cơ quan" if answer.tasks[0].role is Role.COORDINATE else ""
        asides.append(f"phối hợp {len(answer.coordinated)} việc{among_many}")
    lines = [plain(f"Ngoài ra: {', '.join(asides)}.")] if asides else []
    lines += [
        plain(f"Năm {task.programme.year} còn thuộc {leads_text(task)}: {titled(task)}") for task in answer.elsewhere
    ]
    if answer.shape is Shape.DUE and answer.window and answer.window.overdue:
        lines.append(faint(sentences.CHECK_RESULTS))
    return lines
