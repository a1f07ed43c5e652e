"""What waits for whom: nobody is told of a colleague's draft, asked for a yes to their own, or for
one that they may not give."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from resources_app.approvals.lending import lend_limit
from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import approve_decision
from resources_app.casework.spoken import Spoken, confirm_spoken, record_spoken
from resources_app.casework.worklist import WorkLists
from resources_app.casework.worklist_queries import count_mine, request_lists
from resources_app.casework.worklist_rest import count_yeses, rest_lists
from resources_app.finance.actions import add_saving, agree_saving
from resources_app.finance.saving_model import NewSaving
from resources_app.foundations.clock import LOCAL
from resources_app.foundations.dates import Period
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests import actions
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import CORE, DECISION, OFFER, START, Steps, agree_area, urgent
from tests.conftest import SessionFor

DATA = Path(__file__).parents[1] / "data"
WAITS = "Complete and submit", "Authorise the search", "Search and send out"
FUND = "Approve the funding"
# £6,200.00 a week: above the head of service's limit.
DEAR = replace(OFFER, prices=(replace(CORE, amount_pence=620_000),), above_contract_reason="Solo.")
# In Reading, which does not adjoin Buckinghamshire.
FAR = replace(OFFER, living_postcode="RG1 1AA")


def _lists(session: Session) -> tuple[list[str], list[str]]:
    """What waits for this officer and what for others; the rail counts what waits for them."""
    tables, officer, today = session.tables, session.officer, session.today()
    found = request_lists(tables, officer, today)
    rest = rest_lists(tables, officer, today)
    assert count_mine(tables, officer, today) == len(found.mine)
    assert count_yeses(tables, officer, today) == len(rest.mine)
    every: WorkLists = found.and_then(rest)
    return [row.what for row in every.mine], [row.what for row in every.others]


def _anywhere(session: Session) -> list[str]:
    return [what for found in _lists(session) for what in found]


def _drafted(session: Session) -> str:
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    return actions.create_request(session, data).reference


def test_a_draft_waits_for_whoever_writes_it(session_for: SessionFor) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    reference = _drafted(officer)
    draft, authority, search = WAITS
    assert _lists(officer) == ([draft], [])
    assert _lists(head) == ([], [draft])
    actions.submit_request(officer, reference)
    assert _lists(officer) == ([], [authority])
    assert _lists(head) == ([authority], [])
    actions.authorise_request(head, reference)
    assert _lists(officer) == ([search], [])


def test_what_comes_back_is_its_writers_again(session_for: SessionFor) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    reference = _drafted(officer)
    actions.submit_request(officer, reference)
    actions.return_to_draft(head, reference, reason="The school is missing.")
    assert _lists(officer) == ([WAITS[0]], [])
    assert _lists(head) == ([], [WAITS[0]])


@pytest.mark.parametrize("other", [Role.HEAD_OF_SERVICE, Role.SERVICE_DIRECTOR])
def test_nobody_is_asked_to_authorise_their_own(session_for: SessionFor, other: Role) -> None:
    (writer,) = {Role.HEAD_OF_SERVICE, Role.SERVICE_DIRECTOR} - {other}
    manager = session_for(writer)
    actions.submit_request(manager, _drafted(manager))
    assert _lists(manager) == ([], [WAITS[1]])
    assert _lists(session_for(other)) == ([WAITS[1]], [])


def test_funding_waits_for_whoever_has_the_limit(
    session: Session, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    """A limit of one's own or a lent one; a role that approves, with too small a limit, waits."""
    reference = steps.decided(DEAR)
    director = session_for(Role.SERVICE_DIRECTOR)
    for below in (session, head, steps.officer):
        assert _lists(below) == ([], [FUND])
    assert _lists(director) == ([FUND], [])
    today = date(2026, 11, 23)
    lend_limit(director, head.officer.initials, Period(today, date(2026, 12, 1)), "Leave")
    assert _lists(head) == ([FUND], [])
    assert _lists(session) == ([], [FUND])
    approve_decision(head, reference)
    assert _lists(director) == (["Make the placement"], [])


def test_nobody_is_asked_to_fund_their_own_decision(
    session: Session, head: Session, steps: Steps
) -> None:
    actions.decide_offer(head, steps.offered(), DECISION)
    assert _lists(head) == ([], [FUND])
    assert _lists(session) == ([FUND], [])


def test_the_director_is_told_of_a_home_at_a_distance(
    head: Session, session_for: SessionFor, steps: Steps
) -> None:
    """Before the placement, and after one in an emergency until it has been approved."""
    reference = steps.approved(FAR)
    director = session_for(Role.DIRECTOR)
    area = "Approve a home at a distance"
    assert area in _lists(director)[0]
    assert area in _lists(head)[1]
    urgent(head, reference)
    place_child(steps.officer, reference, PlacementTerms(START))
    (row,) = rest_lists(director.tables, director.officer, director.today()).mine
    assert (row.what, row.who, row.by, row.reference) == (
        area, "Placed in an emergency: Service first", date(2026, 12, 14), reference,
    )  # fmt: skip
    agree_area(director, reference, ApprovalKind.AT_A_DISTANCE)
    assert area not in _anywhere(director)


def test_ones_own_word_waits_to_be_confirmed(session: Session, head: Session, steps: Steps) -> None:
    reference = steps.decided()
    urgent(head, reference)
    said_at = datetime(2026, 11, 23, 6, 10, tzinfo=LOCAL)
    record_spoken(steps.officer, reference, Spoken(head.officer.initials, said_at, "Go ahead."))
    confirm = "Confirm what was approved by word"
    assert confirm in _lists(head)[0]
    assert confirm in _lists(session)[1]
    confirm_spoken(head, reference)
    assert confirm not in _anywhere(head)


def test_a_saving_waits_for_whoever_agrees_it_but_not_for_who_recorded_it(
    session: Session, head: Session, steps: Steps
) -> None:
    made = place_child(steps.officer, steps.approved(), PlacementTerms(START))
    new = NewSaving(
        "negotiated-reduction", "Two pounds off", "The letter", START, weekly_pence=200,
        placement=made.reference,
    )  # fmt: skip
    saving = add_saving(session, new).reference
    assert "Agree a saving" in _lists(head)[0]
    assert "Agree a saving" in _lists(session)[1]
    agree_saving(head, saving)
    assert "Agree a saving" not in _anywhere(head)
