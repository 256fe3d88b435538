"""Building the store: registers and agencies into a temporary file and index, which then take the old ones' place."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import sqlite_utils

from knowledge.agencies import AgencyBook
from knowledge.model import Agency, Deadline, Programme, Register, Role, Task
from knowledge.store import schema
from knowledge.store.file import refuse_foreign
from knowledge.store.term_index import TermIndexWriter
from nlp.names import Strength
from nlp.problems import reason
from nlp.words import line

_PROGRAMME_FACTS = [
    name for name in schema.TABLES["programmes"] if name not in ("id", "issued_on", "notes", "task_count")
]
_NUMBERED = ("agency_names", "successions", "moved_functions")  # tables whose rows have no key of their own
_INDEX_SUFFIX = ".index"


def build(
    path: Path, registers: Iterable[Register], books: Sequence[AgencyBook], fingerprint: str,
    built: Callable[[int], object] = lambda tasks: None,
) -> None:  # fmt: skip
    """Build the store at `path`, replacing one of ours; readers see the old one or the new one, nothing between.

    Registers may come one by one, and what they raise ends the building; `built` is told how many tasks each had.
    Raises ForeignFile if something that is not ours stands there, StoreError if the folder cannot be written.
    """
    refuse_foreign(path, missing_ok=True)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=_INDEX_SUFFIX, dir=path.parent))
    except OSError as error:
        raise schema.StoreError(
            f"Không ghi được vào thư mục {path.parent}: {reason(error)}. Hãy chọn nơi khác bằng --db."
        ) from error
    temporary = folder / path.name
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            index = TermIndexWriter(folder)
            _Filling(sqlite_utils.Database(connection), index, books, built).fill(registers, fingerprint, folder.name)
            index.close()
        temporary.chmod(0o644)
        folder.chmod(0o755)  # whoever may read the file needs the index
        temporary.replace(path)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError | sqlite3.Error | ValueError):  # the last is what the index raises
            told = reason(error) if isinstance(error, OSError) else "ghi không thành công"
            raise schema.StoreError(f"Không tạo được {path}: {told}. Kiểm tra dung lượng đĩa và quyền ghi.") from error
        raise
    _remove_others(path, folder)


def _remove_others(path: Path, folder: Path) -> None:
    """Remove the indexes of earlier stores; one that is still read on Windows stays until the next building."""
    for old in path.parent.iterdir():
        middle = old.name.removeprefix(f".{path.name}.").removesuffix(_INDEX_SUFFIX)
        ours = old.name == f".{path.name}.{middle}{_INDEX_SUFFIX}" and "." not in middle
        # One that holds a file is still being built.
        if ours and old != folder and not (old / path.name).exists():
            shutil.rmtree(old, ignore_errors=True)


@dataclass(slots=True)
class _Filling:
    """The store while it is filled."""

    db: sqlite_utils.Database
    index: TermIndexWriter
    books: Sequence[AgencyBook]
    built: Callable[[int], object]
    words: dict[str, Counter[str]] = field(default_factory=dict)  # by province
    task_ids: Iterator[int] = field(default_factory=lambda: count(1))

    def fill(self, registers: Iterable[Register], fingerprint: str, index_name: str) -> None:
        """Make all tables, indexes and views, and mark the file as ours last."""
        db = self.db
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # a file that is not finished is thrown away
            db.execute(f"PRAGMA {pragma}")
        for name, columns in schema.TABLES.items():
            keys = schema.FOREIGN_KEYS.get(name, ())
            db.table(name).create(columns, pk=schema.KEYS.get(name, "id"), foreign_keys=keys)
        offices = {book.province: _Office(book, _fill_agencies(db, book)) for book in self.books}
        for number, register in enumerate(registers, 1):
            self._insert(number, register, offices[register.programme.province])
            self.built(len(register.tasks))
        db.table("vocabulary").insert_all(
            {"province": province, "term": term, "tasks": tasks}
            for province, words in sorted(self.words.items())
            for term, tasks in sorted(words.items())
        )
        facts = {"fingerprint": fingerprint, "index": index_name}
        db.table("build_facts").insert_all({"fact": fact, "value": value} for fact, value in facts.items())
        for name, indexes in schema.INDEXES.items():
            for indexed in indexes:
                db.table(name).create_index(indexed)
        for name, sql in schema.VIEWS.items():
            db.create_view(name, sql)
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {schema.FORMAT}")
        db.conn.commit()

    def _insert(self, number: int, register: Register, office: _Office) -> None:
        programme = register.programme
        self.db.execute(
            f"INSERT INTO programmes ({', '.join(schema.TABLES['programmes'])})"
            f" VALUES ({', '.join('?' * len(schema.TABLES['programmes']))})",
            _programme_columns(number, programme, len(register.tasks)),
        )
        words = self.words.setdefault(programme.province, Counter())
        tasks, roles, deadlines = [], [], []
        for task in register.tasks:
            own = next(self.task_ids)
            named = [(Role.LEAD, name) for name in task.leads] + [(Role.COORDINATE, name) for name in task.coordinators]
            roles += [(own, i, office.id_of(name), role.value, name) for i, (role, name) in enumerate(named)]
            deadlines += [(own, *_deadline_columns(deadline)) for deadline in task.deadlines]
            title, body = line(task.title), line(_body(task, office))
            tasks.append((own, number, task.ref, task.title, task.content, task.horizon, title[1], body[1]))
            self.index.add(own, number, title[0], body[0])
            words.update({*title[0].split(), *body[0].split()} - {"."})
        connection = self.db.conn
        connection.executemany("INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", tasks)
        connection.executemany("INSERT INTO roles VALUES (?, ?, ?, ?, ?)", roles)
        connection.executemany("INSERT INTO deadlines VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", deadlines)


class _Office:
    """The agencies of one province while its registers are put in."""

    def __init__(self, book: AgencyBook, ids: dict[str, int]) -> None:
        self._book, self._ids = book, ids
        self._open = {agency.name for agency in book.agencies if agency.open}
        self._official: dict[str, str] = {}

    def official(self, name: str) -> str:
        """The agency's own name for one that a register prints."""
        if name not in self._official:
            self._official[name] = self._book.resolve(name) or name
        return self._official[name]

    def id_of(self, name: str) -> int:
        """The id of the agency that a register names."""
        return self._ids[self.official(name)]

    def is_open(self, name: str) -> bool:
        """Whether a register's name stands for a collective open to anybody."""
        return self.official(name) in self._open


