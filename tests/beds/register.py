"""Six homes near High Wycombe, and placements elsewhere to compare their price with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from resources_app.agreements.actions import NewAgreement, create_agreement
from resources_app.agreements.model import AgreementKind
from resources_app.demo.cross_regional import make_cross_regional
from resources_app.demo.places import PROJECT
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.session import Session
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from tests.conftest import CHEAP, TODAY, passphrase_of

NAMES = ("Ash Lodge", "Birch House", "Cedar Lodge", "Dell House", "Elm House", "Fern Lodge")
URNS = tuple(f"SC10000{number}" for number in range(1, 7))
# Around the linked school, real postcodes from near to far.
POSTCODES = ("HP12 3QW", "HP10 8AA", "HP18 0AA", "OX9 2AA", "HP11 2AA", "MK18 1AA")


def found_office(path: Path) -> Session:
    """The team manager of a new store with the project's authorities and homes, no contract."""
    founder = NewOfficer("Tess Malone", Role.TEAM_MANAGER)
    founded = found_store(
        path,
        founder,
        passphrase_of(founder.role),
        partners=PROJECT[1:],
        clock=FixedClock.on(TODAY),
        key_cost=CHEAP,
    )
    enter_homes(founded.session)
    return founded.session


def found_project(path: Path) -> Session:
    """The same with the contract of DOMAIN.md, whose year of 28 children is 2025-26."""
    session = found_office(path)
    make_cross_regional(session, URNS, 2025)
    return session


def enter_homes(session: Session) -> None:
    """The six homes of one provider, and one home of another."""
    with session.act("enter homes for a test") as act:
        for provider, name in (("p1", "Chalk Hill Care"), ("p2", "Thames Homes")):
            act.tables.insert("provider", {"id": provider, "name": name})
        homes = [*zip(URNS, NAMES, POSTCODES, strict=True), ("SC200001", "Weir House", "RG1 1AA")]
        for urn, name, postcode in homes:
            act.tables.insert(
                "service",
                {
                    "id": f"s{urn}",
                    "urn": urn,
                    "provider_id": "p2" if urn == "SC200001" else "p1",
                    "name": name,
                    "provision_type": "children's home",
                    "registration_status": "Active",
                    "registered_places": 4,
                    "postcode": postcode,
                },
            )


def place(session: Session, urn: str, start: date, end: date | None = None, **more: object) -> str:
    """A placement of a girl born 2012-01-01 in a home; its reference."""
    number = session.new_id()[-6:].upper()
    reference = f"PLC-{number}"
    with session.act("place a child for a test") as act:
        child = {
            "id": session.new_id(),
            "local_identifier": number,
            "given_name": "Kit",
            "family_name": "Brook",
            "date_of_birth": more.pop("born", "2012-01-01"),
            "sex": "2",
            "authority_code": more.get("authority_code", "E06000060"),
        }
        act.tables.insert("child", child)
        act.tables.insert(
            "placement",
            {
                "id": session.new_id(),
                "reference": reference,
                "child_id": child["id"],
                "service_id": f"s{urn}",
                "start_date": start.isoformat(),
                "end_date": end.isoformat() if end else None,
                "authority_code": "E06000060",
                **more,
            },
        )
    return reference


def buy_elsewhere(
    session: Session, weekly_pence: int, start: date, end: date | None = None, **more: object
) -> str:
    """A placement outside the contract at a core weekly fee, on the spot; its reference."""
    reference = place(session, "SC200001", start, end, **more)
    placement = session.tables.value("SELECT id FROM placement WHERE reference = ?", (reference,))
    with session.act("pay for a placement in a test") as act:
        ipa = session.new_id()
        act.tables.insert(
            "ipa",
            {
                "id": ipa,
                "reference": f"IPA-{reference}",
                "placement_id": placement,
                "start_date": start.isoformat(),
                "notice_days": 28,
                "payment_cycle": "four-weekly in arrears",
                "review_due": start.isoformat(),
            },
        )
        act.tables.insert(
            "fee_line",
            {
                "id": session.new_id(),
                "ipa_id": ipa,
                "element": "core weekly fee",
                "unit": "week",
                "amount_pence": weekly_pence,
                "start_date": start.isoformat(),
                "end_date": end.isoformat() if end else None,
            },
        )
    return reference


def framework(session: Session) -> str:
    """Another agreement, which is no block contract."""
    made = create_agreement(
        session,
        NewAgreement("SC", "South Central", Period(date(2025, 4, 1)), AgreementKind.FRAMEWORK),
    )
    return made.reference
