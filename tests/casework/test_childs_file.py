"""A child's file and the contact log: dated, complete, and logged when it is restricted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from resources_app.casework.childs_file import childs_file, open_childs_file
from resources_app.children.actions import amend_child, set_legal_status, start_care
from resources_app.children.contact_actions import log_contact
from resources_app.children.contacts import Contact
from resources_app.foundations.errors import NotFound, Refused
from resources_app.foundations.fields import Problems
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import START, Steps

SessionFor = Callable[[Role], Session]
SAID = Contact(date(2026, 11, 20), "Mina Doshi, social worker", "He asked to see his grandmother.")


def child_id(session: Session) -> str:
    return childs_file(session.tables, "40517", session.today()).child.id


def test_a_file_holds_what_is_dated_and_what_there_has_been(officer: Session, steps: Steps) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    found = childs_file(officer.tables, "40517", START)
    assert found.child.full_name == "Rowan Ashdown"
    assert [one.given_name for one in found.siblings] == ["Wren"]
    assert [one.reference for one in found.earlier.requests] == [steps.reference]
    assert [one.reference for one in found.earlier.placements] == [made.reference]


def test_how_it_stands_today_is_a_sentence(officer: Session, submitted: str) -> None:
    today = officer.today()
    before = childs_file(officer.tables, "40517", today)
    set_legal_status(officer, before.child.id, "C1", date(2026, 11, 1))
    found = childs_file(officer.tables, "40517", today)
    assert found.standing.startswith("Interim care order, ")
    assert found.legal_statuses[0].legal_status == "C1"
    if not before.care:
        start_care(officer, before.child.id, date(2026, 11, 1))
        found = childs_file(officer.tables, "40517", today)
    assert f"looked after since {found.care[0].period.start.day} " in found.standing


def test_nobody_of_that_identifier(officer: Session) -> None:
    with pytest.raises(NotFound, match="no child with this identifier"):
        childs_file(officer.tables, "99999", officer.today())


# ---- contacts ----------------------------------------------------------------------------


def test_contacts_are_kept_the_last_first(officer: Session, submitted: str) -> None:
    first = log_contact(officer, child_id(officer), SAID).contact
    later = replace(SAID, on=date(2026, 11, 22), what="She came to tea.")
    second = log_contact(officer, child_id(officer), later).contact
    found = childs_file(officer.tables, "40517", officer.today()).contacts
    assert found == (second, first)
    assert found[1].entered_by == "Amina Khan"


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        (replace(SAID, on=date(2026, 11, 24)), "on", "yet to come"),
        (replace(SAID, on=date(2001, 1, 1)), "on", "not born then"),
        (replace(SAID, with_whom="  "), "with_whom", "This is needed"),
        (replace(SAID, what=""), "what", "This is needed"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_at_its_field(
    officer: Session, submitted: str, given: Contact, field: str, said: str
) -> None:
    with pytest.raises(Problems, match=said) as caught:
        log_contact(officer, child_id(officer), given)
    assert [one.name for one in caught.value.problems] == [field]
    assert not childs_file(officer.tables, "40517", officer.today()).contacts


def test_an_auditor_logs_nothing(session_for: SessionFor, officer: Session, submitted: str) -> None:
    with pytest.raises(Refused):
        log_contact(session_for(Role.AUDITOR), child_id(officer), SAID)


# ---- restricted --------------------------------------------------------------------------


def test_opening_a_restricted_file_is_written_down(officer: Session, submitted: str) -> None:
    marker = officer.store.marker()
    open_childs_file(officer, "40517")
    assert officer.store.marker() == marker
    amend_child(officer, child_id(officer), {"restricted": True})
    open_childs_file(officer, "40517")
    rows = officer.tables.rows("SELECT child_id, through FROM record_opening")
    assert [tuple(row) for row in rows] == [(child_id(officer), "40517")]
