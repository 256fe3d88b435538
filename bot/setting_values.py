"""Values of settings: each reader takes what stands there, or says in one line what is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_TOKEN = re.compile(r"\d+:[\w-]{20,}", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # https://core.telegram.org/bots/api#setwebhook


class WrongSetting(ValueError):
    """A setting that cannot be used, with its name and what to write instead; never with a secret's value."""


def token(name: str, value: str) -> str:
    """A bot's token as BotFather gives it."""
    if not value:
        raise WrongSetting(f"{name} chưa có. Lấy token ở @BotFather và ghi vào tệp .env.")
    if not _TOKEN.fullmatch(value):
        raise WrongSetting(f"{name} không đúng dạng. Token của @BotFather có dạng 123456789:AbC… (số, hai chấm, chữ).")
    return value


def web_address(name: str, value: str, schemes: Sequence[str], *, needed: bool = False) -> str | None:
    """An address with one of the schemes, or None where it is left out."""
    if not value and not needed:
        return None
    try:
        parts = urlsplit(value)
        right = parts.scheme in schemes and parts.hostname and (parts.port or True)
    except ValueError:
        right = False
    if not right:
        raise WrongSetting(f"{name} không phải địa chỉ. Viết như {schemes[0]}://máy:cổng.")
    return value


def ids(name: str, value: str) -> frozenset[int]:
    """Telegram's numbers of chats or people, separated by commas."""
    given = [part for part in re.split(r"[,\s]+", value) if part]
    if not all(re.fullmatch(r"-?\d{1,19}", part, re.ASCII) for part in given):
        raise WrongSetting(f"{name} phải là các số, cách nhau bằng dấu phẩy, như 123456,-1001234567890.")
    return frozenset(map(int, given))


def number(name: str, value: str, allowed: range) -> int:
    """A whole number in a range."""
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII) or int(value) not in allowed:
        raise WrongSetting(f"{name} phải là số từ {allowed.start} đến {allowed.stop - 1}.")
    return int(value)


def rate(name: str, value: str) -> float:
    """How many a second, above nought."""
    if not re.fullmatch(r"\d{1,6}(\.\d+)?", value, re.ASCII) or float(value) <= 0:
        raise WrongSetting(f"{name} phải là số lớn hơn 0, như 25.")
    return float(value)


def choice(name: str, value: str, allowed: Sequence[str]) -> str:
    """One of some words, whatever their case."""
    found = next((word for word in allowed if word.lower() == value.lower()), None)
    if found is None:
        raise WrongSetting(f"{name} phải là một trong: {', '.join(allowed)}.")
    return found


def time_zone(name: str, value: str) -> ZoneInfo:
    """A time zone by its name in the IANA database."""
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongSetting(f"{name} không phải múi giờ. Viết như Asia/Ho_Chi_Minh.") from error


def writable_file(name: str, value: str) -> Path | None:
    """A file to be written, or None where it is left out; its folder must be there."""
    path = Path(value)
    if value and (path.is_dir() or not os.access(path.parent, os.W_OK)):
        raise WrongSetting(f"{name} không ghi được vào {value}. Chọn một tệp trong thư mục đã có và có quyền ghi.")
    return path if value else None


def webhook_secret(name: str, value: str) -> str:
    """What Telegram repeats with each call so that nobody else can make one."""
    if not _SECRET.fullmatch(value):
        raise WrongSetting(f"{name} phải có 1 đến 256 chữ A-Z, a-z, số, _ hoặc -. Tạo bằng: openssl rand -hex 32.")
    return value
