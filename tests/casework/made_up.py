"""A made-up register, and requests to search it for, in a real store."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from resources_app.casework.searching import SearchOutcome
from resources_app.requests.actions import authorise_request, create_request, submit_request
from resources_app.session import Session

SAMPLE = json.loads((Path(__file__).parent.parent / "data" / "request.json").read_text("utf-8"))
HOME = {"easting": 486_900, "northing": 193_500}  # High Wycombe
BUCKS, READING = "E06000060", "E06000038"


def ask(session: Session, head: Session, **changes: Any) -> str:
    """The reference of an authorised request for one boy of 13."""
    whole = copy.deepcopy(SAMPLE)
    whole["child"].pop("siblings")
    whole["request"].update({"needed_by_date": "2026-11-23", **changes})
    reference = create_request(session, whole).reference
    submit_request(session, reference)
    authorise_request(head, reference)
    return reference


def put(session: Session, table: str, **row: Any) -> str:
    key = row.setdefault("id", session.new_id())
    with session.act("test") as act:
        act.tables.insert(table, row)
    return str(key)


def add_service(session: Session, urn: str, **given: Any) -> str:
    if session.tables.value("SELECT 1 FROM provider WHERE id = 'p1'") is None:
        put(session, "provider", id="p1", name="Chalk Hill Care")
    plain = {
        "urn": urn,
        "provider_id": "p1",
        "name": f"Home {urn}",
        "provision_type": "children's home",
        "registration_status": "Active",
        "authority_code": BUCKS,
        "registered_places": 3,
        "placement_codes": "K2",
        "overall_effectiveness": "Good",
        **HOME,
        **given,
    }
    return put(session, "service", id=f"s{urn}", **plain)


def add_resident(session: Session, service_id: str, born: str, **given: Any) -> str:
    """A child who has lived at a service since the summer; the child's id."""
    number = session.new_id()
    child = put(
        session,
        "child",
        local_identifier=number,
        given_name="Somebody",
        family_name="Unspoken",
        date_of_birth=born,
        sex="2",
        authority_code=BUCKS,
    )
    row = {
        "reference": number,
        "child_id": child,
        "service_id": service_id,
        "start_date": "2026-07-01",
        "authority_code": BUCKS,
        **given,
    }
    put(session, "placement", **row)
    return child


def urns(outcome: SearchOutcome) -> list[str]:
    return [one.urn for one in outcome.ranked()]


def add_contract(session: Session, service_id: str | None, pence: int, **given: Any) -> str:
    """A tier 1 membership of a framework, with a core price for ages 11 to 17."""
    agreement = put(
        session,
        "agreement",
        reference=session.new_id(),
        title="South Central",
        kind=given.pop("kind", "framework"),
        lead_authority_code=given.pop("lead", BUCKS),
        start_date=given.pop("agreement_start", "2026-04-01"),
        end_date=given.pop("agreement_end", None),
    )
    lot = put(session, "lot", agreement_id=agreement, code="4", title="Residential")
    member = put(
        session,
        "membership",
        lot_id=lot,
        provider_id="p1",
        service_id=service_id,
        tier=1,
        start_date="2026-04-01",
        **given,
    )
    put(
        session,
        "rate",
        membership_id=member,
        element="core weekly fee",
        unit="week",
        age_from=11,
        age_to=17,
        amount_pence=pence,
        effective_from="2026-04-01",
    )
    return member
