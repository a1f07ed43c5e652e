"""Once a request is out, the next rung of the ladder is one button away."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from resources_app.requests.actions import release_request
from resources_app.requests.model import Rung
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.requests.market import HASTE, Market
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "submitted", "whole"]


@pytest.fixture
def searched(officer: Session, authorised: str, market: Market) -> str:
    """A request that fits the in-house carer, two homes of tier 1 and one of tier 2."""
    market.search(officer, authorised, "own", "first", "also first", "second")
    return authorised


def _sends(person: Person) -> list[str]:
    return [one for one in person.buttons() if one.startswith("Send to")]


def _at(person: Person, reference: str) -> Person:
    person.window.go(Place("request", reference, "offers"))
    return person


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ((Rung.IN_HOUSE,), ["Send to tier 1"]),
        ((Rung.IN_HOUSE, Rung.TIER_1), ["Send to tier 2"]),
        ((Rung.IN_HOUSE, Rung.TIER_1, Rung.TIER_2), []),
    ],
    ids=str,
)
def test_the_button_names_the_next_rung(
    qtbot: QtBot,
    open_window: OpenWindow,
    officer: Session,
    searched: str,
    asked: tuple[Rung, ...],
    offered: list[str],
) -> None:
    for rung in asked:
        release_request(officer, searched, rung, skipped_reason=HASTE)
    person = _at(Person(qtbot, open_window(officer)), searched)
    assert _sends(person) == offered


def test_it_follows_each_round(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, searched: str
) -> None:
    release_request(officer, searched, Rung.IN_HOUSE)
    person = _at(Person(qtbot, open_window(officer)), searched)
    person.press("Send to tier 1")
    person.press("Send to tier 1 (2 providers)")
    assert person.sees("In-house has not answered: 1 of 1 asked may still reply")
    person.type("Why an earlier rung is passed over", HASTE)
    person.press("Send to tier 1 (2 providers)")
    assert "is with 2 providers of tier 1" in person.message
    assert _sends(person) == ["Send to tier 2"]


def test_before_the_first_round_the_next_step_sends_it_out(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, searched: str
) -> None:
    person = _at(Person(qtbot, open_window(officer)), searched)
    assert _sends(person) == ["Send to providers"]


def test_who_may_not_send_it_is_not_offered_to(
    qtbot: QtBot,
    open_window: OpenWindow,
    officer: Session,
    session_for: SessionFor,
    searched: str,
) -> None:
    release_request(officer, searched, Rung.IN_HOUSE)
    person = _at(Person(qtbot, open_window(session_for(Role.AUDITOR))), searched)
    assert _sends(person) == []
