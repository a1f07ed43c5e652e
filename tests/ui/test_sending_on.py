"""Once a request is out, the next rung of the ladder is one button away."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from resources_app.agreements.actions import add_lot, add_member
from resources_app.documents.sending import send_request
from resources_app.documents.sending_model import Way
from resources_app.documents.sending_queries import sendings_of
from resources_app.foundations.home import home
from resources_app.providers.actions import set_referral_contact
from resources_app.requests.actions import release_request, reword_request
from resources_app.requests.model import Rung
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.documents.conftest import SAFE_TEXTS
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.requests.market import FOREVER, HASTE, URNS, Market
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "submitted", "whole"]


@pytest.fixture
def searched(officer: Session, session: Session, authorised: str, market: Market) -> str:
    """A request that fits the in-house carer, two homes of tier 1 and one of tier 2; one of the
    two has a referral address."""
    reword_request(officer, authorised, SAFE_TEXTS, reason="It named people.")
    set_referral_contact(session, market.urn("first"), name="Ann Lee", email="ann@homes.example")
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
    assert "1 e-mail is in" in person.message
    assert "No referral address: Service also first." in person.message
    (draft,) = (home() / "drafts" / searched).iterdir()
    assert b"ann@homes.example" in draft.read_bytes()
    assert _sends(person) == ["Send to tier 2"]


def test_before_the_first_round_the_next_step_sends_it_out(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, searched: str
) -> None:
    person = _at(Person(qtbot, open_window(officer)), searched)
    assert _sends(person) == ["Send to providers"]
    person.tab("Search")
    assert person.sees("Meets the core business of in-house fostering: ages 13 and 9 are within")


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


def test_a_lot_is_chosen_and_its_tiers_are_climbed(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, head: Session, searched: str
) -> None:
    add_lot(head, "FW-26", "2", "Solo homes")
    add_member(head, "FW-26", "2", URNS["second"][0], tier=1, period=FOREVER)
    person = _at(Person(qtbot, open_window(officer)), searched)
    person.press("Send to providers")
    person.choose("Lot", "FW-26/2 Solo homes: 1 provider fitted")
    assert "Tier 1: 1 provider to ask" in person.buttons()
    person.press("Tier 1: 1 provider to ask")
    assert person.sees("has not been sent to in-house")
    person.type("Why an earlier rung is passed over", HASTE)
    person.choose("How it goes", "Telephone")
    person.press("Send to tier 1 (1 provider)")
    assert "is with 1 provider of tier 1" in person.message
    sent = releases(officer.tables, request(officer.tables, searched).id)[-1]
    assert (sent.lot, sent.skipped_reason, sent.pack_document_id) == ("FW-26/2", HASTE, None)
    assert person.sees(f"Round 1, tier 1, passed over those before it: {HASTE}")


def test_reminders_and_a_new_version_go_out_from_the_request(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, searched: str
) -> None:
    send_request(officer, searched, Rung.IN_HOUSE, way=Way.PORTAL)
    send_request(officer, searched, Rung.TIER_1, skipped_reason=HASTE, way=Way.PORTAL)
    reword_request(officer, searched, {"care_needs": "A calm bedtime."}, reason="Shorter.")
    person = _at(Person(qtbot, open_window(officer)), searched)
    person.page.do("send_pack")
    assert person.sees("Service also first: no referral address")
    person.press("Send new version to 3 providers")
    assert "It went to 1 provider, version 2 of the pack" in person.message
    person.press("Remind 3")
    person.choose("How it goes", "Telephone")
    person.press("Remind 3 providers")
    assert "It went to 3 providers" in person.message
    person.press("Sent  7")
    sent = sendings_of(officer.tables, request(officer.tables, searched).id)
    assert [str(one.purpose) for one in sent] == [
        *["referral"] * 3, "new pack", *["reminder"] * 3,
    ]  # fmt: skip
    assert person.table("What was sent, to whom and when").isVisible()
