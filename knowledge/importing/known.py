"""The list of agencies that a folder of registers has for a province."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.agencies import AgencyBook, read_agencies


@dataclass(frozen=True, slots=True)
class KnownAgencies:
    """The list of agencies that the registers' folder has for a province: file name and text, to be added to."""

    file: str
    text: str


def known_agencies(folder: Path, province: str) -> tuple[KnownAgencies | None, AgencyBook | None]:
    """The province's file and what is in it; (None, None) where the folder has none or it cannot be read."""
    for path in sorted(folder.glob("agencies*.toml")) if folder.is_dir() else []:
        book, problems = read_agencies(path)
        if book and not problems and book.province == province:
            return KnownAgencies(path.name, path.read_text("utf-8-sig")), book
    return None, None
