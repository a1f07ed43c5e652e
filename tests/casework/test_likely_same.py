"""The same child under another number is pointed out, and a restricted one to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from resources_app.casework.likely_same import likely_same_child
from resources_app.children.actions import amend_child, record_child
from resources_app.session import Session
from resources_app.team.model import Role

BORN = date(2013, 5, 14)
ROWAN = {
    "local_identifier": "40517", "given_name": "Rowan", "family_name": "Ashdown",
    "known_as": "Ro", "date_of_birth": BORN.isoformat(), "sex": "1",
}  # fmt: skip


@pytest.fixture
def officer(session: Session, session_for: Callable[[Role], Session]) -> Session:
    at_work = session_for(Role.PLACEMENT_OFFICER)
    record_child(at_work, ROWAN)
    other = {"local_identifier": "2", "given_name": "Iris", "family_name": "Vale"}
    record_child(at_work, ROWAN | other | {"known_as": "", "date_of_birth": "2012-12-01"})
    return at_work


def reasons(by: Session, name: str, born: date | None, identifier: str = "") -> list[str]:
    found = likely_same_child(by.tables, by.officer, name, born, identifier=identifier)
    return [f"{one.local_identifier}: {one.why}" for one in found]


@pytest.mark.parametrize(
    ("name", "born", "said"),
    [
        ("Rowan Ashdown", BORN, ["40517: the same name, born on the same day"]),
        ("Ashdown Rowan", BORN, ["40517: the same name, born on the same day"]),
        ("Ro Ashdown", BORN, ["40517: the same name, born on the same day"]),
        ("Rowen Ashdon", BORN, ["40517: a name like it, born on the same day"]),
        ("Iris Vale", date(2012, 1, 12),
         ["2: the same name, born on that day with day and month exchanged"]),
        ("Rowan Ashdown", date(2009, 1, 1), ["40517: the same name"]),
        ("Rowan Ashdown", None, ["40517: the same name"]),
        ("Tess Malone", BORN, []),
        ("Rowan", None, []),
        ("", BORN, []),
    ],
)  # fmt: skip
def test_who_may_be_the_same_child(
    officer: Session, name: str, born: date | None, said: list[str]
) -> None:
    assert reasons(officer, name, born) == said


def test_the_child_itself_is_not_pointed_out(officer: Session) -> None:
    assert reasons(officer, "Rowan Ashdown", BORN, "40517") == []
    assert reasons(officer, "Rowan Ashdown", BORN, "99") != []


def test_a_restricted_child_is_told_of_to_whom_they_are_shown(
    officer: Session, session: Session
) -> None:
    key = officer.tables.value("SELECT id FROM child WHERE local_identifier = '40517'")
    amend_child(officer, key, {"restricted": True})
    assert reasons(officer, "Rowan Ashdown", BORN) == []
    assert reasons(session, "Rowan Ashdown", BORN) != []
