"""An office in which requests stand in every state that the refusals need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from resources_app.store.store import Store
from resources_app.team.actions import NewOfficer, add_officer, found_store
from resources_app.team.model import Role
from tests.cli.running import Said, passphrase_file, run
from tests.cli.samples import (
    REGISTER,
    SCHEDULE,
    decision_data,
    offer_data,
    request_data,
    write_json,
)
from tests.conftest import CHEAP, passphrase_of

OFFICER, MANAGER, HEAD = Role.PLACEMENT_OFFICER, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE
AUDITOR = Role.AUDITOR


@dataclass
class Office:
    """A store, its folder, and the references that commands are tried on, by name."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        return self.folder / "county.resources"

    def run(self, role: Role, *words: object) -> Said:
        """One command by the officer with this role."""
        mine = passphrase_file(self.folder, role.name, passphrase_of(role))
        return run("--store", self.store, "--passphrase-file", mine, *words)

    def do(self, role: Role, *words: object) -> Any:
        """One command that is done; what it printed."""
        said = self.run(role, *words, "--json")
        assert (said.status, said.err) == (0, "")
        return said.data

    def marker(self) -> int:
        """Grows with every journalled change."""
        with Store.open(self.store, passphrase=passphrase_of(AUDITOR), read_only=True) as store:
            return store.marker()

    def file(self, name: str, data: object) -> Path:
        return write_json(self.folder / name, data)


def founded(folder: Path) -> Office:
    """A store with an officer of each role that the tests act in; passphrases cost 1 ms."""
    office = Office(folder)
    founder = NewOfficer("Tess Malone", MANAGER)
    session = found_store(office.store, founder, passphrase_of(MANAGER), key_cost=CHEAP).session
    for role, name in ((OFFICER, "Amina Khan"), (HEAD, "Hugh Oyelaran"), (AUDITOR, "Audrey Lund")):
        add_officer(session, NewOfficer(name, role), passphrase_of(role))
    session.store.close()
    return office


@contextmanager
def stocked(folder: Path) -> Iterator[Office]:
    """The same with the register and the price schedule, for a module's tests or for all."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RESOURCES_APP_HOME", str(folder / "home"))
        office = founded(folder)
        office.do(MANAGER, "import", "register", REGISTER, "--accept")
        office.do(MANAGER, "import", "prices", SCHEDULE, "--agreement", "CRP-2026", "--accept")
        yield office


def ask(office: Office, identifier: str, *options: str) -> str:
    """A request for a child with this identifier; its reference."""
    file = office.file(f"request-{identifier}.json", request_data(identifier))
    return str(office.do(OFFICER, "request", "add", file, *options)["reference"])


def send_out(office: Office, reference: str) -> dict[str, Any]:
    """Authorise, match and release; the best priced service that was asked."""
    office.do(HEAD, "authorise", reference)
    results = office.do(OFFICER, "match", reference, "--limit", "100")["results"]
    asked = {one["urn"] for one in office.do(OFFICER, "release", reference)["services"]}
    best: dict[str, Any] = next(
        one for one in results if one["urn"] in asked and one["weekly_pence"]
    )
    return best


@pytest.fixture(scope="module", autouse=True)
def cheap_passphrases() -> Iterator[None]:
    """What `init` makes opens in 1 ms; tests/store measures the real cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("resources_app.team.actions.KeyCost", lambda: CHEAP)
        yield


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Requests by state: draft, submitted, searching, decided (by the team manager)."""
    folder = tmp_path_factory.mktemp("refusing")
    with stocked(folder) as office:
        draft = ask(office, "1001")
        submitted = ask(office, "1002", "--submit")
        searching, decided = ask(office, "1003", "--submit"), ask(office, "1004", "--submit")
        authorised = ask(office, "1005", "--submit")
        office.do(HEAD, "authorise", authorised)
        send_out(office, searching)
        chosen = send_out(office, decided)
        offer = office.file("chosen.json", offer_data(chosen["urn"], chosen["weekly_pence"]))
        office.do(OFFICER, "offer", "add", decided, offer)
        decision = office.file("decision.json", decision_data(chosen["urn"]))
        office.do(MANAGER, "decide", decided, "--file", decision)
        office.names |= {
            "draft": draft,
            "submitted": submitted,
            "authorised": authorised,
            "searching": searching,
            "decided": decided,
            "urn": chosen["urn"],
            "folder": str(folder),
        }
        yield office
