"""Rendering: from an answer to the reply that a person reads on a phone."""

from __future__ import annotations

from bot.render.found import found_reply
from bot.render.refused import choose_reply, out_of_list_reply, refused_reply
from bot.render.screen import PHONE, TERMINAL, Screen
from bot.render.task import task_reply
from bot.reply import Reply
from knowledge.answers.kinds import Answer, Choose, NotFound

__all__ = ["PHONE", "TERMINAL", "Screen", "out_of_list_reply", "render", "task_reply"]


def render(answer: Answer, page: int = 0, *, screen: Screen = TERMINAL) -> Reply:
    """Draw an answer for a screen; `page` counts from 0 where a list is longer than that."""
    if isinstance(answer, NotFound):
        return refused_reply(answer)
    if isinstance(answer, Choose):
        return choose_reply(answer, screen)
    return found_reply(answer, page, screen)
