"""Answers about agencies: their own tasks, what they share, with whom they work, and whose tasks they inherited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from knowledge.answers.deadlines import of_task
from knowledge.answers.kinds import Answer, Change, Found, FoundTask, NotFound, Reason, Shape
from knowledge.model import Role, Standing
from knowledge.search import Search
from knowledge.store import Programmes, Store, StoredTask
from nlp.question import AskedAgency, Asks, Question


def heirs_of(asked: Iterable[AskedAgency], store: Store) -> tuple[str, ...]:
    """The agencies of the documents that the asked ones stand for: a successor for its predecessors.

    An agency that kept its name answers for those it absorbed only where the question means it as it is since then
    ("Sở Tài chính mới"): the documents gave the others' tasks to the others.
    """
    return tuple(dict.fromkeys(n for a in asked for n in stands_for(a.agencies[0], store, merged=a.merged)))


def stands_for(name: str, store: Store, *, merged: bool = False) -> tuple[str, ...]:
    """The agencies of the documents that a name stands for: `"Sở Nông nghiệp và Môi trường" → its two predecessors`."""
    facts = store.agency(name)
    if facts.standing is not Standing.SUCCESSOR and not (merged and facts.predecessors):
        return (name,)
    kept = (name,) if facts.standing is Standing.PRESENT else ()
    return (*kept, *(predecessor for predecessor, _ in facts.predecessors))


def changes_of(
    names: Iterable[str], question: Question, store: Store, task: StoredTask | None = None
) -> tuple[Change, ...]:
    """Who answers for agencies on the day of asking, if others do: the last of their successors.

    A function may have gone elsewhere than the rest of its agency: of a task about "trẻ em", that one counts.
    """
    changes, known_by = [], _known_by(question, store)
    for name in names:
        agency = store.agency(name)
        became = [step for step in agency.became if step.since <= known_by]
        heir = became[-1].successor if became else name
        step = next((step for step in became if step.successor == heir), None)
        moved = next((m for m in agency.moved if task and m.function.lower() in task.title.lower()), None)
        if step and moved:
            step = replace(step, successor=moved.to, since=moved.since or step.since, status=moved.status)
        if step and step.successor != name:
            changes.append(Change(name, step, moved.function if moved else ""))
    return tuple(changes)


def _known_by(question: Question, store: Store) -> date:
    """Until when changes count: the day of asking, or ever, where the question itself speaks of what came later."""
    later = any(a.merged or store.agency(a.agencies[0]).standing is Standing.SUCCESSOR for a in question.agencies)
    return date.max if later else question.today


def _mergers_of(names: Iterable[str], question: Question, store: Store) -> tuple[Change, ...]:
    """What agencies took in under their old name: "giữ tên, hợp nhất với Sở Kế hoạch và Đầu tư"."""
    known_by = _known_by(question, store)
    return tuple(
        Change(name, step)
        for name in names
        if store.agency(name).predecessors
        for step in store.agency(name).became[:1]
        if step.successor == name and step.since <= known_by
    )


def tasks_of(names: tuple[str, ...], question: Question, store: Store, programmes: Programmes) -> Answer:
    """All that agencies are given: `("Sở Y tế",) → its two own tasks, the shared ones offered apart`."""
    own = _tasks(store, sorted({i for name in names for i in store.led_by(name, programmes)}))
    shared = _tasks(store, (i for name in names for i in store.shared_by(name, programmes)))
    coordinated = _tasks(store, (i for name in names for i in coordinating(name, store, programmes)))
    if Asks.DUE in question.asks:
        own = [task for task in own if task.deadlines] or own
    elsewhere = _taken_over(question, store, programmes)
    if own:
        shown, role, is_shared = own, Role.LEAD, False
    elif shared:
        shown, role, is_shared = shared, Role.LEAD, True
    else:
        shown, role, is_shared = coordinated, Role.COORDINATE, False
    if not shown:
        facts = store.agency(names[0])
        nearest = _tasks(store, (i for near in facts.nearest for i in store.led_by(near, programmes)))
        return NotFound(question, Reason.NO_TASK, names[0], facts.note, tuple(nearest[:3]))
    return Found(
        Shape.AGENCY,
        question,
        tuple(FoundTask(task, of_task(task), role=role, shared=is_shared) for task in shown),
        agencies=names,
        shared=tuple(task for task in shared if task not in shown),
        coordinated=tuple(task for task in coordinated if task not in shown and task not in shared),
        elsewhere=tuple(task for task in elsewhere if task not in shown),
        heir=_heir(question, store),
        changes=changes_of(names, question, store) or _mergers_of(names, question, store),
    )


def _heir(question: Question, store: Store) -> str:
    """The successor that the question names, if it names nobody else."""
    named = [asked.agencies[0] for asked in question.agencies]
    return named[0] if len(named) == 1 and store.agency(named[0]).standing is Standing.SUCCESSOR else ""


def pairs_of(
    names: tuple[str, ...], partners: tuple[str, ...], question: Question, search: Search, store: Store,
    programmes: Programmes,
) -> Answer:  # fmt: skip
    """The tasks of two agencies together: those that name both, else what one leads and the other's group aids."""
    ones, others = ({i for name in side for i in _named_in(name, store, programmes)} for side in (names, partners))
    together = sorted(ones & others) or _led_and_coordinated(names, partners, store, programmes)
    if not together:
        return NotFound(question, Reason.NO_PAIR, " và ".join((*names, *partners)))
    return _as_coordination(_tasks(store, together), (*names, *partners), question, search, store)


