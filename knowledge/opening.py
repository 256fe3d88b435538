"""Opening the store: as it stands if it was built from these registers by this version, built first if not."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from knowledge.check import input_files, read_folder
from knowledge.store import OutdatedStore, Store, schema
from nlp.problems import reason


def open_store(path: Path, folder: Path, *, rebuild: bool = False) -> Store:
    """The store of a folder of registers, built anew where asked or needed.

    Raises BrokenFiles, ForeignFile or StoreError with what to do about it.
    """
    fingerprint = _fingerprint(input_files(folder))
    if not rebuild and path.exists() and path.stat().st_size:
        with contextlib.suppress(OutdatedStore):
            store = Store(path)
            if store.fingerprint == fingerprint:
                return store
            store.close()
    # Building needs libraries that answering does not; importing them would slow every start.
    from knowledge.store.build import build

    registers, books = read_folder(folder)
    build(path, registers, books, fingerprint)
    return Store(path)


def built_at(path: Path) -> tuple[int, int] | None:
    """What tells one build of the store at a path from the next; None where there is none just now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _fingerprint(files: Iterable[Path]) -> str:
    """What a store is built from: the same files, format and version of this program give the same store."""
    hasher = hashlib.sha256(f"{schema.FORMAT}\0{version('hoiviec')}\0".encode())
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise schema.StoreError(f"Không đọc được {file}: {reason(error)}.") from error
        hasher.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return hasher.hexdigest()
