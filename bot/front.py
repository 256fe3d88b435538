"""The front: what commands show before anything was asked: welcome, help, agencies, spans of time, programmes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bot import sentences
from bot.actions import (
    OWN,
    AgencyTasks,
    AskExample,
    DueMenu,
    DueTasks,
    ForgetMe,
    ListAgencies,
    OpenPrivateChat,
    SendTimeline,
    SetOwnAgency,
    SetScope,
    mark,
)  # fmt: skip
from bot.reply import Block, Button, Reply, Row, bold, faint, plain, rows
from bot.sentences import DAY
from knowledge.store import AgencyCount, Store

_ON_PAGE = 8  # agencies on one screen, a button each
_PROGRAMMES = 5
_SCOPES = 8  # provinces and years to choose from, on one screen


def start_reply(*, group: bool = False) -> Reply:
    """The welcome: what this is, four questions to try, and choosing one's own agency."""
    examples = (Button(text, AskExample(number)) for number, text in enumerate(sentences.EXAMPLES))
    mine = Button(sentences.PICK_MINE_HERE if group else sentences.PICK_MINE, ListAgencies(pick=1))
    return Reply((bold(sentences.START), plain(sentences.START_HOW)), (*rows(examples, 1), (mine,)))


def help_reply(*, group: bool = False) -> Reply:
    """How to ask, and the commands."""
    blocks: list[Block] = [bold(sentences.HELP_HEADING), *map(plain, sentences.HELP)]
    blocks += [plain(f"/{command} – {what}") for command, what in sentences.HELP_COMMANDS.items()]
    return Reply(tuple(blocks), ((Button(sentences.OPEN_PRIVATE, OpenPrivateChat()),),) if group else ())


def due_reply(store: Store, agency: str = "") -> Reply:
    """The spans for which to see what falls due; the whole years of the programmes too."""
    marked = mark(agency) if agency else ""
    spans = [Button(label, DueTasks(span, marked)) for span, label in sentences.DUE_SPANS.items()]
    years = sorted({programme.year for programme in store.programmes.values()}, reverse=True)[:2]
    whole = [Button(sentences.DUE_YEAR.format(year=year), DueTasks(f"{year}0101-{year}1231", marked)) for year in years]
    timeline = Button(sentences.TIMELINE, SendTimeline(marked))
    return Reply((bold(sentences.DUE_MENU),), (*rows(spans, 2), tuple(whole), (timeline,)))


def agencies_reply(store: Store, action: ListAgencies, own: str = "") -> Reply:
    """The kinds of agencies with counts, or one page of the agencies of a kind; to look at, or to pick one's own."""
    agencies = [agency for agency in store.agency_counts if agency.leads or agency.shared or agency.coordinates]
    kinds: dict[str, list[AgencyCount]] = {}
    for agency in agencies:
        kinds.setdefault(sentences.KINDS.get(agency.kind, agency.kind) or sentences.OTHER_KIND, []).append(agency)
    if action.kind in (mark(kind) for kind in kinds):
        kind = next(kind for kind in kinds if mark(kind) == action.kind)
        return _kind_reply(kind, kinds[kind], action)
    order = sorted(kinds, key=lambda kind: -len(kinds[kind]))
    buttons = [
        Button(f"{kind[:1].upper()}{kind[1:]} ({len(kinds[kind])})", ListAgencies(mark(kind), 0, action.pick))
        for kind in order
    ]
    how = sentences.AGENCIES_PICK if action.pick else sentences.AGENCIES_HOW
    return Reply(
        (bold(sentences.AGENCIES.format(count=len(agencies))), plain(how)),
        (*rows(buttons, 1), *_own_rows(own, action)),
    )


def programmes_reply(store: Store, chosen: Collection[str] = ()) -> Reply:
    """The programmes that are answered from, newest first, and the choice of those that this chat asks about.

    `chosen` are the keys of the programmes that were chosen; none: the current ones.
    """
    programmes = sorted(store.programmes.values(), key=lambda programme: programme.issued_on, reverse=True)
    blocks: list[Block] = [bold(sentences.PROGRAMMES.format(count=len(programmes)))]
    for programme in programmes[:_PROGRAMMES]:
        issued = programme.issued_on.strftime(DAY)
        told = f"{programme.number} ngày {issued} của {programme.issuer}: {programme.short_title}"
        blocks.append(plain(f"• {told} ({programme.task_count} nhiệm vụ)."))
        blocks += [faint(note) for note in programme.notes[:1]]
    if len(programmes) > _PROGRAMMES:
        blocks.append(plain(sentences.PROGRAMMES_MORE.format(count=len(programmes) - _PROGRAMMES)))
    return Reply(tuple(blocks), (*_scopes(store, chosen), (Button(sentences.ALL_AGENCIES, ListAgencies()),)))