def _named_in(name: str, store: Store, programmes: Programmes) -> list[int]:
    """The tasks that name an agency in whatever role."""
    return [*store.led_by(name, programmes), *store.coordinated_by(name, programmes)]


def _led_and_coordinated(
    names: tuple[str, ...], partners: tuple[str, ...], store: Store, programmes: Programmes
) -> list[int]:
    """The tasks that one side leads and the other coordinates through the collectives that it belongs to."""
    pairs = [(lead, partner) for lead in names for partner in partners]
    pairs += [(lead, partner) for partner, lead in pairs]
    return sorted(
        {
            i
            for lead, partner in pairs
            for i in set(store.led_by(lead, programmes)) & set(coordinating(partner, store, programmes))
        }
    )


def _as_coordination(
    tasks: list[StoredTask], names: tuple[str, ...], question: Question, search: Search, store: Store
) -> Found:
    """Tasks shown for who works with whom, those about the question's subject first."""
    order = {hit.task.id: place for place, hit in enumerate(search.rank(question.topic, tasks))}
    tasks = sorted(tasks, key=lambda task: (order.get(task.id, len(order)), task.id))
    found = tuple(FoundTask(task, of_task(task), role=Role.COORDINATE) for task in tasks)
    return Found(Shape.AGENCY, question, found, agencies=names, changes=changes_of(names, question, store))


def coordinating(name: str, store: Store, programmes: Programmes) -> list[int]:
    """The tasks that an agency coordinates, by name or else through the collectives that it belongs to."""
    return store.coordinated_by(name, programmes) or _through_collectives(name, store, programmes)


def _through_collectives(name: str, store: Store, programmes: Programmes) -> list[int]:
    """The tasks that an agency coordinates as one of many: "các sở, ban, ngành tỉnh"."""
    collectives = store.agency(name).collectives
    return sorted({i for collective in collectives for i in store.coordinated_by(collective, programmes)})


def partners_of(
    names: tuple[str, ...], question: Question, search: Search, store: Store, programmes: Programmes
) -> Answer:
    """With whom an agency works: the tasks that it coordinates, else those that it leads."""
    coordinated = _tasks(store, (i for name in names for i in coordinating(name, store, programmes)))
    if not coordinated:
        return tasks_of(names, question, store, programmes)
    among_many = _tasks(store, (i for name in names for i in _through_collectives(name, store, programmes)))
    found = _as_coordination(coordinated, names, question, search, store)
    return replace(found, coordinated=tuple(task for task in among_many if task not in coordinated))


def _taken_over(question: Question, store: Store, programmes: Programmes) -> list[StoredTask]:
    """Tasks of functions that a successor took over from agencies that are not its predecessors."""
    moves = [
        (giver, move) for asked in question.agencies for name in asked.agencies[:1]
        for giver, move in store.agency(name).received
        if store.agency(name).standing is Standing.SUCCESSOR or asked.merged
    ]  # fmt: skip
    return [
        task
        for giver, move in moves
        for task in _tasks(store, store.led_by(giver, programmes))
        if move.function.lower() in task.title.lower()
    ]


def _tasks(store: Store, ids: Iterable[int]) -> list[StoredTask]:
    return [store.task(i) for i in dict.fromkeys(ids)]
