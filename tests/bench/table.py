"""The table: figures beside their aims, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

NONE = "–"
HEAD = ("what", "measured", "aim", "met")


@dataclass(frozen=True, slots=True)
class Aim:
    """A limit on a figure, in the figure's unit; `below` excludes the limit itself."""

    limit: float
    below: bool = False

    def met(self, value: float) -> bool:
        """Whether a measured value keeps to the limit; the value is not rounded first."""
        return value < self.limit if self.below else value <= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, as it is printed."""

    what: str
    measured: str
    aim: str = NONE
    met: str = NONE


def figure(what: str, value: float, unit: str, aim: Aim | None = None) -> Row:
    """A row of a number: `("cold start", 0.5, "s", Aim(2, below=True)) → 0.50 s | below 2 s | yes`."""
    measured = f"{value:,.2f} {unit}"
    if aim is None:
        return Row(what, measured)
    return Row(what, measured, f"{'below' if aim.below else 'at most'} {aim.limit:g} {unit}", yes_no(aim.met(value)))


def yes_no(value: bool) -> str:
    """A truth value as the table says it."""
    return "yes" if value else "no"


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table with its head."""
    lines = [HEAD, ("---", "---:", "---", "---"), *((row.what, row.measured, row.aim, row.met) for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
