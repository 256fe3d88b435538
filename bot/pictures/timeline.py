"""The timeline: the deadlines of a year as a picture for a phone: months across, tasks down, overdue in red."""

from __future__ import annotations

import io
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
from PIL import Image, ImageDraw, ImageFont

_WIDTH, _EDGE, _ROW, _TOP, _FOOT = 840, 28, 156, 196, 70  # a phone shows 840 dots as about 330 of its points
_MOST = 12  # rows: a taller picture is scaled down until nobody can read it
_MONTHS = 13  # a year's reports fall due in the January after
_INK, _GREY, _LINE, _BAND = "#1c2733", "#66727f", "#d5dce3", "#f3f6f9"
_DUE, _LATE, _TODAY = "#1f6fb8", "#c8281e", "#0e8a5f"
_DOT = 13


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the picture: a task and the last days in time of its deadlines, earliest first.

    A day that comes round again is never overdue as such: of these, `recurring` ones, the past is grey, not red.
    """

    title: str
    days: tuple[date, ...]
    recurring: frozenset[date] = frozenset()


def timeline_png(title: str, milestones: Sequence[Milestone], *, year: int, today: date) -> tuple[bytes, int]:
    """The picture as PNG and how many of the milestones it shows, earliest first."""
    shown = milestones[:_MOST]
    height = _TOP + _ROW * len(shown) + _FOOT
    picture = Image.new("RGB", (_WIDTH, height), "white")
    pen = ImageDraw.Draw(picture)
    heading = _font(40, bold=True)
    pen.text((_EDGE, 26), _lines(title, heading, [_WIDTH - 2 * _EDGE])[0], _INK, heading)
    pen.text((_EDGE, 80), f"Năm {year}", _GREY, _font(30))
    _months(pen, year, height)
    _today(pen, year, today, height)
    for number, milestone in enumerate(shown):
        _row(pen, milestone, _TOP + number * _ROW, year, today)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue(), len(shown)


def _months(pen: ImageDraw.ImageDraw, year: int, height: int) -> None:
    for month in range(_MONTHS):
        left = _x(_first(year, month), year)
        right = _x(_first(year, month + 1), year)
        if month % 2 == 0:
            pen.rectangle((left, 130, right, height - _FOOT), _BAND)
        pen.line((left, 130, left, height - _FOOT), _LINE, 2)
        label = f"T{month % 12 + 1}"
        pen.text(((left + right) / 2, 154), label, _GREY, _font(24), anchor="mm")


def _row(pen: ImageDraw.ImageDraw, milestone: Milestone, top: int, year: int, today: date) -> None:
    late = milestone.days[-1] < today and milestone.days[-1] not in milestone.recurring
    pen.line((_EDGE, top, _WIDTH - _EDGE, top), _LINE, 2)
    days = ", ".join(f"{day:%d/%m}" if day.year == year else f"{day:%d/%m/%Y}" for day in milestone.days[:3])
    if len(milestone.days) > 3:
        days = f"{milestone.days[0]:%d/%m} … {milestone.days[-1]:%d/%m/%Y} ({len(milestone.days)} kỳ)"
    day_font, room = _font(28, bold=True), _WIDTH - 2 * _EDGE
    rooms = [room, room - pen.textlength(days, day_font) - _EDGE]
    for line, text in enumerate(_lines(milestone.title, _font(30), rooms)):
        pen.text((_EDGE, top + 10 + 38 * line), text, _INK, _font(30))
    pen.text((_WIDTH - _EDGE, top + 50), days, _LATE if late else _DUE, day_font, anchor="ra")
    level = top + 122
    pen.line((_x(date(year, 1, 1), year), level, _x(milestone.days[-1], year), level), _LINE, 4)
    if _inside(today, year):
        pen.line((_x(today, year), level - 30, _x(today, year), level + 32), _TODAY, 4)
    for day in milestone.days:
        x = _x(day, year)
        past = _GREY if day in milestone.recurring else _LATE
        pen.ellipse((x - _DOT, level - _DOT, x + _DOT, level + _DOT), past if day < today else _DUE, "white", 3)


def _today(pen: ImageDraw.ImageDraw, year: int, today: date, height: int) -> None:
    """What stands for today at the head and foot, or, where today is outside the picture, a word."""
    foot = height - _FOOT
    if not _inside(today, year):
        pen.text((_EDGE, foot + 16), f"Hôm nay: {today:%d/%m/%Y}, ngoài hình", _TODAY, _font(28, bold=True))
        return
    x = _x(today, year)
    pen.line((x, 174, x, _TOP), _TODAY, 4)
    label = f"Hôm nay {today:%d/%m}"
    half = pen.textlength(label, _font(28, bold=True)) / 2
    pen.text((min(max(x, _EDGE + half), _WIDTH - _EDGE - half), foot + 34), label, _TODAY, _font(28, bold=True), "mm")


def _inside(day: date, year: int) -> bool:
    return date(year, 1, 1) <= day <= date(year + 1, 1, 31)


def _first(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _x(day: date, year: int) -> float:
    """Where a day is: months are equally wide."""
    months = 12 * (day.year - year) + day.month - 1 + (day.day - 1) / monthrange(day.year, day.month)[1]
    return _EDGE + (_WIDTH - 2 * _EDGE) * min(max(months / _MONTHS, 0.0), 1.0)


def _lines(text: str, font: ImageFont.FreeTypeFont, rooms: Sequence[float]) -> list[str]:
    """A text broken at its words into lines that fit, the last one with an ellipsis where that is not all."""
    lines: list[str] = []
    words = text.split()
    for number, room in enumerate(rooms, 1):
        taken = len(words)
        while taken > 1 and font.getlength(" ".join(words[:taken])) > room:
            taken -= 1
        if number == len(rooms) and taken < len(words):
            while taken > 1 and font.getlength(" ".join(words[:taken]) + "…") > room:
                taken -= 1
            return [*lines, " ".join(words[:taken]).rstrip(" ,;:-") + "…"]
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
        if not words:
            break
    return lines


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Be Vietnam Pro, which has all Vietnamese letters."""
    file = Path(fontpkg_be_vietnam_pro.ROOT) / "files" / f"BeVietnamPro-{'SemiBold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(file), size)
