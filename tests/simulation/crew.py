"""The crew: the processes that remind, of which one that is killed is replaced."""

from __future__ import annotations

import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from tests.simulation.worker import Order, Task, work

_PROCESSES = threading.Lock()  # starting one looks after those that ended, also after another simulation's


class Crew:
    """The processes that remind; one that dies is replaced, as a service manager does."""

    def __init__(self, task: Task, size: int) -> None:
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["tests.simulation.worker"])
        self._task = task
        self._hands: list[tuple[BaseProcess, Connection]] = [self._hire() for _ in range(size)]
        self.killed = 0

    def live(self, orders: list[Order]) -> int:
        """Give one order to each process at once; how many of them died of it."""
        for (_, orders_end), order in zip(self._hands, orders, strict=True):
            orders_end.send(order)
        died = 0
        for place, (process, orders_end) in enumerate(self._hands):
            try:
                orders_end.recv()
            except EOFError:
                with _PROCESSES:
                    process.join()
                orders_end.close()
                assert process.exitcode == -9, f"a worker failed by itself: {process.exitcode}"
                self._hands[place] = self._hire()
                died += 1
        self.killed += died
        return died

    def restart(self) -> None:
        """End all processes in peace and start others."""
        self.dismiss()
        self._hands = [self._hire() for _ in self._hands]

    def dismiss(self) -> None:
        """End all processes in peace."""
        for process, orders_end in self._hands:
            orders_end.close()
            with _PROCESSES:
                process.join()

    def _hire(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._task), daemon=True)
        with _PROCESSES:
            process.start()
        theirs.close()
        return process, ours