def _scopes(store: Store, chosen: Collection[str]) -> tuple[Row, ...]:
    """A button for each province and year, newest first, where there is more than one."""
    held = sorted({(-p.year, p.province) for p in store.programmes.values()})
    if len(held) < 2:
        return ()
    asked = {(-p.year, p.province) for p in store.programmes.values() if p.key in chosen}
    buttons = [Button(_ticked(sentences.CURRENT_PROGRAMMES, not asked), SetScope())]
    for year, province in held[:_SCOPES]:
        label = sentences.SCOPE.format(province=province, year=-year)
        buttons.append(Button(_ticked(label, (year, province) in asked), SetScope(mark(province), -year)))
    return rows(buttons, 1)


def _ticked(label: str, ticked: bool) -> str:
    return f"✓ {label}" if ticked else label


def own_reply(agency: str) -> Reply:
    """That an agency is now one's own, and what to do with that."""
    if not agency:
        return Reply((bold(sentences.OWN_CLEARED),))
    tasks = Button(sentences.OWN_TASKS.format(agency=agency), AgencyTasks(mark(agency), OWN))
    due = Button(sentences.DUE_BUTTON, DueMenu())
    return Reply(
        (bold(sentences.OWN_SET.format(agency=agency)), plain(sentences.OWN_SET_HOW)),
        ((tasks,), (due, Button(sentences.TIMELINE, SendTimeline(mark(agency))))),
    )


def own_unknown_reply() -> Reply:
    """That "sở mình" needs to know which one that is."""
    pick = Button(sentences.PICK_MINE, ListAgencies(pick=1))
    return Reply((bold(sentences.OWN_UNKNOWN), plain(sentences.OWN_UNKNOWN_HOW)), ((pick,),))


def forget_reply(*, group: bool = False) -> Reply:
    """Asking before anything is deleted; what a group has set is the group's."""
    what = sentences.FORGET_WHAT_IN_GROUP if group else sentences.FORGET_WHAT
    return Reply((bold(sentences.FORGET), plain(what)), ((Button(sentences.FORGET_BUTTON, ForgetMe()),),))


def this_year(store: Store, today: date) -> int:
    """The year whose deadlines are meant where none is named: the newest programme's, or this one."""
    return max((programme.year for programme in store.programmes.values()), default=today.year)


def _kind_reply(kind: str, agencies: list[AgencyCount], action: ListAgencies) -> Reply:
    """A page of the agencies of a kind, those that lead most first."""
    order = sorted(agencies, key=lambda agency: -agency.leads)
    page = max(0, min(action.page, (len(order) - 1) // _ON_PAGE))
    shown = order[page * _ON_PAGE : (page + 1) * _ON_PAGE]
    buttons = [
        Button(agency.name, SetOwnAgency(mark(agency.name)))
        if action.pick
        else Button(f"{agency.name} ({agency.leads})", AgencyTasks(mark(agency.name)))
        for agency in shown
    ]
    turning = []
    if page:
        turning.append(Button(sentences.PREVIOUS, ListAgencies(mark(kind), page - 1, action.pick)))
    if len(order) > (page + 1) * _ON_PAGE:
        turning.append(Button(sentences.NEXT, ListAgencies(mark(kind), page + 1, action.pick)))
    back = Button(sentences.BACK, ListAgencies(pick=action.pick))
    lines = [bold(sentences.AGENCIES_OF.format(kind=f"{kind[:1].upper()}{kind[1:]}", count=len(order)))]
    lines.append(faint(sentences.AGENCIES_PICK if action.pick else sentences.AGENCIES_OF_HOW))
    return Reply(tuple(lines), (*rows(buttons, 1), *([tuple(turning)] if turning else []), (back,)))


def _own_rows(own: str, action: ListAgencies) -> tuple[Row, ...]:
    if not action.pick:
        return ((Button(sentences.PICK_MINE, ListAgencies(pick=1)),),)
    return ((Button(sentences.OWN_CLEAR, SetOwnAgency()),),) if own else ()
