"""Regulation 24: a relative is approved for sixteen weeks, once eight more, and that is watched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from resources_app.casework.time_limits import time_limits
from resources_app.foundations.clock import SystemClock
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.actions import place_child
from resources_app.placements.actions.connecting import (
    approve_connected,
    end_connected,
    extend_connected,
)
from resources_app.placements.connected import DUTY, NewApproval
from resources_app.placements.connected_queries import temporary_approvals
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.model import PlacementTerms
from resources_app.placements.queries import placement_by_reference
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import START, Steps
from tests.cli.running import passphrase_file, run
from tests.conftest import SessionFor, passphrase_of

AUNT = NewApproval("aunt", "CP-0007", date(2026, 11, 20), date(2026, 11, 23))
LAST = date(2027, 3, 14)  # the last of 112 days


@pytest.fixture
def placed(officer: Session, steps: Steps) -> str:
    """With a relative or friend, not long term; the placement's reference."""
    return place_child(officer, steps.approved(), PlacementTerms(START, None, "U3")).reference


def owed(session: Session, reference: str) -> list[tuple[date, bool]]:
    placement = placement_by_reference(session.tables, reference)
    every = duties_of(session.tables, placement.id)
    return [(one.due_on, one.open) for one in every if one.code == DUTY]


def test_a_relative_nobody_approved_is_owed_an_approval_on_the_first_day(
    officer: Session, head: Session, placed: str
) -> None:
    assert owed(officer, placed) == [(START, True)]
    with pytest.raises(Refused, match=r"is for a director .* or head of service"):
        approve_connected(officer, placed, AUNT)
    for changes, said in (
        ({"carer": "Rosalind Quennell"}, "“Carer’s code”"),
        ({"assessed_on": date(2026, 11, 24)}, "still to come"),
        ({"start": date(2026, 11, 19)}, "before they were assessed"),
        ({"relation": " "}, "This is needed"),
    ):
        with pytest.raises(BadInput, match=said):
            approve_connected(head, placed, replace(AUNT, **changes))  # type: ignore[arg-type]
    kept = approve_connected(head, placed, AUNT).approval
    assert (kept.last_day, kept.approved_by) == (LAST, head.officer.name)
    assert owed(officer, placed) == [(START, False)]
    with pytest.raises(Refused, match="There is one already: Temporary approval of the aunt"):
        approve_connected(head, placed, AUNT)


def test_where_nobody_is_related_there_is_nothing_to_approve(
    officer: Session, head: Session, steps: Steps
) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START)).reference
    assert owed(officer, made) == []
    with pytest.raises(Refused, match="is not with a relative or friend"):
        approve_connected(head, made, AUNT)


def test_its_last_day_is_watched_extended_once_and_over(
    officer: Session, head: Session, placed: str
) -> None:
    def watched(day: date) -> list[tuple[str, date, int]]:
        return [
            (one.rule, one.due_on, one.days_late)
            for one in time_limits(officer.tables, day)
            if one.what.startswith("Temporary approval of the aunt ends")
        ]

    kept = approve_connected(head, placed, AUNT).approval
    assert watched(LAST - timedelta(days=29)) == []
    assert watched(LAST) == [("regulation 24", LAST, 0)]
    assert watched(LAST + timedelta(days=1)) == [("regulation 24", LAST, 1)]
    with pytest.raises(BadInput, match="is no ground"):
        extend_connected(head, kept.id, "busy")
    longer = extend_connected(head, kept.id, "assessment").approval
    assert longer.last_day == LAST + timedelta(weeks=8)
    with pytest.raises(Refused, match="that is done once"):
        extend_connected(head, kept.id, "review")
    assert watched(LAST) == []
    assert watched(longer.last_day) == [("regulation 25", longer.last_day, 0)]
    with pytest.raises(BadInput, match="not a day between its beginning and today"):
        end_connected(officer, kept.id, date(2026, 11, 24), "approved")
    end_connected(officer, kept.id, officer.today(), "approved")
    assert watched(longer.last_day) == []
    with pytest.raises(Refused, match="It has been over since 23 Nov 2026"):
        end_connected(officer, kept.id, officer.today(), "approved")


def test_the_same_by_command(
    session_for: SessionFor, head: Session, placed: str, tmp_path: Path
) -> None:
    mine = passphrase_file(tmp_path, "head", passphrase_of(Role.HEAD_OF_SERVICE))
    office = ("--store", head.store.path, "--passphrase-file", mine)
    today = SystemClock().today()  # nobody tells a command what day it is
    given = ("--relation", "aunt", "--carer", "CP-0007", "--assessed", today)
    made = run(*office, "connected", "approve", placed, *given, "--from", today, "--json")
    key = made.data["id"]
    assert "Temporary approval of the aunt" in run(*office, "connected", "list", placed).out
    extend = ("connected", "extend", key, "--ground", "assessment")
    assert [run(*office, *extend).status for _ in range(2)] == [0, 2]
    end = ("connected", "end", key, "--on", today, "--outcome", "approved")
    assert run(*office, *end).status == 0
    placement = placement_by_reference(head.tables, placed)
    (kept,) = temporary_approvals(head.tables, placement.child_id, placement.service_id)
    assert (kept.outcome, kept.extension_ground) == ("approved", "assessment")
    with pytest.raises(Refused, match="may not make a placement"):
        end_connected(session_for(Role.AUDITOR), key, head.today(), "approved")
