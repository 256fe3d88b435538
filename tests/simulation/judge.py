"""The judge: compares what arrived in a simulated year with what the oracle expects."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.clock import VIETNAM
from bot.state.letters import Letter, LetterStatus
from tests.simulation.messages import Digest, read
from tests.simulation.oracle import (
    Expected,
    catch_up_day,
    collectives,
    deadlines,
    first_digest_day,
    is_closing,
    is_weekly,
    means,
    reminder_days,
)
from tests.simulation.year import Lived, SimulatedChat

DAY = timedelta(days=1)
_CALM = timedelta(days=8)  # a reminder counts as due for sure where nothing changed so long after it
_UNDELIVERED = (LetterStatus.UNKNOWN, LetterStatus.REPLACED, LetterStatus.DEAD, LetterStatus.WAITING)

NEVER, OFF, WRONG, DOUBLED = (
    "thời hạn không bao giờ được nhắc",
    "tin gửi tới nhóm đã tắt",
    "ngày sai hoặc việc không thuộc nhóm",
    "tin hoặc việc gửi lặp, không phải sau khi không rõ",
)
MISSED = "lần nhắc mất không có lý do"
CALLS = "lời gọi sai đặc tả Bot API"
VIOLATIONS = (NEVER, OFF, WRONG, DOUBLED, MISSED, CALLS)


@dataclass
class Verdict:
    """Counts of what was looked at and found wrong, with the first examples of what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def wrong(self, what: str, example: str) -> None:
        """Count something wrong."""
        self.counts[what] += 1
        if len(self.examples) < 40:
            self.examples.append(f"{what}: {example}")

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not any(self.counts[what] for what in VIOLATIONS)


@dataclass(frozen=True, slots=True)
class _Case:
    """One chat with what it should be told and what it was told, day by day."""

    chat: SimulatedChat
    expected: tuple[Expected, ...]
    told: dict[date, Digest]
    letters: dict[date, Letter]

    def tells(self, expected: Expected, day: date) -> bool:
        """Whether the message of a day tells a deadline: in its text, or behind its buttons where it has pages."""
        digest = self.told[day]
        if any((told.title, told.named) == expected.name for told in digest.told):
            return True
        start, end = f"{expected.named}:", f":{expected.programme}:{expected.ref}"
        return digest.paged and any(key.startswith(start) and key.endswith(end) for key in self.letters[day].duties)

    def asked(self, expected: Expected) -> dict[date, datetime | None]:
        """The days on which a deadline is to be told before it is overdue; with a moment those that this one gave."""
        settings, at, comes = self.chat.settings, self.chat.at, expected.comes_at
        first = first_digest_day(comes, at) if comes else date.min
        days: dict[date, datetime | None] = {d: None for d in reminder_days(settings, expected) if d >= first}
        starts = [start for start in self.chat.starts if comes is None or start > comes]
        for moment in (*starts, *([comes] if comes else ())):
            day = catch_up_day(settings, expected, moment, at)
            if day and day not in days:
                days[day] = moment
        return days


def judge(lived: Lived) -> Verdict:
    """Judge a year."""
    verdict = Verdict()
    arrivals = defaultdict(list)
    for arrival in lived.telegram.arrivals:
        arrivals[arrival.chat].append(arrival)
    letters: dict[str, dict[date, Letter]] = defaultdict(dict)
    for letter in lived.letters:
        letters[letter.chat_id][letter.day] = letter
    groups, every = collectives(lived.registers), deadlines(lived.registers)
    for chat in lived.chats:
        expected = tuple(e for e in every if means(chat.settings, e, groups))
        told: dict[date, Digest] = {}
        own = sorted((a for i in chat.ids for a in arrivals[i]), key=lambda a: a.at)
        for arrival in own:
            digest = read(arrival.text)
            if digest is None or arrival.topic != chat.topic:
                verdict.wrong(WRONG, f"nhóm {chat.number}: {arrival.text[:80]}")
                continue
            verdict.counts["tin đã tới"] += 1
            verdict.counts["tin gửi muộn"] += digest.late
            verdict.counts["tin nhắc lại sau khi không rõ"] += digest.again
            if digest.day in told:
                verdict.wrong(DOUBLED, f"nhóm {chat.number}, ngày {digest.day}")
            told[digest.day] = digest
            _judge_arrival(chat, digest, arrival.at, arrival.silent, expected, verdict)
        case = _Case(chat, expected, told, {day: kept for i in chat.keys for day, kept in letters[i].items()})
        _judge_repeats(case, verdict)
        _judge_reminders(case, lived, verdict)
        _judge_weekly(case, lived, verdict)
    for problem in lived.telegram.wrong_calls:
        verdict.wrong(CALLS, problem)
    return verdict


def _judge_arrival(
    chat: SimulatedChat, digest: Digest, at: datetime, silent: bool, expected: tuple[Expected, ...], verdict: Verdict
) -> None:
    """A message on its own: to a chat that wants it, of today, with the right deadlines, days left and sections."""
    where = f"nhóm {chat.number}, {at:%d/%m/%Y %H:%M}"
    if _wish_at(chat, at) != "on":
        verdict.wrong(OFF, where)
    if digest.day != at.date():
        verdict.wrong(WRONG, f"{where}: tin ghi ngày {digest.day}")
    known = {e.name: e for e in expected}
    loud = False
    for told in digest.told:
        verdict.counts["việc trong các tin"] += 1
        found = known.get((told.title, told.named))
        if found is None:
            verdict.wrong(WRONG, f"{where}: {told.title} {told.named}")
            continue
        today = at.date()
        urgency = "overdue" if found.last < today else "today" if found.working <= today else "soon"
        loud = loud or urgency != "soon"
        if (told.left, told.urgency) != ((found.last - today).days, urgency):
            verdict.wrong(WRONG, f"{where}: {told} phải là {found.last} {urgency}")
        closing = urgency == "overdue" and is_closing(found, today)
        verdict.counts["việc quá hạn được nhắc lần cuối"] += closing
        if (told.number in digest.closing) is not closing:
            verdict.wrong(WRONG, f"{where}: {told.title} {'' if closing else 'chưa '}phải là lần cuối")
        marked = chat.done.get(found.name)
        if marked and marked < at:
            verdict.wrong(WRONG, f"{where}: đã xong từ {marked:%d/%m} mà vẫn nhắc {told.title}")
    if not digest.paged and silent is loud:
        verdict.wrong(WRONG, f"{where}: {'không ' if silent else ''}kêu")


