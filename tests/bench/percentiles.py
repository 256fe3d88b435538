"""Percentiles of measured times."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that at least `percent` of 100 values do not exceed: 95 of 1, 2, …, 20 → 19.

    It is one of the values, never a mean of two; raises ValueError without values or with a percent outside 1 to 100.
    """
    if not values or not 1 <= percent <= 100:
        raise ValueError(f"no percentile {percent} of {len(values)} values")
    rank = -(-len(values) * percent // 100)
    return sorted(values)[rank - 1]
