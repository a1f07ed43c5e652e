"""Respite nests inside the main placement: its own service and price, and no night twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.agreements.charging import charge
from resources_app.casework.worklist_rest import rest_lists
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.absence_queries import absences_of
from resources_app.placements.actions import (
    approve_respite,
    approve_variation,
    end_placement,
    place_child,
    propose_ending_change,
    propose_respite,
    withdraw_respite,
)
from resources_app.placements.actions.ending import Ending
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.model import PlacementTerms
from resources_app.placements.queries import placement_by_reference, placements_of_child
from resources_app.placements.respite import MainPaid, NewRespite
from resources_app.placements.respite_queries import find_respite
from resources_app.session import Session
from tests.casework.conftest import START, Steps

NIGHTS = Period(date(2026, 12, 11), date(2026, 12, 14))
NEW = NewRespite(
    "SC000003", NIGHTS, "A weekend for his carers.", nightly_pence=8_500,
    living_postcode="HP11 2DJ",
)  # fmt: skip


@pytest.fixture
def placed(officer: Session, steps: Steps) -> str:
    return place_child(officer, steps.approved(), PlacementTerms(START)).reference


def charged(session: Session, reference: str) -> int:
    return sum(
        charge(one, NIGHTS).net_pence for one in accounts_of(session.tables, reference, NIGHTS)
    )


def test_respite_with_a_price_is_made_once_it_is_approved_and_no_night_is_paid_twice(
    officer: Session, head: Session, placed: str
) -> None:
    before = charged(officer, placed)
    asked = propose_respite(officer, placed, NEW).respite
    assert (asked.state, asked.cost.annual_pence, asked.stay_reference) == ("proposed", 25_500, "")
    waits = rest_lists(head.tables, head.officer, START).mine
    assert "Approve respite" in {one.what for one in waits}
    with pytest.raises(Refused):
        approve_respite(officer, asked.id)  # never one's own
    made = approve_respite(head, asked.id, words="Agreed.").respite
    main = placement_by_reference(officer.tables, placed)
    stay = placement_by_reference(officer.tables, made.stay_reference)
    assert (stay.kind, stay.period, stay.placement_code) == ("respite", NIGHTS, "T0")
    assert [one.kind for one in placements_of_child(officer.tables, main.child_id)] == [
        "main", "respite",
    ]  # fmt: skip
    assert main.period.end is None
    # Three nights at £85.00 there; the main place follows the agreement's retainer, which says
    # nothing of respite: it is paid in full.
    assert charged(officer, made.stay_reference) == 25_500
    assert charged(officer, placed) == before
    (away,) = absences_of(officer.tables, main.id)
    assert (away.reason, away.period) == (AbsenceReason.RESPITE, NIGHTS)
    with pytest.raises(Refused, match="is approved already"):
        propose_respite(officer, placed, NEW)
    # Where the agreement pays half for respite, half is paid for the main place.
    with officer.act("a retainer for a test") as act:
        agreement = act.tables.value("SELECT agreement_id FROM ipa WHERE placement_id = ?",
                                     (main.id,))  # fmt: skip
        rule = {"id": officer.new_id(), "agreement_id": agreement, "absence_reason": "respite",
                "full_nights": 0, "share": 5_000}  # fmt: skip
        act.tables.insert("retainer_rule", rule)
    assert charged(officer, placed) == pytest.approx(before / 2, abs=1)


def test_respite_that_costs_nothing_is_made_at_once_and_the_main_place_may_be_paid_in_full(
    officer: Session, placed: str
) -> None:
    free = replace(NEW, nightly_pence=None, main_paid=MainPaid.IN_FULL)
    made = propose_respite(officer, placed, free).respite
    assert made.state == "approved"
    main = placement_by_reference(officer.tables, placed)
    assert absences_of(officer.tables, main.id) == []
    assert charged(officer, made.stay_reference) == 0
    later = replace(NEW, nights=Period(date(2027, 1, 8), date(2027, 1, 10)))
    asked = propose_respite(officer, placed, later).respite
    assert withdraw_respite(officer, asked.id).respite.state == "withdrawn"
    with pytest.raises(Refused, match="is withdrawn already"):
        withdraw_respite(officer, asked.id)


def test_respite_is_not_approved_for_nights_that_are_taken_since(
    officer: Session, head: Session, placed: str
) -> None:
    asked = propose_respite(officer, placed, NEW).respite
    main = placement_by_reference(officer.tables, placed)
    with officer.act("away, for a test") as act:
        away = {"id": officer.new_id(), "placement_id": main.id, "reason": "hospital"}
        days = {"start_date": "2026-12-10", "end_date": "2026-12-12"}
        act.tables.insert("absence", {**away, **days})
    with pytest.raises(Refused, match="The child is away"):
        approve_respite(head, asked.id)
    with officer.act("back, and gone, for a test") as act:
        act.tables.delete("absence", away["id"])
        act.tables.update("placement", main.id, {"end_date": NIGHTS.start.isoformat()})
    with pytest.raises(BadInput, match="nests inside"):
        approve_respite(head, asked.id)
    assert len(placements_of_child(officer.tables, main.child_id)) == 1


@pytest.mark.parametrize(
    ("left", "paid", "state"),
    [(date(2026, 12, 9), 0, "withdrawn"), (date(2026, 12, 12), 8_500, "approved")],
    ids=["before it", "during it"],
)
def test_respite_is_paid_for_no_night_after_the_child_left_for_good(
    left: date, paid: int, state: str, officer: Session, head: Session, placed: str
) -> None:
    asked = propose_respite(officer, placed, NEW).respite
    later = replace(NEW, nights=Period(date(2027, 1, 8), date(2027, 1, 10)))
    waits = propose_respite(officer, placed, later).respite
    stay = approve_respite(head, asked.id, words="Agreed.").respite.stay_reference
    assert charged(officer, stay) == 25_500
    end_placement(officer, placed, Ending(left, "CARPL", "He went to live with his father."))
    assert charged(officer, stay) == paid
    assert placement_by_reference(officer.tables, stay).period.end == max(left, NIGHTS.start)
    assert find_respite(officer.tables, asked.id).state == state
    assert find_respite(officer.tables, waits.id).state == "withdrawn"


def test_respite_goes_with_a_day_of_leaving_that_is_corrected(
    officer: Session, head: Session, placed: str
) -> None:
    asked = propose_respite(officer, placed, NEW).respite
    stay = approve_respite(head, asked.id, words="Agreed.").respite.stay_reference
    planned = Ending(date(2027, 1, 4), "CARPL", "He is to live with his father.")
    end_placement(officer, placed, planned)
    assert charged(officer, stay) == 25_500
    propose_ending_change(officer, placed, date(2026, 12, 12), "He went there sooner.")
    approve_variation(head, placed, 1)
    assert charged(officer, stay) == 8_500


def test_respite_that_cannot_be_is_refused(officer: Session, head: Session, placed: str) -> None:
    for changes, field, why in (
        ({"nights": Period(date(2026, 12, 1), date(2026, 12, 9))}, "First night", "nests inside"),
        ({"nights": Period(START)}, "Day of return", "day of return"),
        ({"reason": " "}, "Why", "has a reason"),
        ({"nightly_pence": 0}, "Price of a night", "above £0.00"),
    ):
        with pytest.raises(BadInput, match=why) as refused:
            propose_respite(officer, placed, replace(NEW, **changes))  # type: ignore[arg-type]
        assert refused.value.where is not None
        assert refused.value.where.field == field
    with pytest.raises(Refused, match="under 16"):  # regulation 27A
        propose_respite(officer, placed, replace(NEW, placement_code="H5"))
    # Outside the area it waits for the Director, even where it costs nothing.
    far = replace(NEW, nightly_pence=None, living_postcode="RG1 1AA")
    asked = propose_respite(officer, placed, far).respite
    assert asked.state == "proposed"
    with pytest.raises(Refused, match="is for a director"):
        approve_respite(head, asked.id, words="Nobody nearer.")


def test_a_stay_of_more_than_three_weeks_is_no_respite(officer: Session, placed: str) -> None:
    """SSDA903 has it as a placement of its own, which is decided and approved as one."""
    until = replace(NEW, nightly_pence=None, nights=Period(NIGHTS.start, date(2027, 1, 2)))
    with pytest.raises(BadInput, match="21 nights at the most"):
        propose_respite(officer, placed, until)
    fits = replace(until, nights=Period(NIGHTS.start, date(2027, 1, 1)))
    assert propose_respite(officer, placed, fits).respite.stay_reference