def _judge_repeats(case: _Case, verdict: Verdict) -> None:
    """Each duty of a message has a reason: its day has come, or an earlier one that was or may have been missed."""
    days = sorted(case.told)
    for place, day in enumerate(days):
        since = days[place - 1] + DAY if place else date(2023, 12, 1)
        while since - DAY in case.letters and case.letters[since - DAY].status in _UNDELIVERED:
            since = case.letters[since - DAY].first_day
        span = [since + n * DAY for n in range((day - since).days + 1)]
        for told in case.told[day].told:
            found = next((e for e in case.expected if e.name == (told.title, told.named)), None)
            if found is None:
                continue
            asked = case.asked(found)
            weekly = found.last < day and any(is_weekly(case.chat.settings, found, d) for d in span)
            if not weekly and not any(d in asked for d in span):
                verdict.wrong(DOUBLED, f"nhóm {case.chat.number}, {day}: {told.title} {told.named}")


def _judge_reminders(case: _Case, lived: Lived, verdict: Verdict) -> None:
    """Each deadline was told of; each reminder came on its day, or later for a reason."""
    chat, last_day = case.chat, lived.scale.last
    for expected in case.expected:
        asked = case.asked(expected)
        calm = [
            day for day, since in asked.items()
            if _is_calm(chat, day, since, lived) and not _done_by(chat, expected, day + _CALM)
        ]  # fmt: skip
        if not calm:
            continue
        verdict.counts["thời hạn phải nhắc"] += 1
        when = [day for day in case.told if case.tells(expected, day)]
        if not any(day >= min(asked) for day in when) and min(calm) + _CALM <= last_day:
            verdict.wrong(NEVER, f"nhóm {chat.number}: {expected.title} {expected.last}")
        for day in calm:
            verdict.counts["lần nhắc phải có"] += 1
            verdict.counts["trong đó vì mới bật hoặc văn bản mới nạp"] += asked[day] is not None
            on_time = day in when
            verdict.counts["lần nhắc đúng ngày"] += on_time
            if not on_time and (day + _CALM <= last_day or _is_sent(case, day)):
                _judge_late(case, expected, day, when, verdict)


def _judge_late(case: _Case, expected: Expected, day: date, when: list[date], verdict: Verdict) -> None:
    """A reminder that did not come on its day came within the next days, since nothing could be sent that day."""
    letter = case.letters.get(day)
    later = [other for other in when if day < other <= day + _CALM]
    where = f"nhóm {case.chat.number}, ngày {day}: {expected.title} {expected.named}"
    if _is_sent(case, day):
        verdict.wrong(MISSED, f"{where} (tin đã gửi mà không có)")
    elif later:
        verdict.counts["lần nhắc tới muộn vì mất mạng, dừng máy hoặc không rõ"] += 1
    else:
        verdict.wrong(MISSED, f"{where} ({letter.status.value if letter else 'không có tin'})")


def _judge_weekly(case: _Case, lived: Lived, verdict: Verdict) -> None:
    """What is overdue was told on each day that opens a week, or later for a reason."""
    first, last = lived.scale.first, lived.scale.last
    days = [first + n * DAY for n in range((last - first).days + 1)]
    for expected in case.expected:
        when = [day for day in case.told if case.tells(expected, day)]
        comes = expected.comes_at
        known = first_digest_day(comes, case.chat.at) if comes else first
        for day in days:
            weekly = day >= known and is_weekly(case.chat.settings, expected, day)
            if not weekly or not _is_calm(case.chat, day, None, lived) or _done_by(case.chat, expected, day + _CALM):
                continue
            verdict.counts["việc quá hạn phải nhắc hằng tuần"] += 1
            if day not in when and (day + _CALM <= last or _is_sent(case, day)):
                _judge_late(case, expected, day, when, verdict)


def _is_sent(case: _Case, day: date) -> bool:
    return day in case.letters and case.letters[day].status is LetterStatus.SENT


def _wish_at(chat: SimulatedChat, at: datetime) -> str:
    return next((kind for since, kind in reversed(chat.changes) if since <= at), "off")


def _is_calm(chat: SimulatedChat, day: date, given: datetime | None, lived: Lived) -> bool:
    """Whether a chat wanted and could get reminders from before a day until long after it, within the year.

    Where the reminder was given by a moment, such as turning reminders on, from that moment.
    """
    start = datetime.combine(day, datetime.min.time(), VIETNAM)
    changed = [at for at, _ in chat.changes if start - DAY <= at <= start + _CALM and (given is None or at > given)]
    inside = lived.scale.first <= day <= lived.scale.last
    return inside and not changed and _wish_at(chat, max(start, given or start)) == "on"


def _done_by(chat: SimulatedChat, expected: Expected, day: date) -> bool:
    marked = chat.done.get(expected.name)
    return marked is not None and marked.date() <= day
