"""A request as it comes in, with texts that name nobody, and a placement with its agreement."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resources_app.requests.actions import create_request
from resources_app.session import Session
from resources_app.team.model import Role

_SAMPLE = json.loads((Path(__file__).parent.parent / "data" / "request.json").read_text("utf-8"))

# The sample's narrative names people and places, as first drafts do. This says the same.
SAFE_TEXTS = {
    "strengths": (
        "He is funny, kind to animals and proud of looking after his sister. A good day has "
        "football, a hot lunch and time to draw."
    ),
    "about": (
        "The children have lived with their grandmother since they came into care. She is no "
        "longer well enough. There have been two moves in two years."
    ),
    "child_views": "“I want my sister in the next room and to stay at my school.”",
    "education_needs": "Year 9 with a plan for speech and language; a quiet place at break.",
    "risk_summary": (
        "He has twice walked home after a hard telephone call with his stepfather. Being met at "
        "the school gate helped."
    ),
    "connected_persons_explored": "His grandmother can no longer offer full-time care.",
}


@pytest.fixture
def named_texts() -> dict[str, Any]:
    """The sample's own narrative, which gives the child away."""
    return {name: _SAMPLE["request"][name] for name in SAFE_TEXTS}


@pytest.fixture
def ask(officer: Session) -> Callable[..., str]:
    """Call with answers to get the reference of a request for a boy and his sister."""

    def asked(second_reason: str = "", **texts: Any) -> str:
        whole = copy.deepcopy(_SAMPLE)
        whole["request"].update({**SAFE_TEXTS, **texts})
        return create_request(officer, whole, second_reason=second_reason).reference

    return asked


@pytest.fixture
def put(officer: Session) -> Callable[..., str]:
    """Call with a table and a row to write it as it would be after a story told elsewhere."""

    def write(table: str, **row: Any) -> str:
        key = str(row.setdefault("id", officer.new_id()))
        with officer.act("test") as act:
            act.tables.insert(table, row)
        return key

    return write


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def request_reference(ask: Callable[..., str]) -> str:
    return ask()


@pytest.fixture
def placed(officer: Session, put: Callable[..., str], request_reference: str) -> str:
    """The reference of the agreement under which both children live at Hazel House."""
    tables = officer.tables
    request_id = tables.value(
        "SELECT id FROM placement_request WHERE reference = ?", (request_reference,)
    )
    child_id = tables.value("SELECT child_id FROM placement_request WHERE id = ?", (request_id,))
    sister = tables.value(
        "SELECT child_id FROM request_sibling WHERE request_id = ?", (request_id,)
    )
    provider = put(
        "provider",
        name="Chiltern Hearth Ltd",
        signatory="Ravi Anand",
        address="1 Mill Yard\nAmersham",
        postcode="HP6 5AA",
        company_number="01234567",
    )
    service = put(
        "service", urn="SC093391", provider_id=provider, name="Hazel House",
        provision_type="children's home", registration_status="Active",
        address="4 Beech Road\nAmersham", postcode="HP6 5BB", registered_manager="Moira Lindqvist",
        overall_effectiveness="Good", inspection_date="2026-03-04",
    )  # fmt: skip
    common = {
        "request_id": request_id,
        "service_id": service,
        "living_postcode": "HP6 5BB",
        "placement_code": "K2",
        "start_date": "2026-12-07",
        "authority_code": "E06000060",
    }
    held = put("placement", reference="PLC-26-A7-0001", child_id=child_id, **common)
    put("placement", reference="PLC-26-A7-0002", child_id=sister, **common)
    ipa = put(
        "ipa", reference="IPA-26-A7-0001", placement_id=held, start_date="2026-12-07",
        notice_days=28, payment_cycle="four-weekly in arrears", review_due="2027-01-06",
        outcomes="In school every day\nSleeps through most nights",
        education="Stays at the school.", health="Asthma plan.",
        family_time="Grandmother every Sunday.",
    )  # fmt: skip
    for element, unit, quantity, pence in (
        ("core weekly fee", "week", 1, 425_000),
        ("therapy", "session", 2, 13_125),
        ("education", "term", 1, 700_000),
        ("one-off", "one-off", 1, 25_000),
    ):
        put("fee_line", ipa_id=ipa, element=element, unit=unit, quantity=quantity,
            amount_pence=pence, start_date="2026-12-07")  # fmt: skip
    for funder, share in (("social care", 6_000), ("education", 2_500), ("health", 1_500)):
        put("ipa_funding", ipa_id=ipa, funder=funder, share=share,
            start_date="2026-12-07")  # fmt: skip
    return "IPA-26-A7-0001"
