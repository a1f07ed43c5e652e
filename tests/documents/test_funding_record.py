"""The funding approval record: what an auditor asks years later, answered on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import approve_decision
from resources_app.casework.recommending import recommend_decision
from resources_app.documents.funding_records import print_funding_record
from resources_app.documents.queries import document
from resources_app.foundations.errors import Refused
from resources_app.requests.actions.panels import convene_panel, put_on_agenda, record_panel_outcome
from resources_app.requests.panel_model import NewPanel, PanelOutcome
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import (
    CORE,
    OFFER,
    Steps,
    agree_area,
    authorised,
    draft,
    head,
    market,
    officer,
    steps,
    submitted,
    whole,
)
from tests.conftest import TODAY
from tests.documents.reading import openings, restrict_all, text_of

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]

DEAR = replace(
    OFFER,
    living_postcode="OX1 1PT",
    prices=(replace(CORE, amount_pence=620_000),),
    above_contract_reason="Two adults, day and night.",
)


def test_it_says_who_approved_what_within_which_limit_and_on_what(
    session: Session,
    officer: Session,
    head: Session,
    session_for: Callable[[Role], Session],
    steps: Steps,
) -> None:
    reference = steps.decided(DEAR, replace(OFFER, urn="SC000003"))
    with pytest.raises(Refused, match="the funding is not approved"):
        print_funding_record(officer, reference)
    panel = convene_panel(
        officer, NewPanel("Resources panel", TODAY, "Hugh Oyelaran")
    ).panel.reference
    put_on_agenda(officer, panel, reference, "Is a solo home right?")
    record_panel_outcome(officer, panel, reference, PanelOutcome.RECOMMENDED, "Yes, for a year.")
    recommend_decision(session, reference, words="The only home for both.")
    approve_decision(session_for(Role.SERVICE_DIRECTOR), reference, words="Agreed for a year.")
    agree_area(head, reference, ApprovalKind.OUT_OF_AREA)
    restrict_all(officer)
    made = print_funding_record(officer, reference)
    assert openings(officer) == [reference] * 2  # of a brother and a sister
    text = text_of(made.bytes)
    for said in (
        "A week £6,200.00",
        "Chosen £6,200.00 £323,285.71",
        "Not chosen £1,040.00",
        "Core weekly fee £6,200.00 a week £1,040.00 a week",
        "Two adults, day and night.",
        "Social care 70.00 % £4,340.00",
        "A family near his school who can take Wren too.",
        "One other offer, farther away.",
        "He met them and liked the dog.",
        "His mother agrees.",
        "Panel: recommended",
        "Yes, for a year.",
        "It approves nothing.",
        "Funding: recommended to whoever may approve it By Tess Malone, team manager",
        "The only home for both.",
        "Funding: approved By Sian Devlin, service director",
        "£6,200.00 a week, £323,285.71 in the first twelve months",
        "a year (service director), in force from",
        "Home outside the area (regulation 11(2)): approved By Hugh Oyelaran, head of service",
        "The child’s wishes and feelings are known and were considered Seen to on 20 Nov 2026.",
    ):
        assert said in text, said
    assert print_funding_record(officer, reference).reference == made.reference
    assert document(officer.tables, made.reference).subject_reference == reference
