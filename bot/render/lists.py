"""Lists of tasks: an agency's, or what falls due; in pages of what a channel's screen holds."""

from __future__ import annotations

from collections.abc import Sequence

from bot import sentences
from bot.render.dates import bound_text, next_text, span_text
from bot.render.list_buttons import page_size, page_tasks
from bot.render.screen import Screen
from bot.render.task import brief, leads_text, programme_text, section, titled
from bot.reply import Block, Line, Passage, Span, Style, bold, faint, plain
from bot.sentences import DAY
from knowledge.answers.kinds import Found, FoundTask, Shape
from knowledge.model import Role
from knowledge.store import StoredTask
from nlp.question import FOR_A_DATE, Asks

_DATES = 2  # dates shown below one task


def list_blocks(answer: Found, page: int, screen: Screen, heading: str = "") -> list[Block]:
    """The headline with the count, one page of tasks, what else there is, and the source."""
    headline = f"{(heading or _headline(answer)).removesuffix(':')}{_place(answer, page, screen)}:"
    blocks: list[Block] = [bold(headline), *([plain(answer.note)] if answer.note else [])]
    tasks = [found.task for found in answer.tasks]
    blocks += [_passage(number, found, answer, tasks, screen) for number, found in page_tasks(answer, page, screen)]
    blocks += _left(answer, page, screen)
    blocks += _asides(answer, screen)
    return [*blocks, *_sources(answer, page, screen)]


def _sources(answer: Found, page: int, screen: Screen) -> list[Line]:
    """Where to check the list; on a phone with the sections of this page, which stand beside the tasks elsewhere."""
    programmes = list(dict.fromkeys(found.task.programme for found in answer.tasks))
    sources = [f"Nguồn: {programme_text(programme)}" for programme in programmes]
    if screen.presses and len(programmes) == 1:
        sections = dict.fromkeys(section(found.task) for _, found in page_tasks(answer, page, screen))
        named = ", ".join(each.removeprefix("mục ") for each in sections)
        sources[0] += f", mục {named}" if named else ""
    return [faint(each) for each in sources]


def _passage(number: int, found: FoundTask, answer: Found, tasks: Sequence[StoredTask], screen: Screen) -> Passage:
    with_leads = answer.shape is Shape.DUE or found.role is Role.COORDINATE or len(answer.agencies) > 1
    if screen.presses:
        alone = len({task.programme.id for task in tasks}) == 1
        title = found.task.title if alone else titled(found.task, tasks)
        in_short = " · ".join((*_shortly(found, answer), _led(found.task, answer)))
        below = [in_short] if with_leads else _below(found, answer, quoted=False)
    else:
        title = brief(found.task, tasks) if with_leads else titled(found.task, tasks)
        below = _below(found, answer)
    head = (Span(f"{number}.", Style.BOLD if screen.presses else Style.PLAIN), Span(f" {title}"))
    lead_in = "– " if screen.presses else "   "  # a phone breaks lines, and would set the rest below the number
    return Passage((head, *(plain(f"{lead_in}{text}") for text in below)))


def _led(task: StoredTask, answer: Found) -> str:
    """Who leads; beside a date in a few words, since a group's name is as long as the task, and a press away."""
    of_a_group = bool(task.leads) and task.leads[0][:1].islower()
    return sentences.LED_BY_MANY if of_a_group and answer.shape is Shape.DUE else leads_text(task)


def _shortly(found: FoundTask, answer: Found) -> list[str]:
    """What stands below a title where the rest is a press away: the next date and how many more."""
    dated = answer.shape is Shape.DUE or _asks_dates(answer)
    return [next_text(found.deadlines, answer.question.today, quoted=False)] if dated and found.deadlines else []


def _place(answer: Found, page: int, screen: Screen) -> str:
    """Which tasks of the list this page shows, where a button turns pages: `" (việc 1–4)"`."""
    count, size = len(answer.tasks), page_size(answer, screen)
    if count <= size or not screen.presses:
        return ""
    first, last = page * size + 1, min((page + 1) * size, count)
    return sentences.SHOWN.format(shown=f"{first}–{last}" if first < last else str(last))


def _left(answer: Found, page: int, screen: Screen) -> list[Line]:
    """How many tasks are left, where one types to see them."""
    left = len(answer.tasks) - (page + 1) * page_size(answer, screen)
    return [faint(sentences.MORE_BY_TYPING.format(count=left))] if left > 0 and not screen.presses else []


def _below(found: FoundTask, answer: Found, *, quoted: bool = True) -> list[str]:
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
    return [f"Thời hạn: {next_text(found.deadlines, today, quoted=quoted)}"] if found.deadlines else []


def _asks_dates(answer: Found) -> bool:
    return bool(answer.question.asks & FOR_A_DATE)


def _headline(answer: Found) -> str:
    count, who = len(answer.tasks), ", ".join(answer.agencies)
    if answer.shape is Shape.DUE:
        return _due_headline(answer, f" của {who}" if who else "")
    if answer.tasks[0].role is Role.COORDINATE:
        return f"{who}: {count} việc phối hợp:"
    if answer.tasks[0].shared:
        return f"{who} không có việc chủ trì riêng; có {count} việc giao chung:"
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


def _asides(answer: Found, screen: Screen) -> list[Line]:
    asides = []
    if answer.shared:
        asides.append(f"{len(answer.shared)} việc chung giao cho nhóm cơ quan")
    if answer.coordinated:
        among_many = " cùng cả nhóm cơ quan" if answer.tasks[0].role is Role.COORDINATE else ""
        asides.append(f"phối hợp {len(answer.coordinated)} việc{among_many}")
    lines = [plain(f"Ngoài ra: {', '.join(asides)}.")] if asides and not screen.presses else []
    lines += [
        plain(f"Năm {task.programme.year} còn thuộc {leads_text(task)}: {titled(task)}") for task in answer.elsewhere
    ]
    if answer.shape is Shape.DUE and answer.window and answer.window.overdue:
        lines.append(faint(sentences.CHECK_RESULTS))
    return lines
