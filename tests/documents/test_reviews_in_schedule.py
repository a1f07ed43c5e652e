"""When the child's case is reviewed, as a contract schedule says it."""

from __future__ import annotations

import io

from pypdf import PdfReader

from resources_app.documents.actions import print_contract_schedule
from resources_app.session import Session


def test_the_reviews_of_the_childs_case_are_told(officer: Session, placed: str) -> None:
    """Care Planning Regulations 2010, regulation 33; the next is due by 6 Jan 2027."""
    made = print_contract_schedule(officer, placed)
    pages = PdfReader(io.BytesIO(made.bytes)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Next review of the child’s case By 6 Jan 2027" in text
    assert "and then at least every six months" in text
