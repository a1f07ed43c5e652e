"""Money is approved within a limit, never by whoever decided, and for exactly what was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from resources_app.approvals.model import ApprovalKind, Cost
from resources_app.approvals.queries import approvals_of, standing_approval
from resources_app.casework.approving import (
    approve_decision,
    approve_spot,
    reject_decision,
    up_for_approval,
)
from resources_app.casework.put_up import approval_sentence, subject_of
from resources_app.foundations.errors import Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import (
    decide_offer,
    record_offer,
    submit_request,
    withdraw_offer,
)
from resources_app.requests.digest import offer_digest
from resources_app.requests.model import NewPrice, OfferStatus, State
from resources_app.requests.offer_queries import decisions, offers, standing_decision
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.actions import set_limit
from resources_app.team.model import Role
from tests.casework.conftest import CORE, DECISION, OFFER, START, Steps, agree_area

SessionFor = Callable[[Role], Session]
DEAR = replace(OFFER, prices=(replace(CORE, amount_pence=620_000),), above_contract_reason="Solo.")


def state_of(session: Session, reference: str) -> State:
    return request(session.tables, reference).state


def test_an_approver_sees_what_it_costs_and_that_they_may(head: Session, steps: Steps) -> None:
    once = NewPrice("one-off", "one-off", 25_000)
    reference = steps.decided(replace(OFFER, prices=(CORE, once), above_contract_reason="A bed."))
    up = up_for_approval(head, reference)
    # 365 nights from 7 December 2026: 104,000 × 365 ÷ 7, half up; and £250.00 once.
    assert up.cost == Cost(104_000, 5_422_857 + 25_000)
    assert (up.why_not, up.who_may) == ("", Role.TEAM_MANAGER)
    assert approval_sentence(up.offer) == (
        "Service first: £1,040.00 a week, £54,478.57 in the first twelve months."
    )


def test_an_approval_keeps_the_words_the_cost_and_the_limit(
    session: Session, head: Session, steps: Steps
) -> None:
    reference = steps.decided()
    approve_decision(head, reference, words=" Agreed at panel. ")
    assert state_of(head, reference) is State.APPROVED
    decided = standing_decision(head.tables, request(head.tables, reference).id)
    assert decided is not None
    (given,) = approvals_of(head.tables, "decision", decided.id)
    assert (given.kind, given.outcome, given.words) == ("money", "approved", "Agreed at panel.")
    assert (given.approver_role, given.cost) == (Role.HEAD_OF_SERVICE, Cost(104_000, 5_422_857))
    assert standing_approval(session.tables, subject_of(decided), ApprovalKind.MONEY) == given
    assert head.tables.value("SELECT limit_id FROM approval") is not None
    with pytest.raises(Refused, match="Not any more: the funding has been approved"):
        approve_decision(session, reference)


def test_nobody_approves_their_own_decision(session: Session, head: Session, steps: Steps) -> None:
    reference = steps.offered()
    decide_offer(head, reference, DECISION)
    assert "nobody approves their own" in up_for_approval(head, reference).why_not
    for deed in (approve_decision, reject_decision):
        with pytest.raises(Refused, match="Hugh Oyelaran made this decision"):
            deed(head, reference, words="Mine.")
    assert state_of(head, reference) is State.DECISION_MADE
    approve_decision(session, reference)


def test_above_the_limit_says_by_how_much_and_who_may(
    session: Session, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    reference = steps.decided(DEAR)
    with pytest.raises(Refused, match=r"£6,200\.00 a week is above a team manager’s limit of £1,5"):
        approve_decision(session, reference)
    with pytest.raises(Refused, match=r"above a head of service’s limit of £6,000\.00 a week"):
        approve_decision(head, reference)
    assert up_for_approval(head, reference).who_may == Role.SERVICE_DIRECTOR
    assert not approvals_of(head.tables, "decision", _decision(head, reference))
    approve_decision(session_for(Role.SERVICE_DIRECTOR), reference)


def test_the_year_is_a_limit_of_its_own(head: Session, session: Session, steps: Steps) -> None:
    set_up = NewPrice("one-off", "one-off", 2_600_000)
    reference = steps.decided(
        replace(OFFER, prices=(CORE, set_up), above_contract_reason="A lift.")
    )
    with pytest.raises(Refused, match=r"£80,228\.57 a year is above a team manager’s limit"):
        approve_decision(session, reference)
    approve_decision(head, reference)


def test_a_missing_limit_is_no_authority(
    session: Session, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    reference = steps.decided()
    with head.act("take a limit away for a test") as act:
        for row in act.tables.rows("SELECT id FROM delegated_limit WHERE role = 'team manager'"):
            act.tables.delete("delegated_limit", row["id"])
    with pytest.raises(Refused, match="No delegated limit is set for a team manager"):
        approve_decision(session, reference)
    with pytest.raises(Refused, match="may not approve funding"):
        approve_decision(session_for(Role.PLACEMENT_OFFICER), reference)
    assert up_for_approval(session, reference).who_may == Role.HEAD_OF_SERVICE


def test_a_limit_that_begins_later_does_not_count_yet(
    session: Session, session_for: SessionFor, steps: Steps
) -> None:
    reference = steps.decided(DEAR)
    set_limit(
        session_for(Role.DIRECTOR),
        Role.HEAD_OF_SERVICE,
        weekly_pence=900_000,
        annual_pence=90_000_000,
        effective_from=date(2026, 11, 24),
    )
    with pytest.raises(Refused, match=r"limit of £6,000\.00"):
        approve_decision(session_for(Role.HEAD_OF_SERVICE), reference)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("offer_price", {"amount_pence": 104_001}),
        ("offer_price", {"quantity": 2}),
        ("offer", {"available_from": "2026-12-14"}),
        ("offer", {"living_postcode": "RG1 1AA"}),
        ("offer", {"carer_or_bed_code": "FC-0193"}),
        ("decision", {"value_for_money": "Whatever it costs."}),
        ("decision", {"family_views": "Nobody asked."}),
        ("funding_share", {"funder": "health"}),
    ],
)
def test_what_was_changed_after_the_decision_is_not_approved(
    head: Session, steps: Steps, table: str, change: dict[str, object]
) -> None:
    reference = steps.decided()
    with head.act("change for a test, as a merge might") as act:
        act.tables.update(table, act.tables.value(f"SELECT id FROM {table}"), change)
    for look in (up_for_approval, approve_decision):
        with pytest.raises(Refused, match="What was decided has changed since"):
            look(head, reference)
    # The way out: the decision is refused, and made again on what is offered now.
    reject_decision(head, reference, words="It is not what was decided on.")
    assert state_of(head, reference) is State.OFFERS_IN


def test_a_decision_bound_to_its_offer_alone_still_stands(head: Session, steps: Steps) -> None:
    """As one was, before who pays and what was said were bound too."""
    reference = steps.decided()
    asked = request(head.tables, reference)
    decided = standing_decision(head.tables, asked.id)
    assert decided is not None
    (chosen,) = offers(head.tables, asked.id)
    with head.act("an earlier version's, for a test") as act:
        act.tables.update("decision", decided.id, {"bound_sha256": offer_digest(chosen)})
    approve_decision(head, reference)
    place_child(steps.officer, reference, PlacementTerms(START))
    assert state_of(head, reference) is State.PLACED


def test_an_approval_lapses_when_the_offer_changes(head: Session, steps: Steps) -> None:
    reference = steps.approved()
    decided = standing_decision(head.tables, request(head.tables, reference).id)
    assert decided is not None
    assert standing_approval(head.tables, subject_of(decided), ApprovalKind.MONEY)
    changed = replace(subject_of(decided), bound_sha256="0" * 64)
    assert standing_approval(head.tables, changed, ApprovalKind.MONEY) is None


def test_a_refusal_opens_the_offers_again(head: Session, steps: Steps) -> None:
    reference = steps.offered(OFFER, replace(OFFER, urn="SC000003"), replace(OFFER, urn="SC000004"))
    asked = request(head.tables, reference).id
    gone = next(one for one in offers(head.tables, asked) if one.urn == "SC000004")
    withdraw_offer(steps.officer, gone.id, reason="place-taken")
    decide_offer(steps.officer, reference, DECISION)
    with pytest.raises(Refused, match="A refusal says why"):
        reject_decision(head, reference, words=" ")
    reject_decision(head, reference, words="Ask for the therapy in the price.")
    assert state_of(head, reference) is State.OFFERS_IN
    status = {one.urn: one.status for one in offers(head.tables, asked)}
    assert status == {
        "SC000002": OfferStatus.OPEN,
        "SC000003": OfferStatus.OPEN,
        "SC000004": OfferStatus.WITHDRAWN,
    }
    (old,) = decisions(head.tables, asked)
    assert old.set_aside_reason == "Ask for the therapy in the price."
    (said,) = approvals_of(head.tables, "decision", old.id)
    assert (said.outcome, said.words) == ("refused", "Ask for the therapy in the price.")
    assert standing_approval(head.tables, subject_of(old), ApprovalKind.MONEY) is None
    # And the same decision, made again, is another one that waits for its own approval.
    again = decide_offer(steps.officer, reference, DECISION)
    assert again.id != old.id
    assert not approvals_of(head.tables, "decision", again.id)


def test_who_could_not_approve_does_not_refuse_either(
    session: Session, steps: Steps, officer: Session
) -> None:
    reference = steps.decided(DEAR)
    for one in (officer, session):
        with pytest.raises(Refused, match=r"may not approve funding|above a team manager’s limit"):
            reject_decision(one, reference, words="No.")
    assert state_of(officer, reference) is State.DECISION_MADE


def test_money_and_regulation_11_are_apart(
    session: Session, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    """The director's limit is no regulation 11 approval, nor the other way round."""
    director = session_for(Role.DIRECTOR)
    reference = steps.decided()
    agree_area(director, reference, ApprovalKind.AT_A_DISTANCE)
    assert state_of(director, reference) is State.DECISION_MADE
    decided = standing_decision(director.tables, request(director.tables, reference).id)
    assert decided is not None
    assert standing_approval(session.tables, subject_of(decided), ApprovalKind.MONEY) is None
    approve_decision(director, reference)
    for kind in (ApprovalKind.OUT_OF_AREA, ApprovalKind.SPOT_EXEMPTION):
        assert standing_approval(session.tables, subject_of(decided), kind) is None


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (ApprovalKind.OUT_OF_AREA, Role.TEAM_MANAGER),
        (ApprovalKind.AT_A_DISTANCE, Role.HEAD_OF_SERVICE),
        (ApprovalKind.AT_A_DISTANCE, Role.SERVICE_DIRECTOR),
        (ApprovalKind.MONEY, Role.DIRECTOR),
    ],
)
def test_a_statutory_approval_is_for_its_own_officers(
    session_for: SessionFor, steps: Steps, kind: ApprovalKind, role: Role
) -> None:
    reference = steps.decided()
    with pytest.raises(Refused, match=f"An approval “{kind}” is for a"):
        agree_area(session_for(role), reference, kind)


