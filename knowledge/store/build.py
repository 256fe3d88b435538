"""Building the store: registers and agencies into a temporary file, which then takes the old file's place at once."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlite_utils

from knowledge.agencies import AgencyBook
from knowledge.model import Agency, Deadline, Register, Role, Task
from knowledge.store import schema
from nlp.compounds import compounds
from nlp.names import Strength
from nlp.problems import reason
from nlp.words import line


def build(path: Path, registers: Sequence[Register], books: Sequence[AgencyBook], fingerprint: str) -> None:
    """Build the store at `path`, replacing one of ours; readers see the old file or the new one, nothing between.

    Raises ForeignFile if something that is not ours stands there, StoreError if the folder cannot be written.
    """
    refuse_foreign(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise schema.StoreError(
            f"Không ghi được vào thư mục {path.parent}: {reason(error)}. Hãy chọn nơi khác bằng --db."
        ) from error
    temporary = Path(name)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            _fill(sqlite_utils.Database(connection), registers, books, fingerprint)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {schema.FORMAT}")
            connection.commit()
        temporary.chmod(0o644)
        temporary.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise schema.StoreError(f"Không tạo được {path}: {error}. Kiểm tra dung lượng đĩa và quyền ghi.") from error
    finally:
        temporary.unlink(missing_ok=True)


def refuse_foreign(path: Path) -> None:
    """Raise ForeignFile if something stands at `path` that this project did not build."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error:
        mark = None
    if mark != schema.APPLICATION_ID:
        raise schema.ForeignFile(schema.FOREIGN.format(path=path))


def _fill(
    db: sqlite_utils.Database, registers: Sequence[Register], books: Sequence[AgencyBook], fingerprint: str
) -> None:
    for name, columns in schema.TABLES.items():
        db.table(name).create(columns, pk=schema.KEYS.get(name, "id"), foreign_keys=schema.FOREIGN_KEYS.get(name, ()))
    db.execute(schema.SEARCH)
    ids = {book.province: _fill_agencies(db, book) for book in books}
    resolve = {book.province: book for book in books}
    words: Counter[str] = Counter()
    task_id = 0
    for number, register in enumerate(registers, 1):
        programme = register.programme
        facts = {name: getattr(programme, name) for name in schema.TABLES["programmes"] if name not in ("id", "notes")}
        facts["issued_on"] = programme.issued_on.isoformat()
        db.table("programmes").insert({"id": number, **facts, "notes": "\n".join(programme.notes)})
        book = resolve[programme.province]
        for task in register.tasks:
            task_id += 1
            _insert_task(db, task_id, number, task, book, ids[programme.province], words)
    db.table("vocabulary").insert_all({"term": term, "tasks": tasks} for term, tasks in sorted(words.items()))
    db.table("build_facts").insert_all(
        [{"fact": "fingerprint", "value": fingerprint}, {"fact": "tasks", "value": str(task_id)}]
    )
    for name, indexes in schema.INDEXES.items():
        for indexed in indexes:
            db.table(name).create_index(indexed)
    for name, sql in schema.VIEWS.items():
        db.create_view(name, sql)
    db.execute("INSERT INTO search(search) VALUES ('optimize')")
    db.conn.commit()


def _fill_agencies(db: sqlite_utils.Database, book: AgencyBook) -> dict[str, int]:
    first = db.table("agencies").count + 1
    ids = {agency.name: first + i for i, agency in enumerate(book.agencies)}
    db.table("agencies").insert_all(
        {
            "id": ids[a.name],
            "name": a.name,
            "province": book.province,
            "kind": a.kind,
            "standing": a.standing.value,
            "open": int(a.open),
            "note": a.note,
        }
        for a in book.agencies
    )
    numbers = {name: db.table(name).count for name in ("agency_names", "successions", "moved_functions")}
    for agency in book.agencies:
        for table, rows in _agency_rows(agency, ids):
            for row in rows:
                if table in numbers:
                    numbers[table] += 1
                    row = {"id": numbers[table], **row}
                db.table(table).insert(row)
    return ids


def _agency_rows(agency: Agency, ids: dict[str, int]) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    own = ids[agency.name]
    strengths = ((Strength.CODE, agency.codes), (Strength.EVERYDAY, agency.names), (Strength.HINT, agency.hints))
    names = [(Strength.OFFICIAL, agency.name)] + [(strength, name) for strength, given in strengths for name in given]
    yield "agency_names", ({"agency_id": own, "name": name, "strength": s.value} for s, name in names)
    members = [(m, 0) for m in agency.members] + [(m, 1) for m in agency.customary_members]
    yield "members", ({"collective_id": own, "member_id": ids[m], "by_custom": custom} for m, custom in members)
    yield (
        "successions",
        (
            {
                "agency_id": own,
                "successor": s.successor,
                "since": s.since.isoformat(),
                "basis": s.basis,
                "how": s.how,
                "status": s.status,
            }
            for s in agency.became
        ),
    )
    yield (
        "moved_functions",
        (
            {
                "agency_id": own,
                "function": m.function,
                "moved_to": m.to,
                "since": m.since.isoformat() if m.since else None,
                "status": m.status,
            }
            for m in agency.moved
        ),
    )
    yield "nearest_agencies", ({"agency_id": own, "nearest_id": ids[n]} for n in agency.nearest)


def _insert_task(
    db: sqlite_utils.Database, task_id: int, programme_id: int, task: Task, book: AgencyBook, ids: dict[str, int],
    words: Counter[str],
) -> None:  # fmt: skip
    roles = [(Role.LEAD, name) for name in task.leads] + [(Role.COORDINATE, name) for name in task.coordinators]
    official = [(role, book.resolve(name) or name, name) for role, name in roles]
    closed = [name for role, agency, name in official if role is Role.COORDINATE and not _is_open(book, agency)]
    body = ". ".join((task.content, *(d.what for d in task.deadlines), *closed, task.horizon))
    title_folded, title_line = line(task.title)
    body_folded, body_line = line(body)
    terms = compounds(f"{task.title}. {body}")
    db.conn.execute(
        "INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (task_id, programme_id, task.ref, task.title, task.content, task.horizon, title_line, body_line),
    )
    db.conn.execute(
        "INSERT INTO search(rowid, title, content, compounds) VALUES (?, ?, ?, ?)",
        (task_id, title_folded, body_folded, " ".join(terms)),
    )
    db.conn.executemany(
        "INSERT INTO roles VALUES (?, ?, ?, ?, ?)",
        [(task_id, i, ids[agency], role.value, name) for i, (role, agency, name) in enumerate(official)],
    )
    db.conn.executemany(
        "INSERT INTO deadlines VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(task_id, *_deadline_columns(deadline)) for deadline in task.deadlines],
    )
    words.update(set(title_folded.split()) | set(body_folded.split()) | set(terms))


def _is_open(book: AgencyBook, name: str) -> bool:
    return any(agency.open for agency in book.agencies if agency.name == name)


def _deadline_columns(deadline: Deadline) -> tuple[str | int | None, ...]:
    when = deadline.when
    return (
        deadline.what, when.words, when.due_on.isoformat() if when.due_on else None, when.bound.value,
        when.precision.value if when.precision else None, when.recurrence.value if when.recurrence else None,
        when.recur_day, when.recur_month, when.period_end.isoformat() if when.period_end else None,
    )  # fmt: skip
