"""The ways that are not straight, by keyboard alone, each officer in a window of their own.

The straight way from the first window to the paper is test_main_journey.py; the same ways by
command are tests/cli/test_workflow_journeys.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from resources_app.foundations.dates import day_text
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.model import State
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import (
    OFFER,
    START,
    Steps,
    authorised,
    draft,
    head,
    market,
    officer,
    steps,
    submitted,
    urgent,
    whole,
)
from tests.conftest import TODAY, SessionFor
from tests.ui.conftest import OpenWindow
from tests.ui.journey_hands import Keys
from tests.ui.journey_screen import Screen
from tests.ui.journey_story import refused
from ui.shell.desktop import Desktop
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]

At = Callable[[Role], Keys]
FIRST, SECOND, OTHER = "Service first", "Service second", "Service also first"
TYPED = "%d/%m/%Y"


@pytest.fixture
def at(qtbot: QtBot, open_window: OpenWindow, session_for: SessionFor) -> At:
    """Call with a role for a keyboard at that officer's window."""

    def sit_down(role: Role) -> Keys:
        window = open_window(session_for(role))
        desktop = cast("Desktop", SimpleNamespace(window=window, unlock=None))
        screen = Screen(qtbot, desktop, "ways")
        screen.begin()
        screen.enter()
        return Keys(screen)

    return sit_down


def look_at(keys: Keys, page: str, reference: str, tab: str = "") -> None:
    """Open a record; how it is found by keyboard is the main journey's."""
    keys.screen.begin()  # their own window comes to the front
    keys.screen.desktop.window.go(Place(page, reference, tab))  # type: ignore[union-attr]
    keys.key(Qt.Key.Key_F5)  # a colleague may have changed it since
    keys.screen.reads(reference)


def state_of(session: Session, reference: str) -> State:
    return request(session.tables, reference).state


def decide(keys: Keys, home: str) -> None:
    """Put a decision up for approval."""
    keys.tab("Offers")
    keys.primary("Decide between the offers")
    keys.choose("Chosen offer", home)
    keys.write("Why this home", "A family near his school who can take Wren too.")
    keys.write("What else was considered", "Nobody else can begin in time.")
    keys.write("Value for money", "The price was looked at line by line.")
    keys.write("What the child wants", "He liked the dog.")
    keys.write("What the family wants", "His mother agrees.")
    keys.primary("Put the decision up for approval")
    keys.screen.reads("The decision is up for approval: ")


def make_the_placement(keys: Keys, starts: str) -> None:
    keys.primary("Make the placement")
    keys.write("Starts", starts)
    keys.write("Delegated authority", "Day trips and haircuts.")
    keys.primary("Make the placement")
    keys.screen.reads(" is made, under IPA-")


def test_an_emergency_is_placed_the_same_day_on_a_spoken_yes(at: At, steps: Steps) -> None:
    urgent(steps.officer, steps.reference)
    steps.offered(replace(OFFER, available_from=TODAY))
    amina = at(Role.PLACEMENT_OFFICER)
    look_at(amina, "request", steps.reference)
    decide(amina, FIRST)
    amina.tab("Decision")
    amina.from_menu("More that can be done", "Write down a spoken approval")
    amina.write("Who said it", "Hugh Oyelaran")
    amina.write("In their words", "Yes, tonight.")
    amina.primary("Write it down")
    amina.screen.reads("is approved by word. The child can be placed")
    make_the_placement(amina, f"{TODAY:{TYPED}}")
    assert state_of(steps.officer, steps.reference) is State.PLACED
    hugh = at(Role.HEAD_OF_SERVICE)
    hugh.screen.until(lambda: hugh.screen.sees("Waiting for me", QTableView))
    hugh.select("Waiting for me", "approved by word")
    hugh.key(Qt.Key.Key_C)
    hugh.primary("Confirm it")
    hugh.screen.reads(f"Your approval of {steps.reference} is confirmed.")


def test_brother_and_sister_are_placed_apart_for_a_reason(at: At, steps: Steps) -> None:
    steps.offered()
    amina = at(Role.PLACEMENT_OFFICER)
    look_at(amina, "request", steps.reference)
    amina.from_menu("More that can be done", "Place brothers and sisters apart")
    amina.primary("Place them apart")
    amina.screen.reads("This is needed.")
    amina.tick("Who lives apart", "Wren Ashdown")
    amina.write("Why apart", "She needs a home of her own for now.")
    amina.primary("Place them apart")
    amina.screen.reads(f"seeks a home for those who left {steps.reference}.")


