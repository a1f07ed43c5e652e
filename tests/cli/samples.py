"""The files that a journey is made of, as of today, for nobody tells a command what day it is."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from resources_app.foundations.clock import SystemClock
from resources_app.foundations.money import pounds
from tests.documents.conftest import SAFE_TEXTS

DATA = Path(__file__).parent.parent / "data"
REGISTER = DATA / "ofsted_register.xlsx"
SCHEDULE = DATA / "framework_price_schedule.xlsx"

TODAY = SystemClock().today()
START = TODAY + timedelta(days=14)
CHILD_AGE = 13

Json = dict[str, Any]


def write_json(path: Path, data: object) -> Path:
    """The data in a file."""
    path.write_text(json.dumps(data), "utf-8")
    return path


def _sample(name: str) -> Json:
    data: Json = json.loads((DATA / name).read_text("utf-8"))
    return data


def request_data(identifier: str = "40517") -> Json:
    """The sample request, for a child with this identifier, in a narrative that names nobody."""
    whole = _sample("request.json")
    whole["request"] |= SAFE_TEXTS
    whole["request"] |= {"received_on": str(TODAY), "needed_by_date": str(START)}
    child = whole["child"]
    child["date_of_birth"] = f"{TODAY.year - CHILD_AGE}-01-01"
    child["siblings"][0]["date_of_birth"] = f"{TODAY.year - 9}-01-01"
    if identifier != child["local_identifier"]:
        child |= {"local_identifier": identifier, "unique_pupil_number": "", "nhs_number": ""}
        child["siblings"] = []
    return whole


def offer_data(urn: str, weekly_pence: int) -> Json:
    """An offer of one service, with a one-off beside the fee."""
    return {
        "urn": urn,
        "available_from": str(START),
        "carer_or_bed_code": "FC-0192",
        "living_postcode": "HP12",
        "how_needs_met": "Two experienced carers with a dog, ten minutes from his school.",
        "above_contract_reason": "A bed of his own.",
        "prices": [
            {"element": "core weekly fee", "unit": "week", "amount": pounds(weekly_pence)},
            {"element": "one-off", "unit": "one-off", "amount": 250, "description": "Bedroom"},
        ],
    }


def decision_data(urn: str) -> Json:
    """The sample decision, for this service's offer."""
    return _sample("decision.json") | {"offer": urn}
