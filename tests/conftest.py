"""Fixtures that every room's tests use: a real store, and officers of every role at work in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.session import Session
from resources_app.store.keys import KeyCost
from resources_app.store.store import Store
from resources_app.team.actions import NewOfficer, add_officer, found_store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.founding import Stores

# No test needs a screen; a person who wants to watch sets the variable to their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TODAY = date(2026, 11, 23)  # a Monday
PASSPHRASE = "correct horse battery staple"
# Passphrases cost 1 ms in tests; tests/store measures the real cost.
CHEAP = KeyCost(memory_kib=64, passes=1)

SessionFor = Callable[[Role], Session]

_NAMES = {
    Role.PLACEMENT_OFFICER: "Amina Khan",
    Role.COMMISSIONING_OFFICER: "Colin Reed",
    Role.TEAM_MANAGER: "Tess Malone",
    Role.HEAD_OF_SERVICE: "Hugh Oyelaran",
    Role.SERVICE_DIRECTOR: "Sian Devlin",
    Role.DIRECTOR: "Dara Nwosu",
    Role.FINANCE: "Femi Quayle",
    Role.AUDITOR: "Audrey Lund",
}


def passphrase_of(role: Role) -> str:
    """The passphrase of the officer with this role in the `office` fixture."""
    return f"{PASSPHRASE} {role}"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep installation marks and settings of tests away from the person's own."""
    monkeypatch.setenv("RESOURCES_APP_HOME", str(tmp_path / "home"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock.on(TODAY)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "county.resources"


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    """Stores made once and copied for each test."""
    return Stores(tmp_path_factory.mktemp("stores"))


def found_empty(path: Path) -> Session:
    """The team manager who founded a store that holds nothing yet."""
    founder = NewOfficer(_NAMES[Role.TEAM_MANAGER], Role.TEAM_MANAGER)
    passphrase, clock = passphrase_of(Role.TEAM_MANAGER), FixedClock.on(TODAY)
    return found_store(path, founder, passphrase, clock=clock, key_cost=CHEAP).session


@pytest.fixture
def session(stores: Stores, store_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The team manager at work in the empty store they founded."""
    stores.copy(found_empty, store_path)
    with manager_at(store_path, clock) as session:
        yield session


def manager_in(path: Path, clock: FixedClock) -> Session:
    """The team manager, signed in to the store at `path`."""
    store = Store.open(path, passphrase=passphrase_of(Role.TEAM_MANAGER), clock=clock)
    return sign_in(store, clock=clock)


@contextmanager
def manager_at(path: Path, clock: FixedClock) -> Iterator[Session]:
    """The team manager at work in the store at `path`, which is closed in the end."""
    session = manager_in(path, clock)
    yield session
    session.store.close()


@pytest.fixture
def session_for(session: Session, clock: FixedClock) -> Iterator[SessionFor]:
    """Call with a role to get that officer's own session in the same store."""
    opened: dict[Role, Session] = {Role.TEAM_MANAGER: session}

    def of(role: Role) -> Session:
        if role not in opened:
            officer = add_officer(session, NewOfficer(_NAMES[role], role), passphrase_of(role))
            store = Store.open(
                session.store.path,
                passphrase=passphrase_of(role),
                officer_id=officer.id,
                clock=clock,
            )
            opened[role] = sign_in(store, clock=clock)
        return opened[role]

    yield of
    for role, one in opened.items():
        if role is not Role.TEAM_MANAGER:
            one.store.close()
