"""Tasks whose agencies and times stand in label lines: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …"."""

from __future__ import annotations

import re

from knowledge.importing.collector import TaskCollector
from knowledge.importing.context import Context, roles_in, within_of
from knowledge.importing.labels import Label, LabelBlock, who
from knowledge.importing.marks import DASH
from knowledge.importing.outline import Node
from knowledge.importing.times import deadlines_in_text
from nlp.assignments import Assignment, read_assignment

_GENERIC = re.compile(r"(?:hoạt động|nhiệm vụ|nội dung|giải pháp|công việc)\s*(?:thứ\s*)?\d{0,2}\W*", re.IGNORECASE)


class LabelTasks(TaskCollector):
    """Makes tasks of paragraphs and the labels that govern them."""

    def _visit(self, node: Node, context: Context) -> Context:
        raise NotImplementedError

    def _label_task(
        self, node: Node, block: LabelBlock, contents: list[Node], labels: list[Node], within: Context
    ) -> None:
        """A task whose agencies and time stand in label lines below it."""
        base = node.before_labels if node.labels else node.text
        bullets = [child for content in contents for child in content.children]
        values = [value for content in contents for _, value in content.labels if value]
        title = "" if _GENERIC.fullmatch(base) else base
        texts = [" ".join(filter(None, (title and f"{title}:" if values else title, *values)))]
        if len(bullets) > 1 and not values:
            texts = [whole_text(bullet) for bullet in bullets]
        elif bullets:
            texts = [" ".join((texts[0], *(whole_text(bullet) for bullet in bullets)))]
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

    def _give(self, pending: list[Node], block: LabelBlock, labels: list[Node], context: Context) -> None:
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
            within = within_of(node, context)
            refs.append(self._block_task(node, whole_text(node), block, within))
            self._account(node, refs[-1], deep=True)
        for label in labels:
            self._account(label, ", ".join(refs) or "nhãn không gắn với nhiệm vụ nào", deep=True)

    def _block_task(self, node: Node, text: str, block: LabelBlock, within: Context) -> str:
        assigned = read_assignment(text)
        leads, coordinators = roles_in(assigned, within)
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


def _is_own_work(text: str, assigned: Assignment) -> bool:
    """Whether "Sở X đăng tải thông điệp …" below "Cơ quan thực hiện:" is work of its own, not only a role."""
    return bool(assigned.leads) and not assigned.chairs and not assigned.coordinators and bool(assigned.content)


def whole_text(node: Node) -> str:
    """A paragraph with all that belongs to it."""
    return " ".join((node.text, *(whole_text(child) for child in node.children)))
