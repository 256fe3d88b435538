"""Conversations: what a person types or presses somewhere, answered with what is remembered of that place.

A place is a chat and a person in it. What is remembered lives in the state store, so that any process can go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from bot import sentences
from bot.actions import (
    Action,
    AgencyTasks,
    AnswerPage,
    AskExample,
    DueMenu,
    DueTasks,
    ForgetMe,
    ListAgencies,
    OpenTask,
    SendCalendar,
    SendTimeline,
    SetOwnAgency,
    SetScope,
    mark,
)  # fmt: skip
from bot.assistant import LONGEST_QUESTION, Response
from bot.attachments import Attachment, Attachments
from bot.front import agencies_reply, due_reply, own_reply, own_unknown_reply, programmes_reply
from bot.pages import Pages, said
from bot.render import out_of_list_reply
from bot.render.list_buttons import has_next, without_text
from bot.render.refused import chosen
from bot.reply import Button, Reply, bold, plain, rows
from bot.state import Chat, Kind, State
from knowledge.answers import Choose, Context, Found, NotFound, Reason
from knowledge.store import Programmes
from nlp.letters import fold
from nlp.question import Asks, Question


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody speaks: the chat and the person, by the channel's names, and whether others are there."""

    chat: str
    person: str
    group: bool = False


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a place remembers: what the last answer was about, which of its pages was shown, and what numbers choose.

    `choices` are the questions that it might have been, where the last answer was to choose.
    """

    context: Context
    page: int = 0
    choices: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot does in its turn: a reply or a file, and what to remember (None: leave it as it was)."""

    shown: Reply | Attachment
    remembered: Remembered | None = None


