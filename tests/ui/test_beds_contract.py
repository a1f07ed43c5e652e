"""A block contract is set up on the Beds page, from an agreement without homes to its statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources_app.agreements.actions import NewAgreement, create_agreement
from resources_app.agreements.model import AgreementKind
from resources_app.beds.queries import block_contract
from resources_app.beds.report_queries import recharge
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.foundations.quarters import Quarter
from resources_app.session import Session
from tests.beds.register import URNS, found_office
from tests.conftest import TODAY, manager_at
from tests.founding import Stores
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

REF = "NEW-BLOCK"


@pytest.fixture
def office(stores: Stores, store_path: Path, clock: FixedClock) -> Iterator[Session]:
    """A block agreement for Buckinghamshire and Reading from 1 January 2027, and nothing in it."""
    stores.copy(found_office, store_path)
    years = Period(date(2027, 1, 1), date(2031, 1, 1))
    with manager_at(store_path, clock) as session:
        create_agreement(
            session,
            NewAgreement(REF, "Two homes", years, AgreementKind.BLOCK, authorities=("E06000038",)),
        )
        yield session


@pytest.fixture
def person(qtbot: QtBot, open_window: OpenWindow, office: Session) -> Person:
    window = open_window(office)
    window.resize(1280, 900)
    window.go(Place("beds", REF, "contract"))
    return Person(qtbot, window)


def answer(person: Person, do: str, **given: str) -> None:
    """Type these answers, fields named as they are labelled, and press the panel's button."""
    for label, text in given.items():
        person.type(label.replace("_", " "), text)
    panel = person.page.panel
    assert panel is not None
    assert panel.do.text() == do
    panel.do.click()


def test_a_contract_is_set_up_step_by_step(person: Person, office: Session) -> None:
    assert person.sees("The contract has no homes yet")
    person.press("Add a home")
    answer(person, "Add the home", **{"Home’s URN": URNS[0], "Beds": "B1, B2",
           "Minutes to the school": "30"})  # fmt: skip
    person.press("Share the beds out")
    answer(person, "Share the beds out", **{"Buckinghamshire (B)": "2", "Reading (R)": "1"})
    assert person.sees("On the night of 1 Jan 2027 the contract has 2 beds, and the shares add up")
    answer(person, "Share the beds out", **{"Buckinghamshire (B)": "1"})
    person.press("Set the payment")
    answer(person, "Set the payment", **{"A year": "240,000"})
    person.press("Change the terms")
    asked = {"Longest way to it": "45", "Assessed within": "6"}
    answer(person, "Write the terms", **{"Linked school": "Chiltern Gate"}, **asked)
    assert person.sees("£240,000.00, 1 Jan 2027 to 31 Dec 2030")
    assert person.sees("From 1 Jan 2027: B 1, R 1")
    contract = block_contract(office.tables, REF, TODAY)
    assert (contract.most_minutes, contract.therapist_weeks) == (45, 6)
    made = recharge(office.tables, REF, Quarter(2026, 4).period, TODAY)
    assert [one.total_pence for one in made.authorities] == [2_958_904, 2_958_904]


def test_a_home_added_later_comes_with_the_new_shares(person: Person, office: Session) -> None:
    person.press("Add a home")
    answer(person, "Add the home", **{"Home’s URN": URNS[0], "Beds": "B1"})
    person.press("Share the beds out")
    answer(person, "Share the beds out", **{"Reading (R)": "1"})
    person.press("Add a home")
    later = {"Home’s URN": URNS[1], "Beds": "B1", "First night": "1 Apr 2027"}
    answer(person, "Add the home", **later)
    assert person.sees("On the night of 1 Apr 2027 the contract has 2 beds")
    answer(person, "Add the home", **{"Buckinghamshire (B)": "1"})
    assert person.sees("From 1 Apr 2027: B 1, R 1")
    assert len(block_contract(office.tables, REF, TODAY).homes) == 2


def test_ways_nobody_entered_are_estimated_and_say_so(person: Person, office: Session) -> None:
    person.press("Add a home")
    answer(person, "Add the home", **{"Home’s URN": URNS[0], "Beds": "B1"})
    estimate = next(
        one for one in person.window.findChildren(object) if one.objectName() == "estimate"
    )
    assert estimate.toolTip() == "Not yet: the linked school has no postcode."
    person.press("Change the terms")
    answer(person, "Write the terms", **{"Its postcode": "HP12 4QA"})
    person.press("Estimate travel times")
    [home] = person.table("Homes of the contract").rows
    assert home.way.words.endswith("minutes, estimated from the distance")
