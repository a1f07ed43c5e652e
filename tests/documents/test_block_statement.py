"""The block contract's quarterly statement: what it says, what it adds up to, its reprint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from resources_app.beds.actions import BlockTerms, set_block_terms
from resources_app.beds.report_queries import recharge
from resources_app.demo.cross_regional import REFERENCE, TERMS
from resources_app.documents.actions import (
    print_block_statement,
    print_contract_schedule,
)
from resources_app.documents.issuing import reprint
from resources_app.documents.queries import document
from resources_app.documents.register_queries import documents
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.foundations.money import pounds
from resources_app.foundations.quarters import Quarter
from resources_app.session import Session
from tests.beds.register import buy_elsewhere, found_project
from tests.conftest import TODAY, manager_at
from tests.documents.reading import text_of
from tests.founding import Stores

QUARTER = Quarter(2025, 3)  # October to December 2025


@pytest.fixture
def office(stores: Stores, store_path: Path, clock: FixedClock) -> Iterator[Session]:
    stores.copy(found_project, store_path)
    with manager_at(store_path, clock) as session:
        yield session


def test_it_says_what_each_authority_pays_and_that_it_adds_up(office: Session) -> None:
    text = text_of(print_block_statement(office, REFERENCE, "2025-Q3").bytes)
    made = recharge(office.tables, REFERENCE, QUARTER.period, TODAY)
    for one in made.authorities:
        assert f"{one.partner.name} {pounds(one.share_pence)}" in text
        assert pounds(one.total_pence) in text
    total = pounds(made.payment_pence)
    assert text.count(total) >= 3  # in the summary, and below both columns
    assert f"All {total}" in text
    assert "All homes 1,840" in text
    assert "October to December 2025 (2025-26 Q3)" in text
    assert "Oxfordshire to Buckinghamshire" in text
    assert "provisional" not in text
    assert "A bed that is out of service is paid for like any other" in text


def test_no_child_is_named_on_it(office: Session) -> None:
    text = text_of(print_block_statement(office, REFERENCE, "2025-Q3").bytes)
    for row in office.tables.rows("SELECT given_name, family_name FROM child"):
        assert f"{row['given_name']} {row['family_name']}" not in text
    assert "PLC-" not in text


def test_it_is_made_out_to_one_authority(office: Session) -> None:
    made = print_block_statement(office, REFERENCE, "2025-26 Q3", authority="Oxfordshire")
    text = text_of(made.bytes)
    paid = recharge(office.tables, REFERENCE, QUARTER.period, TODAY).authorities
    mine = next(one for one in paid if one.partner.name == "Oxfordshire")
    assert f"Oxfordshire pays {pounds(mine.total_pence)}" in text
    assert document(office.tables, made.reference).made_for == "Oxfordshire"


def test_it_is_registered_by_quarter_and_reprints_byte_for_byte(office: Session) -> None:
    first = print_block_statement(office, REFERENCE, "2025-Q3")
    again = print_block_statement(office, REFERENCE, "2025-Q3")
    other = print_block_statement(office, REFERENCE, "2025-Q4")
    assert (first.version, first.fresh, again.fresh, again.reference) == (
        1,
        True,
        False,
        first.reference,
    )
    assert (other.version, other.fresh) == (1, True)
    assert reprint(office, first.reference) == first.bytes
    held = document(office.tables, first.reference)
    assert held.subject_reference == "CRP-BLOCK 2025-26 Q3"
    assert len(documents(office.tables)) == 2


def test_what_changed_since_makes_the_next_version(office: Session) -> None:
    first = print_block_statement(office, REFERENCE, "2025-Q3")
    terms = BlockTerms(TERMS.school_name, "", TERMS.school_postcode, 45, 6, True)
    set_block_terms(office, REFERENCE, terms)
    second = print_block_statement(office, REFERENCE, "2025-Q3")
    assert (first.version, second.version) == (1, 2)
    text = text_of(second.bytes)
    assert "Out of service" in text
    made = recharge(office.tables, REFERENCE, QUARTER.period, TODAY)
    assert made.deduction_pence > 0
    assert f"All {pounds(made.gross_pence)} {pounds(-made.deduction_pence)}" in text
    assert pounds(made.payment_pence) in text


def test_a_quarter_that_has_not_ended_is_provisional(office: Session) -> None:
    assert "the statement is provisional" in text_of(
        print_block_statement(office, REFERENCE, "2026-Q3").bytes
    )


def test_the_saving_is_told_with_its_rule_and_sample(office: Session) -> None:
    assert "no saving is claimed" in text_of(
        print_block_statement(office, REFERENCE, "2025-Q3").bytes
    )
    for weekly in range(5):
        buy_elsewhere(office, 450_000 + weekly, date(2025, 4, 1))
    text = text_of(print_block_statement(office, REFERENCE, "2025-Q3").bytes)
    assert "Ages 11 to 15: £4,500.02 a week, the median of 5 placements." in text
    assert "Against that stands the whole payment, void nights included." in text


def test_what_cannot_be_stated_is_refused_and_nothing_is_registered(office: Session) -> None:
    for agreement, quarter, authority, error in (
        ("CRP", "2025-Q3", "", NotFound),
        (REFERENCE, "May", "", BadInput),
        (REFERENCE, "2025-Q3", "Kent", NotFound),
    ):
        with pytest.raises(error):
            print_block_statement(office, agreement, quarter, authority=authority)
    with office.act("take the payment away in a test") as act:
        act.tables.change("DELETE FROM block_payment")
    with pytest.raises(Refused, match="no annual payment"):
        print_block_statement(office, REFERENCE, "2025-Q3")
    assert documents(office.tables) == []


def test_a_childs_schedule_says_whose_bed_it_is_and_that_the_block_pays(office: Session) -> None:
    """Nobody is asked to complete a price, or reads “spot purchase” beside a block’s payment."""
    held = office.tables.value(
        "SELECT placement.reference FROM placement JOIN ipa ON ipa.placement_id = placement.id"
        " JOIN bed_placement ON bed_placement.placement_id = placement.id LIMIT 1"
    )
    text = text_of(print_contract_schedule(office, str(held)).bytes)
    assert f"in a bed of the block contract “Cross Regional Project” ({REFERENCE})" in text
    assert f"Nothing for this placement by itself: “Cross Regional Project” ({REFERENCE})" in text
    assert "spot purchase" not in text
    assert "price lines" not in text
