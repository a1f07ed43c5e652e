"""A child lives under a court's order: recorded, needed at the start, watched to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from resources_app.casework.childs_file import childs_file
from resources_app.casework.time_limits import time_limits
from resources_app.children.court_actions import discharge_order, record_order
from resources_app.children.court_orders import NewOrder
from resources_app.foundations.clock import SystemClock
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import START, Steps
from tests.cli.running import passphrase_file, run
from tests.conftest import SessionFor, passphrase_of

MADE = date(2026, 11, 20)
LIBERTY = NewOrder("liberty", MADE, MADE, date(2027, 1, 31), "High Court", "FD26P00871")
ENDS = "Deprivation of liberty order ends: have it renewed, or end the placement"


@pytest.fixture
def deprived(officer: Session, steps: Steps) -> str:
    """Approved, for a child who is to be deprived of liberty."""
    reference = steps.approved()
    with officer.act("a fact for a test") as act:
        key = request(act.tables, reference).id
        act.tables.update("placement_request", key, {"deprivationOfLiberty": 1})
    return reference


def test_no_child_is_deprived_of_liberty_without_an_order_that_holds_on_the_day(
    officer: Session, deprived: str
) -> None:
    child_id = request(officer.tables, deprived).child_id
    terms = PlacementTerms(START)
    with pytest.raises(Refused, match="deprived of liberty, and no order of a court is recorded"):
        place_child(officer, deprived, terms)
    record_order(officer, child_id, replace(LIBERTY, last_day=START - timedelta(days=1)))
    with pytest.raises(Refused, match="holds on 7 Dec 2026: the last ended on 6 Dec 2026"):
        place_child(officer, deprived, terms)
    record_order(officer, child_id, replace(LIBERTY, start=START))
    place_child(officer, deprived, terms)


def test_the_end_of_an_order_is_watched_until_it_is_renewed_or_discharged(
    officer: Session, deprived: str
) -> None:
    child_id = request(officer.tables, deprived).child_id
    kept = record_order(officer, child_id, LIBERTY).order
    made = place_child(officer, deprived, PlacementTerms(START))

    def watched(day: date) -> list[tuple[str, date, int]]:
        every = time_limits(officer.tables, day)
        return [(one.reference, one.due_on, one.days_late) for one in every if one.what == ENDS]

    last = LIBERTY.last_day
    assert watched(last - timedelta(days=29)) == []
    assert watched(last - timedelta(days=28)) == [(made.reference, last, 0)]
    assert watched(last + timedelta(days=2)) == [(made.reference, last, 2)]
    renewed = replace(LIBERTY, start=last + timedelta(days=1), last_day=date(2027, 4, 30))
    again = record_order(officer, child_id, renewed).order
    assert watched(last) == []
    with pytest.raises(BadInput, match="Say why"):
        discharge_order(officer, kept.id, officer.today(), reason=" ")
    with pytest.raises(BadInput, match="not a day between its beginning and today"):
        discharge_order(officer, again.id, officer.today(), reason="Entered in error.")
    discharge_order(officer, kept.id, officer.today(), reason="He is settled; no longer needed.")
    with pytest.raises(Refused, match="was discharged on 23 Nov 2026"):
        discharge_order(officer, kept.id, officer.today(), reason="Once more.")


def test_an_order_is_recorded_by_command_and_refused_at_its_field(
    officer: Session, steps: Steps, tmp_path: Path, session_for: SessionFor
) -> None:
    mine = passphrase_file(tmp_path, "officer", passphrase_of(Role.PLACEMENT_OFFICER))
    office = ("--store", officer.store.path, "--passphrase-file", mine)
    today = SystemClock().today()  # nobody tells a command what day it is
    last = today + timedelta(days=90)
    order = ("order", "add", "40517", "--kind", "secure", "--made", today, "--from", today)
    refused = run(*office, *order, "--until", last)
    assert (refused.status, "“Court”" in refused.err) == (2, True)
    court = ("--court", "Family Court at Reading", "--case", "RG26C00112")
    made = run(*office, *order, *court, "--until", last, "--json").data
    (kept,) = childs_file(officer.tables, "40517", officer.today()).orders
    assert (made["id"], kept.last_day) == (kept.id, last)
    assert "Family Court at Reading (RG26C00112)" in run(*office, "order", "list", "40517").out
    end = ("order", "discharge", kept.id, "--on", today, "--reason", "Set aside on appeal.")
    assert run(*office, *end).status == 0
    assert run(*office, *end).status == 2
    with pytest.raises(Refused, match="may not keep placement requests"):
        record_order(session_for(Role.FINANCE), kept.child_id, LIBERTY)
