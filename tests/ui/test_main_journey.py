"""The main job, end to end, on real widgets: clicked with the mouse, and by keyboard alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources_app.foundations.clock import FixedClock
from tests.conftest import TODAY
from tests.ui import journey_story as story
from tests.ui.journey_hands import Hand, Keys, Mouse
from tests.ui.journey_screen import Screen
from ui.shell.desktop import Desktop
from ui.shell.preferences import Preferences


@pytest.mark.parametrize("kind", [Mouse, Keys])
def test_from_the_register_to_a_referral_pack_and_a_contract_schedule(
    qtbot: QtBot,
    kind: type[Mouse] | type[Keys],
    tmp_path: Path,
    preferences: Preferences,
    light: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desktop = Desktop(preferences, clock=FixedClock.on(TODAY), inline=True)
    hand: Hand = kind(Screen(qtbot, desktop, kind.__name__.lower()))
    desktop.ask()
    story.found_the_store(hand, tmp_path / "county.resources")
    story.add_the_team(hand)
    story.import_the_register(hand)
    story.import_the_prices(hand)
    story.change_officer(hand, story.OFFICER)
    reference = story.take_the_request(hand)
    story.take_the_names_out(hand)
    story.submit_and_authorise(hand, reference)
    story.open_request(hand, reference)
