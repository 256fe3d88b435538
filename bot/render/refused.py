"""Replies that say what is not in the documents, kindly, shortly, and with the nearest thing that is."""

from __future__ import annotations

from dataclasses import replace

from bot import sentences
from bot.actions import AnswerPage
from bot.render.dates import span_text
from bot.render.screen import Screen
from bot.render.task import brief
from bot.reply import Button, Line, Reply, bold, faint, plain, rows
from bot.sentences import DAY
from knowledge.answers.kinds import Choose, NotFound, Reason
from knowledge.store import StoredProgramme
from nlp.question import Question

_CHOICES = 10  # shown at once: what a phone's screen holds
_NOTES = 1  # of a programme's notes: the first is what most people need


def refused_reply(answer: NotFound) -> Reply:
    """Why there is no answer; then a note, the nearest tasks, or what can be asked instead."""
    if answer.reason is Reason.OUT_OF_LIST:
        return out_of_list_reply(answer.subject)
    lines: list[Line] = [bold(_headline(answer))]
    if answer.note:
        lines.append(plain(answer.note))
    if answer.reason is Reason.DOCUMENT:
        lines += [line for programme in answer.programmes for line in _programme_lines(programme)]
    elif answer.reason is Reason.NOTHING_DUE:
        lines += [plain(f"Văn bản đang có: {p.number}, năm {p.year}.") for p in answer.programmes]
    elif answer.nearest:
        lines.append(plain(sentences.NEAREST))
        lines += [plain(f"• {brief(task, answer.nearest)}") for task in answer.nearest]
    elif answer.reason is not Reason.WHOSE:
        lines.append(faint(sentences.ASK_LIKE))
    return Reply(tuple(lines))


def out_of_list_reply(count: int | str) -> Reply:
    """A number was given that the last list does not reach."""
    return Reply((bold(sentences.OUT_OF_LIST.format(count=count)), faint(sentences.OPEN_BY_NUMBER)))


def choose_reply(answer: Choose, screen: Screen) -> Reply:
    """Which agency is meant, or whose, one button each."""
    if answer.provinces:
        asked = sentences.CHOOSE_PROVINCE_OF.format(words=answer.words) if answer.words else sentences.CHOOSE_PROVINCE
        how = sentences.CHOOSE_PROVINCE_BY_BUTTON if screen.presses else sentences.CHOOSE_PROVINCE_HOW
    else:
        asked = sentences.CHOOSE.format(words=answer.words)
        how = sentences.CHOOSE_BY_BUTTON if screen.presses else sentences.CHOOSE_HOW
    names = answer.choices[:_CHOICES]
    lines = [bold(asked)]
    if not screen.presses:
        lines += [plain(f"{number}. {name}") for number, name in enumerate(names, 1)]
    if len(answer.choices) > _CHOICES:
        lines.append(plain(sentences.MORE_CHOICES.format(count=len(answer.choices) - _CHOICES)))
    lines.append(faint(how))
    buttons = (Button(name, AnswerPage(chosen(answer, name))) for name in names)
    return Reply(tuple(lines), rows(buttons, 1))


def chosen(answer: Choose, name: str) -> Question:
    """The question with one of the agencies or provinces that it might have meant."""
    question = answer.question
    if answer.provinces:
        return replace(question, province=name)
    agencies = tuple(
        replace(asked, agencies=(name,)) if asked.agencies == answer.agencies else asked
        for asked in question.agencies or question.hints
    )
    return replace(question, agencies=agencies)


def _programme_lines(programme: StoredProgramme) -> list[Line]:
    told = (
        f"{programme.number} ngày {programme.issued_on.strftime(DAY)} của {programme.issuer}:"
        f" {programme.title} ({programme.task_count} nhiệm vụ)."
    )
    return [plain(told), *(faint(note) for note in programme.notes[:_NOTES])]


def _headline(answer: NotFound) -> str:
    reason, subject = answer.reason, answer.subject
    if reason in (Reason.OUTSIDE, Reason.DOCUMENT):
        return sentences.OUTSIDE.get(subject, sentences.OUTSIDE["khác"])
    if reason is Reason.NOTHING_DUE:
        return _nothing_due(answer)
    home = ", ".join(dict.fromkeys(programme.province for programme in answer.programmes))
    texts = {
        Reason.EMPTY: sentences.EMPTY,
        Reason.FOREIGN: sentences.FOREIGN,
        Reason.UNCLEAR: sentences.UNCLEAR,
        Reason.WHOSE: sentences.WHOSE,
        Reason.PROVINCE: f"{sentences.NOT_IN_DOCUMENT}: văn bản đang có là của tỉnh {home}, không phải {subject}.",
        Reason.ABSENT_AGENCY: f"{sentences.NOT_IN_DOCUMENT}: {subject} không được giao nhiệm vụ trong chương trình.",
        Reason.NO_TASK: f"{sentences.NOT_IN_DOCUMENT}: chương trình không giao việc nào cho {subject}.",
        Reason.NO_PAIR: f"{sentences.NOT_IN_DOCUMENT}: chương trình không nêu việc nào do {subject} cùng làm.",
        Reason.UNKNOWN: f"{sentences.NOT_IN_DOCUMENT}: “{subject}”." if subject else f"{sentences.NOT_IN_DOCUMENT}.",
    }
    return texts[reason]


def _nothing_due(answer: NotFound) -> str:
    window = answer.window
    whose = f" của {answer.subject}" if answer.subject else ""
    if window is None or window.overdue:
        return f"Không có thời hạn nào{whose} đã qua tính đến {answer.question.today.strftime(DAY)}."
    return f"Không có nhiệm vụ nào{whose} đến hạn {span_text(window)}."
