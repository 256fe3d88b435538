"""Wishes about reminders in one sentence: "nhắc nhóm này việc của Sở Nội vụ trước 7 ngày lúc 8 giờ"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from nlp.keystrokes import decode
from nlp.letters import fold, nfc
from nlp.names import NameBook
from nlp.question import AskedAgency, Asks
from nlp.understand import understand


class Wish(Enum):
    """What a person wants of reminders."""

    SET = "đặt"
    PAUSE = "tạm dừng"
    RESUME = "tiếp tục"
    OFF = "tắt"
    SHOW = "xem"


@dataclass(frozen=True, slots=True)
class ReminderWish:
    """A wish with what it names; None or nothing where the sentence leaves a setting as it is.

    `mine` means the chat's own agency, `everybody` all agencies; `at_odds` are words of a time or a number of days that
    cannot be kept ("lúc 25 giờ").
    """

    wish: Wish
    agencies: tuple[AskedAgency, ...] = ()
    places: tuple[str, ...] = ()
    mine: bool = False
    everybody: bool = False
    shared: bool | None = None
    days_before: tuple[int, ...] = ()
    at: time | None = None
    overdue: bool | None = None
    recurring: bool | None = None
    at_odds: str = ""


_MOST_DAYS = 60
_COURTESY = (
    r"(?:(?:@\w+|bot|em|anh|chi|ban|oi|a|hay|xin|vui long|lam on|nho|giup|phien|de nghi|tu gio|cho|moi ngay"
    r"|hang ngay)[\s,]+)*"
)
_HEAD = r"(?:(?:che do|chuc nang|lich|tin|viec)\s+)?nhac"
_OBJECT = (
    r"(?:nhom|to|phong|don vi|co quan|minh|toi|em|anh|chung|ca|tui|viec|cac|han|thoi han|deadline|truoc|so|giup|cho"
    r"|tat ca|moi|toan bo|theo)"
)
_OFF = re.compile(rf"{_COURTESY}(?:thoi[\s,]+)?(?:tat|huy|bo|dung|thoi|khong|ngung|ngat)\s+{_HEAD}\b")
_PAUSE = re.compile(rf"{_COURTESY}tam\s+(?:dung|ngung|hoan|tat|thoi)\s+{_HEAD}\b")
_RESUME = re.compile(rf"{_COURTESY}(?:tiep\s+tuc|bat\s+lai|mo\s+lai)\s+{_HEAD}\b|{_COURTESY}nhac\s+(?:tiep|tro lai)\b")
_SHOW = re.compile(rf"{_COURTESY}(?:xem|mo|coi|cai\s+dat|chinh|sua|doi)\s+(?:cai\s+dat\s+)?{_HEAD}\b")
_SET = re.compile(rf"{_COURTESY}(?:(?:dat|bat|dang\s+ky|cai|them|hen)\s+(?:lich\s+)?nhac\b|nhac\s+{_OBJECT}\b)")
_KINDS = (
    (Wish.PAUSE, _PAUSE), (Wish.RESUME, _RESUME), (Wish.OFF, _OFF), (Wish.SHOW, _SHOW), (Wish.SET, _SET),
)  # fmt: skip
_REMIND = {"nhắc", "nhac", "nhăc", "nhác"}  # not "nhạc"
_NUMBER = r"(?:[0-9]{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_SPAN = r"(?:ngay|hom|bua|tuan|thang)"
_BEFORE = re.compile(
    rf"truoc\s+(?:han\s+)?(?P<counts>{_NUMBER}(?:\s*(?:,|va|,\s*va|&)?\s*(?:truoc\s+)?{_NUMBER})*)\s*(?P<unit>{_SPAN})\b"
    rf"|(?P<after>{_NUMBER})\s*(?P<unit_after>{_SPAN})\s+truoc\b"
)
_ON_THE_DAY = re.compile(
    r"(?:va\s+)?(?:dung|ngay|trong|vao)\s+(?:chinh\s+)?ngay\s+(?:den\s+|toi\s+|het\s+)?han\b|dung\s+ngay\b"
)
_UNITS = {"ngay": 1, "hom": 1, "bua": 1, "tuan": 7, "thang": 30}
_AT = re.compile(
    r"(?:luc|vao(?:\s+luc)?|khoang)\s+(?P<hour>[0-9]{1,3})\s*(?:gio|h|g|:)\s*(?P<minute>[0-9]{1,2}|ruoi)?(?:\s*phut)?"
    r"(?:\s+(?P<part>sang|trua|chieu|toi))?\b"
    r"|\b(?P<hour2>[0-9]{1,2})\s*(?:h|:|\s+gio)\s*(?P<minute2>[0-9]{1,2}|ruoi)?(?:\s*phut)?(?:\s+(?P<part2>sang|trua|chieu|toi))?\b"
)
_NOT = r"(?:khong|ko|k|bo|tru|khoi)\s+(?:nhac\s+|gom\s+|ke\s+|lay\s+|can\s+)?(?:ca\s+)?(?:cac\s+)?"
_SHARED = re.compile(rf"(?P<no>{_NOT})?(?:viec|nhiem vu)\s+chung\b")
_OVERDUE = re.compile(rf"(?P<no>{_NOT})?(?:viec\s+|nhiem vu\s+)?(?:(?:da\s+)?qua han|tre han)\b")
_RECURRING = re.compile(rf"(?P<no>{_NOT})?(?:viec\s+|bao cao\s+)?(?:dinh ky|hang thang|hang quy)\b")
_EVERYBODY = re.compile(
    r"\b(?:tat ca|moi|toan bo|het cac)\s+(?:cac\s+)?(?:viec|nhiem vu|co quan|don vi|so|han|thoi han)\b"
)


def understand_reminders(text: str, today: date, names: NameBook) -> ReminderWish | None:
    """The wish of a sentence about reminders; None for any other: "ai nhắc nhở các xã" is a question.

    `"nhắc nhóm này việc của Sở Nội vụ trước 7 ngày lúc 8 giờ" → SET, (Sở Nội vụ), (7,), 08:00`. A morning is meant
    where no part of the day is named; a week before is 7 days, a month 30.
    """
    typed = decode(nfc(text)).strip()
    letters = fold(typed)
    wish = next((wish for wish, pattern in _KINDS if pattern.match(letters)), None)
    if wish is None or not _says_remind(typed, letters):
        return None
    question = understand(text, today, names)
    days, odd_days = _days_before(letters)
    at, odd_time = _time(letters)
    return ReminderWish(
        wish,
        agencies=question.agencies,
        places=tuple(place.name for place in question.places),
        mine=Asks.MINE in question.asks and not question.agencies,
        everybody=bool(_EVERYBODY.search(letters)) and not question.agencies,
        shared=_said(_SHARED, letters),
        days_before=days,
        at=at,
        overdue=_said(_OVERDUE, letters),
        recurring=_said(_RECURRING, letters),
        at_odds=odd_days or odd_time,
    )


def _says_remind(typed: str, letters: str) -> bool:
    """Whether the word is "nhắc", not one that only folds to it ("bật nhạc")."""
    at = re.search(r"\bnhac\b", letters)
    return at is not None and typed[at.start() : at.end()].lower() in _REMIND


def _days_before(letters: str) -> tuple[tuple[int, ...], str]:
    """The days before that are named, most first, and words that name too many."""
    days = {0} if _ON_THE_DAY.search(letters) else set()
    for found in _BEFORE.finditer(letters):
        unit = _UNITS[found["unit"] or found["unit_after"]]
        counts = [_count(word) * unit for word in re.findall(_NUMBER, found["counts"] or found["after"])]
        if max(counts) > _MOST_DAYS:
            return (), found[0]
        days.update(counts)
    return tuple(sorted(days, reverse=True)), ""


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _time(letters: str) -> tuple[time | None, str]:
    """The time that is named, and words that name none of a day."""
    found = _AT.search(letters)
    if not found:
        return None, ""
    hour, part = int(found["hour"] or found["hour2"]), found["part"] or found["part2"]
    said = found["minute"] or found["minute2"] or "0"
    minute = 30 if said == "ruoi" else int(said)
    if part in ("chieu", "toi") and hour < 12:
        hour += 12
    return (time(hour, minute), "") if hour < 24 and minute < 60 else (None, found[0])


def _said(pattern: re.Pattern[str], letters: str) -> bool | None:
    found = pattern.search(letters)
    return None if not found else not found["no"]
