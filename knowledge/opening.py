"""Opening the store: as it stands if it was built from these registers by this version, built first if not."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from knowledge.check import input_files, read_folder
from knowledge.store import OutdatedStore, Store, schema
from nlp.problems import reason


def open_store(
    path: Path, folder: Path, *, rebuild: bool = False, built: Callable[[int], object] = lambda tasks: None
) -> Store:
    """The store of a folder of registers, built anew where asked or needed; `built` is told of each register's tasks.

    Raises BrokenFiles, ForeignFile or StoreError with what to do about it.
    """
    fingerprint = _fingerprint(input_files(folder))
    if not rebuild and path.exists() and path.stat().st_size:
        with contextlib.suppress(OutdatedStore):
            store = Store.open(path)
            if store.fingerprint == fingerprint:
                return store
            store.close()
    # Building needs libraries that answering does not; importing them would slow every start.
    from knowledge.store.build import build

    registers, books = read_folder(folder)
    build(path, registers, books, fingerprint, built)
    return Store.open(path)


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
