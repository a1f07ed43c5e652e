"""A request and its placement in the national standard's form: every field, answered or named."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from resources_app.casework.standard_file import as_json, save_in_standard
from resources_app.casework.standard_form import in_standard
from resources_app.foundations.errors import BadInput
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.checking import OTHERS
from resources_app.requests.queries import request
from resources_app.requests.standard import Moment, fields_asked_at, standard_fields
from resources_app.session import Session
from tests.casework.conftest import OFFER, START, Steps


def test_a_request_answers_what_the_standard_asks_of_one(officer: Session, submitted: str) -> None:
    found = in_standard(officer.tables, submitted)
    assert list(found.answers) == list(standard_fields())
    assert (found.placement, found.missing) == ("", ())
    held = request(officer.tables, submitted)
    assert found.answers["childId"] == 40517
    assert found.answers["communicationNeeds"] == held.communication_needs
    assert found.answers["specificCommunicationRequirements"] == ["Other"]
    assert found.specified == {"specificCommunicationRequirements": "Plain words and pictures."}
    placed = [*fields_asked_at(Moment.PLACEMENT), *fields_asked_at(Moment.COST)]
    assert all(found.answers[one.name] is None for one in placed)


def test_what_a_placement_is_asked_is_derived_but_for_two_answers(
    officer: Session, steps: Steps
) -> None:
    place_child(officer, steps.approved(), PlacementTerms(START, preferability_location=True))
    found = in_standard(officer.tables, steps.reference)
    (price,) = OFFER.prices
    told = {one.name: found.answers[one.name] for one in standard_fields().values()
            if one.moment is not Moment.REQUEST}  # fmt: skip
    assert told == {
        "totalWeeklyCost": price.amount_pence // 100,
        "placementLocation": "HP13",
        "preferabilityLocation": True,
        "educationContinuity": None,
        "providerURN": OFFER.urn,
        "siblingsPlacedTogether": 1,
        "placementType": "Foster",
        "placementOfficerName": "Amina Khan",
        "placementDate": "2026-11-23",
        "costOfficerName": "Amina Khan",
        "costDate": "2026-11-23",
    }
    assert found.missing == ("educationContinuity",)


def test_both_files_hold_the_same(officer: Session, submitted: str, tmp_path: Path) -> None:
    as_file, as_row = tmp_path / "r.json", tmp_path / "r.csv"
    found = save_in_standard(officer, submitted, as_file)
    save_in_standard(officer, submitted, as_row)
    kept = json.loads(as_file.read_text("utf-8"))
    assert kept == json.loads(json.dumps(as_json(found)))
    assert kept["Risks"]["riskMissing"] == found.answers["riskMissing"]
    with as_row.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert list(row) == [*standard_fields(), *(words for _, _, words in OTHERS)]
    assert row["childId"] == "40517"
    assert row["homeAdaptation"] in ("true", "false")
    assert row["communication_other"] == "Plain words and pictures."
    with pytest.raises(BadInput, match="JSON or CSV"):
        save_in_standard(officer, submitted, tmp_path / "r.pdf")


def test_an_identifier_that_is_no_number_stays_a_text(officer: Session, submitted: str) -> None:
    # The standard's childId is a whole number; a zero at the front would be lost in one.
    found = in_standard(officer.tables, submitted)
    assert found.answers["childId"] == 40517
    child = request(officer.tables, submitted).child_id
    with officer.act("another identifier for a test") as act:
        act.tables.update("child", child, {"local_identifier": "0040517"})
    assert in_standard(officer.tables, submitted).answers["childId"] == "0040517"
