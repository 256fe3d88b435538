"""Tasks of running text: the outline is walked, and each heading's agencies hold for what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.importing.context import Context, roles_in, within_of
from knowledge.importing.found import FoundDeadline
from knowledge.importing.label_tasks import LabelTasks, whole_text
from knowledge.importing.labels import Label, LabelBlock
from knowledge.importing.marks import ANNEX, DASH, PLUS, PROSE, ROMAN
from knowledge.importing.outline import Node, begins_anew
from knowledge.importing.sections import (
    AFTER_END,
    NO_LEAD_NAMED,
    NO_WORK_NAMED,
    RECIPIENTS,
    SIGNATURE,
    no_task,
    only_urges,
)
from knowledge.importing.times import deadlines_in_text
from nlp.agency_words import agency_words, tokens_of
from nlp.assignments import NOBODY, Assignment, more_leads, read_assignment, split_assignments

_FOLLOWS = re.compile(r"(?::|\b(?:như sau|sau đây|sau|trong đó|cụ thể|gồm))\W*$", re.IGNORECASE)
_ASKS = re.compile(r"(?:giao|đề nghị|yêu cầu)\s", re.IGNORECASE)
_COMPLETION = re.compile(
    r"\(((?:phải |cần )?(?:hoàn thành|xong|thời hạn|thời gian hoàn thành)\b[^()]*)\)", re.IGNORECASE
)
_CHARGED = re.compile(r"[\s,]*(?:chịu trách nhiệm|có trách nhiệm|khẩn trương)\s", re.IGNORECASE)
_OPENING_TIME = re.compile(r"\s*[:,]\s*")


class ProseTasks(LabelTasks):
    """Walks an outline."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self._ended = False  # past "./.", where recipients and signatures stand

    def walk(self, root: Node) -> None:
        """Find the tasks below a node."""
        self._visit_children(root.children, Context())

    def _visit_children(self, nodes: Sequence[Node], context: Context) -> None:
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

    def _visit(self, node: Node, context: Context) -> Context:
        """Visit one node; the context for those after it, which an introduction changes."""
        if node.table is not None:
            return context
        if node.rank <= ROMAN:
            context = replace(context, leads=(), coordinators=(), deadlines=(), started=node.mark is not None)
            context = context if node.rank > ANNEX else replace(context, fallback=(), no_work=False)
        context = replace(context, started=context.started or node.mark is not None)
        if node.rank <= ROMAN or (node.heading and len(node.text) > 20 and not no_task(node.text)):
            self._ended = False
        if self._ended:
            self._account(node, AFTER_END, deep=True)
            return context
        self._ended = node.text.rstrip().endswith("./.") and not node.children
        within = within_of(node, context)
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
            opening = reason == SIGNATURE and not context.started  # "THỦ TƯỚNG CHÍNH PHỦ" in the letterhead
            self._account(node, "phần mở đầu" if opening else reason, deep=reason == RECIPIENTS)
            self._visit_children(node.children if reason != RECIPIENTS else (), within)
            return context
        assigned = read_assignment(node.text) if node.text else NOBODY
        if self._is_heading(node, assigned, context):
            return self._heading(node, assigned, context, within)
        return self._paragraph(node, assigned, context, within)

    def _is_heading(self, node: Node, assigned: Assignment, context: Context) -> bool:
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
        if assigned.coordinators and not assigned.content and below:
            return True
        merges = node.rank >= DASH and all(_is_sub_item(child) for child in node.children)
        if merges and not assigned.leads:
            return False
        if _FOLLOWS.search(node.text):
            return True
        if assigned.leads or assigned.coordinators:
            return False
        return not node.text.rstrip().endswith((".", ";")) or not context.leads

    def _heading(self, node: Node, assigned: Assignment, context: Context, within: Context) -> Context:
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
        if assigned.leads and not context.started and node.heading:
            self._leave(node, "tiêu đề")  # the issuer's name in the letterhead
        elif not node.children and assigned.leads:
            self._leave(node, "chỉ nêu tên cơ quan")
            return context
        deadlines = within.deadlines
        if assigned.leads:
            follows = bool(_FOLLOWS.search(node.text))
            deadlines = deadlines_in_text(assigned.work, self._year) if follows and assigned.work else ()
            deadlines = deadlines or (_in_parentheses(node.text, self._year) if follows else ())
        self._leave(node, "tiêu đề" if not assigned.leads else "nêu cơ quan cho các nhiệm vụ bên dưới")
        below = replace(within, leads=leads, coordinators=coordinators, deadlines=deadlines)
        self._visit_children(node.children, below)
        return context

    def _paragraph(self, node: Node, assigned: Assignment, context: Context, within: Context) -> Context:
        if not context.started and _gives_work(node.text, assigned):
            context = replace(context, started=True)  # a letter numbers nothing: "Giao Sở X lập đề án trước ngày …."
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
        parts = split_assignments(text)
        for part in parts:
            ref = self._task(node, part, merged, block, within)
            if ref:
                refs.append(ref)
        if refs:
            for each in (node, *merged):
                self._account(each, ", ".join(refs))
        if assigned.leads and not assigned.weak and len(parts) == 1:  # bullets go on with what the paragraph begins
            within = replace(within, leads=assigned.leads, coordinators=())
        self._visit_children(others, within)
        return context

    def _task(self, node: Node, text: str, merged: list[Node], block: LabelBlock | None, within: Context) -> str | None:
        opening = _opening_time(text, self._year)
        assigned = read_assignment(text[opening:])
        leads, coordinators = roles_in(assigned, within)
        leads = (*leads, *(name for name in more_leads(text) if name not in leads)) if assigned.leads else leads
        if block:
            leads = tuple(block.leads) or leads
            coordinators = tuple(dict.fromkeys((*coordinators, *block.coordinators)))
        deadlines = list(deadlines_in_text(" ".join((text, *(whole_text(child) for child in merged))), self._year))
        deadlines = block.deadlines if block and block.deadlines else deadlines or list(within.deadlines)
        reason = self._no_task(text, assigned, leads, deadlines, within, opening=opening)
        if reason:
            self._leave(node, reason)
            for child in merged:
                self._leave(child, reason)
            return None
        content = text if opening else (assigned.content or text)
        whole = " ".join((content, *(whole_text(child) for child in merged)))
        others = block.others if block else ()
        return self._add(node, whole, leads, coordinators, tuple(deadlines), within, others)

    def _no_task(
        self,
        text: str,
        assigned: Assignment,
        leads: tuple[str, ...],
        deadlines: Sequence[FoundDeadline],
        within: Context,
        *,
        opening: int,
    ) -> str | None:
        if reason := no_task(text):
            return reason
        if only_urges(assigned.work or text) and not deadlines:
            return "chỉ nhắc tổ chức thực hiện văn bản"
        charged = assigned.named and _CHARGED.match(text[len(assigned.leads[0]) :])
        if within.no_work and not (assigned.leads and (assigned.asked or assigned.chairs or charged)):
            return "mục đích, yêu cầu, mục tiêu: không giao việc cho cơ quan nào"
        if not leads and not (opening and deadlines):
            return NO_LEAD_NAMED
        if (
            leads
            and leads == within.fallback
            and not assigned.leads
            and not within.leads
            and not _starts_with_verb(text)
        ):
            return NO_WORK_NAMED
        return None


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


