"""The desk: answers whatever people press or say about reminders, in any channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.actions import Action, RemindTask
from bot.dispatch.agenda import Agenda
from bot.marked import task_of
from bot.reminders.digest import Days
from bot.reminders.duty import Duty, task_key
from bot.reminders.selection import province_of
from bot.reminders.subscription import Status, Subscription
from bot.render.digest import DigestView, digest_reply
from bot.reply import Button, Reply, bold, plain
from bot.sentences import DAY
from bot.state import State
from bot.state.letters import Letter
from bot.state.marks import DoneMark
from bot.subscribing import sentences
from bot.subscribing.actions import DigestPage, MarkDone, RemindAgain, RemindersMenu, SetReminders, TryReminders
from bot.subscribing.changes import first_subscription, lacks_province, of_province, pressed, wished, with_task
from bot.subscribing.menu import Menu, days_text, menu_reply, province_reply
from bot.subscribing.visitor import Visitor
from knowledge.store import StoredTask
from nlp.reminding import ReminderWish, Wish, understand_reminders

_LOOK_AHEAD = 400  # days
_DAY = timedelta(days=1)


class Desk:
    """Reminders as people set them, over a state store and the agenda of the open registers."""

    def __init__(self, state: State, agenda: Agenda) -> None:
        self._state = state
        self._agenda = agenda
        self._store = agenda.store

    def menu(self, visitor: Visitor, now: datetime) -> Reply:
        """What is set here, with buttons for those who may change it."""
        return self._menu(visitor, self._subscription(visitor, now))

    def press(self, action: Action, visitor: Visitor, now: datetime) -> Reply | None:
        """What a button of reminders shows in place of its message; None if it is a button of something else."""
        match action:
            case RemindersMenu(page, number):
                return self._menu(visitor, self._subscription(visitor, now), page, number)
            case SetReminders():
                return self._set(action, visitor, now)
            case TryReminders():
                return self._next_digest(self._subscription(visitor, now), now)
            case RemindTask(programme, ref):
                return self._remind_task(programme, ref, visitor, now)
            case MarkDone():
                return self._mark_done(action, visitor, now)
            case RemindAgain(day):
                return self._remind_again(day, visitor, now)
            case DigestPage(day, page):
                letter = self._letter(visitor, day)
                return digest_reply(self._view(letter, now), page) if letter else _said(sentences.OLD_DIGEST)
            case _:
                return None

    def say(self, text: str, visitor: Visitor, now: datetime) -> Reply | None:
        """What comes of a sentence such as "nhắc nhóm này việc của Sở Nội vụ"; None if it is not about reminders."""
        wish = understand_reminders(text, now.date(), self._store.names)
        if wish is None:
            return None
        subscription = self._subscription(visitor, now)
        if wish.wish is Wish.SHOW:
            return self._menu(visitor, subscription)
        if not visitor.may_change:
            return _said(sentences.ADMINS_ONLY)
        own = self._own(visitor)
        at_odds = _at_odds(wish, own)
        if at_odds:
            return _said(at_odds)
        changed = self._placed(wished(subscription, wish, own=own, now=now), wish)
        return self._changed(visitor, subscription, changed, now)

    def _set(self, action: SetReminders, visitor: Visitor, now: datetime) -> Reply:
        if not visitor.may_change:
            return _said(sentences.ADMINS_ONLY)
        before = self._subscription(visitor, now)
        after = pressed(before, action, own=self._own(visitor), store=self._store, now=now)
        return self._changed(visitor, before, after, now, action.page, action.number)

    def _placed(self, subscription: Subscription, wish: ReminderWish) -> Subscription:
        """A subscription for the province that a wish names, or for the one that has the agencies that it names."""
        named = [place for place in wish.places if place in self._store.provinces]
        if len(named) == 1:
            return of_province(subscription, named[0], self._store)
        if wish.agencies and subscription.province not in self._store.provinces_with(subscription.agencies):
            return replace(subscription, province="", programmes=())
        return subscription

    def _changed(
        self, visitor: Visitor, before: Subscription, after: Subscription, now: datetime, page: str = "main",
        number: int = 0,
    ) -> Reply:  # fmt: skip
        """Keep a change and show it; where it turns reminders on and several provinces fit, ask for one first."""
        if after.status is Status.ACTIVE is not before.status and lacks_province(after, self._store):
            self._kept(replace(after, status=before.status), now)
            return province_reply(self._store, turning_on=True)
        return self._menu(visitor, self._kept(after, now), page, number)

    def _remind_task(self, programme: str, ref: str, visitor: Visitor, now: datetime) -> Reply:
        task = task_of(programme, ref, self._store)
        if task is None:
            return _said(sentences.TASK_GONE)
        if not visitor.may_change:
            return _said(sentences.ADMINS_ONLY)
        if not any(duty.last >= now.date() for duty in self._duties(task)):
            return _said(sentences.TASK_PAST)
        subscription = self._kept(with_task(self._subscription(visitor, now), task_key(task), now), now)
        told = sentences.TASK_ADDED.format(days=_before(subscription.days_before), at=f"{subscription.at:%H:%M}")
        drop = Button(sentences.DROP_TASK, SetReminders("task", f"-{task_key(task)}"))
        return Reply((bold(told), plain(task.title)), ((drop,), (Button(sentences.SETTINGS, RemindersMenu()),)))

    def _duties(self, task: StoredTask) -> tuple[Duty, ...]:
        return tuple(duty for duty in self._agenda.duties if duty.task.id == task.id)

    def _mark_done(self, action: MarkDone, visitor: Visitor, now: datetime) -> Reply:
        letter = self._letter(visitor, action.day)
        if letter is None or action.duty not in letter.duties:
            return _said(sentences.OLD_DIGEST)
        if action.undo:
            self._state.marks.undo(visitor.chat, action.duty)
        else:
            self._state.marks.mark_done(DoneMark(visitor.chat, action.duty, visitor.person, visitor.name, now))
        return digest_reply(self._view(letter, now), action.page)

    def _remind_again(self, day: str, visitor: Visitor, now: datetime) -> Reply:
        letter = self._letter(visitor, day)
        if letter is None:
            return _said(sentences.OLD_DIGEST)
        subscription = self._subscription(visitor, now)
        if subscription.status is not Status.ACTIVE:
            return digest_reply(self._view(letter, now, sentences.NOT_ACTIVE))
        done = self._done(visitor.chat)
        tomorrow = now.date() + _DAY
        open_duties = [key for key in letter.duties if key not in done]
        self._state.marks.remind_again(visitor.chat, visitor.topic, open_duties, tomorrow)
        note = sentences.AGAIN_ON.format(day=tomorrow.strftime(DAY))
        return digest_reply(self._view(letter, now, note))

    def _next_digest(self, subscription: Subscription, now: datetime) -> Reply:
        """The next digest as it would be sent, whether reminders are on or not."""
        first = subscription.covered_from(now) + _DAY
        done = self._done(subscription.chat_id)
        again = self._state.marks.again().get((subscription.chat_id, subscription.topic), {})
        for n in range(_LOOK_AHEAD):
            day = first + n * _DAY
            fresh = n == 0 and (subscription.fresh or subscription.status is not Status.ACTIVE)
            digest = self._agenda.digest(subscription, Days(day, day, fresh), done=done, again=again)
            if digest.reminders:
                view = DigestView(day=day, today=day, reminders=digest.reminders, preview=True)
                told = sentences.NEXT_DIGEST.format(at=f"{subscription.at:%H:%M}", day=day.strftime(DAY))
                back = ((Button(sentences.SETTINGS, RemindersMenu()),),)
                return Reply((plain(told), *digest_reply(view).blocks), back)
        return Reply((plain(sentences.NO_DIGEST),), ((Button(sentences.SETTINGS, RemindersMenu()),),))

    def _view(self, letter: Letter, now: datetime, note: str = "") -> DigestView:
        return DigestView(
            day=letter.day,
            today=now.date(),
            reminders=self._agenda.recall(letter.duties, now.date()),
            late=letter.late,
            again=letter.again,
            done=self._done(letter.chat_id),
            note=note,
        )

    def _letter(self, visitor: Visitor, day: str) -> Letter | None:
        try:
            sent_on = date.fromisoformat(day)
        except ValueError:  # a button's code that somebody made up
            return None
        return self._state.outbox.letter(visitor.chat, visitor.topic, sent_on)

    def _done(self, chat: str) -> dict[str, DoneMark]:
        return {mark.duty: mark for mark in self._state.marks.done(chat)}

    def _subscription(self, visitor: Visitor, now: datetime) -> Subscription:
        known = self._state.subscriptions.get(visitor.chat, visitor.topic)
        if known:
            return known
        return first_subscription(
            visitor.chat, visitor.topic, self._own(visitor), now, province=self._province(visitor.chat)
        )

    def _province(self, chat: str) -> str:
        """The province that a chat asks about by its own choice, "" if it made none."""
        known = self._state.chats.get(chat)
        keys = known.programmes if known else ()
        chosen = {p.province for p in self._store.programmes.values() if p.key in keys}
        return chosen.pop() if len(chosen) == 1 else ""

    def _kept(self, subscription: Subscription, now: datetime) -> Subscription:
        settled = replace(subscription, province=province_of(subscription, self._store))
        return self._state.subscriptions.keep(settled, now)

    def _own(self, visitor: Visitor) -> str:
        chat = self._state.chats.get(visitor.chat)
        return chat.agency if chat and self._store.knows_agency(chat.agency) else ""

    def _menu(self, visitor: Visitor, subscription: Subscription, page: str = "main", number: int = 0) -> Reply:
        return menu_reply(Menu(subscription, self._own(visitor), visitor.may_change), self._store, page, number)


def _at_odds(wish: ReminderWish, own: str) -> str:
    """Why a wish cannot be kept as it was said, "" if it can."""
    if wish.at_odds:
        return sentences.AT_ODDS.format(words=wish.at_odds)
    for asked in wish.agencies:
        if len(asked.agencies) > 1:
            return sentences.WHICH_AGENCY.format(words=asked.words, agencies="; ".join(asked.agencies))
    return sentences.NO_OWN if wish.mine and not own else ""


def _before(days: tuple[int, ...]) -> str:
    return f"trước {days_text(days)}" if any(days) else days_text(days)


def _said(text: str) -> Reply:
    return Reply((plain(text),))
