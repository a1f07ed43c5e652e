"""A variation on paper: what changes before and after, why, and who said yes; then signatures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from resources_app.agreements.model import Element, Unit
from resources_app.documents.queries import document, documents_of_placement
from resources_app.documents.variations import print_variation
from resources_app.foundations.errors import NotFound, Refused
from resources_app.placements.actions import approve_variation, propose_variation
from resources_app.placements.variation_model import LineChange, NewVariation
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents.reading import openings, restrict_all, text_of

_FROM = date(2027, 3, 1)


@pytest.fixture
def varied(officer: Session, placed: str) -> str:
    """The fee goes up, therapy ends, staff are added and a bicycle is paid for once."""
    lines = {
        row["element"]: row["id"] for row in officer.tables.rows("SELECT id, element FROM fee_line")
    }
    changes = (
        LineChange(Element.CORE, Unit.WEEK, 450_000, fee_line_id=lines["core weekly fee"]),
        LineChange(Element.THERAPY, Unit.SESSION, 0, fee_line_id=lines["therapy"], ends=True),
        LineChange(Element.EXTRA_STAFFING, Unit.HOUR, 2_500, 10, description="A second adult"),
        LineChange(Element.ONE_OFF, Unit.ONE_OFF, 30_000, description="Bicycle"),
    )
    why = "She needs two adults at weekends."
    propose_variation(officer, placed, NewVariation(_FROM, changes, why))
    return placed


def test_it_says_before_and_after_and_is_signed_by_both(
    officer: Session, session_for: Callable[[Role], Session], varied: str
) -> None:
    with pytest.raises(Refused, match="variation 1 is proposed"):
        print_variation(officer, varied)
    approve_variation(session_for(Role.SERVICE_DIRECTOR), varied, 1, words="Within budget.")
    restrict_all(officer)
    made = print_variation(officer, varied)
    assert openings(officer) == ["IPA-26-A7-0001, variation 1"] * 2  # of a brother and a sister
    text = text_of(made.bytes)
    for said in (
        "Variation 1 of IPA-26-A7-0001",
        "It takes effect on 1 Mar 2027",
        "Rowan Ashdown, born 14 May 2013",
        "Core weekly fee £4,250.00 a week, now £4,500.00 a week £4,250.00 £4,500.00",
        "Therapy Ends: 2 × £131.25 a session £262.50 –",
        "A second adult New: 10 × £25.00 an hour – £250.00",
        "£7,000.00 a term, as before – –",
        "The whole agreement £4,512.50 £4,750.00",
        "£4,750.00, £237.50 more",
        "Bicycle £300.00",
        "She needs two adults at weekends.",
        "service director",
        "For Chiltern Hearth Ltd",
        "Ravi Anand",
    ):
        assert said in text, said
    assert "Within budget" not in text  # the council’s own words stay with the council
    again = print_variation(officer, "PLC-26-A7-0001", 1)
    assert (again.reference, again.bytes) == (made.reference, made.bytes)
    kept = document(officer.tables, made.reference)
    assert (kept.subject_reference, kept.made_for) == (varied, "Chiltern Hearth Ltd")
    placement = officer.tables.value("SELECT placement_id FROM ipa")
    assert documents_of_placement(officer.tables, str(placement)) == [kept]


def test_what_there_is_not_is_said(officer: Session, varied: str) -> None:
    with pytest.raises(NotFound, match="has no variation 7"):
        print_variation(officer, varied, 7)
