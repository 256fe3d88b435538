"""Replies that answer: the answer itself in the first line, then at most about a dozen short lines."""

from __future__ import annotations

from bot import sentences
from bot.render.changes import change_lines
from bot.render.dates import bound_text
from bot.render.lists import list_buttons, list_lines
from bot.render.task import brief, deadline_lines, labelled, source, task_button
from bot.reply import Line, Reply, bold, faint, plain
from bot.sentences import DAY
from knowledge.answers.kinds import Found, FoundTask, Shape
from nlp.question import FOR_A_DATE, Asks

_FURTHER = 3  # further tasks offered below the best one
_OTHER_DATES = 2  # dates of other clauses of the same paragraph


def found_reply(answer: Found, page: int = 0) -> Reply:
    """The reply to a found answer; lists longer than a screen come in pages, `page` counting from 0."""
    changes = change_lines(answer.changes)
    if answer.shape is Shape.TOPIC:
        shown = enumerate(answer.tasks[: 1 + _FURTHER], 1)
        return Reply((*_topic_lines(answer), *changes), tuple(task_button(i, found.task) for i, found in shown))
    if Asks.MERGED in answer.question.asks:
        # What became of the agency is what was asked.
        now = [bold("".join(span.text for span in line)) for line in changes]
        return Reply((*now, *list_lines(answer, page)), list_buttons(answer, page))
    return Reply((*list_lines(answer, page), *changes), list_buttons(answer, page))


def _topic_lines(answer: Found) -> list[Line]:
    best, *others = answer.tasks
    task, today = best.task, answer.question.today
    asked_when = bool(answer.question.asks & FOR_A_DATE)
    lines = [bold(_headline(answer, best, asked_when))]
    if not answer.sure:
        lines.append(faint(sentences.NOT_SURE))
    if answer.note:
        lines.append(plain(answer.note))
    if answer.not_theirs:
        lines.append(plain(f"Văn bản không giao việc này cho {', '.join(answer.agencies)}."))
    if lines[0] != bold(best.excerpt):
        lines.append(plain(best.excerpt))
    lines.append(labelled("Chủ trì", "; ".join(task.leads) or sentences.NO_LEAD))
    if task.coordinators:
        lines.append(labelled("Phối hợp", "; ".join(task.coordinators)))
    if not asked_when or len(best.deadlines) > 1:
        lines += deadline_lines(best.deadlines, today)
    lines += [labelled("Mốc khác cùng mục", bound_text(d, today)) for d in best.other_deadlines[:_OTHER_DATES]]
    if task.horizon and asked_when and task.deadlines:
        lines.append(labelled("Ghi chú", task.horizon))
    lines.append(faint(source(task)))
    if others:
        lines.append(plain(sentences.ALSO))
        tasks = [found.task for found in answer.tasks]
        lines += [plain(f"{number}. {brief(found.task, tasks)}") for number, found in enumerate(others[:_FURTHER], 2)]
    return lines


def _headline(answer: Found, best: FoundTask, asked_when: bool) -> str:
    amount = Asks.AMOUNT in answer.question.asks
    if amount and not best.deadlines and any(char.isdigit() for char in best.excerpt):
        return best.excerpt
    if not asked_when:
        if not best.task.leads:
            return f"{best.task.title}: {sentences.NO_LEAD}."
        return f"{_leads(best.task.leads)}: {best.task.title}."
    if not best.deadlines:
        about = " cho việc này" if best.other_deadlines else ""
        return f"{best.task.title}: {sentences.NO_DEADLINE}{about}."
    if len(best.deadlines) == 1:
        return f"Thời hạn: {bound_text(best.deadlines[0], answer.question.today)}."
    return f"{best.task.title}: {_several(best)}."


def _leads(leads: tuple[str, ...]) -> str:
    """Who leads, as a sentence begins: an agency has a capital, a collective has none."""
    if leads[0][:1].islower():
        return f"Giao chung {' và '.join(leads)}"
    return f"{'; '.join(leads)} chủ trì"


def _several(best: FoundTask) -> str:
    """Several deadlines in a few words: how many and the last one, or the words of those without a date."""
    days = [due.due_on for due in best.deadlines if due.due_on]
    if not days:
        return ", ".join(f"“{due.deadline.when.words}”" for due in best.deadlines)
    return f"{len(best.deadlines)} thời hạn, muộn nhất {max(days).strftime(DAY)}"
