"""The three layers: imports point one way, and each library stays in its room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {"nlp": {"nlp"}, "knowledge": {"knowledge", "nlp"}, "bot": {"bot", "knowledge", "nlp"}}
MODULES = sorted(path for layer in MAY_IMPORT for path in (ROOT / layer).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_from_bot_to_knowledge_to_nlp(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    upward = {name for name in imported(path) if name.split(".")[0] in MAY_IMPORT} - {
        name for name in imported(path) if name.split(".")[0] in MAY_IMPORT[layer]
    }
    assert not upward


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_stays_in_the_stores_and_telegram_in_its_folder(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imported(path)}
    if path.parent != ROOT / "knowledge" / "store":
        assert not libraries & {"sqlite3", "sqlite_utils", "tantivy"}
    if ROOT / "bot" / "state" not in path.parents:
        assert not libraries & {"sqlalchemy", "alembic", "psycopg"}
    if ROOT / "bot" / "telegram" not in path.parents:
        assert "telegram" not in libraries


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_clock_looks_at_the_time(path: Path) -> None:
    if path != ROOT / "bot" / "clock.py":
        assert "date.today(" not in path.read_text("utf-8")
        assert ".now(" not in path.read_text("utf-8")
