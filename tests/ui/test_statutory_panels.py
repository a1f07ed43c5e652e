"""What the law asks for beside money, at the window: regulation 11's checklist, court orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources_app.approvals.queries import checks_of_approvals
from resources_app.casework.childs_file import childs_file
from resources_app.casework.journey import request_whole
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import OFFER, START, Steps, steps
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.ui.person import Person
from ui.pages.request import RequestPage
from ui.shell.places import Place
from ui.shell.window import MainWindow

OpenWindow = Callable[[Session], MainWindow]
__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]


@pytest.fixture
def at_work(qtbot: QtBot, open_window: OpenWindow) -> Callable[[Session, Place], Person]:
    def at(session: Session, place: Place) -> Person:
        person = Person(qtbot, open_window(session))
        person.window.go(place)
        return person

    return at


def test_the_director_answers_each_item_before_a_home_at_a_distance_is_approved(
    at_work: Callable[[Session, Place], Person],
    session_for: Callable[[Role], Session],
    steps: Steps,
) -> None:
    reference = steps.decided(replace(OFFER, living_postcode="RG1 3BD"))
    director = session_for(Role.DIRECTOR)
    dara = at_work(director, Place("request", reference, "decision"))
    dara.press("Approve a home outside the area")
    dara.type("The child’s wishes and feelings are known and were considered", "He wants to go.")
    dara.press("Approve")
    assert dara.sees("This is needed")
    for words in (
        "It is the most appropriate home to be had, and in keeping with the care plan",
        "The child’s relatives were consulted, where that is right",
        "The independent reviewing officer was consulted",
        "The authority of the area was consulted and given the care plan",
        "Reason",
    ):
        dara.type(words, "Yes, on 20 November.")
    dara.press("Approve")
    assert "regulation 11 is recorded" in dara.message
    assert dara.sees("He wants to go.")
    given = request_whole(director, reference).approvals
    assert len(checks_of_approvals(director.tables, [one.id for one in given])) == 5


def test_a_court_order_is_recorded_on_the_childs_file_and_ended_there(
    at_work: Callable[[Session, Place], Person], officer: Session, draft: str
) -> None:
    amina = at_work(officer, Place("child", "40517", "orders"))
    amina.press("Record an order")
    amina.choose("Kind", "Deprivation of liberty order")
    for name, day in (("Made on", "20 Nov 2026"), ("Runs from", "20 Nov 2026")):
        amina.type(name, day)
    amina.type("Last day", "31 Jan 2027")
    amina.press("Record the order")
    assert amina.sees("the court and its case are named")
    amina.type("Court", "High Court")
    amina.type("Case number", "FD26P00871")
    amina.press("Record the order")
    assert "The order is recorded" in amina.message
    (kept,) = amina.table("Court orders").rows
    assert kept.court == "High Court"
    amina.table("Court orders").select(lambda one: one.id == kept.id)
    amina.press("It no longer holds")
    amina.type("Why", "He is settled.")
    amina.press("It no longer holds")
    (ended,) = childs_file(officer.tables, "40517", officer.today()).orders
    assert ended.discharge_reason == "He is settled."


def test_family_considered_is_added_and_what_came_of_it_said(
    at_work: Callable[[Session, Place], Person], officer: Session, submitted: str
) -> None:
    amina = at_work(officer, Place("request", submitted, "request"))
    assert amina.sees("Nobody is recorded by name yet.")
    amina.press("Add a person")
    amina.type("Who they are to the child", "aunt")
    amina.type("Name", "Marigold Tarrant")
    amina.choose("What came of it", "Is not able to")
    amina.press("Add this person")
    assert amina.sees("Give the day they were asked.")
    amina.choose("What came of it", "Still to be asked")
    amina.press("Add this person")
    assert amina.sees("Aunt, Marigold Tarrant")
    amina.press("Say what came of it")
    amina.choose("Whom", "Aunt, Marigold Tarrant")
    amina.type("Approached on", "12 Nov 2026")
    amina.choose("What came of it", "Can offer the child a home")
    amina.press("Record what came of it")
    (aunt,) = request_whole(officer, submitted).considered
    assert (aunt.outcome, str(aunt.approached_on)) == ("can-offer", "2026-11-12")


def test_a_relative_is_approved_for_a_time_on_the_placement(
    at_work: Callable[[Session, Place], Person], officer: Session, head: Session, steps: Steps
) -> None:
    terms = PlacementTerms(START, None, "U3")
    made = place_child(officer, steps.approved(), terms).reference
    hugh = at_work(head, Place("placement", made, "duties"))
    assert hugh.sees("No temporary approval is recorded.")
    hugh.press("Approve for 16 weeks")
    hugh.type("Who they are to the child", "aunt")
    hugh.type("Assessed on", "20 Nov 2026")
    hugh.press("Approve for 16 weeks")
    assert "its last day is watched" in hugh.message
    assert hugh.sees("Temporary approval of the aunt")
    hugh.press("Extend by 8 weeks")
    hugh.choose("Why", "The full assessment will not be finished in time")
    hugh.press("Extend by 8 weeks")
    assert "extended by eight weeks" in hugh.message


def test_the_card_of_a_relative_never_opens_as_a_window_of_its_own(
    at_work: Callable[[Session, Place], Person], officer: Session, head: Session, steps: Steps
) -> None:
    terms = PlacementTerms(START, None, "U3")
    made = place_child(officer, steps.approved(), terms).reference
    before = set(windows())
    hugh = at_work(head, Place("placement", made))
    assert set(windows()) - before == {hugh.window}


def windows() -> list[QWidget]:
    """All windows on the screen, other tests' among them."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_the_director_authorises_a_setting_that_is_not_registered(
    at_work: Callable[[Session, Place], Person],
    session_for: Callable[[Role], Session],
    authorised: str,
) -> None:
    director = session_for(Role.DIRECTOR)
    dara = at_work(director, Place("request", authorised, "decision"))
    page = dara.page
    assert isinstance(page, RequestPage)
    page.do("authorise_unregistered")
    dara.type("Name of the setting", "Mill Lane")
    dara.type("Who carries it on", "Mill Lane Care")
    dara.type("Address", "1 Mill Lane")
    dara.type("Postcode", "HP13 6PG")
    dara.type("Last day", "18 Dec 2026")
    dara.type("Ofsted told on", "23 Nov 2026")
    dara.type("Why there is no other way", "No registered home takes him.")
    dara.press("Authorise this exception")
    assert dara.sees("never for a child under 16")
    assert request_whole(director, authorised).exceptions == ()


def test_no_placement_type_gets_a_child_under_16_past_the_panel(
    at_work: Callable[[Session, Place], Person], officer: Session, steps: Steps
) -> None:
    """The desktop's own way: the type is chosen from the list when the placement is made."""
    reference = steps.approved()
    amina = at_work(officer, Place("request", reference))
    amina.press("Make the placement")
    for words in ("Independent living, with or without formal support",
                  "Other placement, listed for the Department for Education"):  # fmt: skip
        amina.choose("Statutory placement type", words)
        amina.press("Make the placement")
        assert amina.sees("never for a child under 16")
    assert not officer.tables.value("SELECT count(*) FROM placement")