def test_a_statutory_approval_has_words_and_a_decision(
    head: Session, session_for: SessionFor, steps: Steps
) -> None:
    with pytest.raises(Refused, match="no decision has been made"):
        agree_area(head, steps.reference, ApprovalKind.OUT_OF_AREA)
    reference = steps.decided()
    with pytest.raises(Refused, match="An approval says why"):
        agree_area(head, reference, ApprovalKind.OUT_OF_AREA, " ")
    changes = agree_area(head, reference, ApprovalKind.OUT_OF_AREA)
    assert (changes.action, changes.tables) == (
        "approve_out_of_area",
        {"approval", "approval_check"},
    )


def test_an_exemption_is_for_the_request_as_submitted(
    officer: Session, head: Session, steps: Steps
) -> None:
    with pytest.raises(Refused, match="“spot exemption” is for a"):
        approve_spot(officer, steps.reference, words="Nobody else.")
    approve_spot(head, steps.reference, words="Nobody else.")
    asked = request(head.tables, steps.reference)
    (given,) = approvals_of(head.tables, "placement_request", asked.id)
    assert (given.kind, given.approver_id) == (ApprovalKind.SPOT_EXEMPTION, head.officer.id)


def test_an_offer_recorded_again_needs_its_own_approval(head: Session, steps: Steps) -> None:
    reference = steps.approved()
    asked = request(head.tables, reference).id
    (chosen,) = offers(head.tables, asked)
    withdraw_offer(steps.officer, chosen.id, reason="entered-in-error")
    assert state_of(head, reference) is State.SEARCHING
    record_offer(steps.officer, reference, OFFER)
    decide_offer(steps.officer, reference, DECISION)
    assert state_of(head, reference) is State.DECISION_MADE
    approve_decision(head, reference)


def _decision(session: Session, reference: str) -> str:
    decided = standing_decision(session.tables, request(session.tables, reference).id)
    assert decided is not None
    return decided.id


def test_nobody_gives_the_approval_they_ask_for_whatever_its_kind(
    head: Session, steps: Steps
) -> None:
    reference = steps.offered()
    decide_offer(head, reference, DECISION)
    with pytest.raises(Refused, match="nobody approves their own"):
        agree_area(head, reference, ApprovalKind.OUT_OF_AREA)


def test_whoever_submitted_a_request_does_not_exempt_it(head: Session, draft: str) -> None:
    submit_request(head, draft)
    with pytest.raises(Refused, match="nobody approves their own"):
        approve_spot(head, draft, words="Nobody else.")
