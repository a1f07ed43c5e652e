"""Family and friends come before anyone else: who was considered, and what that holds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from resources_app.casework.journey import request_whole
from resources_app.documents.actions import print_referral_pack
from resources_app.documents.leaks import LeakFound
from resources_app.foundations.clock import SystemClock
from resources_app.foundations.errors import BadInput, Refused
from resources_app.requests.actions import authorise_request, release_request, withdraw_request
from resources_app.requests.actions.considering import consider_person, record_family_outcome
from resources_app.requests.considered import PersonConsidered
from resources_app.requests.model import Rung, State
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import urgent
from tests.cli.running import passphrase_file, run
from tests.conftest import SessionFor, passphrase_of
from tests.requests.market import Market

AUNT = PersonConsidered("aunt", "Marigold Tarrant", "to-ask")
ASKED = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "“Name”: This is needed"),
        ({"outcome": "perhaps"}, "“What came of it”"),
        ({"outcome": "can-offer"}, "“Approached on”: Give the day they were asked"),
        ({"approached_on": date(2026, 11, 24)}, "still to come"),
        ({"outcome": "unable", "approached_on": ASKED}, "“Why, or what they offer”: Say why"),
        ({"outcome": "not-asked"}, "Say why"),
    ],
)
def test_an_entry_that_says_too_little_is_refused_at_its_field(
    officer: Session, draft: str, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        consider_person(officer, draft, replace(AUNT, **changes))  # type: ignore[arg-type]
    assert request_whole(officer, draft).considered == ()


def test_a_search_waits_until_everybody_named_was_asked_unless_it_is_an_emergency(
    officer: Session, head: Session, session_for: SessionFor, submitted: str
) -> None:
    aunt = consider_person(officer, submitted, AUNT).person
    with pytest.raises(Refused, match="Not yet: of the family and friends, aunt is still to be"):
        authorise_request(head, submitted)
    with pytest.raises(Refused, match="may not keep placement requests"):
        consider_person(session_for(Role.AUDITOR), submitted, AUNT)
    outcome = {"approached_on": ASKED, "why": "A new baby."}
    told = record_family_outcome(officer, aunt.id, "unable", **outcome).person  # type: ignore[arg-type]
    assert told.sentence == (
        "Aunt, Marigold Tarrant, asked on 12 Nov 2026: is not able to. A new baby."
    )
    record_family_outcome(officer, aunt.id, "to-ask", approached_on=None, why="")
    urgent(officer, submitted)
    authorise_request(head, submitted)
    assert request(officer.tables, submitted).state is State.AUTHORISED


def test_whoever_can_offer_a_home_is_passed_over_for_a_reason_only(
    officer: Session, authorised: str, market: Market
) -> None:
    able = replace(AUNT, outcome="can-offer", approached_on=ASKED, why="From January.")
    consider_person(officer, authorised, able)
    market.search(officer, authorised, "own", "first")
    release_request(officer, authorised, Rung.IN_HOUSE)
    with pytest.raises(Refused, match="Of the family and friends, aunt can offer the child a home"):
        release_request(officer, authorised, Rung.TIER_1)
    release_request(officer, authorised, Rung.TIER_1, skipped_reason="Only from January.")
    kept = releases(officer.tables, request(officer.tables, authorised).id)[-1]
    assert kept.skipped_reason == "Only from January."
    withdraw_request(officer, authorised, reason="plan-changed")
    with pytest.raises(Refused, match="The request was withdrawn"):
        consider_person(officer, authorised, AUNT)


def test_their_names_are_kept_out_of_the_anonymised_pack(
    officer: Session, whole: dict[str, object], tmp_path: Path, draft: str
) -> None:
    """By command, as they are found in what is written about the child."""
    mine = passphrase_file(tmp_path, "officer", passphrase_of(Role.PLACEMENT_OFFICER))
    office = ("--store", officer.store.path, "--passphrase-file", mine)
    given = ("--relation", "aunt", "--name", AUNT.name, "--outcome", "to-ask")
    made = run(*office, "considered", "add", draft, *given, "--json").data
    today = SystemClock().today()  # nobody tells a command what day it is
    asked = ("--outcome", "declined", "--on", today, "--why", "She lives far away.")
    assert "does not want to" in run(*office, "considered", "outcome", made["id"], *asked).out
    assert AUNT.name in run(*office, "considered", "list", draft).out
    with officer.act("a story for a test") as act:
        key = request(act.tables, draft).id
        act.tables.update("placement_request", key, {"about": "He rings Marigold every Sunday."})
    with pytest.raises(LeakFound) as found:
        print_referral_pack(officer, draft)
    assert "the aunt’s name" in str(found.value)
