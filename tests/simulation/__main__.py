"""`make simulate`: a simulated year on SQLite and on PostgreSQL, its counts, and `docs/reliability.md`."""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import click

from tests.postgres import running_postgres
from tests.simulation.judge import Verdict, judge
from tests.simulation.report import history, report
from tests.simulation.year import Lived, Scale, live_through

MEMORY = Path("/dev/shm")  # a killed process loses nothing of what it wrote there, and a year has many writes
DEAD = (("2024-03-28T06:00", "2024-03-31T06:00"), ("2024-12-06T12:00", "2024-12-09T12:00"))
CUT = (("2024-06-27T00:00", "2024-06-30T00:00"), ("2024-07-31T07:00", "2024-07-31T12:00"))
FIRST, LAST = date(2024, 1, 20), date(2025, 2, 20)  # within the 400 days for which letters are kept to be judged


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--chats", default=200, show_default=True)
@click.option("--kills", default=320, show_default=True)
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), default=None)
@click.option("--only", type=click.Choice(["sqlite", "postgresql"]), default=None)
def main(seed: int, chats: int, kills: int, write: Path | None, only: str | None) -> None:
    """Simulate, print the counts, and end with 1 where anything is wrong."""
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed process leaves a request half sent
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        here = Path(folder)
        with running_postgres(here / "postgres") as postgres, ThreadPoolExecutor(2) as pool:
            names = {
                "sqlite": ("SQLite, một tiến trình", 1, f"sqlite:///{here / 'state.db'}"),
                "postgresql": ("PostgreSQL, hai tiến trình cùng lúc", 2, postgres.fresh()),
            }
            both = [names[only]] if only else list(names.values())
            waiting = []
            for number, (name, workers, url) in enumerate(both):
                place = here / f"run-{number}"
                place.mkdir()
                scale = Scale(chats, FIRST, LAST, kills=kills, workers=workers, dead_times=DEAD, cut_times=CUT)
                waiting.append(pool.submit(_run, name, scale, url, place, seed + number))
            runs = [run.result() for run in waiting]
    text = report(runs, seed)
    click.echo(text)
    if write:
        write.write_text(text, "utf-8")
    sys.exit(0 if all(verdict.clean for _, _, verdict, _ in runs) else 1)


def _run(name: str, scale: Scale, url: str, folder: Path, seed: int) -> tuple[str, Lived, Verdict, float]:
    started = time.monotonic()
    lived = live_through(scale, url, folder, seed)
    verdict = judge(lived)
    for example in verdict.examples:
        click.echo(example, err=True)
    for chat in [c for c in lived.chats if any(f"nhóm {c.number}," in wrong for wrong in verdict.examples)][:3]:
        click.echo(history(lived, chat), err=True)
    return name, lived, verdict, time.monotonic() - started


if __name__ == "__main__":
    main()
