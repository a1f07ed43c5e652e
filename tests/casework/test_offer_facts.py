"""Offers side by side say which wishes each home meets, by what was asked when it was searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

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
from tests.casework.made_up import HOME, SAMPLE, add_service, ask
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
