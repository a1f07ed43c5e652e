"""Random walks through the whole workflow, lawful and unlawful, by everybody (walking.py)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from resources_app.requests.model import State
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.walkers import TURNS, Team
from tests.casework.walking import Walk
from tests.conftest import SessionFor
from tests.requests.market import Market

WALKS = settings(
    max_examples=8,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# What somebody must have done, and been refused, for the walks to mean anything.
EVERYTHING = {
    "create_request",
    "submit_request",
    "authorise_request",
    "return_to_draft",
    "hold_request",
    "resume_request",
    "withdraw_request",
    "close_request",
    "release_request",
    "record_response",
    "record_offer",
    "withdraw_offer",
    "decide_offer",
    "approve_decision",
    "reject_decision",
    "approve_area",
    "record_spoken",
    "confirm_spoken",
    "deny_spoken",
    "place_child",
    "end_placement",
    "record_absence",
    "propose_variation",
    "approve_variation",
}


def test_the_rules_of_the_domain_hold_on_every_walk(
    session: Session, session_for: SessionFor, market: Market, tmp_path: Path
) -> None:
    officers = {role: session_for(role).officer.id for role in Role}
    session.store.backup(tmp_path / "template.resources")
    team = Team(tmp_path / "template.resources", market, officers)
    for turn in TURNS:
        run_state_machine_as_test(partial(Walk, team, turn), settings=WALKS)
    assert team.reached == set(State), "the walks no longer come everywhere"
    assert EVERYTHING - team.done == set(), "something is never done, only refused"
    assert EVERYTHING - team.refused == set(), "something is never refused"
