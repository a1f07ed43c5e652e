"""The offers side by side on paper: for two as for eight, each offer once beside the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from resources_app.casework.offer_facts import compared_offers
from resources_app.casework.searching import search_for_home
from resources_app.documents.actions import print_offer_comparison
from resources_app.documents.warning import warning_text, warnings_of_comparison
from resources_app.foundations.errors import Refused
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.offer_comparison import ComparedRow, OfferComparison, render
from resources_app.requests.actions import record_offer, release_request, withdraw_offer
from resources_app.requests.model import NewOffer, NewPrice, Rung
from resources_app.team.model import Role
from tests.casework.made_up import add_service, ask
from tests.conftest import SessionFor
from tests.documents.reading import openings, restrict_all, text_of

OFFER = NewOffer("1000001", date(2026, 12, 7), (NewPrice("core weekly fee", "week", 104_000),))
IMPRINT = Imprint(
    "Buckinghamshire Council", "Comparison of offers", "DOC-26-A7-0001", 1, "REQ-26-A7-0001",
    "Amina Khan", datetime(2026, 11, 23, 9, tzinfo=UTC),
)  # fmt: skip


def test_the_offers_are_printed_for_the_panel_and_registered(
    session_for: SessionFor,
) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    for urn, grade in (("1000001", "Good"), ("1000002", "Outstanding")):
        own = {"in_house": 1, "provision_type": "in-house home", "overall_effectiveness": grade}
        add_service(officer, urn, **own)
    asked = ask(officer, head, expected_weeks=26, provision_sought=["in-house home"])
    search_for_home(officer, asked)
    release_request(officer, asked, Rung.IN_HOUSE)
    with pytest.raises(Refused, match="no offer has come in"):
        print_offer_comparison(officer, asked)
    record_offer(officer, asked, OFFER)
    second = record_offer(officer, asked, replace(OFFER, urn="1000002", carer_or_bed_code="B-2"))
    restrict_all(officer)
    made = print_offer_comparison(officer, asked)
    assert openings(officer) == [asked]
    text = text_of(made.bytes)
    for said in (
        f"Offers for {asked}", "Rowan", "1. Home 1000001", "2. Home 1000002", "B-2", "Outstanding",
        "26 weeks: £27,040.00", "2 homes, of which 2 replied and 2 offer a place",
        "The same for every offer", "No carer’s or bed’s code", "OFFICIAL-SENSITIVE",
    ):  # fmt: skip
        assert said in text
    assert not print_offer_comparison(officer, asked).fresh
    withdraw_offer(officer, second.id, reason="place-taken")
    assert compared_offers(officer, asked).headings == ("Home 1000001",)
    assert "The one offer: Home 1000001" in text_of(print_offer_comparison(officer, asked).bytes)


@pytest.mark.parametrize(
    ("count", "sets"),
    [(2, []), (3, []), (4, ["1 to 2", "3 to 4"]), (8, ["1 to 3", "4 to 6", "7 to 8"])],
)
def test_as_many_offers_stand_beside_one_another_as_have_room(count: int, sets: list[str]) -> None:
    long = "Saint Bartholomew’s Therapeutic Residential Community, Upper House"
    names = tuple(f"{long} {number}" for number in range(count))
    rows = (
        ComparedRow("Place", "From home", tuple(f"{number}.5 mi" for number in range(count))),
        ComparedRow("Place", "Authority", ("Buckinghamshire",) * count),
    )
    summary = (Fact("Child", "Wren Ashby"),)
    printed = render(OfferComparison(IMPRINT, "Girl, 9", summary, names, rows))
    text = text_of(printed.bytes)
    assert [one for one in sets if f"Offers {one}" in text] == sets
    for number in range(count):
        assert text.count(f"{number}.5 mi") == 1
    assert text.count("Buckinghamshire") == 1 + printed.pages  # the council's is on every page


def test_what_services_wrote_is_warned_of_where_it_names_somebody_but_the_child(
    session_for: SessionFor,
) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    own = {"in_house": 1, "provision_type": "in-house home", "overall_effectiveness": "Good"}
    add_service(officer, "1000001", **own)
    asked = ask(officer, head, expected_weeks=26, provision_sought=["in-house home"])
    search_for_home(officer, asked)
    release_request(officer, asked, Rung.IN_HOUSE)
    named = "Mrs Adeyemi would care for the child; ring 07700 900123."
    record_offer(officer, asked, replace(OFFER, how_needs_met=named))
    found = warnings_of_comparison(officer, asked)
    assert [one.what for one in found] == ["somebody’s name", "a telephone number"]
    assert "2 places in it may name somebody:" in warning_text(found)
    assert "Adeyemi" not in warning_text(found)
    assert print_offer_comparison(officer, asked).fresh
