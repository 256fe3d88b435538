"""`make simulate`: a simulated year on SQLite and on PostgreSQL, its counts, and `docs/reliability.md`."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import click

from knowledge.check import REGISTERS
from knowledge.opening import open_store
from tests.postgres import running_postgres
from tests.simulation.judge import Verdict, judge, judge_weekly
from tests.simulation.report import report
from tests.simulation.year import Lived, Scale, live_through

MEMORY = Path("/dev/shm")  # a killed process loses nothing of what it wrote there, and a year has many writes
DEAD = (("2024-03-28T06:00", "2024-03-31T06:00"), ("2024-12-06T12:00", "2024-12-09T12:00"))
CUT = (("2024-06-27T00:00", "2024-06-30T00:00"), ("2024-07-31T07:00", "2024-07-31T12:00"))
FIRST, LAST = date(2024, 1, 20), date(2025, 2, 10)


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--chats", default=200, show_default=True)
@click.option("--kills", default=320, show_default=True)
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), default=None)
@click.option("--only", type=click.Choice(["sqlite", "postgresql"]), default=None)
def main(seed: int, chats: int, kills: int, write: Path | None, only: str | None) -> None:
    """Simulate, print the counts, and end with 1 where anything is wrong."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        here = Path(folder)
        knowledge = open_store(here / "knowledge.db", REGISTERS)
        runs = []
        if only != "postgresql":
            scale = Scale(chats, FIRST, LAST, kills=kills, dead_times=DEAD, cut_times=CUT)
            runs.append(_run("SQLite, một tiến trình", scale, f"sqlite:///{here / 'state.db'}", knowledge.path, seed))
        if only != "sqlite":
            with running_postgres(here / "postgres") as postgres:
                scale = Scale(chats, FIRST, LAST, kills=kills, workers=2, dead_times=DEAD, cut_times=CUT)
                name = "PostgreSQL, hai tiến trình cùng lúc"
                runs.append(_run(name, scale, postgres.fresh(), knowledge.path, seed + 1))
        knowledge.close()
    text = report(runs, seed)
    click.echo(text)
    if write:
        write.write_text(text, "utf-8")
    sys.exit(0 if all(verdict.clean for _, _, verdict, _ in runs) else 1)


def _run(name: str, scale: Scale, url: str, knowledge: Path, seed: int) -> tuple[str, Lived, Verdict, float]:
    started = time.monotonic()
    lived = live_through(scale, url, knowledge, seed)
    verdict = judge(lived)
    judge_weekly(lived, verdict)
    for example in verdict.examples:
        click.echo(example, err=True)
    return name, lived, verdict, time.monotonic() - started


if __name__ == "__main__":
    main()
