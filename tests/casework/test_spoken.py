"""Approvals given by word at night, and limits lent for an absence: nobody gains by either."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from resources_app.approvals.lending import lend_limit, lent_words, revoke_limit
from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import approvals_of, standing_approval
from resources_app.casework.alert_queries import open_alerts
from resources_app.casework.approving import approve_decision
from resources_app.casework.ending_requests import withdraw
from resources_app.casework.journey import request_whole
from resources_app.casework.spoken import Spoken, confirm_spoken, deny_spoken, record_spoken
from resources_app.casework.spoken_queries import unconfirmed_decisions
from resources_app.casework.time_limits import time_limits
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, KnownError, NotFound, Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import hold_request, resume_request, withdraw_offer
from resources_app.requests.model import State
from resources_app.requests.offer_queries import offers, standing_decision
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import START, Steps, urgent
from tests.conftest import SessionFor


@pytest.fixture
def at_night(officer: Session, steps: Steps) -> str:
    """An emergency whose decision waits for approval; its reference."""
    reference = steps.decided()
    urgent(officer, reference)
    return reference


@pytest.fixture
def word(head: Session, officer: Session) -> Spoken:
    """What the head of service said an hour ago."""
    return Spoken(head.officer.name, officer.clock.now() - timedelta(hours=1), "Go ahead, Amina.")


def state(session: Session, reference: str) -> State:
    return request(session.tables, reference).state


def test_a_spoken_word_lets_the_child_be_placed_and_is_confirmed(
    officer: Session, head: Session, at_night: str, word: Spoken
) -> None:
    record_spoken(officer, at_night, word)
    assert state(officer, at_night) is State.APPROVED
    decision = standing_decision(officer.tables, request(officer.tables, at_night).id)
    assert decision is not None
    (given,) = approvals_of(officer.tables, "decision", decision.id)
    assert (given.spoken, given.approver_name, given.recorded_by) == (
        True, head.officer.name, officer.officer.name,
    )  # fmt: skip
    assert given.cost is not None
    place_child(officer, at_night, PlacementTerms(START))
    with pytest.raises(Refused, match="gave it, and confirms it"):
        confirm_spoken(officer, at_night)
    confirm_spoken(head, at_night, words="As I said.")
    (given,) = approvals_of(officer.tables, "decision", decision.id)
    assert given.confirmed_at is not None
    assert unconfirmed_decisions(officer.tables) == []
    with pytest.raises(NotFound, match="No spoken approval"):
        confirm_spoken(head, at_night)


def test_silence_escalates_after_the_next_working_day(
    officer: Session, head: Session, at_night: str, word: Spoken
) -> None:
    record_spoken(officer, at_night, word)
    today = officer.today()  # a Monday
    (waiting,) = [one for one in time_limits(officer.tables, today) if one.officer_id]
    assert (waiting.due_on, waiting.days_late) == (today + timedelta(days=1), 0)
    assert waiting.officer_id == head.officer.id
    late = time_limits(officer.tables, today + timedelta(days=3))
    assert [one.days_late for one in late if one.officer_id] == [2]


def test_a_word_that_was_never_given_opens_the_offers_again(
    officer: Session, head: Session, at_night: str, word: Spoken
) -> None:
    record_spoken(officer, at_night, word)
    with pytest.raises(BadInput, match="what is not right"):
        deny_spoken(head, at_night, words=" ")
    deny_spoken(head, at_night, words="We spoke of another child.")
    assert state(officer, at_night) is State.OFFERS_IN
    assert unconfirmed_decisions(officer.tables) == []


def test_a_denied_word_on_which_a_child_was_placed_raises_an_alert_and_moves_nobody(
    officer: Session, head: Session, at_night: str, word: Spoken
) -> None:
    record_spoken(officer, at_night, word)
    made = place_child(officer, at_night, PlacementTerms(START))
    deny_spoken(head, at_night, words="Not at this price.")
    assert state(officer, at_night) is State.PLACED
    (alert,) = open_alerts(officer.tables)
    assert (alert.reference, alert.kind) == (made.reference, "approval denied")
    decision = standing_decision(officer.tables, request(officer.tables, at_night).id)
    assert decision is not None
    subject = Subject("decision", decision.id, decision.bound_sha256)
    assert standing_approval(officer.tables, subject, ApprovalKind.MONEY) is None
    # What the alert asks for can be done: by whoever may, from the page or a command.
    offered = {one.action: one for one in request_whole(head, at_night).actions}
    assert offered["approve_decision"].enabled
    with pytest.raises(Refused):
        approve_decision(officer, at_night)
    approve_decision(head, at_night, words="At this price after all.")
    assert standing_approval(officer.tables, subject, ApprovalKind.MONEY) is not None
    assert state(officer, at_night) is State.PLACED
    with pytest.raises(Refused, match="the child has been placed"):
        approve_decision(head, at_night)


def test_what_was_said_of_an_offer_that_is_gone_is_still_answered_for(
    officer: Session, head: Session, at_night: str, word: Spoken
) -> None:
    record_spoken(officer, at_night, word)
    for one in offers(officer.tables, request(officer.tables, at_night).id):
        withdraw_offer(officer, one.id, reason="place-taken")
    with pytest.raises(Refused, match="approved it by word"):
        withdraw(officer, at_night, reason="plan-changed")
    confirm_spoken(head, at_night)
    assert unconfirmed_decisions(officer.tables) == []
    withdraw(officer, at_night, reason="plan-changed")


def test_a_word_denied_while_the_request_is_on_hold_leaves_it_there(
    officer: Session, head: Session, at_night: str, word: Spoken
) -> None:
    record_spoken(officer, at_night, word)
    hold_request(officer, at_night, reason="court")
    deny_spoken(head, at_night, words="Not this home.")
    assert state(officer, at_night) is State.ON_HOLD
    resume_request(officer, at_night)
    assert state(officer, at_night) is State.OFFERS_IN


def test_a_word_is_no_more_than_a_signature_would_be(
    officer: Session, head: Session, session_for: SessionFor, at_night: str, word: Spoken
) -> None:
    now, auditor = officer.clock.now(), session_for(Role.AUDITOR).officer.name
    refusals: tuple[tuple[dict[str, Any], str], ...] = (
        ({"approver": officer.officer.name}, "Nobody writes down their own word"),
        ({"approver": auditor}, "may not approve funding"),
        ({"said_at": now + timedelta(minutes=1)}, "still to come"),
        ({"said_at": now - timedelta(days=3)}, "more than two days ago"),
        ({"words": ""}, "Write down what was said"),
    )
    for change, why in refusals:
        with pytest.raises(KnownError, match=why):
            record_spoken(officer, at_night, replace(word, **change))
    with head.act("a small limit for a test") as act:
        for row in act.tables.rows("SELECT id FROM delegated_limit WHERE role = 'head of service'"):
            act.tables.update("delegated_limit", row["id"], {"annual_pence": 100})
    with pytest.raises(Refused, match="is above a head of service’s limit"):
        record_spoken(officer, at_night, word)
    assert state(officer, at_night) is State.DECISION_MADE


def test_a_planned_move_is_not_approved_by_word(
    officer: Session, steps: Steps, word: Spoken
) -> None:
    with pytest.raises(Refused, match="for an emergency"):
        record_spoken(officer, steps.decided(), word)


# ---- limits lent


WHILE_AWAY = Period(date(2026, 11, 23), date(2026, 12, 1))


def small_limit(session_for: SessionFor) -> Session:
    """The team manager, whose limit covers no placement."""
    head, manager = session_for(Role.HEAD_OF_SERVICE), session_for(Role.TEAM_MANAGER)
    with head.act("a small limit for a test") as act:
        for row in act.tables.rows("SELECT id FROM delegated_limit WHERE role = 'team manager'"):
            act.tables.update("delegated_limit", row["id"], {"weekly_pence": 100})
    return manager


def test_a_lent_limit_covers_what_ones_own_does_not_and_says_whose_it_was(
    officer: Session, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    reference, manager = steps.decided(), small_limit(session_for)
    with pytest.raises(Refused, match="is above a team manager’s limit"):
        approve_decision(manager, reference)
    lent = lend_limit(head, manager.officer.name, WHILE_AWAY, "Leave").delegation
    assert lent_words(lent) == (
        f"{head.officer.name}’s limit, lent to {manager.officer.name} from 23 Nov 2026 to"
        " 30 Nov 2026"
    )
    approve_decision(manager, reference, words="In his absence.")
    decision = standing_decision(officer.tables, request(officer.tables, reference).id)
    assert decision is not None
    (given,) = approvals_of(officer.tables, "decision", decision.id)
    assert (given.approver_name, given.for_whom) == (manager.officer.name, head.officer.name)


@pytest.mark.parametrize("how", ["revoked", "over", "lender left"])
def test_what_was_lent_ends_with_its_days_its_lender_or_a_word(
    how: str, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    reference, manager = steps.decided(), small_limit(session_for)
    lent = lend_limit(head, manager.officer.name, WHILE_AWAY, "Leave").delegation
    if how == "revoked":
        revoke_limit(head, lent.id)
        with pytest.raises(Refused, match="taken it back already"):
            revoke_limit(head, lent.id)
    elif how == "lender left":
        with head.act("leave for a test") as act:
            act.tables.update("officer", head.officer.id, {"active": 0})
    else:
        assert isinstance(manager.clock, FixedClock)
        manager.clock.moment = datetime.combine(date(2026, 12, 1), manager.clock.moment.timetz())
    with pytest.raises(Refused, match="is above a team manager’s limit"):
        approve_decision(manager, reference)


def test_a_lender_gets_no_approval_of_their_own_through_it(
    officer: Session, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    reference, manager = steps.decided(), small_limit(session_for)
    lend_limit(head, manager.officer.name, WHILE_AWAY, "Leave")
    with head.act("the head decides for a test") as act:
        found = request(act.tables, reference)
        decision = standing_decision(act.tables, found.id)
        assert decision is not None
        act.tables.update("decision", decision.id, {"decided_by": head.officer.id})
    with pytest.raises(Refused, match="is above a team manager’s limit"):
        approve_decision(manager, reference)


def test_lending_that_makes_no_sense_is_refused(
    officer: Session, head: Session, session_for: SessionFor
) -> None:
    with pytest.raises(Refused, match="may not approve funding"):
        lend_limit(head, officer.officer.name, WHILE_AWAY, "Leave")
    with pytest.raises(Refused, match="may not approve funding"):
        lend_limit(officer, head.officer.name, WHILE_AWAY, "Leave")
    with pytest.raises(Refused, match="to themselves"):
        lend_limit(head, head.officer.name, WHILE_AWAY, "Leave")
    with pytest.raises(BadInput, match="still to come"):
        lend_limit(head, "TM", Period(date(2026, 11, 1), date(2026, 11, 23)), "Leave")
    with pytest.raises(BadInput, match="needs a reason"):
        lend_limit(head, "TM", WHILE_AWAY, " ")
    with pytest.raises(NotFound, match="no such lent limit"):
        revoke_limit(head, "nothing")
