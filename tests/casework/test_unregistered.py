"""A setting that is not registered: on record by the Director's exception alone, never found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from resources_app.casework.approving import approve_decision
from resources_app.casework.journey import request_whole
from resources_app.casework.searching import search_for_home
from resources_app.casework.time_limits import time_limits
from resources_app.children.court_actions import record_order
from resources_app.children.court_orders import NewOrder
from resources_app.foundations.clock import SystemClock
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import (
    authorise_request,
    create_request,
    decide_offer,
    record_offer,
    release_request,
    submit_request,
)
from resources_app.requests.actions.excepting import authorise_unregistered
from resources_app.requests.model import Rung
from resources_app.requests.queries import request
from resources_app.requests.unregistered import NewException
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import DECISION, OFFER, START
from tests.cli.running import passphrase_file, run
from tests.conftest import SessionFor, passphrase_of
from tests.requests.market import Market, allow_spot

TODAY = date(2026, 11, 23)
MILL_LANE = NewException(
    "Mill Lane", "Mill Lane Care", "1 Mill Lane\nHigh Wycombe", "HP13 6PG",
    date(2027, 1, 31), TODAY, "No registered home takes him.",
)  # fmt: skip
ENDS = "Exception for Mill Lane, not registered, ends: end the placement"


@pytest.fixture
def director(session_for: SessionFor) -> Session:
    return session_for(Role.DIRECTOR)


@pytest.fixture
def asked(officer: Session, head: Session, market: Market, whole: dict[str, Any]) -> str:
    """Sent out for a boy of 16, with no taker."""
    del whole["child"]["siblings"]
    whole["child"]["date_of_birth"] = "2010-11-01"
    reference = create_request(officer, whole).reference
    submit_request(officer, reference)
    authorise_request(head, reference)
    market.search(officer, reference, "second")
    release_request(officer, reference, Rung.TIER_2, skipped_reason="Assessed as right.")
    return reference


def test_it_is_the_directors_alone_and_ofsted_and_the_court_are_told_first(
    officer: Session, director: Session, session_for: SessionFor, asked: str
) -> None:
    for role in Role:
        if role is not Role.DIRECTOR:
            with pytest.raises(Refused, match="is for a director of children's services"):
                authorise_unregistered(session_for(role), asked, MILL_LANE)
    for changes, said in (
        ({"words": " "}, "“Why there is no other way”: This is needed"),
        ({"postcode": "ZZ1 1ZZ"}, "There is no postcode"),
        ({"ofsted_told_on": TODAY + timedelta(days=1)}, "“Ofsted told on”: Ofsted is told first"),
        ({"last_day": TODAY + timedelta(days=92)}, "three months at most"),
        ({"last_day": TODAY - timedelta(days=1)}, "That day has passed"),
    ):
        with pytest.raises(BadInput, match=said):
            authorise_unregistered(director, asked, replace(MILL_LANE, **changes))  # type: ignore[arg-type]
    child_id = request(officer.tables, asked).child_id
    order = NewOrder("liberty", TODAY, TODAY, date(2027, 1, 31), "High Court", "FD26P00871")
    record_order(officer, child_id, order)
    with pytest.raises(BadInput, match="“Court told on”: A child is under a court’s order"):
        authorise_unregistered(director, asked, MILL_LANE)
    made = authorise_unregistered(director, asked, replace(MILL_LANE, court_told_on=TODAY))
    assert request_whole(officer, asked).exceptions == (made.exception,)
    assert not any(
        one.urn == made.exception.urn for one in search_for_home(officer, asked).ranked()
    )


def test_under_16_there_is_no_exception(officer: Session, director: Session, asked: str) -> None:
    with officer.act("a birth for a test") as act:
        key = request(act.tables, asked).child_id
        act.tables.update("child", key, {"date_of_birth": "2010-11-24"})
    with pytest.raises(Refused, match=r"never for a child under 16 .*regulation 27A"):
        authorise_unregistered(director, asked, MILL_LANE)
    assert not officer.tables.value("SELECT count(*) FROM unregistered_exception")


def test_the_child_is_placed_under_it_and_its_last_day_is_watched(
    officer: Session, head: Session, director: Session, asked: str
) -> None:
    made = authorise_unregistered(director, asked, MILL_LANE).exception
    offer = replace(
        OFFER, urn=made.urn, carer_or_bed_code="", living_postcode="", unreleased_reason="None."
    )
    late = replace(offer, available_from=date(2027, 2, 1))
    with pytest.raises(Refused, match="not registered, ends on 31 Jan 2027"):
        record_offer(officer, asked, late)
    record_offer(officer, asked, offer)
    allow_spot(head, asked)
    decide_offer(officer, asked, replace(DECISION, offer=made.urn))
    approve_decision(head, asked)
    placed = place_child(officer, asked, PlacementTerms(START)).reference
    watched = [one for one in time_limits(officer.tables, date(2027, 2, 2)) if one.what == ENDS]
    assert [(one.reference, one.due_on, one.days_late) for one in watched] == [
        (placed, made.last_day, 2)
    ]


def test_another_request_has_no_part_in_it(
    officer: Session, head: Session, director: Session, asked: str, whole: dict[str, Any]
) -> None:
    made = authorise_unregistered(director, asked, MILL_LANE).exception
    whole["request"]["expected_weeks"] = 2
    again = create_request(officer, whole, second_reason="Beside it.").reference
    assert again != asked
    with officer.act("sent for a test") as act:
        key = request(act.tables, again).id
        act.tables.update("placement_request", key, {"state": "searching"})
    offer = replace(OFFER, urn=made.urn, unreleased_reason="It wrote to us.")
    with pytest.raises(
        Refused, match=r"is an offence \(section 11.* no exception for this request"
    ):
        record_offer(officer, again, offer)


def test_the_same_by_command(
    officer: Session, director: Session, asked: str, tmp_path: Path
) -> None:
    today = SystemClock().today()  # nobody tells a command what day it is
    told = ("--ofsted-told", today, "--until", today + timedelta(days=30))
    where = ("--address", "1 Mill Lane", "--postcode", "HP13 6PG")
    what = ("--name", "Mill Lane", "--provider", "Mill Lane Care", "--words", "No other.")

    def by(role: Role, *words: object) -> Any:
        mine = passphrase_file(tmp_path, role.name, passphrase_of(role))
        return run("--store", officer.store.path, "--passphrase-file", mine, *words)

    authorise = ("unregistered", "authorise", asked, *what, *where, *told)
    assert by(Role.PLACEMENT_OFFICER, *authorise).status == 2
    made = by(Role.DIRECTOR, *authorise, "--json").data
    assert made["urn"].startswith("UNR-")
    assert "Mill Lane" in by(Role.PLACEMENT_OFFICER, "unregistered", "list", asked).out
