"""The menu of reminders: what is set, and buttons that change it, a page for each kind of choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from bot.actions import mark
from bot.reminders.selection import province_of
from bot.reminders.subscription import DAYS_BEFORE, Status, Subscription, Whose
from bot.reply import Button, Line, Reply, Row, bold, faint, labelled, plain, rows
from bot.subscribing import sentences
from bot.subscribing.actions import RemindersMenu, SetReminders, TryReminders
from bot.subscribing.changes import TURNING_ON
from bot.subscribing.choices import choosable
from knowledge.store import Store, StoredProgramme

_TIMES = tuple(time.fromisoformat(t) for t in ("06:30", "07:00", "07:30", "08:00", "09:00", "11:00", "13:30", "16:00"))
_AGENCIES = 8  # on a page


@dataclass(frozen=True, slots=True)
class Menu:
    """What the menu is about: a subscription, the chat's own agency or "", and whether the visitor may change it."""

    subscription: Subscription
    own: str
    may_change: bool


def menu_reply(menu: Menu, store: Store, page: str = "main", number: int = 0) -> Reply:
    """A page of the menu; an unknown one is the first."""
    draw = _PAGES.get(page) if menu.may_change else None
    return draw(menu, store, number) if draw else _main(menu, store)


def province_reply(store: Store, *, turning_on: bool = False) -> Reply:
    """The page that asks whose tasks are meant; with `turning_on` the answer turns reminders on as well."""
    first = TURNING_ON if turning_on else ""
    buttons = [Button(name, SetReminders("province", f"{first}{mark(name)}")) for name in sorted(store.provinces)]
    return Reply((bold(sentences.PAGES["provinces"]),), (*rows(buttons, 2), _BACK))


def settings_lines(subscription: Subscription, store: Store) -> tuple[Line, ...]:
    """What is set, a line for each setting."""
    lines = [labelled(sentences.WHOSE, _whose_text(subscription))]
    if len(store.provinces) > 1:
        lines.insert(0, labelled(sentences.PROVINCE, province_of(subscription, store) or sentences.ALL_PROVINCES))
    if subscription.tasks:
        lines.append(labelled(sentences.TASKS, f"{len(subscription.tasks)} việc"))
    lines += [
        labelled(sentences.SHARED, _yes(subscription.shared)),
        labelled(sentences.PROGRAMMES, _programmes_text(subscription, store)),
        labelled(sentences.DAYS, days_text(subscription.days_before)),
        labelled(sentences.TIME, f"{subscription.at:%H:%M}"),
        labelled(sentences.OVERDUE, sentences.WEEKLY if subscription.overdue else sentences.NOT),
        labelled(sentences.RECURRING, _yes(subscription.recurring)),
    ]
    return tuple(lines)


def days_text(days: tuple[int, ...]) -> str:
    """`(7, 3, 0) → "7, 3 ngày và đúng ngày"`."""
    before = ", ".join(str(n) for n in days if n)
    parts = [f"{before} ngày"] if before else []
    return " và ".join([*parts, sentences.ON_THE_DAY] if 0 in days else parts)


def _main(menu: Menu, store: Store) -> Reply:
    subscription = menu.subscription
    lines = [bold(f"{sentences.STATUSES[subscription.status]}."), *settings_lines(subscription, store)]
    lines.append(faint(sentences.SENTENCE if menu.may_change else sentences.ADMINS_ONLY))
    tried = (Button(sentences.TRY, TryReminders()),)
    if not menu.may_change:
        return Reply(tuple(lines), (tried,))
    pages = [
        (sentences.WHOSE, "whose"), (sentences.PROGRAMMES, "programmes"), (sentences.DAYS, "days"),
        (sentences.TIME, "time"),
    ]  # fmt: skip
    if len(store.provinces) > 1:
        pages.insert(0, (sentences.PROVINCE, "provinces"))
    toggles = (
        _toggle(sentences.OVERDUE, "overdue", subscription.overdue),
        _toggle(sentences.RECURRING, "recurring", subscription.recurring),
    )
    choices = rows((Button(label, RemindersMenu(page)) for label, page in pages), 2)
    return Reply(tuple(lines), (*choices, toggles, tried, _switches(subscription.status)))


def _switches(status: Status) -> Row:
    off = Button(sentences.OFF, SetReminders("status", "off"))
    match status:
        case Status.ACTIVE:
            return (Button(sentences.PAUSE, SetReminders("status", "pause")), off)
        case Status.OFF:
            return (Button(sentences.TURN_ON, SetReminders("status", "on")),)
        case _:
            return (Button(sentences.RESUME, SetReminders("status", "resume")), off)


