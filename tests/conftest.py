"""What tests share: the shipped registers as a store, built once for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.assistant import Assistant
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from knowledge.store import Store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of the shipped registers; read it, never write to it."""
    store = open_store(tmp_path_factory.mktemp("store") / "knowledge.db", REGISTERS)
    yield store
    store.close()


@pytest.fixture(scope="session")
def assistant(store: Store) -> Assistant:
    """The assistant that answers from the shipped registers."""
    return Assistant(store)
