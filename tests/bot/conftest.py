"""Settings of this machine must not reach the tests of what people see."""

from __future__ import annotations

from pathlib import Path

import pytest

SETTINGS = (
    "HOIVIEC_DB", "HOIVIEC_REGISTERS", "DATABASE_URL", "HOIVIEC_TIME_ZONE", "HOIVIEC_LOG_LEVEL", "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_BASE_URL", "TELEGRAM_PROXY", "TELEGRAM_POLLING_PROXY", "TELEGRAM_MODE", "TELEGRAM_WEBHOOK_LISTEN",
    "TELEGRAM_WEBHOOK_PORT", "TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_OWNERS",
    "TELEGRAM_ALLOWED_GROUPS", "TELEGRAM_APPROVE_GROUPS", "TELEGRAM_SENDS_PER_SECOND", "TELEGRAM_HEARTBEAT",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in an empty folder without settings; what a test sets or loads is gone after it."""
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.setenv(name, "")  # so that it is restored even where it was not set
        monkeypatch.delenv(name)