def _gives_work(text: str, assigned: Assignment) -> bool:
    """Whether a whole sentence begins by asking an agency for work, as no preamble does."""
    asked = bool(assigned.leads) and assigned.asked and not assigned.keeps and bool(assigned.content)
    return asked and bool(_ASKS.match(text)) and text.rstrip().endswith(".") and not text.rstrip().endswith("./.")


def _goes_on(node: Node) -> bool:
    """Whether an unmarked paragraph is only more of the numbered one before it."""
    return (
        node.rank == PROSE
        and node.table is None
        and not node.children
        and not begins_anew(node.text)
        and not node.labels
    )


def _opening_time(text: str, year: int) -> int:
    """Where the work begins in "Cuối tháng 3 năm 2010: các cơ quan hoàn thành …"; 0 where no time goes before it."""
    for found in deadlines_in_text(text[:60], year)[:1]:
        at = text.find(found.words)
        after = _OPENING_TIME.match(text, at + len(found.words))
        if 0 <= at <= 10 and after and text[at + len(found.words) :].lstrip().startswith(":"):
            return after.end()
    return 0


def _in_parentheses(text: str, year: int) -> tuple[FoundDeadline, ...]:
    """The deadline of "Giai đoạn 1 (hoàn thành trước ngày 15/6): Sở X thực hiện:", which holds for all below it."""
    match = _COMPLETION.search(text)
    return deadlines_in_text(match[1], year) if match else ()


def _starts_with_verb(text: str) -> bool:
    return agency_words().ends.end(tokens_of(text[:60]), 0) > 0
