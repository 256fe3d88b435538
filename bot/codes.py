"""Codes: actions as short ASCII strings that a button carries, and back.

`1t:Xb2kQ9aZ:III.1.1.c%232~a:9fKs_0Lq:o:0` is version 1 of "open task III.1.1.c#2, came from that agency's list".
What is too long, or holds a whole question, is kept in the state store, and the code is its token.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_type_hints
from urllib.parse import quote, unquote

import msgspec

from bot import actions
from bot.actions import Action

VERSION = "1"
LONGEST = 64  # bytes of callback_data, https://core.telegram.org/bots/api#inlinekeyboardbutton
_KEPT = "k"
_TOKEN = re.compile(r"[\w-]{1,40}", re.ASCII)
_BY_KIND: dict[str, type[Action]] = {}
_HINTS: dict[type[Action], dict[str, Any]] = {}

Keep = Callable[[str], str]  # keeps a content and returns its token, the same for the same content
Kept = Callable[[str], str | None]  # the content of a token, None if it is not known (any more)


class NoCode(ValueError):
    """A string that is no code of this version."""


def register(*kinds: type[Action]) -> None:
    """Make actions known to `decode`."""
    for kind in kinds:
        if _BY_KIND.setdefault(kind.KIND, kind) is not kind:
            raise ValueError(f"two actions of kind {kind.KIND}")


register(*actions.CODED)


def encode(action: Action, keep: Keep) -> str:
    """The code of an action, at most 64 ASCII characters."""
    code = VERSION + _code(action, keep)
    return code if len(code) <= LONGEST else f"{VERSION}{_KEPT}:{_keep(action, keep)}"


def decode(code: str, kept: Kept) -> Action | None:
    """The action of a code; None where it is of another version, of an unknown kind or no longer kept."""
    if not code.startswith(VERSION):
        return None
    try:
        return _action(code.removeprefix(VERSION), kept)
    except (NoCode, msgspec.MsgspecError):
        return None


def _code(action: Action, keep: Keep) -> str:
    values = _values(action)
    if any(not isinstance(value, str | int | Action | None) for value in values):
        return f"{_KEPT}:{_keep(action, keep)}"
    plain = [quote(str(value), safe="/") for value in values if isinstance(value, str | int)]
    back = next((value for value in values if isinstance(value, Action)), None)
    return ":".join([action.KIND, *plain]) + (f"~{_code(back, keep)}" if back else "")


def _action(code: str, kept: Kept) -> Action:
    own, _, back = code.partition("~")
    kind, *given = own.split(":")
    if kind == _KEPT:
        content = kept(given[0]) if given and _TOKEN.fullmatch(given[0]) else None
        if content is None:
            raise NoCode(code)
        return _from_builtins(msgspec.json.decode(content))
    shape = _BY_KIND.get(kind)
    if shape is None:
        raise NoCode(code)
    hints = _hints(shape)
    names = [name for name, hint in hints.items() if hint in (str, int)]
    if len(given) > len(names):  # fewer may be of before a field was added, which then has its default
        raise NoCode(code)
    values: dict[str, Any] = {}
    for name, text in zip(names, map(unquote, given), strict=False):
        values[name] = msgspec.convert(text, hints[name], strict=False)
    if back:
        values["back"] = decode(VERSION + back, kept)  # a lost list is no reason not to open the task
    return _made(shape, values)


def _keep(action: Action, keep: Keep) -> str:
    return keep(msgspec.json.encode(_to_builtins(action), order="deterministic").decode())


def _to_builtins(action: Action) -> dict[str, Any]:
    named = zip(_hints(type(action)), _values(action), strict=True)
    built = {
        name: _to_builtins(value) if isinstance(value, Action) else msgspec.to_builtins(value) for name, value in named
    }
    return {"kind": action.KIND, **built}


def _from_builtins(content: Any) -> Action:
    shape = _BY_KIND.get(content.pop("kind", "")) if isinstance(content, dict) else None
    if shape is None:
        raise NoCode(content)
    hints, values = _hints(shape), {}
    for name, value in content.items():
        if name not in hints:
            raise NoCode(content)
        nested = isinstance(value, dict) and "kind" in value
        values[name] = _from_builtins(value) if nested else msgspec.convert(value, hints[name])
    return _made(shape, values)


def _made(shape: type[Action], values: dict[str, Any]) -> Action:
    try:
        return shape(**values)
    except TypeError as error:
        raise NoCode(shape.KIND) from error


def _values(action: Action) -> list[Any]:
    return [getattr(action, name) for name in _hints(type(action))]


def _hints(shape: type[Action]) -> dict[str, Any]:
    if shape not in _HINTS:
        hints = get_type_hints(shape)
        _HINTS[shape] = {field.name: hints[field.name] for field in fields(shape)}  # type: ignore[arg-type]
    return _HINTS[shape]