def _body(task: Task, office: _Office) -> str:
    """What a task is found by besides its title."""
    closed = [name for name in task.coordinators if not office.is_open(name)]
    return ". ".join((task.content, *(deadline.what for deadline in task.deadlines), *closed, task.horizon))


def _programme_columns(number: int, programme: Programme, tasks: int) -> list[object]:
    columns: dict[str, object] = {name: getattr(programme, name) for name in _PROGRAMME_FACTS}
    columns |= {"id": number, "issued_on": programme.issued_on.isoformat(), "notes": "\n".join(programme.notes)}
    columns |= {"key": programme.key or programme.number, "task_count": tasks}
    return [columns[name] for name in schema.TABLES["programmes"]]


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
    rows: dict[str, list[dict[str, Any]]] = {}
    for agency in book.agencies:
        for table, of_agency in _agency_rows(agency, ids):
            rows.setdefault(table, []).extend(of_agency)
    for table, of_book in rows.items():
        if table in _NUMBERED:
            before = db.table(table).count
            of_book = [{"id": before + i, **row} for i, row in enumerate(of_book, 1)]
        db.table(table).insert_all(of_book)
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


def _deadline_columns(deadline: Deadline) -> tuple[str | int | None, ...]:
    when = deadline.when
    return (
        deadline.what, when.words, when.due_on.isoformat() if when.due_on else None, when.bound.value,
        when.precision.value if when.precision else None, when.recurrence.value if when.recurrence else None,
        when.recur_day, when.recur_month, when.period_end.isoformat() if when.period_end else None,
    )  # fmt: skip
