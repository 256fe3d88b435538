"""The keeper: keeps what codes only name in the state store, and does not write the same again every time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime

from bot.state.button_targets import ButtonTargets

_REMEMBERED = 4096  # contents that this process knows to be kept today


class Keeper:
    """Button targets with a memory of those that were kept today."""

    def __init__(self, targets: ButtonTargets, now: Callable[[], datetime]) -> None:
        self._targets = targets
        self._now = now
        self._kept: OrderedDict[str, tuple[str, date]] = OrderedDict()

    def keep(self, content: str) -> str:
        """The key of a content, which is kept for half a year from its last use."""
        now = self._now()
        key, kept_on = self._kept.get(content, ("", None))
        if kept_on != now.date():
            key = self._targets.keep(content, now)
            self._kept[content] = (key, now.date())
            if len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)
        return key
