"""The digest of a day as people read it: what is due today, soon and overdue, and what they can say to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.actions import OpenTask, mark
from bot.clock import VIETNAM
from bot.reminders.digest import Reminder, Urgency
from bot.reminders.duty import Duty
from bot.render.dates import days_left
from bot.render.task import leads_text, programme_text, section
from bot.reply import Block, Button, Line, Passage, Reply, Row, Span, Style, bold, faint, plain, rows, text_of
from bot.sentences import DAY
from bot.state.marks import DoneMark
from bot.subscribing import sentences
from bot.subscribing.actions import DigestPage, MarkDone, RemindAgain
from nlp.when import Bound

_ROOM = 3500  # UTF-16 units of the reminders of one page; Telegram shows 4,096 in a message
_ON_A_PAGE = 10  # reminders: two rows of buttons are enough for a thumb
_WIDTH = 5
_LONGEST_WHAT = 90  # characters of what a deadline binds
_TOGETHER = "\u00a0"  # a space at which no line ends
_SECTIONS = (Urgency.TODAY, Urgency.SOON, Urgency.OVERDUE)


@dataclass(frozen=True, slots=True)
class DigestView:
    """A digest to be shown: the day it is of, the day it is read, and what was marked as done since it was sent.

    `preview`: shown on demand, without buttons.
    """

    day: date
    today: date
    reminders: tuple[Reminder, ...]
    late: bool = False
    again: bool = False
    done: Mapping[str, DoneMark] = field(default_factory=dict)
    note: str = ""  # what was just done about it
    preview: bool = False

    @property
    def loud(self) -> bool:
        """Whether it may make a sound: something is due today or overdue."""
        return any(reminder.urgency is not Urgency.SOON for reminder in self.reminders)


Numbered = tuple[int, Reminder]


def digest_reply(view: DigestView, page: int = 0) -> Reply:
    """One message for all that a chat is reminded of on a day; `page` counts from 0 where it is long."""
    pages = _pages(view)
    page = max(0, min(page, len(pages) - 1))
    shown = pages[page]
    blocks: list[Block] = [bold(_title(view))]
    if view.again:
        blocks.append(faint(sentences.AGAIN))
    for urgency in _SECTIONS:
        numbered = [(number, reminder) for number, reminder in shown if reminder.urgency is urgency]
        if numbered:
            total = sum(reminder.urgency is urgency for reminder in view.reminders)
            blocks += [plain(""), bold(f"{sentences.URGENCIES[urgency]} ({total} việc):")]
            blocks += [_passage(number, reminder.duty, view) for number, reminder in numbered]
        closing = [str(number) for number, reminder in numbered if reminder.closing]
        if closing:
            blocks += [plain(""), plain(sentences.CLOSING.format(numbers=", ".join(closing)))]
    blocks.append(plain(""))
    if len(shown) > 1 and not view.preview:
        blocks.append(faint(sentences.HOW_TO_PRESS))
    if len(pages) > 1:
        blocks.append(faint(f"Trang {page + 1}/{len(pages)}."))
    programmes = dict.fromkeys(reminder.duty.task.programme for _, reminder in shown)
    blocks += [faint(f"Nguồn: {programme_text(programme)}") for programme in programmes]
    if view.note:
        blocks.append(bold(view.note))
    return Reply(tuple(blocks), () if view.preview else tuple(_rows(view, shown, page, len(pages))))


def _title(view: DigestView) -> str:
    late = f" ({sentences.LATE})" if view.late else ""
    return f"{sentences.DIGEST} {view.day.strftime(DAY)}{late}"


def _pages(view: DigestView) -> list[list[Numbered]]:
    """The reminders by urgency, numbered, on pages that a message can hold."""
    ordered = [r for urgency in _SECTIONS for r in view.reminders if r.urgency is urgency]
    pages: list[list[Numbered]] = [[]]
    room = _ROOM
    for number, reminder in enumerate(ordered, 1):
        size = sum(_units(text_of(line)) + 1 for line in _passage(number, reminder.duty, view).lines)
        if pages[-1] and (size > room or len(pages[-1]) == _ON_A_PAGE):
            pages.append([])
            room = _ROOM
        pages[-1].append((number, reminder))
        room -= size
    return pages


def _passage(number: int, duty: Duty, view: DigestView) -> Passage:
    """One reminder: title, date and days left with what they bind, lead and section."""
    task, marked = duty.task, view.done.get(duty.key)
    title = f"{number}. {task.title}"
    if marked:
        by = f", {marked.by_name}" if marked.by_name else ""
        on = marked.marked_at.astimezone(VIETNAM).strftime(DAY)
        return Passage((plain(f"✅ {title}"), faint(f"{sentences.DONE_ON} {on}{by}")))
    where = section(task).replace(" ", _TOGETHER)
    lead = faint(f"Chủ trì: {leads_text(task)} · {where}")
    return Passage((bold(title), _due_line(duty, view.today), lead))


def _due_line(duty: Duty, today: date) -> Line:
    """`"Hạn 31/03/2024, còn 2 ngày nhưng hôm nay là ngày làm việc cuối: phê duyệt đề án"`."""
    before = duty.due.deadline.when.bound is Bound.BEFORE
    latest = f" (muộn nhất {duty.last.strftime(DAY)})" if before else ""
    what = _shortened(duty.due.deadline.what)
    left = f"{latest}, {days_left(duty.last, today)}{_off_text(duty, today)}"
    return (
        Span("Hạn trước ngày " if before else "Hạn "),
        Span(duty.due_on.strftime(DAY), Style.BOLD),
        Span(f"{left}: {what}" if what else left),
    )


def _off_text(duty: Duty, today: date) -> str:
    """What a last day that is a day off means."""
    if duty.working == duty.last or today > duty.last:
        return ""
    if today < duty.working:
        return sentences.LAST_WORKING.format(day=duty.working.strftime(DAY))
    return sentences.LAST_WORKING_TODAY if today == duty.working else ""


def _shortened(what: str) -> str:
    """What a deadline binds, without what stands in brackets, as much as two lines of a phone hold."""
    short = what.partition(" (")[0]
    return short if len(short) <= _LONGEST_WHAT else f"{short[:_LONGEST_WHAT].rpartition(' ')[0]}…"


def _rows(view: DigestView, shown: list[Numbered], page: int, pages: int) -> Iterator[Row]:
    day = view.day.isoformat()
    alone = len(shown) == 1
    back = DigestPage(day, page)
    yield from rows((_details(number, reminder.duty, back, alone) for number, reminder in shown), _WIDTH)
    yield from rows((_done(number, reminder.duty, view, page, alone) for number, reminder in shown), _WIDTH)
    if any(reminder.duty.key not in view.done for reminder in view.reminders):
        yield (Button(sentences.TOMORROW, RemindAgain(day)),)
    turning = [(page - 1, sentences.BEFORE), (page + 1, sentences.MORE)]
    around = tuple(Button(label, DigestPage(day, n)) for n, label in turning if 0 <= n < pages)
    if around:
        yield around


def _details(number: int, duty: Duty, back: DigestPage, alone: bool) -> Button:
    return Button(
        sentences.DETAILS if alone else str(number), OpenTask(mark(duty.task.programme.key), duty.task.ref, back)
    )


def _done(number: int, duty: Duty, view: DigestView, page: int, alone: bool) -> Button:
    undo = duty.key in view.done
    words = (sentences.UNDO if undo else sentences.DONE) if alone else f"{'↩' if undo else '✅'} {number}"
    return Button(words, MarkDone(duty.key, view.day.isoformat(), page, int(undo)))


def _units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
