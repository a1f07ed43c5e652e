"""Makes a demo store: invented people, real postcodes, everything else as the real thing.

What the application can take in, it takes in: the register and the price schedules go through
the same imports as Ofsted's and a tender's. Only the past is written in bulk.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path

from resources_app.agreements.price_import import PriceImport
from resources_app.agreements.taking_prices import accept_price_schedule, preview_price_schedule
from resources_app.casework.alerts import take_register
from resources_app.demo.block import make_block_contract
from resources_app.demo.contracts import make_contracts
from resources_app.demo.court_order import make_court_order
from resources_app.demo.history import HistoryMaker, HistoryPlan
from resources_app.demo.invoices import Desk, make_invoices
from resources_app.demo.logo import COLOUR, demo_logo
from resources_app.demo.paperwork import make_own_words, make_paperwork
from resources_app.demo.people import People
from resources_app.demo.places import PROJECT, Places
from resources_app.demo.price_sheets import (
    SOUTH_CENTRAL,
    SUPPORTED,
    DemoLot,
    PricedService,
    price_workbook,
)
from resources_app.demo.queries import active_services, core_rates, counts_of
from resources_app.demo.register_sheets import RegisterMaker
from resources_app.demo.review import leave_under_review
from resources_app.demo.varied import make_variation
from resources_app.demo.working import make_open_requests
from resources_app.foundations.clock import Clock, SystemClock
from resources_app.foundations.office_hours import OfficeHours
from resources_app.providers.register_actions import preview_register_workbook
from resources_app.session import Session
from resources_app.store.keys import DEFAULT_COST, KeyCost
from resources_app.store.store import Store
from resources_app.team.actions import (
    NewOfficer,
    enter_officer,
    found_store,
)
from resources_app.team.council import Council, describe_council, set_logo
from resources_app.team.model import Role
from resources_app.team.office_hours import set_office_hours
from resources_app.team.signing_in import sign_in


class DemoSize(StrEnum):
    """How large a demo is."""

    COUNTY = "county"
    REGION = "region"


@dataclass(frozen=True)
class DemoPlan:
    """What a demo of one size holds."""

    services: int
    history: HistoryPlan
    open_requests: int


PLANS = {
    DemoSize.COUNTY: DemoPlan(1_400, HistoryPlan(450, 600, 180), 60),
    DemoSize.REGION: DemoPlan(15_000, HistoryPlan(12_000, 8_000, 280_000), 60),
}

# Who works in the demo.
PASSPHRASE = "demo {} passphrase"  # noqa: S105  (a demo holds nobody’s secrets)
OFFICERS = (
    NewOfficer("Amina Khan", Role.PLACEMENT_OFFICER),
    NewOfficer("Colin Reed", Role.COMMISSIONING_OFFICER),
    NewOfficer("Tess Malone", Role.TEAM_MANAGER),
    NewOfficer("Hugh Oyelaran", Role.HEAD_OF_SERVICE),
    NewOfficer("Sian Devlin", Role.SERVICE_DIRECTOR),
    NewOfficer("Dara Nwosu", Role.DIRECTOR),
    NewOfficer("Femi Quayle", Role.FINANCE),
    NewOfficer("Audrey Lund", Role.AUDITOR),
)

HOURS = OfficeHours(time(8, 45), time(17, 15))
COUNCIL = Council(
    address="Access to Resources\nCounty Hall\nAylesbury HP20 1UA",
    placements_email="placements@example.org",
    invoices_to="invoices@example.org",
    colour=COLOUR,
)

# Who does something while the demo is made: opening a store for the others would only cost time.
_AT_WORK = frozenset(
    {
        Role.PLACEMENT_OFFICER,
        Role.COMMISSIONING_OFFICER,
        Role.HEAD_OF_SERVICE,
        Role.SERVICE_DIRECTOR,
        Role.DIRECTOR,
        Role.FINANCE,
    }
)

Progress = Callable[[str, int, int], None]


def passphrase_of(officer: NewOfficer) -> str:
    """The demo passphrase of an officer: `demo amina passphrase`."""
    return PASSPHRASE.format(officer.name.split()[0].lower())


@dataclass
class Team:
    """The demo's officers at work, each in their own session, closed together."""

    sessions: dict[Role, Session] = field(default_factory=dict)

    def of(self, role: Role) -> Session:
        """The session of the officer with this role."""
        return self.sessions[role]

    def close(self) -> None:
        """Close every session's store."""
        for session in self.sessions.values():
            session.store.close()


