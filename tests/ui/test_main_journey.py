"""The main job, end to end, on real widgets: clicked with the mouse, and by keyboard alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from resources_app.foundations.clock import FixedClock
from tests.conftest import TODAY
from tests.ui import journey_offers as offers
from tests.ui import journey_story as story
from tests.ui.journey_child import NAME
from tests.ui.journey_hands import Hand, Keys, Mouse
from tests.ui.journey_screen import Screen
from ui.preferences import Preferences
from ui.shell.desktop import Desktop

NewHand = Callable[[type[Mouse] | type[Keys], bool], Hand]
PRINTED = (
    ("schedule", "Print contract schedule"),
    ("pack", "Print anonymised referral pack"),
    ("full", "Print full referral pack"),
)


@pytest.fixture
def hand_of(
    qtbot: QtBot, preferences: Preferences, light: None, monkeypatch: pytest.MonkeyPatch
) -> NewHand:
    """Call with a kind of hand, and whether work is done at once, at the first window."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def made(kind: type[Mouse] | type[Keys], inline: bool) -> Hand:
        desktop = Desktop(preferences, clock=FixedClock.on(TODAY), inline=inline)
        threads = "" if inline else " with threads"
        hand = kind(Screen(qtbot, desktop, kind.__name__.lower() + threads))
        desktop.ask()
        hand.screen.begin()
        return hand

    return made


@pytest.mark.parametrize("kind", [Mouse, Keys])
def test_from_the_register_to_a_referral_pack_and_a_contract_schedule(
    hand_of: NewHand, kind: type[Mouse] | type[Keys], tmp_path: Path
) -> None:
    hand = hand_of(kind, True)
    story.found_the_store(hand, tmp_path / "county.resources")
    story.add_the_team(hand)
    story.import_the_register(hand)
    story.import_the_prices(hand)
    story.change_officer(hand, story.OFFICER)
    reference = story.take_the_request(hand)
    story.take_the_names_out(hand)
    story.submit_and_authorise(hand, reference)
    story.open_request(hand, reference)
    offers.search(hand)
    offers.send_to_tier_one(hand)
    offers.record_the_replies(hand)
    offers.decide(hand)
    offers.approve(hand, reference)
    placed = offers.place(hand)
    schedule, pack, full = (
        _text_of(offers.print_and_save(hand, button, tmp_path / f"{name}.pdf"))
        for name, button in PRINTED
    )
    for said in (placed, NAME, offers.OFFERS, "£1,106.00", "60.00 %", "Signed"):
        assert said in schedule
    for secret in ("Kofi", "Amoah", "Efua", "Weaver", "HP13 6PG", "Priya Nair"):
        assert secret not in pack
        assert secret in full
    assert "plays five-a-side" in pack
    for page in (schedule, pack, full):
        assert "OFFICIAL-SENSITIVE" in page
        assert "Page 1 of" in page
    hand.screen.leave()


def test_the_same_window_with_work_done_on_its_own_threads(
    hand_of: NewHand, tmp_path: Path
) -> None:
    hand = hand_of(Keys, False)
    story.found_the_store(hand, tmp_path / "county.resources")
    story.import_the_register(hand)
    story.import_the_prices(hand)
    story.find(hand, offers.OFFERS, "Registered manager")
    hand.screen.leave()


def _text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
