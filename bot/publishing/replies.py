"""What is shown of drafts and publications."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.publishing import sentences
from bot.publishing.actions import DropDraft, EditDraft, PublishDraft, UndoPublication
from bot.reply import Block, Button, Frame, Passage, Reply, bold, faint, plain
from bot.sentences import DAY
from knowledge.importing.drafts import Draft
from knowledge.importing.history import Publication
from knowledge.importing.workbook import DOUBTS, FACT_NAMES, FACTS, TASKS
from nlp.problems import Problem

_DOUBTS = 12  # in a folded quote
_PROBLEMS = 6
_NEW_AGENCIES = 5
_STEPS = 5
_MINUTE = "%H:%M ngày %d/%m/%Y"


def draft_reply(draft: Draft, name: str) -> Reply:
    """What was found in a document, what is doubtful, and the choice to publish it."""
    if not draft.tasks:
        return Reply((bold(sentences.NO_TASKS.format(name=name)),), ((_edit(draft), _drop(draft)),))
    heading = sentences.READ_AGAIN if draft.edited else sentences.READ
    blocks: list[Block] = [bold(heading.format(name=name, tasks=draft.tasks, dated=draft.dated))]
    blocks += [plain(_document(draft)), plain(_agencies(draft)), *_doubts(draft), *_changes(draft)]
    if draft.problems:
        blocks += _problems(draft.problems)
        return Reply(tuple(blocks), ((_edit(draft),), (_drop(draft),)))
    blocks.append(faint(sentences.NOT_YET.format(publish=sentences.PUBLISH)))
    publish = Button(sentences.PUBLISH, PublishDraft(draft.key))
    return Reply(tuple(blocks), ((publish, _drop(draft)), (_edit(draft),)))


def edit_reply() -> Reply:
    """How a table is edited and sent back."""
    steps = (plain(step.format(tasks=TASKS, facts=FACTS)) for step in sentences.EDIT_STEPS)
    return Reply((bold(sentences.EDIT_HOW), *steps))


def published_reply(step: Publication) -> Reply:
    """That something was published, and the way back."""
    told = sentences.PUBLISHED.format(programme=step.programme, tasks=step.tasks)
    blocks = (bold(told), plain(sentences.PUBLISHED_HOW), faint(_recorded(step.at)))
    return Reply(blocks, ((Button(sentences.UNDO, UndoPublication(step.number)),),))


def undone_reply(step: Publication, before: Publication) -> Reply:
    """That a step was taken back."""
    told = sentences.UNDONE.format(action=before.action, programme=before.programme)
    return Reply((bold(told), plain(sentences.UNDONE_HOW), faint(_recorded(step.at))))


def refused_reply(why: str) -> Reply:
    """Why something was not done; nothing was changed."""
    return Reply((*map(plain, why.splitlines()), faint(sentences.NOT_CHANGED)))


def history_reply(steps: Sequence[Publication], last: Publication | None) -> Reply:
    """How to publish, the last steps newest first, and the button that takes back the last one that stands."""
    how = sentences.HISTORY_HOW.format(publish=sentences.PUBLISH)
    listed = [plain(_step(step)) for step in reversed(steps[-_STEPS:])]
    heading = plain(sentences.HISTORY_LAST if listed else sentences.HISTORY_NONE)
    rows = ((Button(_undo_label(last), UndoPublication(last.number)),),) if last else ()
    return Reply((bold(sentences.HISTORY), plain(how), heading, *listed), rows)


def _undo_label(step: Publication) -> str:
    return f"{sentences.UNDO}: {step.action} {step.programme}"


def _step(step: Publication) -> str:
    undone = sentences.STEP_UNDONE if step.undone else ""
    return sentences.STEP.format(
        at=step.at.strftime("%H:%M %d/%m/%Y"), action=step.action, programme=step.programme, tasks=step.tasks,
        by=step.by, undone=undone,
    )  # fmt: skip


def _document(draft: Draft) -> str:
    issued = sentences.ISSUED.format(day=draft.issued_on.strftime(DAY)) if draft.issued_on else sentences.DAY_UNKNOWN
    return sentences.DOCUMENT.format(
        number=draft.number or sentences.NUMBER_UNKNOWN, issued=issued,
        issuer=draft.issuer or sentences.ISSUER_UNKNOWN, year=draft.year,
    )  # fmt: skip


def _agencies(draft: Draft) -> str:
    told = sentences.AGENCIES.format(known=draft.known_agencies, new=len(draft.new_agencies))
    if not draft.new_agencies:
        return told
    names = "; ".join(draft.new_agencies[:_NEW_AGENCIES])
    more = len(draft.new_agencies) - _NEW_AGENCIES
    if more > 0:
        names = sentences.AND_MORE.format(shown=names, count=more)
    return f"{told} {sentences.NEW_AGENCIES.format(names=names)}"


def _doubts(draft: Draft) -> list[Block]:
    if draft.edited:
        return []
    if not draft.doubts:
        return [plain(sentences.NO_DOUBTS)]
    shown = [plain(f"• {doubt}") for doubt in draft.doubts[:_DOUBTS]]
    if len(draft.doubts) > _DOUBTS:
        shown.append(plain(sentences.MORE_DOUBTS.format(count=len(draft.doubts) - _DOUBTS, sheet=DOUBTS)))
    return [plain(sentences.DOUBTS.format(count=len(draft.doubts))), Passage(tuple(shown), Frame.FOLDED)]


def _changes(draft: Draft) -> list[Block]:
    changes = draft.replaces
    if changes is None:
        return []
    if not (changes.new or changes.gone or changes.changed):
        return [plain(sentences.REPLACES_SAME)]
    return [plain(sentences.REPLACES.format(new=changes.new, gone=changes.gone, changed=changes.changed))]


def _problems(problems: Sequence[Problem]) -> list[Block]:
    shown = [plain(f"• {_problem(problem)}") for problem in problems[:_PROBLEMS]]
    if len(problems) > _PROBLEMS:
        shown.append(plain(sentences.MORE_PROBLEMS.format(count=len(problems) - _PROBLEMS)))
    return [bold(sentences.PROBLEMS.format(count=len(problems))), *shown]


def _problem(problem: Problem) -> str:
    """A problem by the names of the workbook's sheets, which is what the person has."""
    if problem.column in FACT_NAMES:
        column = FACT_NAMES[problem.column]
        return sentences.PROBLEM_FACT.format(sheet=FACTS, column=column, what=problem.what, advice=problem.advice)
    if problem.row is not None and problem.column:
        return sentences.PROBLEM_ROW.format(
            row=problem.row, column=problem.column, what=problem.what, advice=problem.advice
        )
    return str(problem)


def _recorded(at: datetime) -> str:
    return sentences.RECORDED.format(at=at.strftime(_MINUTE))


def _edit(draft: Draft) -> Button:
    return Button(sentences.EDIT, EditDraft(draft.key))


def _drop(draft: Draft) -> Button:
    return Button(sentences.DROP, DropDraft(draft.key))
