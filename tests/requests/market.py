"""A small market for tests: an in-house carer, three tiers of a framework, and a stranger to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.actions import (
    NewAgreement,
    NewRate,
    add_lot,
    add_member,
    add_rates,
    create_agreement,
)
from resources_app.agreements.model import Element, Terms, Unit
from resources_app.casework.approving import approve_spot
from resources_app.foundations.dates import Period
from resources_app.providers.model import ProvisionType, RegistrationStatus
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.tables import Tables

FOREVER = Period(date(2026, 4, 1))
URNS = {
    "own": ("SC000001", ProvisionType.IN_HOUSE_FOSTERING),
    "first": ("SC000002", ProvisionType.FOSTERING_AGENCY),
    "also first": ("SC000003", ProvisionType.FOSTERING_AGENCY),
    "second": ("SC000004", ProvisionType.CHILDRENS_HOME),
    "spot": ("SC000005", ProvisionType.CHILDRENS_HOME),
    "supported": ("SC000006", ProvisionType.SUPPORTED_ACCOMMODATION),
    "secure": ("SC000007", ProvisionType.SECURE_HOME),
}
_TIERS = {"first": 1, "also first": 1, "second": 2, "supported": 2, "secure": 2}
CORE_PENCE = 104_000
# Why a test sends a round before the one above it has answered.
HASTE = "They said by telephone that they are full."


@dataclass(frozen=True)
class Market:
    """Services' ids by the names above."""

    ids: dict[str, str]

    def urn(self, name: str) -> str:
        return URNS[name][0]

    def search(self, session: Session, reference: str, *names: str) -> None:
        """Keep a search in which these fitted, best first; everybody when none is named."""
        fits = [{"service_id": self.ids[name]} for name in names or tuple(URNS)[:5]]
        asked = request(session.tables, reference)
        with session.act("search for a test") as act:
            act.tables.insert(
                "search",
                {
                    "id": session.new_id(),
                    "request_id": asked.id,
                    "searched_at": session.stamp(),
                    "searched_by": session.officer.id,
                    "criteria": "{}",
                    "services_considered": len(URNS),
                    "fits": len(fits),
                    "excluded_by_cause": "{}",
                    "results": json.dumps(fits),
                },
            )


def open_market(session: Session) -> Market:
    """Enter the services, and a framework with a lot they are priced in from 1 Apr 2026."""
    with session.act("enter services for a test") as act:
        ids = {name: _service(session, act.tables, name) for name in URNS}
    terms = Terms(response_working_days=3)
    create_agreement(session, NewAgreement("FW-26", "Homes for children", FOREVER, terms=terms))
    add_lot(session, "FW-26", "1", "All homes")
    for name, tier in _TIERS.items():
        made = add_member(session, "FW-26", "1", URNS[name][0], tier=tier, period=FOREVER)
        add_rates(
            session,
            made.id,
            [
                NewRate(Element.CORE, Unit.WEEK, 0, 17, CORE_PENCE, FOREVER),
                NewRate(Element.THERAPY, Unit.HOUR, 0, 17, 6_500, FOREVER),
            ],
        )
    return Market(ids)


def allow_spot(head: Session, reference: str) -> None:
    """Give the exemption from contract standing orders that spot purchase needs."""
    approve_spot(head, reference, words="Nobody else can.")


def _service(session: Session, tables: Tables, name: str) -> str:
    urn, kind = URNS[name]
    provider_id, service_id = session.new_id(), session.new_id()
    tables.insert("provider", {"id": provider_id, "name": f"Provider {name}"})
    tables.insert(
        "service",
        {
            "id": service_id,
            "urn": urn,
            "provider_id": provider_id,
            "name": f"Service {name}",
            "provision_type": kind,
            "registration_status": RegistrationStatus.ACTIVE,
            "in_house": int(kind is ProvisionType.IN_HOUSE_FOSTERING),
        },
    )
    return service_id
