"""What a provider fills in and sends back: all that an offer is recorded with, nobody named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from resources_app.documents.issuing import save_copy
from resources_app.documents.leaks import LeakFound
from resources_app.documents.response_forms import print_response_form
from resources_app.documents.reviewing import mark_finding, review_of
from resources_app.printing.manner import Manner
from resources_app.session import Session
from tests.documents.reading import text_of


def test_it_asks_for_what_an_offer_is_recorded_with_and_names_nobody(
    officer: Session, request_reference: str
) -> None:
    made = print_response_form(officer, request_reference)
    text = text_of(made.bytes)
    for said in (
        f"Response form for {request_reference}",
        "Boy, 13, with his sister, 9",
        "We offer a place: complete sections 4 to 8.",
        "Would not be safe or right with the children already there",
        "Carer’s or bed’s code",
        "There since",
        "Core weekly fee",
        "Extra staffing",
        "Pets and animals: ",
        "Sleeps through most nights by Easter",
        "The place is kept until",
        "Signed",
    ):
        assert said in text, said
    for hidden in ("Rowan", "Ashdown", "Wren", "Doshi", "HP13 6PG", "Marsh", "Entered twice"):
        assert hidden not in text
    assert print_response_form(officer, request_reference).reference == made.reference
    large = print_response_form(officer, request_reference, manner=Manner(large=True))
    assert large.pages > made.pages


def test_what_would_give_the_child_away_is_refused_as_in_the_pack(
    officer: Session, ask: Callable[..., str]
) -> None:
    reference = ask(outcomes_sought=["Rowan is in school every day"])
    with pytest.raises(LeakFound, match="Outcomes sought"):
        print_response_form(officer, reference)
    assert officer.tables.value("SELECT count(*) FROM document") == 0


def test_what_is_marked_in_the_pack_is_marked_in_the_form(
    officer: Session, ask: Callable[..., str], tmp_path: Path
) -> None:
    reference = ask(
        outcomes_sought=["Climbs the Rowan tree again"],
        communication_other="Points at the Rowan: pictures.",
    )
    every = review_of(officer.tables, officer.officer, reference, officer.today()).open
    assert len(every) == 2
    for one in every:
        mark_finding(officer, reference, one.id, "The tree at the gate.")
    made = print_response_form(officer, reference)
    assert "Climbs the Rowan tree again" in text_of(made.bytes)
    # And still is when it is checked again, before it leaves.
    save_copy(officer, made.reference, tmp_path / "form.pdf")


@pytest.mark.parametrize("worker", ["Price", "Post", "Answers"])
def test_a_worker_whose_name_is_a_word_of_the_form_stops_nothing(
    officer: Session, request_reference: str, worker: str
) -> None:
    key = officer.tables.value("SELECT child_id FROM placement_request")
    with officer.act("test") as act:
        act.tables.update("child", key, {"social_worker": f"Ama {worker}"})
    assert print_response_form(officer, request_reference).version == 1
