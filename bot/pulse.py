"""The pulse: when the channel was last in touch, for those who watch over the process."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

STALE = 90.0  # seconds without a successful poll from which the process counts as unwell


class Pulse:
    """Moments of a steady clock: the last try to reach the channel, and the last one that succeeded."""

    def __init__(self, clock: Callable[[], float], heartbeat: Path | None = None) -> None:
        self._clock = clock
        self._heartbeat = heartbeat
        self._tried = self._reached = clock()
        self.ever_polled = False
        self.refused = False  # the channel does not know this bot any more

    def tried(self) -> None:
        """A call began or ended, however it ended."""
        self._tried = self._clock()

    def reached(self) -> None:
        """A call succeeded."""
        self._tried = self._reached = self._clock()
        self.ever_polled = True
        if self._heartbeat:
            with suppress(OSError):  # a full disk makes the file old, which says enough; polling must go on
                self._heartbeat.touch()

    @property
    def well(self) -> bool:
        """Whether the channel was reached lately."""
        return self.silence < STALE

    @property
    def silence(self) -> float:
        """Seconds since the channel was last reached."""
        return self._clock() - self._reached

    @property
    def stillness(self) -> float:
        """Seconds since anything was tried at all."""
        return self._clock() - self._tried


def notify_systemd(state: str) -> None:
    """Tell systemd `READY=1`, `WATCHDOG=1` or `STOPPING=1` where it listens (man sd_notify)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        sock.sendall(state.encode())
