"""Tasks of running text: the outline is walked, and each heading's agencies hold for what stands below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.importing.found import FoundDeadline, FoundTask
from knowledge.importing.labels import Label, LabelBlock, who
from knowledge.importing.marks import ANNEX, DASH, DECIMAL, LETTER, PLUS, PROSE, ROMAN
from knowledge.importing.outline import Node, begins_anew
from knowledge.importing.sections import AFTER_END, RECIPIENTS, gives_no_work, no_task, only_urges
from knowledge.importing.times import deadlines_in_text, horizons
from nlp.agency_words import agency_words, tokens_of
from nlp.assignments import NOBODY, Assignment, more_leads, read_assignment, split_assignments

_GENERIC = re.compile(r"(?:hoạt động|nhiệm vụ|nội dung|giải pháp|công việc)\s*(?:thứ\s*)?\d{0,2}\W*", re.IGNORECASE)
_FOLLOWS = re.compile(r"(?::|\b(?:như sau|sau đây|sau|trong đó|cụ thể|gồm))\W*$", re.IGNORECASE)
_OPENING_TIME = re.compile(r"\s*[:,]\s*")


@dataclass(frozen=True, slots=True)
class _Context:
    """What the headings above say: who is given what follows, and why it may give nobody work."""

    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()  # of an introduction ("… yêu cầu các sở:"), for paragraphs that name nobody
    path: tuple[str, ...] = ()
    no_work: bool = False
    started: bool = False  # past the preamble


class ProseTasks:
    """Walks an outline; `tasks` in order, `fates` by paragraph: the refs of its tasks or why it is none."""

    def __init__(self, year: int) -> None:
        self.tasks: list[FoundTask] = []
        self.fates: dict[int, str] = {}
        self._year = year
        self._count: Counter[str] = Counter()
        self._ended = False  # past "./.", where recipients and signatures stand

    def walk(self, root: Node) -> None:
        """Find the tasks below a node."""
        self._visit_children(root.children, _Context())

    def _visit_children(self, nodes: Sequence[Node], context: _Context) -> None:
        pending: list[Node] = []
        block: LabelBlock | None = None
        labels: list[Node] = []
        for node in nodes:
            if node.is_label and node.labels[0][0] is not Label.CONTENT:
                block = block or LabelBlock()
                labels.append(node)
                self._add_labels(block, node)
                continue
            if block is not None:
                self._give(pending, block, labels, context)
                pending, block, labels = [], None, []
            pending.append(node)
        if block is not None:
            self._give(pending, block, labels, context)
            pending = []
        for node in pending:
            context = self._visit(node, context)

    def _visit(self, node: Node, context: _Context) -> _Context:
        """Visit one node; the context for those after it, which an introduction changes."""
        if node.table is not None:
            return context
        if node.rank <= ROMAN:
            context = replace(context, leads=(), coordinators=(), started=node.mark is not None)
            context = context if node.rank > ANNEX else replace(context, fallback=(), no_work=False)
        context = replace(context, started=context.started or node.mark is not None)
        if node.rank <= ROMAN or (node.heading and len(node.text) > 20 and not no_task(node.text)):
            self._ended = False
        if self._ended:
            self._account(node, AFTER_END, deep=True)
            return context
        self._ended = node.text.rstrip().endswith("./.") and not node.children
        within = self._within(node, context)
        block, rest, labels, contents = self._own_block(node)
        if block is not None and (block.leads or block.named or context.leads):
            if _are_governed(rest):
                self._leave(node, "tiêu đề")
                self._give(rest, block, [*labels, *contents], within)
            else:
                self._label_task(node, block, contents, labels, within)
                self._visit_children(rest, within)
            return context
        reason = no_task(node.text)
        if reason:
            self._account(node, reason, deep=reason == RECIPIENTS)
            self._visit_children(node.children if reason != RECIPIENTS else (), within)
            return context
        assigned = read_assignment(node.text) if node.text else NOBODY
        if self._is_heading(node, assigned, context):
            return self._heading(node, assigned, context, within)
        return self._paragraph(node, assigned, context, within)

    def _within(self, node: Node, context: _Context) -> _Context:
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

    def _is_heading(self, node: Node, assigned: Assignment, context: _Context) -> bool:
        """Whether a node only heads what follows: a title, an agency, an introduction."""
        if assigned.leads and not assigned.content:
            return True
        below = [child for child in node.children if child.rank < PLUS or child.table is not None]
        sentence = node.text.rstrip().endswith((".", ";"))
        if sentence and node.mark and context.leads and all(_goes_on(child) for child in below):
            return False
        if node.heading or node.rank <= ROMAN:
            return not (assigned.leads and assigned.content and not below)
        if not below:
            return False
        merges = node.rank >= DASH and all(_is_sub_item(child) for child in node.children)
        if merges and not assigned.leads:
            return False
        if _FOLLOWS.search(node.text):
            return True
        if assigned.leads or assigned.coordinators:
            return False
        return not node.text.rstrip().endswith((".", ";")) or not context.leads

    def _heading(self, node: Node, assigned: Assignment, context: _Context, within: _Context) -> _Context:
        leads, coordinators = within.leads, within.coordinators
        if assigned.leads:
            leads, coordinators = assigned.leads, assigned.coordinators
        elif assigned.coordinators and not assigned.content and context.leads and not assigned.chairs:
            leads, coordinators = assigned.coordinators, context.leads  # "b) Phối hợp với Sở Y:" below "1. Sở X"
        elif assigned.coordinators:
            coordinators = (*coordinators, *assigned.coordinators)
        introduces = bool(assigned.leads) and assigned.asked and (assigned.keeps or node.mark is None)
        if introduces and not node.children:
            self._leave(node, "câu dẫn")
            return replace(context, fallback=assigned.leads)
        if not node.children and assigned.leads:
            self._leave(node, "chỉ nêu tên cơ quan")
            return context
        self._leave(node, "tiêu đề" if not assigned.leads else "nêu cơ quan cho các nhiệm vụ bên dưới")
        self._visit_children(node.children, replace(within, leads=leads, coordinators=coordinators))
        return context

    def _paragraph(self, node: Node, assigned: Assignment, context: _Context, within: _Context) -> _Context:
        if not context.started and node.rank >= PROSE - 0.1:
            if assigned.leads and assigned.asked and _FOLLOWS.search(node.text):
                self._leave(node, "câu dẫn")
                self._visit_children(
                    node.children, replace(within, leads=assigned.leads, coordinators=assigned.coordinators)
                )
                return replace(context, fallback=assigned.leads)
            self._leave(node, "phần mở đầu")
            self._visit_children(node.children, within)
            return context
        if assigned.leads and _FOLLOWS.search(node.text) and not node.children and node.mark is None:
            self._leave(node, "câu dẫn")
            return replace(context, fallback=assigned.leads)
        merged = [child for child in node.children if _is_sub_item(child) or (node.mark and _goes_on(child))]
        others = [child for child in node.children if child not in merged]
        before, labels = node.before_labels, node.labels
        block = LabelBlock() if labels else None
        for label, value in labels:
            if block:
                block.add(label, value, self._year)
        text = before if block and (block.named or block.timed) and before else node.text
        refs = []
        for part in split_assignments(text):
            ref = self._task(node, part, merged, block, within)
            if ref:
                refs.append(ref)
        if refs:
            for each in (node, *merged):
                self._account(each, ", ".join(refs))
        self._visit_children(others, within)
        return context

    def _task(
        self, node: Node, text: str, merged: list[Node], block: LabelBlock | None, within: _Context
    ) -> str | None:
        opening = _opening_time(text, self._year)
        assigned = read_assignment(text[opening:])
        leads, coordinators = _roles(assigned, within)
        leads = (*leads, *(name for name in more_leads(text) if name not in leads)) if assigned.leads else leads
        if block:
            leads = tuple(block.leads) or leads
            coordinators = tuple(dict.fromkeys((*coordinators, *block.coordinators)))
        deadlines = list(deadlines_in_text(" ".join((text, *(_whole(child) for child in merged))), self._year))
        deadlines = block.deadlines if block and block.deadlines else deadlines
        reason = self._no_task(text, assigned, leads, deadlines, within, opening=opening)
        if reason:
            self._leave(node, reason)
            for child in merged:
                self._leave(child, reason)
            return None
        content = text if opening else (assigned.content or text)
        whole = " ".join((content, *(_whole(child) for child in merged)))
        others = block.others if block else ()
        return self._add(node, whole, leads, coordinators, tuple(deadlines), within, others)

    def _no_task(
        self,
        text: str,
        assigned: Assignment,
        leads: tuple[str, ...],
        deadlines: Sequence[FoundDeadline],
        within: _Context,
        *,
        opening: int,
    ) -> str | None:
        if reason := no_task(text):
            return reason
        if only_urges(assigned.work or text) and not deadlines:
            return "chỉ nhắc tổ chức thực hiện văn bản"
        if within.no_work and not (assigned.leads and (assigned.asked or assigned.chairs)):
            return "mục đích, yêu cầu, mục tiêu: không giao việc cho cơ quan nào"
        if not leads and not (opening and deadlines):
            return "không nêu cơ quan thực hiện"
        if (
            leads
            and leads == within.fallback
            and not assigned.leads
            and not within.leads
            and not _starts_with_verb(text)
        ):
            return "không nêu việc phải làm"
        return None

    def _label_task(
        self, node: Node, block: LabelBlock, contents: list[Node], labels: list[Node], within: _Context
    ) -> None:
        """A task whose agencies and time stand in label lines below it."""
        base = node.before_labels if node.labels else node.text
        bullets = [child for content in contents for child in content.children]
        values = [value for content in contents for _, value in content.labels if value]
        title = "" if _GENERIC.fullmatch(base) else base
        texts = [" ".join(filter(None, (title and f"{title}:" if values else title, *values)))]
        if len(bullets) > 1 and not values:
            texts = [_whole(bullet) for bullet in bullets]
        elif bullets:
            texts = [" ".join((texts[0], *(_whole(bullet) for bullet in bullets)))]
        extra = [
            child for label in labels if label.labels[0][0] in (Label.WHO, Label.LEADS) for child in label.children
        ]
        refs = [self._block_task(node, text, block, within) for text in texts if text]
        for child in extra:
            assigned = read_assignment(child.text)
            if assigned.leads and assigned.content and _is_own_work(child.text, assigned):
                deadlines = deadlines_in_text(child.text, self._year)
                refs.append(
                    self._add(child, assigned.content, assigned.leads, assigned.coordinators, deadlines, within)
                )
        for each in (node, *contents, *labels, *bullets, *extra):
            self._account(each, ", ".join(refs) or "nhãn không có nội dung")

    def _give(self, pending: list[Node], block: LabelBlock, labels: list[Node], context: _Context) -> None:
        """Give a block of labels to the paragraphs before it that it governs; the rest are visited as they are."""
        refs = []
        for node in pending:
            own, _, _, _ = self._own_block(node)
            if (
                own is not None
                or node.table is not None
                or (node.children and node.rank < DASH)
                or not (block.leads or context.leads)
            ):
                self._visit(node, context)
                continue
            within = self._within(node, context)
            refs.append(self._block_task(node, _whole(node), block, within))
            self._account(node, refs[-1], deep=True)
        for label in labels:
            self._account(label, ", ".join(refs) or "nhãn không gắn với nhiệm vụ nào", deep=True)

    def _block_task(self, node: Node, text: str, block: LabelBlock, within: _Context) -> str:
        assigned = read_assignment(text)
        leads, coordinators = _roles(assigned, within)
        leads = tuple(block.leads) or leads
        coordinators = tuple(dict.fromkeys(block.coordinators if block.named else coordinators))
        deadlines = tuple(block.deadlines) if block.timed else deadlines_in_text(text, self._year)
        return self._add(node, text, leads, coordinators, deadlines, within, block.others)

    def _own_block(self, node: Node) -> tuple[LabelBlock | None, list[Node], list[Node], list[Node]]:
        """The labels below a node that govern it: the block, the other children, label nodes, contents."""
        labels: list[Node] = []
        contents: list[Node] = []
        rest: list[Node] = []
        for child in node.children:
            if child.is_label and child.labels[0][0] is Label.CONTENT and not rest:
                contents.append(child)
            elif child.is_label and not rest:
                labels.append(child)
            else:
                rest.append(child)
        if not any(label.labels[0][0] is not Label.OTHER for label in labels):
            return None, list(node.children), [], []
        block = LabelBlock()
        for child in (*labels, *contents):
            self._add_labels(block, child)
        return block, rest, labels, contents

    def _add_labels(self, block: LabelBlock, node: Node) -> None:
        for label, value in node.labels:
            block.add(label, value, self._year)
        label = node.labels[0][0]
        for number, child in enumerate(node.children):
            if label is Label.DEADLINE:
                block.timed = True
                block.deadlines += deadlines_in_text(child.text, self._year)
            elif label in (Label.WHO, Label.LEADS):
                assigned = read_assignment(child.text)
                if number == 0 or not _is_own_work(child.text, assigned):
                    leads, coordinators = who(child.text, sentence=True)
                    block.leads += [name for name in leads if name not in block.leads]
                    block.coordinators += [name for name in coordinators if name not in block.coordinators]

    def _add(
        self,
        node: Node,
        text: str,
        leads: tuple[str, ...],
        coordinators: tuple[str, ...],
        deadlines: tuple[FoundDeadline, ...],
        within: _Context,
        others: Sequence[str] = (),
    ) -> str:
        path = ".".join(within.path) or "0"
        self._count[path] += 1
        ref = f"{path}#{self._count[path]}"
        kept = tuple(name for name in coordinators if name.casefold() not in {lead.casefold() for lead in leads})
        doubts = _doubts(leads, kept)
        self.tasks.append(FoundTask(ref, text, leads, kept, deadlines, node.place, (*horizons(text), *others), doubts))
        return ref

    def _leave(self, node: Node, reason: str) -> None:
        for index in node.indexes:
            self.fates.setdefault(index, reason)

    def _account(self, node: Node, refs: str, *, deep: bool = False) -> None:
        for index in node.indexes:
            self.fates[index] = refs
        if deep:
            for child in node.children:
                self._account(child, refs, deep=True)


def _roles(assigned: Assignment, within: _Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who helps: the paragraph's own agency goes before the heading's."""
    if assigned.leads and not (assigned.weak and within.leads):
        return assigned.leads, assigned.coordinators
    leads = within.leads or within.fallback
    return leads, tuple(dict.fromkeys((*within.coordinators, *assigned.coordinators)))


