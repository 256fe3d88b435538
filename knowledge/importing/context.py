"""What the headings above a paragraph say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.importing.found import FoundDeadline
from knowledge.importing.marks import DECIMAL, LETTER
from knowledge.importing.outline import Node
from knowledge.importing.sections import gives_no_work
from nlp.assignments import Assignment, read_assignment


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above say: who is given what follows, and why it may give nobody work."""

    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()  # of an introduction ("… yêu cầu các sở:"), for paragraphs that name nobody
    deadlines: tuple[FoundDeadline, ...] = ()  # of a heading ("Sở X hoàn thành trước ngày 15/12 các việc sau:")
    path: tuple[str, ...] = ()
    no_work: bool = False
    started: bool = False  # past the preamble


def within_of(node: Node, context: Context) -> Context:
    """The context below a node, before its own words are read."""
    path = context.path
    if node.label:
        if node.rank >= DECIMAL and node.rank < LETTER:
            path = (*[part for part in path if not _same_number(part, node.label)], node.label)
        else:
            path = (*path, "".join(node.label.split()))
    heads = bool(node.children) and len(node.text) < 160 and not node.text.endswith((".", ";"))
    no_work = heads and gives_no_work(node.text) and not read_assignment(node.text).leads
    return replace(context, path=path, no_work=context.no_work or no_work)


def roles_in(assigned: Assignment, within: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who helps: the paragraph's own agency goes before the heading's."""
    if assigned.leads and not (assigned.weak and within.leads):
        return assigned.leads, assigned.coordinators
    leads = within.leads or within.fallback
    return leads, tuple(dict.fromkeys((*within.coordinators, *assigned.coordinators)))


def _same_number(part: str, label: str) -> bool:
    """Whether a number above is part of a decimal: "2" of "2.1"."""
    return label.startswith(f"{part}.")
