"""Settings: from the environment and `.env`; `.env.example` names them all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dotenv import load_dotenv

from knowledge.check import REGISTERS


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are on this machine."""

    database: Path
    registers: Path
    state: str  # URL of the state store


def load_settings(env_file: Path = Path(".env")) -> Settings:
    """Settings of this process; what the environment says goes before the file."""
    load_dotenv(env_file)
    return Settings(
        database=Path(os.environ.get("HOIVIEC_DB") or "knowledge.db"),
        registers=Path(os.environ.get("HOIVIEC_REGISTERS") or REGISTERS),
        state=os.environ.get("DATABASE_URL") or "sqlite:///state.db",
    )
