"""A store with six homes and six authorities, and the Cross Regional Project in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resources_app.agreements.actions import NewAgreement, create_agreement
from resources_app.agreements.model import AgreementKind
from resources_app.beds.actions import (
    BlockTerms,
    NewHome,
    add_home,
    allocate_beds,
    set_block_terms,
    set_payment,
)
from resources_app.demo.cross_regional import Placed, make_cross_regional
from resources_app.demo.places import PROJECT
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.session import Session
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from tests.beds.register import URNS, enter_homes
from tests.beds.small import END, REF, START
from tests.conftest import CHEAP, passphrase_of


@pytest.fixture
def office(store_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The team manager of a store with the project's authorities and homes, and no contract."""
    founder = NewOfficer("Tess Malone", Role.TEAM_MANAGER)
    founded = found_store(
        store_path,
        founder,
        passphrase_of(founder.role),
        partners=PROJECT[1:],
        clock=clock,
        key_cost=CHEAP,
    )
    enter_homes(founded.session)
    yield founded.session
    founded.session.store.close()


@pytest.fixture
def project(office: Session) -> list[Placed]:
    """The contract of DOMAIN.md, whose year of 28 children is 2025-26."""
    return make_cross_regional(office, URNS, 2025)


@pytest.fixture
def beds(office: Session) -> Session:
    """A contract of one home with two beds: one of ours, one of Reading's."""
    create_agreement(
        office,
        NewAgreement(
            REF,
            "Cross Regional Project",
            Period(START, END),
            AgreementKind.BLOCK,
            authorities=("E06000038", "E10000025"),
        ),
    )
    terms = BlockTerms(school_postcode="HP12 4QA", most_minutes=45, therapist_weeks=6)
    set_block_terms(office, REF, terms)
    add_home(office, REF, NewHome(URNS[0], ["B1", "B2"], START))
    allocate_beds(office, REF, START, {"B": 1, "Reading": 1})
    set_payment(office, REF, 20_000_000, START)
    return office
