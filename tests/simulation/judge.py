"""The judge: compares what arrived in a simulated year with what the oracle expects."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.clock import VIETNAM
from bot.state.letters import Letter, LetterStatus
from tests.simulation.messages import Digest, read
from tests.simulation.oracle import Expected, collectives, deadlines, is_weekly, means, opens_week, reminder_days
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
VIOLATIONS = (NEVER, OFF, WRONG, DOUBLED, MISSED)


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


def judge(lived: Lived) -> Verdict:
    """Judge a year."""
    verdict = Verdict()
    arrivals = defaultdict(list)
    for arrival in lived.receiver.arrivals:
        arrivals[arrival.chat].append(arrival)
    letters: dict[str, dict[date, Letter]] = defaultdict(dict)
    for letter in lived.letters:
        letters[letter.chat_id][letter.day] = letter
    groups, every = collectives(), deadlines()
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
        case = _Case(chat, expected, told, letters[chat.key])
        _judge_repeats(case, verdict)
        _judge_reminders(case, lived, verdict)
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
        marked = chat.done.get(found.name)
        if marked and marked < at:
            verdict.wrong(WRONG, f"{where}: đã xong từ {marked:%d/%m} mà vẫn nhắc {told.title}")
    if silent is loud:
        verdict.wrong(WRONG, f"{where}: {'không ' if silent else ''}kêu")


def _judge_repeats(case: _Case, verdict: Verdict) -> None:
    """Each duty of a message has a reason: its day has come, an earlier one was or may have been missed, or a start."""
    days = sorted(case.told)
    starts = [at.date() for at, kind in case.chat.changes if kind == "on"]
    for place, day in enumerate(days):
        since = days[place - 1] + DAY if place else date(2023, 12, 1)
        while since - DAY in case.letters and case.letters[since - DAY].status in _UNDELIVERED:
            since = case.letters[since - DAY].first_day
        fresh = any(start <= day and not any(start < other < day for other in days) for start in starts)
        for told in case.told[day].told:
            found = next((e for e in case.expected if e.name == (told.title, told.named)), None)
            if found is None:
                continue
            asked = reminder_days(case.chat.settings, found)
            span = [since + n * DAY for n in range((day - since).days + 1)]
            due = any(d in asked for d in span) or (found.last < day and any(map(opens_week, span)))
            if not due and not (fresh and min(asked) <= day <= found.last):
                verdict.wrong(DOUBLED, f"nhóm {case.chat.number}, {day}: {told.title} {told.named}")


def _judge_reminders(case: _Case, lived: Lived, verdict: Verdict) -> None:
    """Each deadline was told of; each reminder came on its day, or later for a reason."""
    chat, last_day = case.chat, lived.scale.last
    for expected in case.expected:
        asked = sorted(reminder_days(chat.settings, expected))
        calm = [day for day in asked if _is_calm(chat, day, lived) and not _done_by(chat, expected, day + _CALM)]
        if not calm:
            continue
        verdict.counts["thời hạn phải nhắc"] += 1
        when = [day for day, digest in case.told.items() if _tells(digest, expected)]
        if not any(day >= min(asked) for day in when):
            verdict.wrong(NEVER, f"nhóm {chat.number}: {expected.title} {expected.last}")
        for day in calm:
            verdict.counts["lần nhắc phải có"] += 1
            on_time = day in when
            verdict.counts["lần nhắc đúng ngày"] += on_time
            if not on_time and day + _CALM <= last_day:
                _judge_late(case, expected, day, when, verdict)


def _judge_late(case: _Case, expected: Expected, day: date, when: list[date], verdict: Verdict) -> None:
    """A reminder that did not come on its day came within the next days, since nothing could be sent that day."""
    letter = case.letters.get(day)
    later = [other for other in when if day < other <= day + _CALM]
    where = f"nhóm {case.chat.number}, ngày {day}: {expected.title} {expected.named}"
    if letter and letter.status is LetterStatus.SENT:
        verdict.wrong(MISSED, f"{where} ({letter.status.value})")
    elif later:
        verdict.counts["lần nhắc tới muộn vì mất mạng, dừng máy hoặc không rõ"] += 1
    else:
        verdict.wrong(MISSED, f"{where} ({letter.status.value if letter else 'không có tin'})")


def judge_weekly(lived: Lived, verdict: Verdict) -> None:
    """The weekly list of what is overdue holds all that is."""
    groups, every = collectives(), deadlines()
    letters = {(letter.chat_id, letter.day): letter for letter in lived.letters}
    for chat in lived.chats:
        expected = [e for e in every if means(chat.settings, e, groups)]
        for (chat_id, day), letter in letters.items():
            if chat_id != chat.key or letter.status is not LetterStatus.SENT:
                continue
            overdue = [e for e in expected if is_weekly(chat.settings, e, day) and not _done_by(chat, e, day)]
            said = {key.partition(":")[0] for key in letter.duties}
            verdict.counts["việc quá hạn phải nhắc hằng tuần"] += len(overdue)
            for missing in overdue:
                if missing.named.isoformat() not in said:
                    verdict.wrong(MISSED, f"nhóm {chat.number}, {day}: quá hạn {missing.title}")


def _tells(digest: Digest, expected: Expected) -> bool:
    return any((told.title, told.named) == expected.name for told in digest.told)


def _wish_at(chat: SimulatedChat, at: datetime) -> str:
    return next((kind for since, kind in reversed(chat.changes) if since <= at), "off")


def _is_calm(chat: SimulatedChat, day: date, lived: Lived) -> bool:
    """Whether a chat wanted and could get reminders from before a day until long after it, within the year."""
    start = datetime.combine(day, datetime.min.time(), VIETNAM)
    changed = [at for at, _ in chat.changes if start - DAY <= at <= start + _CALM]
    inside = lived.scale.first < day <= lived.scale.last
    return inside and not changed and _wish_at(chat, start) == "on"


def _done_by(chat: SimulatedChat, expected: Expected, day: date) -> bool:
    marked = chat.done.get(expected.name)
    return marked is not None and marked.date() <= day
