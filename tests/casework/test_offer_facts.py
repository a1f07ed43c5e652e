"""Offers side by side say which wishes each home meets, by what was asked when it was searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from resources_app.casework.like_placements import LikeCosts
from resources_app.casework.offer_fact_queries import costs_of_like
from resources_app.casework.offer_facts import facts_of_offers
from resources_app.casework.searching import search_for_home
from resources_app.children.model import Child
from resources_app.children.queries import child_by_identifier
from resources_app.requests.comparison import OfferFacts, compare
from resources_app.requests.criteria import CriteriaChanges
from resources_app.requests.criteria_table import Kind
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.made_up import HOME, SAMPLE, add_resident, add_service, ask, put
from tests.conftest import SessionFor
from tests.requests.test_comparison import CORE, an_offer

NEAR, FAR = "1000001", "1000002"


@pytest.fixture
def officer(session_for: SessionFor) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(officer: Session, session_for: SessionFor) -> str:
    """Two homes that fit: one with a better grade, one elsewhere and farther away."""
    add_service(officer, NEAR, overall_effectiveness="Requires improvement to be good")
    add_service(
        officer, FAR, northing=HOME["northing"] + 20_000, authority_code="E06000038",
        overall_effectiveness="Outstanding",
    )  # fmt: skip
    return ask(officer, session_for(Role.HEAD_OF_SERVICE))


def _facts(session: Session, reference: str) -> list[OfferFacts]:
    asked = request(session.tables, reference).id
    offers = [replace(an_offer(f"s{urn}", CORE), request_id=asked) for urn in (NEAR, FAR)]
    return facts_of_offers(session, session.tables, reference, _child(session), offers)


def _child(session: Session) -> Child:
    found = child_by_identifier(session.tables, SAMPLE["child"]["local_identifier"])
    assert found is not None
    return found


def _cells(facts: Iterable[OfferFacts]) -> dict[str, tuple[str, ...]]:
    return {row.label: row.cells for row in compare(list(facts)).rows}


def test_the_wishes_of_the_last_search_are_met_or_not(officer: Session, reference: str) -> None:
    search_for_home(officer, reference)
    near, far = _facts(officer, reference)
    assert "In the authority’s area" in near.met
    assert "In the authority’s area" in far.not_met
    cells = _cells([near, far])
    assert cells["Wishes met"] == ("; ".join(near.met), "; ".join(far.met))
    assert set(near.met).isdisjoint(near.not_met)


def test_what_was_not_wished_for_is_not_named(officer: Session, reference: str) -> None:
    search_for_home(officer, reference, CriteriaChanges(kinds={"in_area": Kind.OFF}))
    for one in _facts(officer, reference):
        assert "In the authority’s area" not in (*one.met, *one.not_met)


def test_before_a_search_and_for_who_may_not_search_the_rows_are_left_out(
    officer: Session, reference: str, session_for: SessionFor
) -> None:
    assert "Wishes met" not in _cells(_facts(officer, reference))
    search_for_home(officer, reference)
    auditor = session_for(Role.AUDITOR)
    cells = _cells(_facts(auditor, reference))
    assert "Wishes met" not in cells
    assert cells["Fit in the last search"][0].endswith("of 100")


# ---- like placements, and what is missing ------------------------------------------------


def _live_at(session: Session, service_id: str, number: int, weekly: int, **child: str) -> None:
    """A child of 13 with the same need who has lived at a service since the summer."""
    child_id = add_resident(session, service_id, child.get("born", "2013-03-01"))
    with session.act("a like placement, for a test") as act:
        act.tables.update("child", child_id, {"need_code": child.get("need", "N1")})
        key = act.tables.value("SELECT id FROM placement WHERE child_id = ?", (child_id,))
        ipa = {"notice_days": 28, "payment_cycle": "monthly", "review_due": "2027-01-01"}
        ipa |= {"id": f"ipa{number}", "reference": f"IPA-{number}", "start_date": "2026-07-01"}
        act.tables.insert("ipa", {**ipa, "placement_id": key})
        line = {"element": "core weekly fee", "unit": "week", "start_date": "2026-07-01"}
        for at, amount in enumerate((weekly - 10_000, 10_000)):
            row = {"id": f"line{number}{at}", "ipa_id": f"ipa{number}", "amount_pence": amount}
            act.tables.insert("fee_line", {**line, **row})


def test_an_offer_stands_beside_five_like_placements_and_beside_fewer_it_does_not(
    officer: Session, reference: str
) -> None:
    for number, weekly in enumerate((300_000, 400_000, 450_000, 500_000)):
        _live_at(officer, f"s{FAR}", number, weekly)
    # Another age band, and another need: no like placements.
    _live_at(officer, f"s{FAR}", 8, 900_000, born="2019-03-01")
    _live_at(officer, f"s{FAR}", 9, 900_000, need="N2")
    whose = _child(officer)
    asked = ("children's home", 13, "N1", officer.today())
    assert costs_of_like(officer.tables, *asked) is None
    assert [one.like for one in _facts(officer, reference)] == ["", ""]
    _live_at(officer, f"s{FAR}", 5, 460_000)
    costs = costs_of_like(officer.tables, *asked)
    assert costs == LikeCosts(5, 450_000, 400_000, 460_000)
    assert costs.beside(481_200) == (
        "£312.00 above the median of 5 like placements; half of them cost £4,000.00 to £4,600.00"
    )
    assert costs.beside(450_000).startswith("As the median of 5")
    assert whose.need_code == "N1"
    assert _facts(officer, reference)[0].like.startswith("£3,460.00 below the median of 5")


def test_what_nobody_has_said_or_shown_is_missing(officer: Session, reference: str) -> None:
    near, _ = _facts(officer, reference)
    assert near.missing == (
        "No carer’s or bed’s code",
        "Not said how needs would be met",
        "No school named",
        "No due-diligence document is on record",
    )
    document = {"id": officer.new_id(), "provider_id": "p1", "kind": "safeguarding policy"}
    put(officer, "due_diligence_document", **document, expires_on="2026-11-22")
    said = {"how_needs_met": "Yes.", "school_offered": "Ours.", "carer_or_bed_code": "B-1"}
    asked = request(officer.tables, reference).id
    offer = replace(an_offer(f"s{NEAR}", CORE), request_id=asked, **said)
    (told,) = facts_of_offers(officer, officer.tables, reference, _child(officer), [offer])
    assert told.missing == ("Safeguarding policy expired 22 Nov 2026",)