@dataclass(frozen=True)
class DemoMade:
    """A demo store on disk, closed: who may open it, and what is in it."""

    path: Path
    recovery_key: str
    officers: tuple[NewOfficer, ...]
    counts: dict[str, int]


def make_demo(
    path: Path,
    size: DemoSize = DemoSize.COUNTY,
    *,
    seed: int = 2026,
    plan: DemoPlan | None = None,
    key_cost: KeyCost = DEFAULT_COST,
    clock: Clock | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> DemoMade:
    """Make a demo store at `path`. The same seed and day make the same people and records.

    `plan` is another amount than `size` stands for; `key_cost` what opening it costs.

    Raises StoreProblem when there is a file already, or it cannot be written.
    """
    clock = clock or SystemClock()
    plan = plan or PLANS[size]
    team, recovery_key = _found(path, clock, key_cost)
    try:
        chance = random.Random(seed)
        people, places = People(chance), Places(chance)
        progress("register", 0, 1)
        _register(team, RegisterMaker(chance, people, places, _month(clock)), plan)
        progress("prices", 0, 1)
        _frameworks(team, seed, clock.today())
        manager = team.of(Role.TEAM_MANAGER)
        history = HistoryMaker(
            session=manager,
            chance=chance,
            people=people,
            places=places,
            services=active_services(manager.tables),
            rates=core_rates(manager.tables),
            progress=progress,
        )
        history.make(plan.history)
        make_block_contract(manager)
        make_invoices(
            Desk(
                team.of(Role.FINANCE),
                team.of(Role.COMMISSIONING_OFFICER),
                random.Random(seed),
                clock.today(),
            )
        )
        make_contracts(team.of(Role.COMMISSIONING_OFFICER))
        make_court_order(team.of(Role.PLACEMENT_OFFICER))
        make_open_requests(team.sessions, chance, people, places, plan.open_requests, progress)
        make_own_words(manager)
        make_paperwork(team.of(Role.PLACEMENT_OFFICER), team.of(Role.COMMISSIONING_OFFICER))
        make_variation(team.sessions)
        leave_under_review(team.of(Role.PLACEMENT_OFFICER))
        counts = counts_of(manager.tables)
    finally:
        team.close()
    return DemoMade(path, recovery_key, OFFICERS, counts)


def _found(path: Path, clock: Clock, key_cost: KeyCost) -> tuple[Team, str]:
    manager = next(one for one in OFFICERS if one.role is Role.TEAM_MANAGER)
    founded = found_store(
        path, manager, passphrase_of(manager), partners=PROJECT[1:], clock=clock, key_cost=key_cost
    )
    team = Team({Role.TEAM_MANAGER: founded.session})
    for new in OFFICERS:
        if new is not manager:
            officer = enter_officer(founded.session, new, passphrase_of(new))
            if new.role not in _AT_WORK:
                continue
            store = Store.open(
                path, passphrase=passphrase_of(new), officer_id=officer.id, clock=clock
            )
            team.sessions[new.role] = sign_in(store, clock=clock)
    describe_council(founded.session, COUNCIL)
    set_logo(founded.session, demo_logo())
    set_office_hours(founded.session, HOURS, clock.today().replace(month=1, day=1))
    return team, founded.recovery_key


def _month(clock: Clock) -> date:
    return clock.today().replace(day=1)


def _register(team: Team, maker: RegisterMaker, plan: DemoPlan) -> None:
    officer = team.of(Role.COMMISSIONING_OFFICER)
    take_register(officer, preview_register_workbook(officer, maker.workbook(plan.services)))


def _frameworks(team: Team, seed: int, today: date) -> None:
    """Two frameworks, each with last period's prices and this one's."""
    officer = team.of(Role.COMMISSIONING_OFFICER)
    services = [
        PricedService(one.urn, one.provider, one.provision_type)
        for one in active_services(officer.tables)
    ]
    began = date(today.year - 3, 4, 1)
    risen = date(today.year - (today.month < 4), 4, 1)
    for number, (reference, title, lots) in enumerate(_SCHEDULES):
        for first_day, per_cent in ((began, 94), (risen, 100)):
            book = price_workbook(
                title, lots, services, random.Random(seed + number), per_cent=per_cent
            )
            asked = PriceImport(reference, first_day, date(began.year + 8, 3, 31), title)
            accept_price_schedule(officer, preview_price_schedule(officer, book, asked))


_SCHEDULES: tuple[tuple[str, str, tuple[DemoLot, ...]], ...] = (
    ("SC-FRAMEWORK", "South Central framework agreement", SOUTH_CENTRAL),
    ("SA-FRAMEWORK", "Supported accommodation framework", SUPPORTED),
)
