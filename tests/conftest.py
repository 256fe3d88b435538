"""What tests share: the shipped registers as a store, built once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.state import State, open_state
from knowledge.check import REGISTERS
from knowledge.opening import open_store
from knowledge.store import Store
from tests.postgres import Postgres, running_postgres


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


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A real PostgreSQL, started by the first test that needs it."""
    with running_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def state_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty state store, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'state.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh()


@pytest.fixture
def state(state_url: str) -> Iterator[State]:
    """An empty state store, once of each kind."""
    state = open_state(state_url)
    yield state
    state.close()
