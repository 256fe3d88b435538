"""Replies that answer: the answer itself in the first line, then at most about a dozen short lines."""

from __future__ import annotations

from bot import sentences
from bot.actions import Action, AnswerPage
from bot.render.changes import change_lines
from bot.render.dates import bound_text
from bot.render.deadlines import deadline_lines, folded_deadlines
from bot.render.list_buttons import list_rows, within_list, without_text
from bot.render.lists import list_blocks
from bot.render.screen import Screen
from bot.render.task import brief, leads_text, source, task_button
from bot.reply import Block, Frame, Passage, Reply, Row, bold, faint, labelled, lines_of, plain, text_of
from bot.sentences import DAY
from knowledge.answers.kinds import Found, FoundTask, Shape
from nlp.question import FOR_A_DATE, Asks

_OTHER_DATES = 2  # dates of other clauses of the same paragraph


def found_reply(answer: Found, page: int, screen: Screen, heading: str = "") -> Reply:
    """The reply to a found answer; lists longer than a screen come in pages, `page` counting from 0.

    A list may have become shorter since its button was made: what is beyond the last page is that page.
    """
    page = within_list(page, answer, screen)
    changes = change_lines(answer.changes)
    if answer.shape is Shape.TOPIC:
        return Reply((*_topic_blocks(answer, screen), *changes), _topic_rows(answer, screen))
    rows = list_rows(answer, page, screen)
    if Asks.MERGED in answer.question.asks:
        # What became of the agency is what was asked.
        now = [bold(text_of(line)) for line in changes]
        return Reply((*now, *list_blocks(answer, page, screen)), rows)
    return Reply((*list_blocks(answer, page, screen, heading), *changes), rows)


def _topic_rows(answer: Found, screen: Screen) -> tuple[Row, ...]:
    here: Action = AnswerPage(without_text(answer.question))
    shown = enumerate(answer.tasks[: 1 + screen.further], 1)
    return (tuple(task_button(number, found.task, back=here) for number, found in shown),)


def _topic_blocks(answer: Found, screen: Screen) -> list[Block]:
    best, *others = answer.tasks
    task, today = best.task, answer.question.today
    asked_when = bool(answer.question.asks & FOR_A_DATE)
    headline = _headline(answer, best, asked_when)
    blocks: list[Block] = [bold(headline)]
    if not answer.sure:
        blocks.append(faint(sentences.NOT_SURE))
    if answer.note:
        blocks.append(plain(answer.note))
    if answer.not_theirs:
        blocks.append(plain(f"Văn bản không giao việc này cho {', '.join(answer.agencies)}."))
    led_above = screen.presses and headline.startswith(_leads(task.leads))
    leads = [] if led_above else [labelled("Chủ trì", "; ".join(task.leads) or sentences.NO_LEAD)]
    coordinators = [labelled("Phối hợp", "; ".join(task.coordinators))] if task.coordinators else []
    dates = deadline_lines(best.deadlines, today, screen) if not asked_when or len(best.deadlines) > 1 else []
    beside = [labelled("Mốc khác cùng mục", bound_text(d, today)) for d in best.other_deadlines[:_OTHER_DATES]]
    if task.horizon and asked_when and task.deadlines:
        beside.append(labelled("Ghi chú", task.horizon))
    content = _content(best, headline, screen)
    if screen.presses:  # who, by when and where to check fill a phone; the rest unfolds
        folded = [line for block in content for line in lines_of(block)]
        each = folded_deadlines(best.deadlines, today, screen)
        folded = [*each, *folded] if asked_when else [*folded, *each]
        blocks += [Passage((*folded, *coordinators, *beside), Frame.FOLDED), *leads, *dates]
    else:
        blocks += [*content, *leads, *coordinators, *dates, *beside]
    return [*blocks, faint(source(task)), *_also(answer, others, screen)]


def _content(best: FoundTask, headline: str, screen: Screen) -> list[Block]:
    """The sentence that the question is about, and the whole content where a channel can fold it away."""
    content = best.task.content
    begins_with_it = screen.presses and content.startswith(best.excerpt)
    if headline != content and (best.excerpt == content or begins_with_it):
        return [Passage((plain(content),), Frame.FOLDED)]
    excerpt: list[Block] = [Passage((plain(best.excerpt),), Frame.FOLDED)] if headline != best.excerpt else []
    return [*excerpt, Passage((plain(content),), Frame.SPARE)]


def _also(answer: Found, others: list[FoundTask], screen: Screen) -> list[Block]:
    """Further tasks that fit: below on a wide screen, folded on a phone, where buttons open them too."""
    if not others:
        return []
    tasks = [found.task for found in answer.tasks]
    shown = enumerate(others[: screen.further], 2)
    if screen.presses:
        told = [plain(f"{number}. {found.task.title} ({leads_text(found.task)})") for number, found in shown]
        return [Passage((plain(sentences.ALSO), *told), Frame.FOLDED)]
    return [plain(sentences.ALSO), *(plain(f"{number}. {brief(found.task, tasks)}") for number, found in shown)]


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
