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
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.session import Session
from tests.beds.register import URNS, found_office
from tests.beds.small import END, REF, START


@pytest.fixture
def office(store_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The team manager of a store with the project's authorities and homes, and no contract."""
    session = found_office(store_path, clock)
    yield session
    session.store.close()


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
