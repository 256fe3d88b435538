"""Settings: `.env.example` names them all and may be used as it is; the environment goes before the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.settings
from bot.settings import load_settings
from knowledge.check import REGISTERS
from tests.bot.conftest import SETTINGS

EXAMPLE = Path(__file__).parents[2] / ".env.example"
NOWHERE = Path("nowhere.env")


def test_the_example_names_every_setting_that_is_read() -> None:
    source = Path(bot.settings.__file__).read_text("utf-8")
    read = set(re.findall(r'_value\("([A-Z_]+)"\)', source))
    assert read
    assert set(re.findall(r"^#?\s*([A-Z][A-Z0-9_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)) == read


def test_these_tests_know_every_setting() -> None:
    source = Path(bot.settings.__file__).read_text("utf-8")
    assert set(re.findall(r'_value\("([A-Z_]+)"\)', source)) == set(SETTINGS)


def test_the_example_explains_every_setting() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        assert "=" not in line or lines[number - 1].startswith("# ")


def test_the_example_may_be_used_as_it_is() -> None:
    assert load_settings(EXAMPLE) == load_settings(NOWHERE)


def test_without_settings_the_shipped_registers_are_used() -> None:
    settings = load_settings(NOWHERE)
    assert (settings.database, settings.registers) == (Path("knowledge.db"), REGISTERS)


def test_a_file_of_settings_is_read(tmp_path: Path) -> None:
    (tmp_path / "my.env").write_text("HOIVIEC_DB=/var/lib/việc.db\nHOIVIEC_REGISTERS=bảng\n", "utf-8")
    settings = load_settings(tmp_path / "my.env")
    assert (settings.database, settings.registers) == (Path("/var/lib/việc.db"), Path("bảng"))


def test_the_file_beside_the_process_is_read_by_itself(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HOIVIEC_DB=here.db\n", "utf-8")
    assert load_settings().database == Path("here.db")


def test_the_state_is_a_file_unless_a_database_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(NOWHERE).state == "sqlite:///state.db"
    monkeypatch.setenv("DATABASE_URL", "postgresql://office@db/hoiviec")
    assert load_settings(NOWHERE).state == "postgresql://office@db/hoiviec"


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my.env").write_text("HOIVIEC_DB=file.db\n", "utf-8")
    monkeypatch.setenv("HOIVIEC_DB", "environment.db")
    assert load_settings(tmp_path / "my.env").database == Path("environment.db")


def test_the_operator_s_guide_speaks_only_of_settings_that_exist() -> None:
    guide = (EXAMPLE.parent / "docs" / "van-hanh.md").read_text("utf-8")
    named = set(re.findall(r"\b((?:TELEGRAM|HOIVIEC)_[A-Z_]+|DATABASE_URL)\b", guide))
    assert named
    assert named <= set(re.findall(r"^#?\s*([A-Z][A-Z0-9_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE))
