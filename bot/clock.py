"""The clock of the offices that use this; nothing else in the program looks at the time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no daylight saving since 1975


def now_in_vietnam() -> datetime:
    """The moment, with the offices' zone."""
    return datetime.now(VIETNAM)


def today_in_vietnam() -> date:
    """The date on the wall of the offices that use this."""
    return now_in_vietnam().date()
