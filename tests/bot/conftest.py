"""Settings of this machine must not reach the tests of what people see."""

from __future__ import annotations

from pathlib import Path

import pytest

SETTINGS = ("HOIVIEC_DB", "HOIVIEC_REGISTERS", "DATABASE_URL")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in an empty folder without settings; what a test sets or loads is gone after it."""
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.setenv(name, "")  # so that it is restored even where it was not set
        monkeypatch.delenv(name)
