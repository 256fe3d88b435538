"""The store's file and the index beside it: opened together, known by their marks, and read in rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge.model import Deadline, Role
from knowledge.store import schema
from knowledge.store.stored import StoredProgramme, StoredTask
from knowledge.store.term_index import TermIndex
from nlp.periods import Precision
from nlp.when import Bound, Recurrence, When

_HAS_TABLES = "SELECT count(*) FROM sqlite_master WHERE name = 'build_facts'"
_HELD_TASKS = 4096  # some 5 KB each
_AT_ONCE = 500  # values in one query, well below SQLite's limit


class StoreFile:
    """An open file with its index."""

    def __init__(self, path: Path) -> None:
        """Open for reading; raises ForeignFile or OutdatedStore if the file is not what this version builds."""
        self.path = path
        self.built_at = built_at(path)
        refuse_foreign(path, missing_ok=False)
        self._db = _connect(path)
        try:
            self.index = self._open_index()
        except (OSError, ValueError, sqlite3.Error, TypeError) as error:
            self._db.close()
            raise schema.OutdatedStore(f"Kho tri thức {path} thuộc phiên bản khác hoặc chưa tạo xong.") from error
        self._tasks: dict[int, StoredTask] = {}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a query gives."""
        return self._db.execute(query, values).fetchall()

    @cached_property
    def fingerprint(self) -> str:
        """What the store was built from."""
        return self._fact("fingerprint")

    @cached_property
    def programmes(self) -> dict[int, StoredProgramme]:
        """All programmes by id."""
        rows = self.rows(
            "SELECT id, key, number, title, short_title, kind, issuer, province, issued_on, year, notes, task_count"
            " FROM programmes ORDER BY id"
        )
        several = len({row[7] for row in rows}) > 1
        return {
            row[0]: StoredProgramme(
                id=row[0], key=row[1], number=row[2], title=row[3], short_title=row[4], kind=row[5], issuer=row[6],
                province=row[7], issued_on=date.fromisoformat(row[8]), year=row[9], notes=tuple(row[10].splitlines()),
                task_count=row[11], among_provinces=several,
            )
            for row in rows
        }  # fmt: skip

    def tasks(self, ids: Iterable[int]) -> list[StoredTask]:
        """Tasks by id, in the order given; KeyError for an id that is none."""
        ids = list(ids)
        missing = [i for i in dict.fromkeys(ids) if i not in self._tasks]
        if len(self._tasks) + len(missing) > _HELD_TASKS:
            self._tasks, missing = {}, list(dict.fromkeys(ids))
        for start in range(0, len(missing), _AT_ONCE):
            self._tasks.update(self._read(missing[start : start + _AT_ONCE]))
        return [self._tasks[i] for i in ids]

    def _read(self, ids: list[int]) -> dict[int, StoredTask]:
        among = f"({', '.join('?' * len(ids))})"
        roles: dict[int, list[tuple[str, str, str]]] = {}
        for task, role, named_as, name in self.rows(
            "SELECT task_id, role, named_as, agencies.name FROM roles JOIN agencies ON agencies.id = agency_id"
            f" WHERE task_id IN {among} ORDER BY task_id, position", ids,
        ):  # fmt: skip
            roles.setdefault(task, []).append((role, named_as, name))
        deadlines: dict[int, list[Deadline]] = {}
        for task, *columns in self.rows(
            "SELECT task_id, what, words, due_on, bound, precision, recurrence, recur_day, recur_month, period_end"
            f" FROM deadlines WHERE task_id IN {among} ORDER BY id", ids,
        ):  # fmt: skip
            deadlines.setdefault(task, []).append(_deadline(*columns))
        return {
            row[0]: StoredTask(
                id=row[0],
                programme=self.programmes[row[1]],
                ref=row[2],
                title=row[3],
                content=row[4],
                horizon=row[5],
                leads=tuple(name for role, _, name in roles.get(row[0], ()) if role == Role.LEAD.value),
                coordinators=tuple(as_ for role, as_, _ in roles.get(row[0], ()) if role == Role.COORDINATE.value),
                deadlines=tuple(deadlines.get(row[0], ())),
                title_line=row[6],
                body_line=row[7],
            )
            for row in self.rows(
                "SELECT id, programme_id, ref, title, content, horizon, title_line, body_line FROM tasks"
                f" WHERE id IN {among}", ids,
            )
        }  # fmt: skip

    def _open_index(self) -> TermIndex:
        [(version,)] = self.rows("PRAGMA user_version")
        if version != schema.FORMAT or not self.rows(_HAS_TABLES)[0][0]:
            raise ValueError(version)
        return TermIndex(self.path.parent / self._fact("index"))

    def _fact(self, name: str) -> str:
        [(value,)] = self.rows("SELECT value FROM build_facts WHERE fact = ?", (name,))
        return str(value)


def built_at(path: Path) -> tuple[int, int] | None:
    """What tells one build of the store at a path from the next; None where there is none just now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def refuse_foreign(path: Path, *, missing_ok: bool) -> None:
    """Raise ForeignFile if something stands at `path` that this project did not build, or nothing where it must."""
    if missing_ok and (not path.exists() or (path.is_file() and path.stat().st_size == 0)):
        return
    try:
        with closing(_connect(path)) as connection:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error:
        mark = None
    if mark != schema.APPLICATION_ID:
        raise schema.ForeignFile(schema.FOREIGN.format(path=path))


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def iso_date(text: str | None) -> date | None:
    """A date as the store writes it, or none."""
    return date.fromisoformat(text) if text else None


def _deadline(
    what: str, words: str, due_on: str | None, bound: str, precision: str | None, recurrence: str | None,
    recur_day: int | None, recur_month: int | None, period_end: str | None,
) -> Deadline:  # fmt: skip
    return Deadline(what, When(
        words=words, due_on=iso_date(due_on), bound=Bound(bound),
        precision=Precision(precision) if precision else None,
        recurrence=Recurrence(recurrence) if recurrence else None,
        recur_day=recur_day, recur_month=recur_month, period_end=iso_date(period_end),
    ))  # fmt: skip
