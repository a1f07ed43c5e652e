"""What came before for a child is pointed out: open requests first, and how placements ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from resources_app.casework.earlier import Before, earlier_of
from resources_app.casework.journey import request_whole
from resources_app.children.queries import child_by_identifier
from resources_app.placements.actions import place_child
from resources_app.placements.actions.ending import Ending, end_placement
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import create_request, withdraw_request
from resources_app.session import Session
from tests.casework.conftest import START, Steps

LATER = date(2027, 1, 4)


def again(session: Session, identifier: str = "40517", weeks: int = 12) -> str:
    """Another request for the child; its reference."""
    asked = {"expected_weeks": weeks}
    data: dict[str, Any] = {"child": {"local_identifier": identifier}, "request": asked}
    return create_request(session, data, second_reason="The first home fell through.").reference


def told(found: tuple[Before, ...]) -> list[tuple[str, str]]:
    return [(one.reference, one.sentence) for one in found]


def test_a_first_request_has_nothing_before_it(officer: Session, submitted: str) -> None:
    earlier = request_whole(officer, submitted).earlier
    assert (earlier.requests, earlier.placements) == ((), ())


def test_each_of_two_open_requests_points_at_the_other(officer: Session, submitted: str) -> None:
    second = again(officer)
    assert told(request_whole(officer, submitted).earlier.requests) == [
        (second, "Open: draft; received 23 Nov 2026.")
    ]
    others = request_whole(officer, second).earlier.open_requests
    assert told(others) == [(submitted, "Open: submitted; received 20 Nov 2026.")]


def test_a_request_with_a_brother_is_pointed_out_for_the_sister(
    officer: Session, submitted: str
) -> None:
    second = again(officer, "40518")
    assert told(request_whole(officer, second).earlier.requests) == [
        (
            submitted,
            "Open: submitted, for a brother or sister to live with; received 20 Nov 2026.",
        )
    ]


def test_those_that_ended_come_last_with_why(officer: Session, submitted: str) -> None:
    ended, still = again(officer), again(officer, weeks=26)
    withdraw_request(officer, ended, reason="returned-home", note="")
    assert told(request_whole(officer, submitted).earlier.requests) == [
        (still, "Open: draft; received 23 Nov 2026."),
        (ended, "Withdrawn: the child returned home; received 23 Nov 2026."),
    ]


@pytest.mark.parametrize(("broke_down", "how"), [(True, "It broke down"), (False, "It ended")])
def test_an_earlier_placement_says_how_it_ended(
    officer: Session, steps: Steps, broke_down: bool, how: str
) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    second = again(officer)
    living = request_whole(officer, second).earlier.placements
    assert [(one.reference, one.goes_on) for one in living] == [(made.reference, True)]
    assert living[0].sentence.endswith("from 7 Dec 2026.")
    ending = Ending(LATER, "CREQB", "He was out all night.", disrupted=broke_down)
    end_placement(officer, made.reference, ending)
    rowan = child_by_identifier(officer.tables, "40517")
    assert rowan is not None
    (ended,) = earlier_of(officer.tables, rowan.id, LATER).placements
    assert not ended.goes_on
    assert ended.sentence.endswith(
        f"7 Dec 2026 to 4 Jan 2027 (28 nights). {how}: carer asked to end it because of the "
        "child’s behaviour. He was out all night."
    )


def test_the_placement_a_request_led_to_is_not_before_it(officer: Session, steps: Steps) -> None:
    place_child(officer, steps.approved(), PlacementTerms(START))
    assert request_whole(officer, steps.reference).earlier.placements == ()
