"""Who may not say yes puts it to whoever may; it is read beside the approval and replaces none."""

from __future__ import annotations

import pytest

from resources_app.approvals.model import ApprovalKind
from resources_app.approvals.recommendation_queries import recommendations_of
from resources_app.casework.approving import approve_decision, approve_spot
from resources_app.casework.put_up import subject_of
from resources_app.casework.recommending import ask_exemption, recommend_decision
from resources_app.casework.worklist_queries import request_lists
from resources_app.casework.worklist_rest import rest_lists
from resources_app.foundations.errors import BadInput, Refused
from resources_app.requests.actions import release_request
from resources_app.requests.model import Rung, State
from resources_app.requests.offer_queries import standing_decision
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import Steps
from tests.casework.test_worklist import DEAR
from tests.conftest import SessionFor


def waiting(session: Session) -> dict[str, tuple[bool, bool]]:
    """What stands on the list by its deed: whether it waits for this officer, and is ready."""
    tables, who, today = session.tables, session.officer, session.today()
    every = request_lists(tables, who, today).and_then(rest_lists(tables, who, today))
    return {row.deed: (row in every.mine, row.ready) for row in (*every.mine, *every.others)}


def test_funding_above_ones_limit_is_recommended_to_the_next_role(
    session: Session, officer: Session, session_for: SessionFor, steps: Steps
) -> None:
    reference = steps.decided(DEAR)
    director = session_for(Role.SERVICE_DIRECTOR)
    assert waiting(session) == {"recommend_decision": (False, True)}
    assert waiting(director) == {"approve_decision": (True, True)}
    with pytest.raises(BadInput, match="Say what you put to them"):
        recommend_decision(session, reference, words=" ")
    with pytest.raises(Refused, match="may not approve funding"):
        recommend_decision(officer, reference, words="Please.")
    with pytest.raises(Refused, match="You may approve it yourself"):
        recommend_decision(director, reference, words="Yes.")
    recommend_decision(session, reference, words="The only home for both.")
    with pytest.raises(Refused, match="recommended exactly this already"):
        recommend_decision(session, reference, words="Again.")
    assert request(session.tables, reference).state is State.DECISION_MADE
    decided = standing_decision(session.tables, request(session.tables, reference).id)
    assert decided is not None
    (put,) = recommendations_of(session.tables, subject_of(decided), ApprovalKind.MONEY)
    assert (put.officer_name, put.role, put.words) == (
        session.officer.name, Role.TEAM_MANAGER, "The only home for both.",
    )  # fmt: skip
    approve_decision(director, reference)
    assert request(session.tables, reference).state is State.APPROVED


def test_a_spot_exemption_is_asked_for_and_waits_for_whoever_gives_it(
    officer: Session, head: Session, session: Session, steps: Steps
) -> None:
    steps.market.search(officer, steps.reference, "spot")
    with pytest.raises(Refused, match="no exemption from contract standing orders"):
        release_request(officer, steps.reference, Rung.SPOT)
    ask_exemption(officer, steps.reference, words="No contract home takes both.")
    with pytest.raises(Refused, match="recommended exactly this already"):
        ask_exemption(officer, steps.reference, words="Well?")
    assert waiting(head)["approve_spot"] == (True, True)
    assert waiting(session)["approve_spot"] == (False, False)
    approve_spot(head, steps.reference, words="Agreed.")
    assert "approve_spot" not in waiting(head)
    with pytest.raises(Refused, match="The exemption has been given"):
        ask_exemption(officer, steps.reference, words="Once more.")
    release_request(officer, steps.reference, Rung.SPOT)
