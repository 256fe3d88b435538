"""Answer lines: answers as JSON for programs, one object an answer (`hoiviec ask --json`, `--jsonl`)."""

from __future__ import annotations

from typing import Any

from bot.assistant import Response
from knowledge.answers.kinds import Choose, Found, FoundTask, Shape
from knowledge.model import Deadline
from nlp.question import FOR_A_DATE


def answer_line(response: Response) -> dict[str, Any]:
    """`{"outcome": "found", "tasks": [...], "dates": ["2024-07-31"], "text": "..."}`; `dates` are those it asserts."""
    answer = response.answer
    outcome = "found" if isinstance(answer, Found) else "choose" if isinstance(answer, Choose) else "not_found"
    tasks = answer.tasks if isinstance(answer, Found) else ()
    return {
        "outcome": outcome,
        "tasks": [_task(found) for found in tasks],
        "dates": _asserted(answer) if isinstance(answer, Found) else [],
        "text": response.reply.text,
    }


def explanation(response: Response) -> list[dict[str, Any]]:
    """Why each found task matched: the words of the question, what was found for them and what that earned."""
    answer = response.answer
    tasks = answer.tasks if isinstance(answer, Found) else ()
    return [
        {"ref": found.task.ref, "score": round(found.hit.score, 3) if found.hit else None,
         "why": [{"word": e.word, "found": e.found, "in": e.field, "how": e.how, "earned": round(e.earned, 2),
                  "worth": round(e.worth, 2)} for e in (found.hit.evidence if found.hit else ())]}
        for found in tasks
    ]  # fmt: skip


def _task(found: FoundTask) -> dict[str, Any]:
    task = found.task
    return {
        "ref": task.ref,
        "programme": task.programme.number,
        "title": task.title,
        "leads": list(task.leads),
        "coordinators": list(task.coordinators),
        "deadlines": [_deadline(deadline) for deadline in task.deadlines],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    when = deadline.when
    return {
        "date": when.due_on.isoformat() if when.due_on else None,
        "words": when.words,
        "what": deadline.what,
        "bound": when.bound.value,
        "recurrence": when.recurrence.value if when.recurrence else None,
    }


def _asserted(answer: Found) -> list[str]:
    """The dates that the answer gives as its own: of the best task where a subject's date is asked, else of all."""
    when = answer.shape is Shape.TOPIC and answer.question.asks & FOR_A_DATE
    tasks = answer.tasks[:1] if when else answer.tasks
    days = (due.due_on for found in tasks for due in found.deadlines)
    return list(dict.fromkeys(day.isoformat() for day in days if day))
