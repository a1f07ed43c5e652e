"""A request that ends takes with it what hangs on it, and says so first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from resources_app.approvals.model import ApprovalKind
from resources_app.approvals.queries import standing_approval
from resources_app.beds.hold_queries import held_for
from resources_app.casework.ending_queries import cascade_of
from resources_app.casework.ending_requests import close, withdraw
from resources_app.casework.put_up import subject_of
from resources_app.casework.spoken import Spoken, deny_spoken, record_spoken
from resources_app.documents.ending_mails import tell_ended
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import Refused
from resources_app.requests.actions import record_offer, record_response
from resources_app.requests.cascade import Cascade, EndingFacts, what_follows
from resources_app.requests.model import OfferStatus, ResponseKind, State
from resources_app.requests.offer_queries import decisions, offers, standing_decision
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.casework.conftest import OFFER, Steps, urgent

LATER = date(2026, 12, 24)


def held(session: Session, steps: Steps, request_id: str) -> None:
    """A bed at the first home that is held for the request, as a block contract would have it."""
    service = steps.market.ids["first"]
    with session.act("hold a bed for a test") as act:
        tables = act.tables
        tables.insert("agreement", {
            "id": "block", "reference": "BLK/1", "title": "Beds", "kind": "block",
            "lead_authority_code": "E06000060", "start_date": "2026-01-01",
        })  # fmt: skip
        tables.insert("block_home", {"id": "home", "agreement_id": "block", "service_id": service})
        tables.insert("bed", {
            "id": "bed", "block_home_id": "home", "code": "B2", "start_date": "2026-01-01",
        })  # fmt: skip
        tables.insert("bed_hold", {
            "id": "hold", "bed_id": "bed", "authority_code": "E06000060",
            "request_id": request_id, "start_date": "2026-11-20", "end_date": str(LATER),
            "lapses_on": "2026-12-01",
        })  # fmt: skip


def test_what_follows_is_said_before_and_done_in_one_action(
    officer: Session, head: Session, steps: Steps
) -> None:
    reference = steps.approved(OFFER, replace(OFFER, urn="SC000003"))
    asked = request(officer.tables, reference)
    held(head, steps, asked.id)
    decided = standing_decision(officer.tables, asked.id)
    assert decided is not None
    said = cascade_of(officer.tables, asked, officer.today())
    assert said.follows == (
        "The decision for Service first is set aside, and the approval of its funding lapses.",
        "1 offer is taken back: Service first.",
        "1 held bed is let go: bed B2 at Service first, to 23 Dec 2026.",
    )
    assert said.blocks == ()
    assert "Service first" in said.to_tell
    before = officer.tables.value("SELECT count(*) FROM journal_action")
    ended = withdraw(officer, reference, reason="returned-home", note="Home since Friday.")
    assert ended.cascade == said
    assert officer.tables.value("SELECT count(*) FROM journal_action") == before + 1
    assert request(officer.tables, reference).state is State.WITHDRAWN
    status = {one.urn: one.status for one in offers(officer.tables, asked.id)}
    assert status == {"SC000002": OfferStatus.WITHDRAWN, "SC000003": OfferStatus.NOT_CHOSEN}
    (old,) = decisions(officer.tables, asked.id)
    assert old.set_aside_reason == "The request was withdrawn."
    assert standing_decision(officer.tables, asked.id) is None
    # The approval itself is history; with its decision set aside nothing rests on it.
    assert standing_approval(officer.tables, subject_of(old), ApprovalKind.MONEY) is not None
    assert held_for(officer.tables, asked.id, officer.today()) == []
    with pytest.raises(Refused, match="The request was withdrawn"):
        record_offer(officer, reference, OFFER)


def test_who_declined_need_not_be_told(officer: Session, steps: Steps) -> None:
    reference = steps.offered()
    asked = request(officer.tables, reference)
    told = cascade_of(officer.tables, asked, officer.today()).to_tell
    other = next(one for one in told if one != "Service first")
    service = officer.tables.value("SELECT id FROM service WHERE name = ?", (other,))
    record_response(officer, reference, service, ResponseKind.DECLINE, reason="no-place")
    ended = close(officer, reference, reason="no-offers")
    assert ended.cascade.to_tell == tuple(one for one in told if one != other)
    assert request(officer.tables, reference).state is State.CLOSED


def test_a_word_that_was_given_is_settled_first(
    officer: Session, head: Session, steps: Steps, clock: FixedClock
) -> None:
    """Refused with nothing half done, until whoever approved by word has answered for it."""
    reference = steps.decided()
    urgent(officer, reference)
    record_spoken(officer, reference, Spoken(head.officer.initials, clock.now(), "Go ahead."))
    asked = request(officer.tables, reference)
    for ending, reason in ((withdraw, "plan-changed"), (close, "price")):
        with pytest.raises(Refused, match="Hugh Oyelaran approved it by word"):
            ending(officer, reference, reason=reason)
    assert request(officer.tables, reference).state is State.APPROVED
    assert {one.status for one in offers(officer.tables, asked.id)} == {OfferStatus.CHOSEN}
    deny_spoken(head, reference, words="I said no such thing.")
    withdraw(officer, reference, reason="plan-changed")
    assert request(officer.tables, reference).state is State.WITHDRAWN


def test_nothing_hangs_on_a_draft() -> None:
    assert what_follows(EndingFacts()) == Cascade((), (), ())
    assert what_follows(EndingFacts()).text == ""


def test_many_services_are_counted_after_the_first() -> None:
    found = what_follows(EndingFacts(asked=tuple("ABCDEFG"), placements=("PLC-26-A7-0001",)))
    assert found.text == (
        "A child was placed on it: PLC-26-A7-0001. End that first.\n"
        "To be told that it is over: A, B, C, D and 3 more."
    )


def test_who_was_sent_it_is_written_to_that_it_is_over(
    officer: Session, head: Session, steps: Steps, tmp_path: Path
) -> None:
    """A draft for each who has an address; nobody is told before it is over."""
    reference = steps.offered()
    with pytest.raises(Refused, match="is not over: it is offers in"):
        tell_ended(officer, reference)
    with head.act("an address for a test") as act:
        first = steps.market.ids["first"]
        act.tables.update("service", first, {"referral_email": "referrals@first.example"})
    withdraw(officer, reference, reason="returned-home")
    post = tell_ended(officer, reference)
    assert (post.to, post.without_address) == (("Service first",), ("Service also first",))
    (written,) = post.save(tmp_path)
    text = written.path.read_text("utf-8")
    assert f"{reference}, no home is sought any more" in text
    assert "To: Service first <referrals@first.example>" in text
    assert "Rowan" not in text