def test_a_tier_is_passed_over_only_for_a_reason(at: At, steps: Steps) -> None:
    steps.market.search(steps.officer, steps.reference)
    amina = at(Role.PLACEMENT_OFFICER)
    look_at(amina, "request", steps.reference, "search")
    amina.primary("Send to providers")
    amina.pick("Tier 2: 1 provider to ask")
    amina.primary("Send to tier 2 (1 provider)")
    amina.screen.reads("or say why they are passed over")
    amina.choose("How it goes", "Telephone")
    amina.write("Why an earlier rung is passed over", "Assessed: only this home knows his illness.")
    amina.primary("Send to tier 2 (1 provider)")
    amina.screen.reads("of tier 2; replies are due by")
    assert state_of(steps.officer, steps.reference) is State.SEARCHING


def test_funding_refused_above_the_contract_is_given_after_a_change(at: At, steps: Steps) -> None:
    steps.offered(replace(OFFER, urn="SC000003"))
    amina = at(Role.PLACEMENT_OFFICER)
    look_at(amina, "request", steps.reference, "offers")
    amina.press("Record an offer")
    amina.choose("Home", FIRST)
    amina.write("Available from", f"{START:{TYPED}}")
    amina.write("Carer or bed", "FC-0192")
    amina.write("Where the child would sleep", "HP13 6PG")
    amina.write("Amount for one, line 1", "1,900")
    amina.primary("Record the offer")
    amina.screen.reads("contract")
    amina.write("Why above the contract price", "Two carers at night.")
    amina.primary("Record the offer")
    amina.screen.reads("The offer is recorded beside the contract’s prices.")
    decide(amina, FIRST)
    tess = at(Role.TEAM_MANAGER)
    look_at(tess, "request", steps.reference)
    refused(tess, "Approve the funding", "£1,900.00 a week is above a team manager’s limit")
    hugh = at(Role.HEAD_OF_SERVICE)
    look_at(hugh, "request", steps.reference, "decision")
    hugh.from_menu("More that can be done", "Refuse the funding")
    hugh.write("Reason", "Take the one at the contract's price.")
    hugh.primary("Refuse the funding")
    hugh.screen.reads("is refused; its offers are open again.")
    look_at(amina, "request", steps.reference, "offers")
    decide(amina, OTHER)
    look_at(tess, "request", steps.reference, "decision")
    tess.primary("Approve the funding")
    tess.primary("Approve £1,040.00 a week")
    tess.screen.reads(f"The funding of {steps.reference} is approved.")
    look_at(amina, "request", steps.reference, "decision")
    make_the_placement(amina, f"{START:{TYPED}}")
    assert state_of(steps.officer, steps.reference) is State.PLACED


def test_a_placement_is_varied_and_ended(at: At, steps: Steps) -> None:
    reference = place_child(steps.officer, steps.approved(), PlacementTerms(START)).reference
    amina = at(Role.PLACEMENT_OFFICER)
    look_at(amina, "placement", reference, "variations")
    amina.press("Propose a variation")
    amina.write("From", f"{START + timedelta(days=7):{TYPED}}")
    amina.write("Reason", "Two hours of therapy after the assessment.")
    amina.choose("For", "Therapy")
    amina.choose("By the", "Hour")
    amina.write("How many, A line to add", "2")
    amina.write("Amount for one, A line to add", "65")
    amina.primary("Put it up for approval")
    amina.screen.reads("waits for approval.")
    tess = at(Role.TEAM_MANAGER)
    look_at(tess, "placement", reference, "variations")
    tess.press("Approve it")
    tess.primary("Approve the variation")
    tess.screen.reads("approved")
    look_at(amina, "placement", reference)
    amina.press("End the placement")
    amina.write("Day the child left", f"{START + timedelta(days=21):{TYPED}}")
    amina.choose("Why", "Change to, or carrying out of, the care plan")
    amina.write("What happened", "He went home to his grandmother.")
    amina.primary("End the placement")
    amina.screen.reads(day_text(START + timedelta(days=21)))
