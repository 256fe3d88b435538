"""What surrounds a bot in service: the throttle, the pulse, logs without secrets, settings that stop the start."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.logs import JsonLines, redacted
from bot.pulse import STALE, Pulse, notify_systemd
from bot.setting_values import WrongSetting
from bot.settings import load_settings, load_telegram_settings
from bot.throttle import Throttle

NOWHERE = Path("nowhere.env")
TOKEN = "123456789:AAE-a_token_that_nobody_has_used_ever"


def test_a_person_may_ask_twenty_times_a_minute_and_is_told_once() -> None:
    throttle = Throttle()
    assert [throttle.allows("a", moment) for moment in range(21)] == [True] * 20 + [False]
    assert throttle.allows("b", 20)
    assert (throttle.tell("a"), throttle.tell("a")) == (True, False)
    assert not throttle.allows("a", 59)
    assert throttle.allows("a", 60)
    assert throttle.tell("a")


def test_the_pulse_is_bad_ninety_seconds_after_the_last_success(tmp_path: Path) -> None:
    moment = 0.0
    pulse = Pulse(lambda: moment, tmp_path / "heartbeat")
    pulse.tried()
    assert not (tmp_path / "heartbeat").exists()
    pulse.reached()
    assert (tmp_path / "heartbeat").exists()
    moment = STALE - 1
    assert pulse.well
    moment = STALE
    pulse.tried()
    assert (pulse.well, pulse.stillness, pulse.silence) == (False, 0, STALE)


def test_systemd_is_told_where_it_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notify_systemd("READY=1")
    address = str(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(address)
        notify_systemd("WATCHDOG=1")
        assert listening.recv(100) == b"WATCHDOG=1"


def test_a_log_line_is_json_without_token_or_password() -> None:
    record = logging.makeLogRecord({"name": "x", "levelname": "INFO", "msg": "gọi %s", "args": (f"/bot{TOKEN}/getMe",)})
    record.chat = 5
    line = json.loads(JsonLines().format(record))
    assert (line["message"], line["chat"], line["level"]) == ("gọi /bot***/getMe", 5, "INFO")
    assert redacted("socks5://me:secret@proxy:1080") == "socks5://***@proxy:1080"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("TELEGRAM_BOT_TOKEN", "", "@BotFather"), ("TELEGRAM_BOT_TOKEN", "abc", "123456789:AbC"),
        ("TELEGRAM_BASE_URL", "api.telegram.org", "https://"), ("TELEGRAM_PROXY", "ftp://x", "http://"),
        ("TELEGRAM_MODE", "push", "polling, webhook"), ("TELEGRAM_OWNERS", "An", "123456"),
        ("TELEGRAM_APPROVE_GROUPS", "maybe", "yes, no"), ("TELEGRAM_SENDS_PER_SECOND", "0", "25"),
        ("HOIVIEC_TIME_ZONE", "Ca_Mau", "Asia/Ho_Chi_Minh"), ("HOIVIEC_LOG_LEVEL", "LOUD", "INFO"),
    ],
)  # fmt: skip
def test_a_wrong_setting_stops_the_start_with_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert result.output.startswith(name)
    assert told in result.output
    assert TOKEN not in result.output


def test_a_webhook_needs_address_and_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_MODE", "webhook")
    with pytest.raises(WrongSetting, match="TELEGRAM_WEBHOOK_URL"):
        load_telegram_settings(NOWHERE)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example.vn/telegram")
    with pytest.raises(WrongSetting, match="TELEGRAM_WEBHOOK_SECRET"):
        load_telegram_settings(NOWHERE)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "abc_123")
    webhook = load_telegram_settings(NOWHERE).webhook
    assert webhook is not None
    assert (webhook.listen, webhook.port) == ("127.0.0.1", 8443)


@pytest.mark.parametrize(
    "given",
    [
        "http://127.0.0.1:18090",
        "http://127.0.0.1:18090/",
        "http://127.0.0.1:18090/bot",
        f"http://127.0.0.1:18090/bot{TOKEN}",
    ],
)
def test_the_server_s_address_is_taken_however_it_is_pasted(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_BASE_URL", given)
    assert load_telegram_settings(NOWHERE).base_url == "http://127.0.0.1:18090"


def test_one_proxy_serves_both_kinds_of_calls_unless_two_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_PROXY", "http://a:1")
    settings = load_telegram_settings(NOWHERE)
    assert (settings.proxy, settings.polling_proxy) == ("http://a:1", "http://a:1")
    monkeypatch.setenv("TELEGRAM_POLLING_PROXY", "socks5://b:2")
    assert load_telegram_settings(NOWHERE).polling_proxy == "socks5://b:2"


def test_today_is_meant_in_the_set_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(load_settings(NOWHERE).time_zone) == "Asia/Ho_Chi_Minh"
    monkeypatch.setenv("HOIVIEC_TIME_ZONE", "Asia/Tokyo")
    assert str(load_settings(NOWHERE).time_zone) == "Asia/Tokyo"


def test_health_reads_the_heartbeat(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    heartbeat = tmp_path / "heartbeat"
    assert CliRunner().invoke(main, ["health"]).exit_code == 2
    monkeypatch.setenv("TELEGRAM_HEARTBEAT", str(heartbeat))
    assert CliRunner().invoke(main, ["health"]).exit_code == 1
    heartbeat.touch()
    assert CliRunner().invoke(main, ["health"]).exit_code == 0
    os.utime(heartbeat, (time.time() - 100, time.time() - 100))
    assert CliRunner().invoke(main, ["health"]).exit_code == 1


def test_without_a_token_run_opens_the_chat(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--db", str(tmp_path / "k.db"), "run"], input="")
    assert result.exit_code == 0


def test_a_serving_process_keeps_to_one_core_and_looks_for_garbage_less() -> None:
    settled = "import gc, os; from bot.process import settle; settle()"
    told = "print(len(os.sched_getaffinity(0)), gc.get_freeze_count() > 0)"
    done = subprocess.run([sys.executable, "-c", f"{settled}; {told}"], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["1", "True"]
