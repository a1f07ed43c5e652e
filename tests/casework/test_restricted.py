"""Restricted children: not found by those who may not be shown them, and every opening logged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resources_app.casework.finding import Found, find
from resources_app.casework.history import history
from resources_app.casework.journey import request_whole
from resources_app.casework.opening_records import note_opening
from resources_app.casework.restricted import sees_restricted
from resources_app.children.actions import amend_child
from resources_app.children.queries import child_by_identifier
from resources_app.foundations.errors import Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.casework.conftest import START, Steps
from tests.conftest import passphrase_of

SessionFor = Callable[[Role], Session]
SHOWN_TO = {
    Role.TEAM_MANAGER,
    Role.HEAD_OF_SERVICE,
    Role.SERVICE_DIRECTOR,
    Role.DIRECTOR,
    Role.AUDITOR,
}


@pytest.fixture
def placed(officer: Session, steps: Steps) -> str:
    """Rowan and Wren Ashdown are placed; then Rowan's record is restricted."""
    place_child(officer, steps.approved(), PlacementTerms(START))
    restrict(officer, "40517")
    return steps.reference


def restrict(session: Session, identifier: str, restricted: bool = True) -> None:
    found = child_by_identifier(session.tables, identifier)
    assert found is not None
    amend_child(session, found.id, {"restricted": restricted})


def openings(session: Session) -> list[tuple[Any, ...]]:
    rows = session.tables.rows(
        """SELECT child.given_name, officer.name, record_opening.through FROM record_opening
           JOIN child ON child.id = child_id JOIN officer ON officer.id = opened_by
           ORDER BY record_opening.id"""
    )
    return [tuple(row) for row in rows]


def named(found: list[Found]) -> str:
    return " ".join(f"{one.title} {one.detail}" for one in found)


# ---- searching ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_only_auditors_managers_and_above_are_shown_them(
    session_for: SessionFor, placed: str, role: Role
) -> None:
    mine = session_for(role)
    assert sees_restricted(mine.officer) is (role in SHOWN_TO)
    found = find(mine.tables, "Rowan", mine.officer)
    kinds = [str(one.kind) for one in found]
    assert sorted(kinds) == (["child", "placement", "request"] if role in SHOWN_TO else [])


@pytest.mark.parametrize(
    "typed", ["Rowan", "Ashdown", "40517", "Rowan Ashdown", "Rowen Ashdawn", "REQ-26", "PLC-26"]
)
def test_nothing_that_is_typed_gives_the_name_away(
    officer: Session, session: Session, placed: str, typed: str
) -> None:
    assert "Rowan" not in named(find(officer.tables, typed, officer.officer))
    assert "Rowan" not in named(find(officer.tables, typed))
    assert "Rowan" in named(find(session.tables, typed, session.officer))


def test_a_sister_who_is_not_restricted_is_still_found(officer: Session, placed: str) -> None:
    found = find(officer.tables, "Ashdown", officer.officer)
    assert {one.title for one in found} == {"Wren Ashdown"}
    assert {str(one.kind) for one in found} == {"child", "placement"}


def test_who_is_no_longer_restricted_is_found_again(officer: Session, placed: str) -> None:
    restrict(officer, "40517", restricted=False)
    assert "Rowan" in named(find(officer.tables, "Rowan", officer.officer))


# ---- opening -----------------------------------------------------------------------------


def test_opening_one_is_written_down_each_time(
    officer: Session, session: Session, placed: str
) -> None:
    request_whole(officer, placed)
    request_whole(session, placed.lower())
    assert openings(session) == [
        ("Rowan", "Amina Khan", placed),
        ("Rowan", "Tess Malone", placed),
    ]
    for asked_by in (placed, "40517"):
        lines = [
            (one.action, one.officer, one.reason)
            for one in history(session.tables, reference=asked_by)
            if one.table == "record_opening"
        ]
        assert lines == [
            ("open_restricted_record", "Tess Malone", placed),
            ("open_restricted_record", "Amina Khan", placed),
        ]


def test_opening_any_other_writes_nothing(officer: Session, submitted: str) -> None:
    marker = officer.store.marker()
    request_whole(officer, submitted)
    assert officer.store.marker() == marker
    assert not openings(officer)


def test_a_restricted_sister_counts_too(officer: Session, submitted: str) -> None:
    restrict(officer, "40518")
    request_whole(officer, submitted)
    restrict(officer, "40517")
    request_whole(officer, submitted)
    assert [one[0] for one in openings(officer)] == ["Wren", "Rowan", "Wren"]


def test_what_cannot_be_written_down_is_not_opened(
    officer: Session, placed: str, store_path: Path
) -> None:
    with pytest.raises(Refused, match="restricted, and opening it is logged"):
        _show_read_only(store_path, officer, placed)
    assert not openings(officer)


def _show_read_only(path: Path, officer: Session, reference: str) -> None:
    secret = passphrase_of(Role.PLACEMENT_OFFICER)
    with Store.open(path, passphrase=secret, read_only=True) as store:
        request_whole(sign_in(store, clock=officer.clock), reference)


def test_noting_says_what_changed(officer: Session, submitted: str) -> None:
    child = child_by_identifier(officer.tables, "40517")
    assert child is not None
    assert not note_opening(officer, [child], through=submitted).touched
    restrict(officer, "40517")
    child = child_by_identifier(officer.tables, "40517")
    assert child is not None
    changes = note_opening(officer, [child], through=submitted)
    assert (changes.action, changes.tables) == ("open_restricted_record", {"record_opening"})
    assert request(officer.tables, submitted).child_id == child.id
