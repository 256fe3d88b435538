"""Checks calls against the machine-readable Bot API (`api.json`), where `BOT_API_SPEC` names it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_SCALARS: dict[str, tuple[type, ...]] = {
    "String": (str,), "Integer": (int,), "Boolean": (bool,), "Float": (int, float),
}  # fmt: skip
_FILES = ("InputFile",)


class Schema:
    """What methods take and types hold."""

    def __init__(self, path: Path) -> None:
        described = json.loads(path.read_text("utf-8"))
        self._methods = described["methods"]
        self._types = described["types"]

    def decoded(self, method: str, form: dict[str, Any]) -> dict[str, Any]:
        """Form fields as values: numbers, booleans and objects come as text."""
        known = {field["name"]: field["types"] for field in self._methods.get(method, {}).get("fields", [])}
        return {name: _decoded(value, known.get(name, ["String"])) for name, value in form.items()}

    def problems(self, method: str, values: dict[str, Any], files: Iterable[str]) -> list[str]:
        """All that is wrong with a call."""
        if method not in self._methods:
            return [f"{method}: no such method"]
        given = {**dict.fromkeys(files, ""), **values}
        attached = {name for name in given if name.startswith("attached")}
        rest = {name: value for name, value in given.items() if name not in attached}
        return self._members(rest, self._methods[method].get("fields", []), method)

    def _members(self, given: dict[str, Any], fields: list[dict[str, Any]], path: str) -> list[str]:
        known = {field["name"]: field for field in fields}
        problems = [f"{path}.{name}: unknown" for name in given if name not in known]
        problems += [f"{path}.{name}: missing" for name, f in known.items() if f["required"] and name not in given]
        for name, value in given.items():
            if name in known:
                problems += self._value(value, known[name]["types"], f"{path}.{name}")
        return problems

    def _value(self, value: Any, types: list[str], path: str) -> list[str]:
        """Empty if the value fits any of the types; else what is wrong with it as the likeliest one."""
        tried = [self._fits(value, name, path) for name in types]
        return [] if any(not problems for problems in tried) else min(tried, key=len)

    def _fits(self, value: Any, name: str, path: str) -> list[str]:
        if name in _SCALARS:
            right = isinstance(value, _SCALARS[name]) and isinstance(value, bool) == (name == "Boolean")
            return [] if right else [f"{path}: {value!r} is no {name}"]
        if name in _FILES:
            return [] if isinstance(value, str) else [f"{path}: no file"]
        if name.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{path}: no array"]
            inner = name.removeprefix("Array of ").replace(" and ", ", ").replace(" or ", ", ").split(", ")
            return [p for i, each in enumerate(value) for p in self._value(each, inner, f"{path}[{i}]")]
        kind = self._types.get(name, {})
        if kind.get("subtypes"):
            return self._value(value, kind["subtypes"], path)
        if not isinstance(value, dict):
            return [f"{path}: {value!r} is no {name}"]
        return self._members(value, kind.get("fields", []), f"{path}({name})")


@cache
def schema() -> Schema | None:
    """The schema that the environment names, None if it names none."""
    path = os.environ.get("BOT_API_SPEC", "")
    return Schema(Path(path)) if path else None


def _decoded(value: Any, types: list[str]) -> Any:
    if not isinstance(value, str) or ("String" in types and not (value.lstrip("-").isdigit() and "Integer" in types)):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
