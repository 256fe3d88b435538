"""Years of windows: the same days in another year, and the year that a question names apart from its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.windows import Window


def shifted(window: Window, years: int) -> Window:
    """The same days some years later; 29/02 is 28/02 in a year without one."""
    return replace(window, start=_in_year(window.start, years), end=_in_year(window.end, years))


def in_named_year(windows: Sequence[Window]) -> list[Window]:
    """The windows with a year that stands apart put into them: "tháng 6 có gì đến hạn trong năm 2024" → 6/2024."""
    years = [window for window in windows if window.is_year]
    spans = [window for window in windows if not window.is_year]
    if len(years) != 1 or not spans:
        return list(windows)
    year = years[0].start.year
    return [w if w.names_year else replace(shifted(w, year - w.start.year), names_year=True) for w in spans]


def _in_year(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
