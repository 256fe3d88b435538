"""The outline of a document: its paragraphs as a tree, by their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.importing.document import Block, PageBreak, Paragraph, Place, Table
from knowledge.importing.labels import Label, split_labels
from knowledge.importing.marks import ANNEX, ARTICLE, DASH, LETTER, NUMBER, PART, PROSE, ROMAN, Mark, split_mark
from knowledge.importing.sections import no_task
from nlp.agency_words import agency_words, tokens_of
from nlp.assignments import read_assignment

_TITLE = re.compile(
    r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT|ĐỀ ÁN|THÔNG BÁO|CÔNG ĐIỆN|DANH MỤC|BIỂU)\b"
)
_CLOSING = re.compile(
    r"(?:trên đây|trong quá trình|nơi nhận|căn cứ|giao |yêu cầu|đề nghị|ủy ban nhân dân .{0,40}yêu cầu)", re.IGNORECASE
)
_ENDS_DOCUMENT = re.compile(r"\./\.\s*$")


@dataclass(slots=True, eq=False)
class Node:
    """A paragraph with those that belong to it; `text` is without the mark, continuations included."""

    text: str
    mark: Mark | None
    rank: float
    place: Place
    label: str = ""
    children: list[Node] = field(default_factory=list)
    indexes: list[int] = field(default_factory=list)  # of the paragraphs, for the account of what became of each
    table: Table | None = None
    heading: bool = False  # by style or capitals
    labels: list[tuple[Label, str]] = field(default_factory=list)
    before_labels: str = ""

    @property
    def is_label(self) -> bool:
        """Whether it is a label line and nothing else."""
        return bool(self.labels) and not self.before_labels


def outline(blocks: Iterable[Block]) -> Node:
    """The tree of a document's paragraphs and tables; the root has no text."""
    root = Node("", None, ANNEX - 1, Place())
    stack = [root]
    previous: dict[float, str] = {}
    before: Place | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            while stack[-1].rank >= PROSE:
                stack.pop()
            stack[-1].children.append(Node("", None, PROSE, block.place, indexes=[index], table=block))
        elif isinstance(block, Paragraph) and block.text:
            _place(stack, block, index, previous, apart=before is None or _is_apart(before, block.place))
        before = before if isinstance(block, PageBreak) else block.place
    return root


def _is_apart(before: Place, place: Place) -> bool:
    """Whether a paragraph is one by itself: in texts with a sentence a line, the next line is not."""
    return before.line is None or place.line is None or place.line > before.line + 1


def _place(stack: list[Node], paragraph: Paragraph, index: int, previous: dict[float, str], *, apart: bool) -> None:
    mark, text = split_mark(paragraph.text)
    mark = _told_apart(mark, previous, stack)
    title = mark is None and len(text) < 300 and text.isupper() and len(text) > 3
    before, labels = split_labels(text)
    if mark is not None and mark.rank < LETTER and not any(value for _, value in labels):
        before, labels = text, []  # "III. Phân công thực hiện:" heads a section
    elif mark is not None and _is_task_in_labels(mark, before, labels):
        text = before = labels.pop(0)[1]  # "2.1. Nội dung: … Đơn vị chủ trì: …" is a task by itself
    node = Node(
        text, mark, mark.rank if mark else PROSE, paragraph.place, mark.label if mark else "", indexes=[index],
        heading=title or paragraph.heading is not None, labels=labels, before_labels=before,
    )  # fmt: skip
    if mark is not None:
        previous[mark.rank] = mark.label
    elif title:
        node.rank = PART if _TITLE.match(text) else PROSE - 0.1
    elif node.is_label:
        _place_label(stack, node)
        return
    elif stack[-1].rank >= DASH and not begins_anew(text) and not (apart and _is_next_work(stack[-1].text, text)):
        stack[-1].text += f" {text}"
        stack[-1].indexes.append(index)
        return
    if mark is None and not title:
        node.rank = PROSE - 0.05 if _is_context(text) else PROSE
    while stack[-1].rank >= node.rank:
        stack.pop()
    stack[-1].children.append(node)
    stack.append(node)
    if _ENDS_DOCUMENT.search(text):
        del stack[1:]


def _is_task_in_labels(mark: Mark, before: str, labels: list[tuple[Label, str]]) -> bool:
    """Whether a numbered paragraph begins with its content as a label, and is no label of the paragraph above."""
    alone = len(labels) == 1 and mark.rank >= LETTER
    return mark.rank < DASH and not before and bool(labels) and labels[0][0] is Label.CONTENT and not alone


def _place_label(stack: list[Node], node: Node) -> None:
    """A label line with no mark stands beside the bullets before it, else below the heading before it."""
    if stack[-1].is_label:
        stack.pop()
    parent = stack[-2] if len(stack) > 1 and stack[-1].rank >= PROSE and stack[-1].rank < DASH + 9 else stack[-1]
    if stack[-1].rank < PROSE:
        parent = stack[-1]
    parent.children.append(node)


def _is_context(text: str) -> bool:
    """Whether an unmarked line names the agencies of the bullets below it: "Sở X chủ trì, phối hợp với Y:"."""
    if text.casefold().startswith("kính gửi"):
        return False  # the letter that follows is not below its address
    assigned = read_assignment(text)
    return bool(assigned.leads) and (not assigned.content or text.rstrip().endswith(":"))


def begins_anew(text: str) -> bool:
    """Whether an unmarked paragraph after a bullet is no more of that bullet."""
    if _CLOSING.match(text) or no_task(text) or text.rstrip().endswith(":"):
        return True
    return bool(read_assignment(text).leads)


def _is_next_work(before: str, text: str) -> bool:
    """Whether an unmarked paragraph after a whole bullet begins other work: "… đời sống." "Báo cáo kết quả …"."""
    whole = before.rstrip().endswith((".", ";"))
    return whole and text[:1].isupper() and agency_words().ends.end(tokens_of(text[:60]), 0) > 0


def _told_apart(mark: Mark | None, previous: dict[float, str], stack: list[Node]) -> Mark | None:
    """A mark that could be of two kinds, as the one that goes on: "C." after "B." is a letter, "i)" after "h)" too."""
    if mark is None:
        return None
    if mark.rank == ROMAN and len(mark.label) == 1:
        before = previous.get(PART + 0.5, "")
        if before and ord(before[-1]) + 1 == ord(mark.label):
            return Mark(mark.label, PART + 0.5)
    if mark.rank == NUMBER and stack[-1].rank < ARTICLE:
        return mark
    return mark
