"""Rendering: from an answer to the reply that a person reads on a phone."""

from __future__ import annotations

from bot.render.found import found_reply
from bot.render.refused import choose_reply, out_of_list_reply, refused_reply
from bot.render.task import task_reply
from bot.reply import Reply
from knowledge.answers.kinds import Answer, Choose, NotFound

__all__ = ["out_of_list_reply", "render", "task_reply"]


def render(answer: Answer, page: int = 0) -> Reply:
    """Draw an answer; `page` counts from 0 where a list is longer than a screen."""
    if isinstance(answer, NotFound):
        return refused_reply(answer)
    if isinstance(answer, Choose):
        return choose_reply(answer)
    return found_reply(answer, page)
