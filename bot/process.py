"""The process: how the interpreter is set up for a bot that answers many people at once, and runs for months."""

from __future__ import annotations

import gc
import os

_MADE = 10_000  # objects between two looks for garbage; an answer makes thousands, and hardly a cycle


def settle() -> None:
    """Set this process up once everything is loaded; 300 questions at once take half the time so.

    It keeps to one of its cores, where the system can (Linux): the threads of one interpreter take turns, and handing a
    turn to another core costs more than it gains. A document is read in a process of its own, which may use all. What
    is loaded now is not looked at for garbage again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE)
    if hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {allowed[os.getpid() % len(allowed)]})
