"""What became of agencies, as a line below an answer: since when, who answers for it now, on what basis."""

from __future__ import annotations

from itertools import groupby

from bot.reply import Line, faint
from bot.sentences import DAY
from knowledge.answers.kinds import Change

_VERIFIED = "verified"
_MOST = 2  # lines: below an answer this is an aside


def change_lines(changes: tuple[Change, ...]) -> list[Line]:
    """One line for agencies with the same fate: "Từ 01/03/2025, việc của Sở A và Sở B do Sở C đảm nhận"."""
    groups = groupby(changes, key=lambda c: (c.succession.since, c.succession.successor, c.function))
    return [faint(_text(list(group))) for _, group in groups][:_MOST]


def _text(changes: list[Change]) -> str:
    succession = changes[0].succession
    since, basis = succession.since.strftime(DAY), succession.basis.partition(";")[0]
    agencies = " và ".join(change.agency for change in changes)
    if succession.successor == changes[0].agency:
        return f"Từ {since}, {agencies} {succession.how} (căn cứ: {basis})."
    if changes[0].function:
        doubt = "" if succession.status == _VERIFIED else "; chưa thấy quyết định riêng của tỉnh"
        return (
            f"Từ {since}, việc về {changes[0].function} của {agencies} do {succession.successor} đảm nhận"
            f" (căn cứ: {basis}{doubt})."
        )
    return f"Từ {since}, việc của {agencies} do {succession.successor} đảm nhận (căn cứ: {basis})."