def _are_governed(nodes: Sequence[Node]) -> bool:
    """Whether paragraphs below a block of labels are what it governs: numbered, without agencies of their own."""
    return bool(nodes) and all(
        node.mark is not None and not node.labels and not read_assignment(node.text).leads
        and not any(child.is_label for child in node.children)
        for node in nodes
    )  # fmt: skip


def _is_sub_item(node: Node) -> bool:
    """Whether "+ …" belongs to the bullet above it; one that names another agency does not."""
    return node.rank >= PLUS and not read_assignment(node.text).leads


def _goes_on(node: Node) -> bool:
    """Whether an unmarked paragraph is only more of the numbered one before it."""
    return (
        node.rank == PROSE
        and node.table is None
        and not node.children
        and not begins_anew(node.text)
        and not node.labels
    )


def _is_own_work(text: str, assigned: Assignment) -> bool:
    """Whether "Sở X đăng tải thông điệp …" below "Cơ quan thực hiện:" is work of its own, not only a role."""
    return bool(assigned.leads) and not assigned.chairs and not assigned.coordinators and bool(assigned.content)


def _whole(node: Node) -> str:
    return " ".join((node.text, *(_whole(child) for child in node.children)))


def _opening_time(text: str, year: int) -> int:
    """Where the work begins in "Cuối tháng 3 năm 2010: các cơ quan hoàn thành …"; 0 where no time goes before it."""
    for found in deadlines_in_text(text[:60], year)[:1]:
        at = text.find(found.words)
        after = _OPENING_TIME.match(text, at + len(found.words))
        if 0 <= at <= 10 and after and text[at + len(found.words) :].lstrip().startswith(":"):
            return after.end()
    return 0


def _starts_with_verb(text: str) -> bool:
    return agency_words().ends.end(tokens_of(text[:60]), 0) > 0


def _same_number(part: str, label: str) -> bool:
    """Whether a number above is part of a decimal: "2" of "2.1"."""
    return label.startswith(f"{part}.")


def _doubts(leads: tuple[str, ...], coordinators: tuple[str, ...]) -> tuple[str, ...]:
    doubts = []
    if not leads:
        doubts.append("văn bản không nêu cơ quan chủ trì")
    long = [name for name in (*leads, *coordinators) if len(name) > 110]
    doubts += [f"tên cơ quan dài bất thường: “{name[:60]}…”" for name in long]
    return tuple(doubts)
