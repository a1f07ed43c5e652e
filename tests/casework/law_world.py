"""A child's way to a home that the law may bar, and the ways in which people try to get round it.

To try another way: add a row to `ROUTES`, with the stage at which it stands open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from resources_app.casework.approving import approve_decision
from resources_app.casework.searching import search_for_home
from resources_app.casework.spoken import Spoken, record_spoken
from resources_app.foundations.errors import KnownError, Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import decide_offer, record_offer, release_request
from resources_app.requests.model import Request, Rung
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import ALLOWED, Permission, Role
from tests.casework.conftest import DECISION, OFFER, START
from tests.cli.running import passphrase_file, run
from tests.conftest import SessionFor, passphrase_of
from tests.requests.market import Market


@dataclass(frozen=True)
class World:
    """One request and everybody who might move it on."""

    reference: str
    home: str  # its name in the market
    market: Market
    session_for: SessionFor
    folder: Path
    code: str = ""  # the statutory placement type that is asked for at the end

    @property
    def officer(self) -> Session:
        return self.session_for(Role.PLACEMENT_OFFICER)

    @property
    def head(self) -> Session:
        return self.session_for(Role.HEAD_OF_SERVICE)

    @property
    def urn(self) -> str:
        return self.market.urn(self.home)

    @property
    def asked(self) -> Request:
        return request(self.officer.tables, self.reference)

    def change(self, table: str, key: str, **columns: object) -> None:
        """Put a fact in the store as a merge might: no action looks at it first."""
        with self.officer.act("a fact for a test") as act:
            act.tables.update(table, key, columns)

    def urgency(self, urgency: str) -> None:
        self.change("placement_request", self.asked.id, urgency=urgency)

    def command(self, role: Role, *words: object) -> None:
        """The same by command. Raises Refused with what it said."""
        mine = passphrase_file(self.folder, role.name, passphrase_of(role))
        store = self.officer.store.path
        said = run("--store", store, "--passphrase-file", mine, *words)
        if said.status == 2:
            raise Refused(said.err)
        assert said.status == 0, said.err


Way = Callable[[World, Role], object]


@dataclass(frozen=True)
class Route:
    """A way to move a request on. `needs` is the permission asked for before the law is."""

    name: str
    stage: str
    go: Way
    needs: Permission | None = None
    urgency: str = "planned"


def _as(act: Callable[[World, Session], object]) -> Way:
    return lambda world, role: act(world, world.session_for(role))


def _found(world: World, session: Session) -> None:
    """A search finds a home or does not: not finding it is its refusal."""
    outcome = search_for_home(session, world.reference)
    if not any(one.urn == world.urn for one in outcome.ranked()):
        raise Refused(outcome.summary)


def _release(world: World, session: Session) -> object:
    return release_request(session, world.reference, Rung.TIER_2, skipped_reason="Assessed.")


def _offer(world: World, session: Session) -> object:
    offer = replace(OFFER, urn=world.urn, unreleased_reason="It wrote to us.")
    return record_offer(session, world.reference, offer)


def _decide(world: World, session: Session) -> object:
    return decide_offer(session, world.reference, replace(DECISION, offer=world.urn))


def _approve(world: World, session: Session) -> object:
    return approve_decision(session, world.reference, words="Agreed.")


def _by_word(world: World, session: Session) -> object:
    said_at = session.clock.now() - timedelta(minutes=5)
    spoken = Spoken(world.session_for(Role.DIRECTOR).officer.name, said_at, "Go ahead.")
    return record_spoken(session, world.reference, spoken)


def _place(world: World, session: Session) -> object:
    return place_child(session, world.reference, PlacementTerms(START, placement_code=world.code))


def _place_by_command(world: World, role: Role) -> None:
    code = ("--placement-code", world.code.lower()) if world.code else ()
    world.command(role, "place", world.reference, "--start", START, *code)


def _approve_by_command(world: World, role: Role) -> None:
    world.command(role, "approve", world.reference, "--words", "Agreed.")


# In the order in which a request goes through the stages; the first of each is how it goes on.
ROUTES: tuple[Route, ...] = (
    Route("search", "authorised", _as(_found), Permission.SEARCH),
    Route("release", "searched", _as(_release), Permission.RELEASE),
    Route("offer", "released", _as(_offer), Permission.RELEASE),
    Route("decide", "offered", _as(_decide), Permission.DECIDE),
    Route("approve the money", "decided", _as(_approve)),
    Route("approve by command", "decided", _approve_by_command),
    Route("spoken approval", "decided", _as(_by_word), Permission.DECIDE, "emergency"),
    Route("place", "approved", _as(_place), Permission.PLACE),
    Route("place by command", "approved", _place_by_command, Permission.PLACE),
    Route("place in an emergency", "approved", _as(_place), Permission.PLACE, "emergency"),
)
STAGES = tuple(dict.fromkeys(one.stage for one in ROUTES))


def refusals(world: World, stage: str, *, urgent: bool = True) -> list[tuple[str, Role, str]]:
    """Every route of a stage tried by every role: what each was told; "" when it got through.

    Without `urgent` those for emergencies only are left out.
    """
    told = []
    for route in ROUTES:
        if route.stage != stage or (route.urgency == "emergency" and not urgent):
            continue
        world.urgency(route.urgency)
        told += [(route.name, role, _told(route, world, role)) for role in Role]
    world.urgency("planned")
    return told


def _told(route: Route, world: World, role: Role) -> str:
    try:
        route.go(world, role)
    except KnownError as refused:
        if route.needs is not None and route.needs not in ALLOWED[role]:
            return f"may not {route.needs}"
        return str(refused)
    return ""


def go_on(world: World, stage: str) -> None:
    """Take the request on from a stage, lawfully, by whoever does that."""
    route = next(one for one in ROUTES if one.stage == stage)
    session = world.head if stage == "decided" else world.officer
    route.go(world, Role(session.officer.role))
