"""Logs: one JSON object a line on standard error, without tokens and, from INFO up, without anybody's words."""

from __future__ import annotations

import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any

import msgspec

_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}", re.ASCII)
_SECRET_IN_URL = re.compile(r"(?<=//)[^/\s:@]+:[^/\s@]+(?=@)")
_OWN = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_LOUD = ("aiohttp", "telegram", "tornado", "apscheduler", "PIL", "alembic")  # they log URLs and updates


class JsonLines(logging.Formatter):
    """A line: moment, level, logger, message, what was given as `extra`, and the traceback of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as JSON, with all secrets struck out."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return redacted(msgspec.json.encode(line, enc_hook=str).decode())


def redacted(text: str) -> str:
    """A text without tokens of bots and passwords in addresses."""
    return _SECRET_IN_URL.sub("***", _TOKEN.sub("***", text))


def set_up_logs(level: str) -> None:
    """Log to standard error from a level up; libraries that log addresses and updates only from WARNING."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
