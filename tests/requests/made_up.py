"""Made-up services and searches for the tests of matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from resources_app.foundations.postcodes import Location
from resources_app.providers.model import ProvisionType
from resources_app.requests.catalogue import (
    SERVICE_COLUMNS,
    SETTING_COLUMNS,
    Catalogue,
    build_catalogue,
)
from resources_app.requests.circumstances import Facts, circumstances_of
from resources_app.requests.criteria import ChildSought, Criteria
from resources_app.requests.matching import Match, match

TODAY = date(2026, 11, 23)
BUCKS = "E06000060"
HOME = Location(480_000, 190_000, BUCKS)
MILE = 1609  # metres, near enough

_USUAL: dict[str, Any] = {
    "name": "Cedar Rise",
    "provision_type": "children's home",
    "provision_subtype": "",
    "registration_status": "Active",
    "easting": HOME.easting,
    "northing": HOME.northing,
    "position_approximate": 0,
    "authority_code": BUCKS,
    "authority_name": "Buckinghamshire",
    "registered_places": 4,
    "placement_codes": "K2",
    "overall_effectiveness": "Good",
    "grade_note": "",
    "cares_for_ebd": 0,
    "cares_for_mental_disorders": 0,
    "cares_for_sensory_impairment": 0,
    "cares_for_alcohol_problems": 0,
    "cares_for_drug_problems": 0,
    "cares_for_learning_difficulty": 0,
    "cares_for_physical_disability": 0,
    "conditions": "",
    "genders": "",
    "conditions_unread": 0,
    "linked_school_urn": "",
    "linked_school_name": "",
    "specialisms": "",
    "in_house": 0,
    "provider_id": "p1",
}


def service(urn: str = "1000001", **given: Any) -> dict[str, Any]:
    """A children's home in High Wycombe with four places, but for what is given."""
    return {**dict.fromkeys(SERVICE_COLUMNS), **_USUAL, "id": f"s{urn}", "urn": urn, **given}


def at_miles(miles: float) -> dict[str, int]:
    """Easting and northing so many miles east of home."""
    assert HOME.easting is not None
    assert HOME.northing is not None
    return {"easting": HOME.easting + round(miles * 1609.344), "northing": HOME.northing}


def setting(number: int, urn: str = "1000001", **given: Any) -> dict[str, Any]:
    """An open setting with three places next to home."""
    return {
        **dict.fromkeys(SETTING_COLUMNS),
        "id": f"s{urn}-{number}",
        "service_id": f"s{urn}",
        "postcode": "HP13 6PG",
        "position_approximate": 0,
        "authority_code": BUCKS,
        "category": "Single occupancy",
        "capacity": 3,
        "status": "Open",
        **at_miles(1),
        **given,
    }


def catalogue_of(
    services: Sequence[dict[str, Any]], settings: Sequence[dict[str, Any]] = ()
) -> Catalogue:
    """The catalogue of these, in the order of URN as the query gives them."""
    ordered = sorted(services, key=lambda row: row["urn"])
    return build_catalogue(
        [tuple(row[name] for name in SERVICE_COLUMNS) for row in ordered],
        [tuple(row[name] for name in SETTING_COLUMNS) for row in settings],
        TODAY.isoformat(),
    )


def criteria(age: int = 13, sex: str = "M", **given: Any) -> Criteria:
    """A search for one child who lives in High Wycombe, for any usual kind of home."""
    plain = Criteria(TODAY, (ChildSought(age, sex),), authority_code=BUCKS, home=HOME)
    return replace(plain, **given)


def find(
    services: Sequence[dict[str, Any]],
    wanted: Criteria | None = None,
    facts: Facts | None = None,
    settings: Sequence[dict[str, Any]] = (),
) -> Match:
    """Match made-up services."""
    catalogue = catalogue_of(services, settings)
    return match(
        wanted or criteria(), catalogue, circumstances_of(catalogue, facts or Facts(TODAY, TODAY))
    )


def fitting(found: Match) -> list[str]:
    """URNs of those that fit, best first."""
    urns = found.ground.catalogue.columns["urn"]
    return [urns[at] for at in found.order]


def causes(found: Match, urn: str = "1000001") -> tuple[str, ...]:
    """Why a service was left out."""
    return found.causes_of(found.ground.catalogue.positions_by_urn[urn])


ANY_KIND = tuple(ProvisionType)
