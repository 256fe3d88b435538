"""Settings: from the environment and `.env`; `.env.example` names them all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from dotenv import load_dotenv

from bot.setting_values import choice, ids, number, rate, time_zone, token, web_address, webhook_secret, writable_file
from knowledge.check import REGISTERS


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram's calls arrive: the address that listens here, and the one that Telegram is told."""

    listen: str
    port: int
    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How to be a Telegram bot; `webhook` is None where the bot asks for updates itself."""

    token: str
    base_url: str
    proxy: str | None
    polling_proxy: str | None
    webhook: Webhook | None
    owners: frozenset[int]
    allowed_groups: frozenset[int]
    approve_groups: bool
    sends_per_second: float
    heartbeat: Path | None


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are on this machine."""

    database: Path
    registers: Path
    state: str  # URL of the state store
    time_zone: ZoneInfo
    log_level: str


def load_settings(env_file: Path = Path(".env")) -> Settings:
    """Settings of this process; what the environment says goes before the file. WrongSetting names what is wrong."""
    load_dotenv(env_file)
    return Settings(
        database=Path(_value("HOIVIEC_DB") or "knowledge.db"),
        registers=Path(_value("HOIVIEC_REGISTERS") or REGISTERS),
        state=_value("DATABASE_URL") or "sqlite:///state.db",
        time_zone=time_zone("HOIVIEC_TIME_ZONE", _value("HOIVIEC_TIME_ZONE") or "Asia/Ho_Chi_Minh"),
        log_level=choice("HOIVIEC_LOG_LEVEL", _value("HOIVIEC_LOG_LEVEL") or "INFO", _LEVELS),
    )


def has_telegram(env_file: Path = Path(".env")) -> bool:
    """Whether a bot's token is set."""
    load_dotenv(env_file)
    return bool(_value("TELEGRAM_BOT_TOKEN"))


def load_telegram_settings(env_file: Path = Path(".env")) -> TelegramSettings:
    """The settings of the Telegram channel; WrongSetting names the first that is missing or wrong."""
    load_dotenv(env_file)
    proxy = web_address("TELEGRAM_PROXY", _value("TELEGRAM_PROXY"), ("http", "https", "socks5"))
    polling = web_address("TELEGRAM_POLLING_PROXY", _value("TELEGRAM_POLLING_PROXY"), ("http", "https", "socks5"))
    mode = choice("TELEGRAM_MODE", _value("TELEGRAM_MODE") or "polling", ("polling", "webhook"))
    heartbeat = _value("TELEGRAM_HEARTBEAT")
    return TelegramSettings(
        token=token("TELEGRAM_BOT_TOKEN", _value("TELEGRAM_BOT_TOKEN")),
        base_url=_base_url(),
        proxy=proxy,
        polling_proxy=polling or proxy,
        webhook=_webhook() if mode == "webhook" else None,
        owners=ids("TELEGRAM_OWNERS", _value("TELEGRAM_OWNERS")),
        allowed_groups=ids("TELEGRAM_ALLOWED_GROUPS", _value("TELEGRAM_ALLOWED_GROUPS")),
        approve_groups=choice("TELEGRAM_APPROVE_GROUPS", _value("TELEGRAM_APPROVE_GROUPS") or "no", _YES) == "yes",
        sends_per_second=rate("TELEGRAM_SENDS_PER_SECOND", _value("TELEGRAM_SENDS_PER_SECOND") or "25"),
        heartbeat=writable_file("TELEGRAM_HEARTBEAT", heartbeat),
    )


def _webhook() -> Webhook:
    url = web_address("TELEGRAM_WEBHOOK_URL", _value("TELEGRAM_WEBHOOK_URL"), ("https", "http"), needed=True)
    return Webhook(
        listen=_value("TELEGRAM_WEBHOOK_LISTEN") or "127.0.0.1",
        port=number("TELEGRAM_WEBHOOK_PORT", _value("TELEGRAM_WEBHOOK_PORT") or "8443", range(1, 65536)),
        url=url or "",
        secret=webhook_secret("TELEGRAM_WEBHOOK_SECRET", _value("TELEGRAM_WEBHOOK_SECRET")),
    )


def _base_url() -> str:
    """The server's address without what calls add to it: people paste it with `/bot` or with the token behind."""
    given = _value("TELEGRAM_BASE_URL") or "https://api.telegram.org"
    url = web_address("TELEGRAM_BASE_URL", given, ("https", "http")) or ""
    return url.partition("/bot")[0].rstrip("/")


def _value(name: str) -> str:
    return os.environ.get(name, "").strip()


_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_YES = ("yes", "no")
