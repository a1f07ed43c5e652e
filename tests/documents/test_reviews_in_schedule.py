"""When the child's case is reviewed, as a contract schedule says it."""

from __future__ import annotations

from resources_app.documents.actions import print_contract_schedule
from resources_app.session import Session
from tests.documents.reading import text_of


def test_the_reviews_of_the_childs_case_are_told(officer: Session, placed: str) -> None:
    """Care Planning Regulations 2010, regulation 33; the next is due by 6 Jan 2027."""
    text = text_of(print_contract_schedule(officer, placed).bytes)
    assert "Next review of the child’s case By 6 Jan 2027" in text
    assert "and then at least every six months" in text
