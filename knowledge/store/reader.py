"""Reading the store: what the answers ask of it, as typed values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from knowledge.model import Deadline, MovedFunction, Programme, Role, Standing, Succession, Task
from knowledge.store import schema
from nlp import lexicon
from nlp.names import Name, NameBook, Strength
from nlp.periods import Precision
from nlp.when import Bound, Recurrence, When

_HAS_TABLES = "SELECT count(*) FROM sqlite_master WHERE name = 'build_facts'"

Programmes = frozenset[int] | None  # ids of the programmes that a question is about; None: all


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProgramme(Programme):
    """A programme with its key and how many tasks it gives."""

    id: int
    task_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTask(Task):
    """A task with its key, its programme and its text as lines for search.

    Its leads have the agencies' own names, its coordinators the names that the document prints.
    """

    id: int
    programme: StoredProgramme
    title_line: str
    body_line: str


@dataclass(frozen=True, slots=True)
class StoredAgency:
    """An agency with all that binds it to others."""

    name: str
    kind: str
    standing: Standing
    open: bool
    note: str
    members: tuple[str, ...]
    collectives: tuple[str, ...]
    nearest: tuple[str, ...]
    became: tuple[Succession, ...]
    moved: tuple[MovedFunction, ...]
    predecessors: tuple[tuple[str, Succession], ...]
    received: tuple[tuple[str, MovedFunction], ...]  # functions taken over: from whom, what


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """An agency and how many tasks it leads by name, through collectives, and coordinates by name."""

    name: str
    kind: str
    leads: int
    shared: int
    coordinates: int


class Store:
    """An open store. Answers are about all its programmes unless `programmes` says which."""

    def __init__(self, path: Path) -> None:
        """Open for reading; raises ForeignFile or OutdatedStore if the file is not what this version builds."""
        self.path = path
        try:
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            (mark,) = self._db.execute("PRAGMA application_id").fetchone()
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error:
            mark = version = None
        if mark != schema.APPLICATION_ID:
            raise schema.ForeignFile(schema.FOREIGN.format(path=path))
        if version != schema.FORMAT or not self._db.execute(_HAS_TABLES).fetchone()[0]:
            raise schema.OutdatedStore(f"Kho tri thức {path} thuộc phiên bản khác hoặc chưa tạo xong.")
        self.task = lru_cache(maxsize=4096)(self._task)
        self.agency = lru_cache(maxsize=1024)(self._agency)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @cached_property
    def fingerprint(self) -> str:
        """What the store was built from."""
        (value,) = self._db.execute("SELECT value FROM build_facts WHERE fact = 'fingerprint'").fetchone()
        return str(value)

    @cached_property
    def programmes(self) -> dict[int, StoredProgramme]:
        """All programmes by id."""
        rows = self._db.execute(
            "SELECT id, number, title, short_title, kind, issuer, province, issued_on, year, notes,"
            " (SELECT count(*) FROM tasks WHERE programme_id = programmes.id) FROM programmes ORDER BY id"
        )
        return {
            row[0]: StoredProgramme(
                id=row[0],
                number=row[1],
                title=row[2],
                short_title=row[3],
                kind=row[4],
                issuer=row[5],
                province=row[6],
                issued_on=date.fromisoformat(row[7]),
                year=row[8],
                notes=tuple(row[9].splitlines()),
                task_count=row[10],
            )
            for row in rows
        }

    @cached_property
    def provinces(self) -> frozenset[str]:
        """The provinces whose programmes these are."""
        return frozenset(programme.province for programme in self.programmes.values())

    @cached_property
    def names(self) -> NameBook:
        """The names of all agencies, for `nlp.understand`."""
        rows = self._db.execute(
            "SELECT agencies.name, agency_names.name, strength, open OR (standing = ? AND NOT EXISTS"
            " (SELECT 1 FROM roles_with_shared AS r WHERE r.agency_id = agencies.id)) FROM agency_names"
            " JOIN agencies ON agencies.id = agency_id ORDER BY agency_names.id", (Standing.PRESENT.value,)
        )  # fmt: skip
        # What is given no duty, or is open to anybody ("doanh nghiệp"), is rather a subject of questions.
        return NameBook(
            (
                Name(agency, name, Strength.HINT if weak else Strength(strength))
                for agency, name, strength, weak in rows
            ),
            lexicon.load().short_forms.expand,
        )

    @cached_property
    def agency_counts(self) -> tuple[AgencyCount, ...]:
        """All agencies with the numbers of their tasks, in the order of the agencies' file."""
        rows = self._db.execute(
            "SELECT name, kind, coalesce(leads, 0), coalesce(shared_leads, 0), coalesce(coordinates, 0)"
            " FROM agencies_readable"
        )
        return tuple(AgencyCount(*row) for row in rows)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """In how many tasks each folded word and compound stands: `{"chuc": 20, "cong_chuc": 8}`."""
        return dict(self._db.execute("SELECT term, tasks FROM vocabulary").fetchall())

    @cached_property
    def task_count(self) -> int:
        """How many tasks there are."""
        (count,) = self._db.execute("SELECT count(*) FROM tasks").fetchone()
        return int(count)

    def find_task(self, number: str, ref: str) -> StoredTask | None:
        """The task with a ref in the programme with a number, or None if there is none (any more)."""
        row = self._db.execute(
            "SELECT tasks.id FROM tasks JOIN programmes ON programmes.id = programme_id WHERE number = ? AND ref = ?",
            (number, ref),
        ).fetchone()
        return self.task(row[0]) if row else None

    def knows_agency(self, name: str) -> bool:
        """Whether there is an agency with this official name."""
        return bool(self._db.execute("SELECT count(*) FROM agencies WHERE name = ?", (name,)).fetchone()[0])

    def led_by(self, agency: str, programmes: Programmes = None) -> list[int]:
        """The tasks that an agency leads by name, in the document's order."""
        return self._with_role(agency, Role.LEAD, programmes)

    def coordinated_by(self, agency: str, programmes: Programmes = None) -> list[int]:
        """The tasks that an agency coordinates by name."""
        return self._with_role(agency, Role.COORDINATE, programmes)

    def shared_by(self, agency: str, programmes: Programmes = None) -> list[int]:
        """The tasks that collectives lead to which an agency belongs."""
        return self._ids(
            "SELECT DISTINCT roles.task_id FROM agencies JOIN members ON member_id = agencies.id"
            " JOIN roles ON roles.agency_id = collective_id WHERE agencies.name = ? AND role = ?"
            " ORDER BY roles.task_id",
            (agency, Role.LEAD.value), programmes,
        )  # fmt: skip

    def with_deadlines(self, programmes: Programmes = None) -> list[int]:
        """The tasks that have any deadline, in the document's order."""
        return self._ids("SELECT DISTINCT task_id FROM deadlines ORDER BY task_id", (), programmes)

    def all_tasks(self, programmes: Programmes = None) -> list[int]:
        """All tasks, in the document's order."""
        return self._ids("SELECT id FROM tasks ORDER BY id", (), programmes)

    def candidates(self, phrases: Iterable[str], limit: int, programmes: Programmes = None) -> list[int]:
        """The tasks that hold any of the folded phrases, by BM25 (title, content and compounds weighted 3 : 1 : 2)."""
        query = " OR ".join('"' + phrase.replace('"', "") + '"' for phrase in dict.fromkeys(phrases))
        if not query:
            return []
        ids = sorted(self.programmes if programmes is None else programmes)
        rows = self._db.execute(
            "SELECT rowid FROM search WHERE search MATCH ? AND rowid IN (SELECT id FROM tasks WHERE programme_id IN"
            f" ({', '.join('?' * len(ids))})) ORDER BY bm25(search, 3.0, 1.0, 2.0), rowid LIMIT ?",
            (query, *ids, limit),
        )
        return [row[0] for row in rows]

    def _with_role(self, agency: str, role: Role, programmes: Programmes) -> list[int]:
        return self._ids(
            "SELECT DISTINCT task_id FROM agencies JOIN roles ON agency_id = agencies.id"
            " WHERE agencies.name = ? AND role = ? ORDER BY task_id", (agency, role.value), programmes,
        )  # fmt: skip

    def _ids(self, query: str, values: Sequence[str], programmes: Programmes) -> list[int]:
        ids = [int(row[0]) for row in self._db.execute(query, values)]
        return ids if programmes is None else [i for i in ids if self.task(i).programme.id in programmes]

    def _task(self, task_id: int) -> StoredTask:
        programme, ref, title, content, horizon, title_line, body_line = self._db.execute(
            "SELECT programme_id, ref, title, content, horizon, title_line, body_line FROM tasks WHERE id = ?",
            (task_id,),
        ).fetchone()
        roles = self._db.execute(
            "SELECT role, named_as, agencies.name FROM roles JOIN agencies ON agencies.id = agency_id"
            " WHERE task_id = ? ORDER BY position",
            (task_id,),
        ).fetchall()
        return StoredTask(
            id=task_id,
            programme=self.programmes[programme],
            ref=ref,
            title=title,
            content=content,
            horizon=horizon,
            leads=tuple(name for role, _, name in roles if role == Role.LEAD.value),
            coordinators=tuple(named_as for role, named_as, _ in roles if role == Role.COORDINATE.value),
            deadlines=self._deadlines(task_id),
            title_line=title_line,
            body_line=body_line,
        )

    def _deadlines(self, task_id: int) -> tuple[Deadline, ...]:
        rows = self._db.execute(
            "SELECT what, words, due_on, bound, precision, recurrence, recur_day, recur_month, period_end"
            " FROM deadlines WHERE task_id = ? ORDER BY id", (task_id,)
        )  # fmt: skip
        return tuple(
            Deadline(what, When(
                words=words, due_on=_date(due_on), bound=Bound(bound),
                precision=Precision(precision) if precision else None,
                recurrence=Recurrence(recurrence) if recurrence else None,
                recur_day=day, recur_month=month, period_end=_date(period_end),
            ))
            for what, words, due_on, bound, precision, recurrence, day, month, period_end in rows
        )  # fmt: skip

    def _agency(self, name: str) -> StoredAgency:
        """An agency by its official name; KeyError if there is none."""
        row = self._db.execute("SELECT id, kind, standing, open, note FROM agencies WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        own, kind, standing, is_open, note = row
        succession = "successor, since, basis, how, status"
        move = "function, moved_to, moved_functions.since, status"
        return StoredAgency(
            name=name,
            kind=kind,
            standing=Standing(standing),
            open=bool(is_open),
            note=note,
            members=self._names("JOIN members ON member_id = agencies.id WHERE collective_id = ?", own),
            collectives=self._names("JOIN members ON collective_id = agencies.id WHERE member_id = ?", own),
            nearest=self._names("JOIN nearest_agencies ON nearest_id = agencies.id WHERE agency_id = ?", own),
            became=tuple(_succession(r) for r in self._db.execute(
                f"SELECT {succession} FROM successions WHERE agency_id = ? ORDER BY id", (own,))),
            moved=tuple(_move(r) for r in self._db.execute(
                f"SELECT {move} FROM moved_functions WHERE agency_id = ? ORDER BY id", (own,))),
            predecessors=tuple((r[0], _succession(r[1:])) for r in self._db.execute(
                f"SELECT agencies.name, {succession} FROM successions JOIN agencies ON agencies.id = agency_id"
                " WHERE successor = ? AND agencies.name != successor ORDER BY successions.id", (name,))),
            received=tuple((r[0], _move(r[1:])) for r in self._db.execute(
                f"SELECT agencies.name, {move} FROM moved_functions JOIN agencies ON agencies.id = agency_id"
                " WHERE moved_to = ? ORDER BY moved_functions.id", (name,))),
        )  # fmt: skip

    def _names(self, joined: str, own: int) -> tuple[str, ...]:
        return tuple(
            row[0]
            for row in self._db.execute(f"SELECT agencies.name FROM agencies {joined} ORDER BY agencies.id", (own,))
        )


def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _succession(row: Sequence[str]) -> Succession:
    return Succession(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4])


def _move(row: Sequence[str]) -> MovedFunction:
    return MovedFunction(row[0], row[1], _date(row[2]), row[3])
