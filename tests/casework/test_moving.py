"""A change of carer, bed or home within a service: recorded, lawful, told, and a new episode."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.actions import Moved, approve_address, place_child, record_move
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.life_queries import life_of
from resources_app.placements.model import PlacementTerms
from resources_app.placements.moving import Move, Slept
from resources_app.placements.notification_queries import notifications_about
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import Steps
from tests.conftest import TODAY, SessionFor

BEGAN = date(2026, 11, 2)
DAY = TODAY
MOVE = Move(DAY, "CREQO", "Her carer fell ill.", carer_or_bed_code="FC-0311")
NEAR, FAR = "HP11 2DJ", "RG1 1AA"  # High Wycombe; Reading, at a distance


@pytest.fixture
def placed(officer: Session, steps: Steps) -> str:
    """A child who lives with a carer in High Wycombe since the beginning of November."""
    reference = place_child(officer, steps.approved(), PlacementTerms(date(2026, 12, 7))).reference
    with officer.act("it began earlier, for a test") as act:
        for row in act.tables.rows("SELECT id FROM placement"):
            act.tables.update("placement", row["id"], {"start_date": BEGAN.isoformat()})
    return reference


def slept(session: Session, reference: str) -> tuple[Slept, ...]:
    return life_of(session.tables, placement_by_reference(session.tables, reference)).slept


def open_codes(session: Session, moved: Moved) -> set[str]:
    placement = placement_by_reference(session.tables, moved.reference)
    return {one.code for one in duties_of(session.tables, placement.id) if "move" in one.code}


def test_a_move_keeps_the_agreement_and_says_where_the_child_slept_each_night(
    officer: Session, placed: str
) -> None:
    moved = record_move(officer, placed, replace(MOVE, living_postcode=NEAR))
    assert [
        (one.period.start, one.period.end, one.place.carer_or_bed_code, one.place.living_postcode)
        for one in slept(officer, placed)
    ] == [(BEGAN, DAY, "FC-0192", "HP13 6PG"), (DAY, None, "FC-0311", NEAR)]
    placement = placement_by_reference(officer.tables, placed)
    assert (placement.carer_or_bed_code, placement.living_postcode) == ("FC-0311", NEAR)
    assert ipa_of_placement(officer.tables, placement.id).fee_lines[0].period.end is None
    # SSDA903: other carers, so a new episode for a change of placement and carer.
    assert (moved.move.episode_code, moved.move.change_code) == ("P", "CREQO")
    assert moved.still_due == ()


def test_everybody_is_told_of_each_move_by_name(officer: Session, placed: str) -> None:
    """Regulation 13 asks for it at every placement; the second move has rows of its own."""
    moved = record_move(officer, placed, replace(MOVE, day=date(2026, 11, 16)))
    assert {"move: child", "move: parents", "move: carers"} <= open_codes(officer, moved)
    record_move(officer, placed, replace(MOVE, carer_or_bed_code="FC-0400"))
    assert {"move 2: child", "move 2: parents"} <= open_codes(officer, moved)
    placement = placement_by_reference(officer.tables, placed)
    told = notifications_about(officer.tables, placement.id)
    by_duty = {one.duty: one for one in told}
    assert by_duty["move: child"].addressee == "Rowan Ashdown"
    assert by_duty["move 2: carers"].organisation.endswith(", FC-0311")
    assert by_duty["move 2: child"].due_on == date(2026, 11, 30)
    words = {one.code: one.words for one in duties_of(officer.tables, placement.id)}
    assert words["move 2: child"] == "Notify the child of the move"


def test_carers_who_move_house_are_the_same_carers(officer: Session, placed: str) -> None:
    move = Move(DAY, "PLACE", "They moved house.", living_postcode=NEAR, same_carer=True)
    moved = record_move(officer, placed, move)
    assert moved.move.episode_code == "T"
    assert "move: carers" not in open_codes(officer, moved)


def test_an_address_outside_the_area_is_approved_first_or_in_an_emergency_after(
    officer: Session, placed: str, session_for: SessionFor
) -> None:
    far = replace(MOVE, living_postcode=FAR)
    with pytest.raises(Refused, match=r"at a distance.*Director of Children’s Services first"):
        record_move(officer, placed, far)
    head, director = session_for(Role.HEAD_OF_SERVICE), session_for(Role.DIRECTOR)
    with pytest.raises(Refused, match="inside the council’s own area"):
        approve_address(director, placed, replace(far, living_postcode=NEAR), words="Why.")
    with pytest.raises(Refused, match="is for a director"):
        approve_address(head, placed, far, words="Nobody nearer.")
    sudden = record_move(officer, placed, replace(far, day=date(2026, 11, 16), emergency=True))
    assert sudden.still_due == (
        "Regulation 11: approval “at a distance” by the Director of Children’s Services, "
        "by 23 Nov 2026.",
    )
    approve_address(director, placed, far, words="Nobody nearer.")
    placement = placement_by_reference(officer.tables, placed)
    duties = {one.code: one for one in duties_of(officer.tables, placement.id)}
    assert not duties["move approval: at a distance"].open
    # Another carer at the same address: the approval of the address stands.
    again = record_move(officer, placed, replace(far, carer_or_bed_code="FC-0500"))
    assert again.still_due == ()


def test_an_address_approved_beforehand_is_moved_to_by_a_colleague(
    officer: Session, placed: str, session_for: SessionFor
) -> None:
    far = replace(MOVE, living_postcode=FAR)
    approve_address(session_for(Role.DIRECTOR), placed, far, words="Nobody nearer.")
    other = replace(far, living_postcode="RG1 2AG")
    with pytest.raises(Refused, match="at a distance"):
        record_move(officer, placed, other)  # bound to exactly the address that was seen
    assert record_move(officer, placed, far).still_due == ()


WRONG: tuple[tuple[dict[str, object], str, str], ...] = (
    ({"day": BEGAN}, "Day of the move", "The placement began on 2 Nov 2026"),
    ({"day": date(2026, 11, 24)}, "Day of the move", "is still to come"),
    ({"carer_or_bed_code": ""}, "Carer or bed", "sleeps there already"),
    ({"carer_or_bed_code": "Mrs Bell"}, "Carer or bed", "looks like a name"),
    ({"living_postcode": "HP99 9ZZ9"}, "Where the child sleeps", "There is no postcode"),
    ({"setting_postcode": "HP11 2DJ"}, "Setting", "has no setting at"),
    ({"code": ""}, "Why", "This is needed"),
    ({"note": " "}, "What happened", "says what happened"),
)


def test_a_move_that_cannot_be_is_refused_at_the_field(officer: Session, placed: str) -> None:
    for changes, field, why in WRONG:
        with pytest.raises(BadInput, match=why) as refused:
            record_move(officer, placed, replace(MOVE, **changes))  # type: ignore[arg-type]
        assert refused.value.where is not None
        assert refused.value.where.field == field
    assert len(slept(officer, placed)) == 1


def test_no_role_moves_a_child_under_16_into_supported_accommodation(
    session: Session, placed: str
) -> None:
    with pytest.raises(Refused, match="regulation 27A"):
        record_move(session, placed, replace(MOVE, placement_code="H5"))
