"""Requests brought to an offer, a decision and an approval, for the tests of what follows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from resources_app.approvals.checklists import checklist
from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import approve_area, approve_decision
from resources_app.requests.actions import decide_offer, record_offer, release_request
from resources_app.requests.model import FundingShare, NewDecision, NewOffer, NewPrice, Rung
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.store import Changes
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.requests.market import CORE_PENCE, Market

__all__ = ["authorised", "draft", "head", "market", "officer", "submitted", "whole"]

START = date(2026, 12, 7)
CORE = NewPrice("core weekly fee", "week", CORE_PENCE)
# The carer's home, in High Wycombe.
OFFER = NewOffer(
    "SC000002", START, (CORE,), carer_or_bed_code="FC-0192", living_postcode="HP13 6PG"
)
DECISION = NewDecision(
    offer="SC000002",
    reasons="A family near his school who can take Wren too.",
    alternatives="One other offer, farther away.",
    value_for_money="At the contract price.",
    child_views="He met them and liked the dog.",
    family_views="His mother agrees.",
    funding=(FundingShare("social care", 7_000), FundingShare("education", 3_000)),
)


def urgent(session: Session, reference: str) -> None:
    """Make the request an emergency, after the fact, for a test."""
    with session.act("emergency for a test") as act:
        key = request(act.tables, reference).id
        act.tables.update("placement_request", key, {"urgency": "emergency"})


def satisfied(kind: ApprovalKind) -> dict[str, str]:
    """Every item of a statutory approval's checklist, answered."""
    return {one.code: "Seen to on 20 Nov 2026." for one in checklist(kind, date(2026, 11, 23))}


def agree_area(
    session: Session, reference: str, kind: ApprovalKind, words: str = "The only home for both."
) -> Changes:
    """Give an approval under regulation 11, with its whole checklist."""
    return approve_area(session, reference, kind, words=words, checks=satisfied(kind))


@dataclass(frozen=True)
class Steps:
    """Takes a request further, one step after the other, as the officers who may."""

    officer: Session
    head: Session
    market: Market
    reference: str

    def offered(self, *made: NewOffer) -> str:
        """Search, send it to tier 1, and record the offers; its reference."""
        self.market.search(self.officer, self.reference, "first", "also first")
        release_request(self.officer, self.reference, Rung.TIER_1)
        for one in made or (OFFER,):
            offer = replace(one, unreleased_reason="It wrote to us.")
            record_offer(self.officer, self.reference, offer)
        return self.reference

    def decided(self, *made: NewOffer) -> str:
        """And decide for the first of them."""
        self.offered(*made)
        first = (made or (OFFER,))[0].urn
        decide_offer(self.officer, self.reference, replace(DECISION, offer=first))
        return self.reference

    def approved(self, *made: NewOffer) -> str:
        """And have the head of service approve the funding."""
        self.decided(*made)
        approve_decision(self.head, self.reference, words="Agreed.")
        return self.reference


@pytest.fixture
def steps(officer: Session, head: Session, market: Market, authorised: str) -> Steps:
    return Steps(officer, head, market, authorised)
