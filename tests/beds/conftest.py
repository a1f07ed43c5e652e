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
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.session import Session
from tests.beds.register import URNS, found_office, found_project
from tests.beds.small import END, REF, START
from tests.conftest import manager_at
from tests.founding import Stores


@pytest.fixture
def office(stores: Stores, store_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The team manager of a store with the project's authorities and homes, and no contract."""
    stores.copy(found_office, store_path)
    with manager_at(store_path, clock) as session:
        yield session


@pytest.fixture
def project(stores: Stores, store_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The same with the contract of DOMAIN.md, whose year of 28 children is 2025-26."""
    stores.copy(found_project, store_path)
    with manager_at(store_path, clock) as session:
        yield session


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