def _whose(menu: Menu, _store: Store, _number: int) -> Reply:
    subscription = menu.subscription
    choices = [_choice(sentences.EVERYBODY, "whose", "all", subscription.whose is Whose.ALL, "whose")]
    if menu.own:
        chosen = subscription.whose is Whose.AGENCIES and subscription.agencies == (menu.own,)
        choices.append(_choice(menu.own, "whose", "own", chosen, "whose"))
    if subscription.tasks:
        chosen = subscription.whose is Whose.NOBODY
        choices.append(_choice(sentences.NOBODY, "whose", "nobody", chosen, "whose"))
    agencies = Button(sentences.CHOOSE_AGENCIES, RemindersMenu("agencies"))
    shared = _toggle(sentences.SHARED, "shared", subscription.shared, "whose")
    lines = (bold(sentences.PAGES["whose"]), plain(_whose_text(subscription)))
    return Reply(lines, (*rows(choices, 1), (agencies,), (shared,), _BACK))


def _agencies(menu: Menu, store: Store, number: int) -> Reply:
    names = choosable(store, province_of(menu.subscription, store))
    last = max(0, (len(names) - 1) // _AGENCIES)
    number = min(max(number, 0), last)
    shown = names[number * _AGENCIES : (number + 1) * _AGENCIES]
    chosen = menu.subscription.agencies
    buttons = [_switch(name, "agency", mark(name), name in chosen, "agencies", number) for name in shown]
    turning = tuple(
        Button(label, RemindersMenu("agencies", at))
        for at, label in ((number - 1, sentences.BEFORE), (number + 1, sentences.MORE))
        if 0 <= at <= last
    )
    lines = (bold(sentences.PAGES["agencies"]), plain(_whose_text(menu.subscription)))
    around = (turning,) if turning else ()
    return Reply(lines, (*rows(buttons, 1), *around, (Button(sentences.BACK, RemindersMenu("whose")),)))


def _programmes(menu: Menu, store: Store, _number: int) -> Reply:
    chosen, province = menu.subscription.programmes, province_of(menu.subscription, store)
    buttons = [_choice(sentences.ALL_PROGRAMMES, "programme", "-", not chosen, "programmes")]
    buttons += [
        _switch(_named(p, store), "programme", mark(p.key), p.key in chosen, "programmes")
        for p in store.programmes.values()
        if province in ("", p.province)
    ]
    return Reply((bold(sentences.PAGES["programmes"]),), (*rows(buttons, 1), _BACK))


def _provinces(_menu: Menu, store: Store, _number: int) -> Reply:
    return province_reply(store)


def _days(menu: Menu, _store: Store, _number: int) -> Reply:
    chosen = menu.subscription.days_before
    buttons = [
        _switch(f"{n} ngày" if n else sentences.ON_THE_DAY, "days", str(n), n in chosen, "days")
        for n in sorted({*DAYS_BEFORE, *chosen}, reverse=True)
    ]
    return Reply((bold(sentences.PAGES["days"]), plain(days_text(chosen))), (*rows(buttons, 3), _BACK))


def _time(menu: Menu, _store: Store, _number: int) -> Reply:
    chosen = menu.subscription.at
    times = sorted({*_TIMES, chosen})
    buttons = [_choice(f"{at:%H:%M}", "at", f"{at:%H:%M}", at == chosen, "time") for at in times]
    return Reply((bold(sentences.PAGES["time"]), faint(sentences.SENTENCE)), (*rows(buttons, 4), _BACK))


def _toggle(label: str, setting: str, on: bool, page: str = "main") -> Button:
    return Button(f"{'☑' if on else '☐'} {label}", SetReminders(setting, "0" if on else "1", page))


def _choice(label: str, setting: str, value: str, chosen: bool, page: str) -> Button:
    return Button(f"{'◉' if chosen else '○'} {label}", SetReminders(setting, value, page))


def _switch(label: str, setting: str, value: str, chosen: bool, page: str, number: int = 0) -> Button:
    action = SetReminders(setting, f"{'-' if chosen else '+'}{value}", page, number)
    return Button(f"{'☑' if chosen else '☐'} {label}", action)


def _whose_text(subscription: Subscription) -> str:
    if subscription.whose is Whose.ALL:
        return sentences.EVERYBODY
    return "; ".join(subscription.agencies) or sentences.NOBODY


def _programmes_text(subscription: Subscription, store: Store) -> str:
    chosen = [p for p in store.programmes.values() if p.key in subscription.programmes]
    return ", ".join(_named(p, store) for p in chosen) or sentences.ALL_PROGRAMMES


def _named(programme: StoredProgramme, store: Store) -> str:
    """A programme by its number, and by its year where there are several: numbers begin anew each year."""
    several = len({held.year for held in store.programmes.values()}) > 1
    return f"{programme.number} ({programme.year})" if several else programme.number


def _yes(on: bool) -> str:
    return sentences.YES if on else sentences.NOT


_BACK: Row = (Button(sentences.BACK, RemindersMenu()),)
_PAGES: dict[str, Callable[[Menu, Store, int], Reply]] = {
    "whose": _whose, "agencies": _agencies, "programmes": _programmes, "provinces": _provinces, "days": _days,
    "time": _time,
}  # fmt: skip