class Conversations:
    """Answers in all places, from one store of knowledge and one of state."""

    def __init__(self, pages: Pages, state: State) -> None:
        self.pages = pages
        self.state = state
        self._attachments = Attachments(pages)

    def ask(self, text: str, place: Place, now: datetime) -> Turn:
        """Answer what somebody typed: a question, a number of the last list, "tiếp", or a follow-up."""
        assistant = self.pages.assistant
        assistant.refresh()  # before programmes are known by their numbers in it
        known, kept = self.state.recall(place.chat, place.person, now)
        before, programmes = _remembered(kept), self._chosen(known)
        pointed = self._pointed(text, before, now, programmes)
        if pointed:
            return pointed
        if len(text) > LONGEST_QUESTION:
            return _turn(assistant.ask(text, now.date()))
        context = before.context if before else None
        question = assistant.understood(text, now.date(), programmes, context)
        own = self.own_agency(place.chat) if Asks.MINE in question.asks else None
        response = assistant.respond(question, programmes=programmes, context=context, own=own)
        if isinstance(response.answer, NotFound) and response.answer.reason is Reason.WHOSE:
            return Turn(own_unknown_reply())
        return _turn(response)

    def press(self, action: Action, place: Place, now: datetime) -> Turn:
        """Do what a button says."""
        today, pages = now.date(), self.pages
        pages.assistant.refresh()
        match action:
            case AgencyTasks():
                return _turn(pages.agency_tasks(action, today, self._scope(place.chat)), action.page)
            case DueTasks():
                return _turn(pages.due_tasks(action, today, self._scope(place.chat)), action.page)
            case AnswerPage():
                return _turn(pages.answer_page(action, today, self._scope(place.chat)), action.page)
            case OpenTask():
                return self._opened(action, _remembered(self.state.contexts.get(place.chat, place.person, now)), now)
            case SendCalendar():
                return Turn(self._attachments.calendar(action, now, self._scope(place.chat)))
            case SendTimeline():
                return Turn(self._attachments.timeline(action, today, self._scope(place.chat)))
            case AskExample():
                return self.ask(sentences.EXAMPLES[action.number % len(sentences.EXAMPLES)], place, now)
            case _:
                return Turn(self._settings(action, place))

    def timeline(self, words: str, place: Place, now: datetime) -> Turn:
        """The deadlines as a picture: of the agency that words name, without words of the chat's own, else of all.

        Words that name no agency, or several, are never taken for another one.
        """
        if not words:
            own = self.own_agency(place.chat)
            return self.press(SendTimeline(mark(own) if own else ""), place, now)
        self.pages.assistant.refresh()
        asked = self.pages.assistant.understood(words, now.date(), self._scope(place.chat)).agencies
        if not asked:
            return _turn(said(sentences.TIMELINE_WHOSE.format(words=words)))
        names = asked[0].agencies
        if len(names) == 1:
            return self.press(SendTimeline(mark(names[0])), place, now)
        buttons = (Button(name, SendTimeline(mark(name))) for name in names)
        told = bold(sentences.CHOOSE.format(words=asked[0].words)), plain(sentences.CHOOSE_BY_BUTTON)
        return Turn(Reply(told, rows(buttons, 1)))

    def remember(self, place: Place, remembered: Remembered, now: datetime) -> None:
        """Keep what a person's next question here may go on from."""
        self.state.contexts.keep(place.chat, place.person, msgspec.to_builtins(remembered), now)

    def own_agency(self, chat: str) -> str:
        """The agency that was chosen in a chat, "" if none was, or if it is in no programme any more."""
        known = self.state.chats.get(chat)
        return known.agency if known and self.pages.agency(mark(known.agency)) else ""

    def forget(self, place: Place) -> None:
        """Delete what is kept about a person, and the private chat with them."""
        self.state.forget_person(place.person)
        if not place.group:
            self.state.forget_chat(place.chat)

    def _settings(self, action: Action, place: Place) -> Reply:
        match action:
            case ListAgencies():
                return agencies_reply(self.pages.store, action, self.own_agency(place.chat))
            case DueMenu():
                return due_reply(self.pages.store, self.own_agency(place.chat))
            case SetOwnAgency():
                return self._set_own(action, place)
            case SetScope():
                return self._set_scope(action, place)
            case ForgetMe():
                self.forget(place)
                return said(sentences.FORGOTTEN).reply
            case _:
                return said(sentences.OUTDATED).reply

    def _set_own(self, action: SetOwnAgency, place: Place) -> Reply:
        agency = self.pages.agency(action.agency) if action.agency else ""
        if agency is None:
            return said(sentences.OUTDATED).reply
        self.state.chats.keep(replace(self._chat(place), agency=agency))
        return own_reply(agency)

    def _set_scope(self, action: SetScope, place: Place) -> Reply:
        """Ask about other programmes in this chat from now on."""
        store = self.pages.store
        chosen = [
            programme for programme in store.programmes.values()
            if action.year == programme.year and action.province == mark(programme.province)
        ]  # fmt: skip
        if action.year and not chosen:
            return said(sentences.OUTDATED).reply
        keys = tuple(programme.key for programme in chosen)
        self.state.chats.keep(replace(self._chat(place), programmes=keys))
        named = [sentences.SCOPE.format(province=p.province, year=p.year) for p in chosen[:1]]
        told = bold(sentences.SCOPE_SET.format(scope=(named or [sentences.CURRENT_PROGRAMMES.lower()])[0]))
        menu = self.programmes(place)
        return Reply((told, *menu.blocks[1:]), menu.rows)

    def programmes(self, place: Place) -> Reply:
        """The programmes, and which of them are asked about in this chat."""
        return programmes_reply(self.pages.store, self._chat(place).programmes)

    def _chat(self, place: Place) -> Chat:
        """What is known of the chat, or one of which nothing is."""
        return self.state.chats.get(place.chat) or Chat(place.chat, Kind.GROUP if place.group else Kind.PRIVATE)

    def _pointed(self, text: str, before: Remembered | None, now: datetime, scope: Programmes) -> Turn | None:
        """What a bare number means, a task of the last list or a choice, or the list's next page.

        Where no list is remembered it means nothing: searched for, it would give some task that has the number in it.
        """
        said_so = fold(text).strip(" .!?")
        turns, number = said_so in sentences.SAID_FOR_NEXT, _number(said_so)
        if not turns and number is None:
            return None
        if before is None or not (before.context.tasks or before.choices):
            return _turn(said(sentences.NO_LIST))
        if number is None:
            return self._next_page(before, now, scope)
        if before.choices:
            if not 1 <= number <= len(before.choices):
                return _turn(said(sentences.CHOOSE_BY_BUTTON))
            return _turn(self.pages.answer_page(AnswerPage(before.choices[number - 1]), now.date(), scope))
        if not 1 <= number <= len(before.context.tasks):
            return Turn(out_of_list_reply(len(before.context.tasks)))
        programme, ref = before.context.tasks[number - 1]
        back = AnswerPage(without_text(before.context.question), before.page) if len(before.context.tasks) > 1 else None
        return self._opened(OpenTask(mark(programme), ref, back), before, now)

    def _next_page(self, before: Remembered, now: datetime, scope: Programmes) -> Turn:
        page, answered = before.page + 1, None
        if not before.choices:
            shown = self.pages.answer_page(AnswerPage(before.context.question, page), now.date(), scope)
            answered = shown.answer
        if not isinstance(answered, Found) or not has_next(answered, before.page, self.pages.assistant.screen):
            return _turn(said(sentences.END_OF_LIST))
        return _turn(shown, page)

    def _opened(self, action: OpenTask, before: Remembered | None, now: datetime) -> Turn:
        """A task in full; where it is one of the last list, that list is still what numbers mean."""
        response = self.pages.open_task(action, now.date())
        task = response.context.tasks[0] if response.context else None
        if before and task in before.context.tasks:
            focus = before.context.tasks.index(task)
            return Turn(response.reply, replace(before, context=replace(before.context, focus=focus)))
        return _turn(response)

    def _scope(self, chat: str) -> Programmes:
        return self._chosen(self.state.chats.get(chat))

    def _chosen(self, known: Chat | None) -> Programmes:
        """The programmes that were chosen in a chat; None: the current ones."""
        if known is None or not known.programmes:
            return None
        # Where those that were chosen are gone there is nothing to ask about, rather than something else.
        return frozenset(p.id for p in self.pages.store.programmes.values() if p.key in known.programmes)


def _remembered(kept: dict[str, Any] | None) -> Remembered | None:
    if kept is None:
        return None
    try:
        return msgspec.convert(kept, Remembered)
    except msgspec.ValidationError:  # written by another version
        return None


def _turn(response: Response, page: int = 0) -> Turn:
    answered = response.answer
    if isinstance(answered, Choose):
        choices = tuple(without_text(chosen(answered, name)) for name in answered.choices)
        context = response.context or Context(without_text(answered.question), ())
        return Turn(response.reply, Remembered(context, choices=choices))
    return Turn(response.reply, Remembered(response.context, page) if response.context else None)


def _number(said_so: str) -> int | None:
    """A bare number; a year is none."""
    return int(said_so) if said_so.isascii() and said_so.isdigit() and len(said_so) < 4 else None
