"""Attachments: deadlines as a picture or a calendar file, with a caption, for any channel to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot import sentences
from bot.actions import SendCalendar, SendTimeline
from bot.calendars import calendar_of
from bot.front import this_year
from bot.marked import task_of
from bot.pages import Pages, said
from bot.pictures.timeline import Milestone, timeline_png
from bot.reply import Reply, faint, plain
from bot.sentences import DAY
from knowledge.answers.agencies import stands_for
from knowledge.answers.deadlines import last_day, within
from knowledge.store import Programmes, Store, StoredTask
from nlp.windows import Window


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: its name, content, caption, and whether it is a picture to look at."""

    name: str
    content: bytes
    caption: Reply
    is_picture: bool = False


class Attachments:
    """Makes attachments from the store."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def calendar(self, action: SendCalendar, now: datetime, programmes: Programmes = None) -> Attachment | Reply:
        """The deadlines of a task or of an agency as `.ics`, or why there is none."""
        if action.agency:
            agency = self._pages.agency(action.agency)
            if agency is None:
                return said(sentences.OUTDATED).reply
            store = self._store(programmes, now.date())
            if store is None:
                return said(sentences.PICK_PROVINCE).reply
            tasks, whose, name = _tasks_of(agency, store), agency, "thoi-han"
        else:
            task = task_of(action.programme, action.ref, self._pages.store)
            if task is None:
                return said(sentences.GONE_TASK).reply
            tasks, whose, name = [task], f"việc “{task.title}”", f"muc-{task.ref}"
        content, count = calendar_of(tasks, now)
        if not count:
            return said(sentences.NO_DATES.format(whose=whose)).reply
        caption = Reply((plain(sentences.CALENDAR_CAPTION.format(count=count)),))
        return Attachment(f"{_ascii(name)}.ics", content, caption)

    def timeline(self, action: SendTimeline, today: date, programmes: Programmes = None) -> Attachment | Reply:
        """The deadlines of a year as a picture, of an agency or of all; or that there are none."""
        agency = self._pages.agency(action.agency) if action.agency else ""
        if agency is None:
            return said(sentences.OUTDATED).reply
        store = self._store(programmes, today)
        if store is None:
            return said(sentences.PICK_PROVINCE).reply
        whose, year = agency or sentences.TIMELINE_ALL, this_year(store, today)
        tasks = _tasks_of(agency, store) if agency else [store.task(i) for i in store.with_deadlines()]
        milestones = milestones_of(tasks, year, today)
        if not milestones:
            return said(sentences.NO_DATES_IN_YEAR.format(whose=whose, year=year)).reply
        title = sentences.TIMELINE_TITLE.format(whose=whose)
        picture, shown = timeline_png(title, milestones, year=year, today=today)
        count = sum(len(milestone.days) for milestone in milestones)
        lines = [sentences.TIMELINE_CAPTION.format(count=count, year=year, today=today.strftime(DAY))]
        given = _given(agency, store) if agency else ()
        if given != (agency,) and given:
            lines.append(sentences.TIMELINE_OF.format(names=" và ".join(given)))
        if shown < len(milestones):
            lines.append(sentences.TIMELINE_MORE.format(shown=shown, count=len(milestones)))
        numbers = dict.fromkeys(task.programme.number for task in tasks)
        caption = Reply((*map(plain, lines), faint(f"Nguồn: {', '.join(list(numbers)[:3])}")))
        return Attachment("lich.png", picture, caption, is_picture=True)

    def _store(self, programmes: Programmes, today: date) -> Store | None:
        """What is asked about: some programmes, or else the current ones; None where those are of several provinces."""
        assistant = self._pages.assistant
        store = self._pages.store.within(assistant.programmes_of(today) if programmes is None else programmes)
        return store if len(store.provinces) == 1 else None


def _tasks_of(agency: str, store: Store) -> list[StoredTask]:
    """What an agency leads, by name or as one of a collective; a successor what its predecessors were given."""
    ids = dict.fromkeys(i for name in _given(agency, store) for i in (*store.led_by(name), *store.shared_by(name)))
    return [task for task in store.tasks(list(ids)) if task.deadlines]


def _given(agency: str, store: Store) -> tuple[str, ...]:
    """The agencies of the documents that an agency stands for; none in a province that does not know it."""
    return stands_for(agency, store) if store.knows_agency(agency) else ()


def milestones_of(tasks: list[StoredTask], year: int, today: date) -> list[Milestone]:
    """The tasks with a day due in a year or the January after, earliest first: a year's reports run over."""
    window = Window(date(year, 1, 1), date(year + 1, 1, 31), "", names_year=True)
    found = []
    for task in tasks:
        due = [(last_day(d.deadline, d.due_on), d.deadline) for d in within(task, window, today) if d.due_on]
        if due:
            recurring = frozenset(day for day, deadline in due if deadline.when.recurrence)
            found.append(Milestone(task.title, tuple(sorted({day for day, _ in due})), recurring))
    return sorted(found, key=lambda milestone: (milestone.days[0], milestone.title))


def _ascii(name: str) -> str:
    """A file name that every phone takes."""
    return "".join(char if char.isascii() and (char.isalnum() or char in ".-") else "-" for char in name)
