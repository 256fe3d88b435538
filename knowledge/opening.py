"""Opening the store: as it stands if it was built from these registers by this version, built first if not."""

from __future__ import annotations

import contextlib
from pathlib import Path

from knowledge.check import input_files, read_folder
from knowledge.store import OutdatedStore, Store
from knowledge.store.build import build, digest


def open_store(path: Path, folder: Path) -> Store:
    """The store of a folder of registers; raises BrokenFiles, ForeignFile or StoreError with what to do about it."""
    fingerprint = digest(input_files(folder))
    if path.exists() and path.stat().st_size:
        with contextlib.suppress(OutdatedStore):
            store = Store(path)
            if store.fingerprint == fingerprint:
                return store
            store.close()
    registers, books = read_folder(folder)
    build(path, registers, books, fingerprint)
    return Store(path)
