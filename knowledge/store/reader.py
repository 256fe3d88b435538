"""Reading the store: what the answers ask of it, within the programmes that a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from knowledge.model import MovedFunction, Role, Standing, Succession
from knowledge.store.file import StoreFile, built_at, iso_date
from knowledge.store.schema import StoreError
from knowledge.store.stored import AgencyCount, StoredAgency, StoredProgramme, StoredTask
from knowledge.store.term_index import Programmes, TermIndex
from nlp import lexicon
from nlp.names import Name, NameBook, Strength


class Store:
    """An open store, or some of its programmes (`within`): answers are about these and know of no others.

    Agencies are known by their names, which are unique within a province only: what names an agency is asked of a
    store that holds one province.
    """

    def __init__(self, file: StoreFile, programmes: Programmes = None) -> None:
        self._file = file
        self._scope = programmes
        self.agency = lru_cache(maxsize=1024)(self._agency)

    @classmethod
    def open(cls, path: Path) -> Store:
        """All of a file; raises ForeignFile or OutdatedStore if it is not what this version builds."""
        return cls(StoreFile(path))

    def within(self, programmes: Programmes) -> Store:
        """The same store as if it held nothing but some programmes; None: all."""
        return Store(self._file, programmes)

    def renew(self) -> bool:
        """Take the store that was built at the same place since, if there is one; whether there was.

        What was made `within` this store goes on with the old one, which stays readable until nothing holds it.
        """
        if built_at(self.path) in (None, self._file.built_at):
            return False
        try:
            self._file = StoreFile(self.path)
        except StoreError:  # half-written or of another version: the old one serves on
            return False
        for name in [name for name, value in vars(type(self)).items() if isinstance(value, cached_property)]:
            self.__dict__.pop(name, None)
        self.agency.cache_clear()
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._file.path

    @property
    def fingerprint(self) -> str:
        """What the store was built from."""
        return self._file.fingerprint

    @property
    def index(self) -> TermIndex:
        """The index of all terms; `scope` says which programmes to ask it about."""
        return self._file.index

    @property
    def scope(self) -> Programmes:
        """The programmes that this store is limited to; None: it is not."""
        return self._scope

    @cached_property
    def programmes(self) -> dict[int, StoredProgramme]:
        """The programmes by id."""
        held = self._file.programmes
        return held if self._scope is None else {i: held[i] for i in sorted(self._scope)}

    @cached_property
    def provinces(self) -> frozenset[str]:
        """The provinces whose programmes these are."""
        return frozenset(programme.province for programme in self.programmes.values())

    @cached_property
    def by_province(self) -> dict[str, Store]:
        """What this store holds of each province: there an agency's name means one agency."""
        held: dict[str, list[int]] = {}
        for programme in self.programmes.values():
            held.setdefault(programme.province, []).append(programme.id)
        return {province: self.within(frozenset(ids)) for province, ids in held.items()}

    def provinces_with(self, agencies: Iterable[str]) -> set[str]:
        """The provinces that have any of some agencies."""
        names = tuple(agencies)
        return {
            province
            for (province,) in self._file.rows(
                f"SELECT province FROM agencies WHERE name IN ({', '.join('?' * len(names))}) AND {self._here}",
                (*names, *self.provinces),
            )
        }

    @cached_property
    def names(self) -> NameBook:
        """The names of all agencies, for `nlp.understand`."""
        rows = self._file.rows(
            "SELECT agencies.name, agency_names.name, strength, open OR (standing = ? AND NOT EXISTS"
            " (SELECT 1 FROM roles WHERE agency_id = agencies.id) AND NOT EXISTS (SELECT 1 FROM members"
            " JOIN roles ON agency_id = collective_id WHERE member_id = agencies.id)) FROM agencies"
            f" JOIN agency_names ON agencies.id = agency_names.agency_id WHERE {self._here} ORDER BY agency_names.id",
            (Standing.PRESENT.value, *self.provinces),
        )
        # What is given no duty, or is open to anybody ("doanh nghiệp"), is rather a subject of questions.
        return NameBook(
            (
                Name(agency, name, Strength.HINT if weak else Strength(strength))
                for agency, name, strength, weak in dict.fromkeys(rows)
            ),
            lexicon.load().short_forms.expand,
        )

    @cached_property
    def agency_counts(self) -> tuple[AgencyCount, ...]:
        """All agencies with the numbers of their tasks, in the order of the agencies' file."""
        rows = self._file.rows(f"SELECT name, kind FROM agencies WHERE {self._here} ORDER BY id", tuple(self.provinces))
        return tuple(
            AgencyCount(name, kind, *(len(tasks(name)) for tasks in (self.led_by, self.shared_by, self.coordinated_by)))
            for name, kind in dict.fromkeys(rows)
        )

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """In how many tasks of these provinces each folded word stands: `{"chuc": 20}`."""
        among = ", ".join("?" * len(self.provinces))
        return dict(
            self._file.rows(
                f"SELECT term, sum(tasks) FROM vocabulary WHERE province IN ({among}) GROUP BY term",
                tuple(self.provinces),
            )
        )

    @cached_property
    def vocabulary_tasks(self) -> int:
        """How many tasks the vocabulary counts."""
        return sum(p.task_count for p in self._file.programmes.values() if p.province in self.provinces)

    @cached_property
    def task_count(self) -> int:
        """How many tasks there are."""
        return sum(programme.task_count for programme in self.programmes.values())

    def task(self, task_id: int) -> StoredTask:
        """A task by its id; KeyError if there is none."""
        return self._file.tasks((task_id,))[0]

    def tasks(self, ids: Iterable[int]) -> list[StoredTask]:
        """Tasks by their ids, in the order given, each once."""
        return self._file.tasks(dict.fromkeys(ids))

    def find_task(self, key: str, ref: str) -> StoredTask | None:
        """The task with a ref in the programme with a key, or None if there is none (any more)."""
        rows = self._file.rows(
            "SELECT tasks.id FROM tasks JOIN programmes ON programmes.id = programme_id"
            f" WHERE key = ? AND ref = ?{self._and_scope}",
            (key, ref),
        )
        return self.task(rows[0][0]) if rows else None

    def knows_agency(self, name: str) -> bool:
        """Whether there is an agency with this official name."""
        return name in self._agency_names

    @cached_property
    def _agency_names(self) -> frozenset[str]:
        rows = self._file.rows(f"SELECT name FROM agencies WHERE {self._here}", tuple(self.provinces))
        return frozenset(name for (name,) in rows)

    def led_by(self, agency: str) -> list[int]:
        """The tasks that an agency leads by name, in the document's order."""
        return self._with_role(agency, Role.LEAD)

    def coordinated_by(self, agency: str) -> list[int]:
        """The tasks that an agency coordinates by name."""
        return self._with_role(agency, Role.COORDINATE)

    def shared_by(self, agency: str) -> list[int]:
        """The tasks that collectives lead to which an agency belongs."""
        return self._tasks_of(
            "SELECT DISTINCT roles.task_id FROM agencies JOIN members ON member_id = agencies.id"
            " JOIN roles ON roles.agency_id = collective_id", "agencies.name = ? AND role = ?",
            (agency, Role.LEAD.value),
        )  # fmt: skip

    def with_deadlines(self, first: date = date.min, last: date = date.max) -> list[int]:
        """The tasks that have a deadline or the end of its period in some days, or one that recurs."""
        span = (first.isoformat(), last.isoformat())
        return self._ids(
            "SELECT DISTINCT task_id FROM deadlines JOIN tasks ON tasks.id = task_id"
            f" WHERE (due_on BETWEEN ? AND ? OR period_end BETWEEN ? AND ? OR recurrence IS NOT NULL){self._and_scope}"
            " ORDER BY task_id", (*span, *span),
        )  # fmt: skip

    def all_tasks(self) -> list[int]:
        """All tasks, in the document's order."""
        return self._ids(f"SELECT id FROM tasks WHERE TRUE{self._and_scope} ORDER BY id", ())

    def _with_role(self, agency: str, role: Role) -> list[int]:
        return self._tasks_of(
            "SELECT DISTINCT task_id FROM agencies JOIN roles ON agency_id = agencies.id",
            "agencies.name = ? AND role = ?", (agency, role.value),
        )  # fmt: skip

    def _tasks_of(self, joined: str, condition: str, values: Sequence[str]) -> list[int]:
        """The tasks of an agency of these provinces, within these programmes."""
        in_scope = f" JOIN tasks ON tasks.id = roles.task_id WHERE {condition} AND {self._here}{self._and_scope}"
        return self._ids(f"{joined}{in_scope} ORDER BY roles.task_id", (*values, *self.provinces))

    def _ids(self, query: str, values: Sequence[str]) -> list[int]:
        return [int(row[0]) for row in self._file.rows(query, values)]

    @cached_property
    def _here(self) -> str:
        """The condition that an agency is of these provinces, which are its values."""
        return f"agencies.province IN ({', '.join('?' * len(self.provinces))})"

    @cached_property
    def _and_scope(self) -> str:
        """The further condition that a task is of these programmes."""
        if self._scope is None:
            return ""
        return f" AND programme_id IN ({', '.join(map(str, sorted(self._scope)))})"

    def _agency(self, name: str) -> StoredAgency:
        """An agency by its official name; KeyError if these provinces have none, or several."""
        found = self._file.rows(
            f"SELECT id, kind, standing, open, note FROM agencies WHERE name = ? AND {self._here}",
            (name, *self.provinces),
        )
        if len(found) != 1:
            raise KeyError(name)
        [(own, kind, standing, is_open, note)] = found
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
            became=tuple(_succession(r) for r in self._file.rows(
                f"SELECT {succession} FROM successions WHERE agency_id = ? ORDER BY id", (own,))),
            moved=tuple(_move(r) for r in self._file.rows(
                f"SELECT {move} FROM moved_functions WHERE agency_id = ? ORDER BY id", (own,))),
            predecessors=tuple((r[0], _succession(r[1:])) for r in self._file.rows(
                f"SELECT agencies.name, {succession} FROM successions JOIN agencies ON agencies.id = agency_id"
                f" WHERE successor = ? AND agencies.name != successor AND {self._here} ORDER BY successions.id",
                (name, *self.provinces))),
            received=tuple((r[0], _move(r[1:])) for r in self._file.rows(
                f"SELECT agencies.name, {move} FROM moved_functions JOIN agencies ON agencies.id = agency_id"
                f" WHERE moved_to = ? AND {self._here} ORDER BY moved_functions.id", (name, *self.provinces))),
        )  # fmt: skip

    def _names(self, joined: str, own: int) -> tuple[str, ...]:
        rows = self._file.rows(f"SELECT agencies.name FROM agencies {joined} ORDER BY agencies.id", (own,))
        return tuple(row[0] for row in rows)


def _succession(row: Sequence[str]) -> Succession:
    return Succession(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4])


def _move(row: Sequence[str]) -> MovedFunction:
    return MovedFunction(row[0], row[1], iso_date(row[2]), row[3])
