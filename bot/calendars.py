"""Calendars: deadlines as an iCalendar file (RFC 5545) for phones, one event a deadline, with alarms and source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import blake2s
from typing import Any

from icalendar import Alarm, Calendar, Event, vRecur

from bot.render.dates import due_text
from bot.render.task import source
from knowledge.answers.deadlines import last_day
from knowledge.answers.kinds import DueDeadline
from knowledge.model import Deadline
from knowledge.store import StoredTask
from nlp.when import Bound, Recurrence, occurrences

_DAY = timedelta(days=1)
_ALARMS = (timedelta(days=-3, hours=7, minutes=30), timedelta(hours=7, minutes=30))  # from midnight of the day
_RULES = {Recurrence.WEEKLY: "WEEKLY", Recurrence.YEARLY: "YEARLY"}
_MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6}
_LAST_SURE_DAY = 28  # from here on a month may not have the day


def calendar_of(tasks: Iterable[StoredTask], now: datetime) -> tuple[bytes, int]:
    """The file and how many deadlines are in it; deadlines without a day are left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hoi Viec//hoiviec//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    count = 0
    for task in tasks:
        for number, deadline in enumerate(task.deadlines):
            event = _event(task, number, deadline, now)
            if event is not None:
                calendar.add_component(event)
                count += 1
    return calendar.to_ical(), count


def _event(task: StoredTask, number: int, deadline: Deadline, now: datetime) -> Event | None:
    days = _days(task, deadline)
    if not days:
        return None
    first = days[0]
    event = Event()
    identity = f"{task.programme.key}\0{task.ref}\0{number}\0{deadline.when.words}"
    event.add("uid", f"{blake2s(identity.encode(), digest_size=12).hexdigest()}@hoiviec")
    event.add("dtstamp", now)
    event.add("summary", f"Hạn: {task.title}")
    event.add("dtstart", first)
    event.add("dtend", first + _DAY)
    event.add("transp", "TRANSPARENT")
    event.add("description", _description(task, deadline, first))
    for name, value in _repeated(deadline, days):
        event.add(name, value)
    for before in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Sắp đến hạn: {task.title}")
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _days(task: StoredTask, deadline: Deadline) -> list[date]:
    """The last days in time of a deadline: BEFORE a day means the day before; what recurs ends with its year."""
    when, end = deadline.when, date(task.programme.year, 12, 31)
    if when.recurrence is None:
        return [last_day(deadline, when.due_on)] if when.due_on else []
    if when.recurrence is not Recurrence.WEEKLY and not (when.recur_day or when.recur_month):
        return []
    if when.recurrence is Recurrence.WEEKLY and not when.recur_day:
        return []
    return [last_day(deadline, day) for day in occurrences(when, task.programme.issued_on, end)]


def _repeated(deadline: Deadline, days: list[date]) -> list[tuple[str, Any]]:
    """A rule that gives just these days; where the days of months differ too much for one, the days themselves."""
    recurrence = deadline.when.recurrence
    if recurrence is None or len(days) < 2:
        return []
    until = days[-1]
    if recurrence in _RULES:
        return [("rrule", vRecur(freq=_RULES[recurrence], until=until))]
    step, on = _MONTHS[recurrence], {day.day for day in days}
    if len(on) == 1 and on <= set(range(1, _LAST_SURE_DAY + 1)):
        return [("rrule", vRecur(freq="MONTHLY", interval=step, bymonthday=min(on), until=until))]
    if all((day + _DAY).day == 1 for day in days):
        return [("rrule", vRecur(freq="MONTHLY", interval=step, bymonthday=-1, until=until))]
    return [("rdate", days[1:])]


def _description(task: StoredTask, deadline: Deadline, first: date) -> str:
    bound = "trước ngày đã nêu" if deadline.when.bound is Bound.BEFORE else ""
    what = f"{deadline.what}. " if deadline.what else ""
    printed = due_text(DueDeadline(deadline, None), first)
    leads = "; ".join(task.leads)
    return f"{what}Thời hạn: {printed}{f' ({bound})' if bound else ''}.\nChủ trì: {leads}.\n{source(task)}"
