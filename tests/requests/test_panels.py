"""A panel's agenda, what it recommends and its minutes; none of it approves anything."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.approvals.queries import approvals_of
from resources_app.casework.ending_requests import withdraw
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.requests.actions.panels import (
    convene_panel,
    minute_panel,
    put_on_agenda,
    record_panel_outcome,
)
from resources_app.requests.model import State
from resources_app.requests.panel_model import NewPanel, PanelOutcome
from resources_app.requests.panel_queries import panel, panel_items_of, panels
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.casework.conftest import Steps, steps
from tests.conftest import TODAY

__all__ = ["steps"]


def test_a_panel_from_its_agenda_to_its_minutes(
    officer: Session, session: Session, steps: Steps
) -> None:
    with pytest.raises(BadInput, match="This is needed"):
        convene_panel(officer, NewPanel("Resources panel", TODAY, " "))
    made = convene_panel(officer, NewPanel("Resources panel", TODAY, "H. Oyelaran", ("T. Malone",)))
    key = made.panel.reference
    assert key.startswith("PNL-26-")
    reference = steps.decided()
    with pytest.raises(BadInput, match="Say what the panel is asked"):
        put_on_agenda(officer, key, reference, " ")
    put_on_agenda(officer, key, reference, "Is it worth its price?")
    with pytest.raises(Refused, match="on this agenda already"):
        put_on_agenda(officer, key, reference, "And again?")
    (item,) = panel(officer.tables, key).items
    # The agenda names nobody.
    assert (item.position, item.home, item.weekly_pence) == (1, "Service first", 104_000)
    assert item.child == "RA, boy, 13, with a brother or sister"

    with pytest.raises(Refused, match=f"Nothing is recorded of {reference} yet"):
        minute_panel(officer, key, "We met.")
    with pytest.raises(BadInput, match="Say why, as the panel did"):
        record_panel_outcome(officer, key, reference, PanelOutcome.RECOMMENDED, "")
    record_panel_outcome(officer, key, reference, PanelOutcome.RECOMMENDED, "Near his school.")
    minute_panel(officer, key, "All agreed.", ("T. Malone", "A. Khan"))
    found = panel(officer.tables, key)
    assert (found.minutes, found.minuted_by) == ("All agreed.", officer.officer.name)
    assert found.attendees == ("T. Malone", "A. Khan")
    with pytest.raises(Refused, match="it stands as it is"):
        record_panel_outcome(officer, key, reference, PanelOutcome.DEFERRED, "On reflection.")

    asked = request(officer.tables, reference)
    (said,) = panel_items_of(officer.tables, asked.id)
    assert (said.outcome, said.words) == (PanelOutcome.RECOMMENDED, "Near his school.")
    # What it recommends is no approval.
    assert asked.state is State.DECISION_MADE
    decision = officer.tables.value("SELECT id FROM decision")
    assert approvals_of(officer.tables, "decision", str(decision)) == []


def test_what_is_over_or_still_to_come_is_refused(officer: Session, steps: Steps) -> None:
    later = convene_panel(officer, NewPanel("Resources panel", date(2026, 12, 3), "The head"))
    key, reference = later.panel.reference, steps.offered()
    today = convene_panel(officer, NewPanel("Today’s", TODAY, "The head")).panel.reference
    with pytest.raises(NotFound, match="not on the agenda"):
        record_panel_outcome(officer, today, reference, PanelOutcome.DEFERRED, "Not ours.")
    put_on_agenda(officer, key, reference, "Which home?")
    for deed in (
        lambda: record_panel_outcome(officer, key, reference, PanelOutcome.DEFERRED, "Early."),
        lambda: minute_panel(officer, key, "Early."),
    ):
        with pytest.raises(Refused, match="is held on 3 Dec 2026"):
            deed()
    withdraw(officer, reference, reason="plan-changed")
    with pytest.raises(Refused, match="is withdrawn: nothing is left to recommend"):
        put_on_agenda(officer, today, reference, "Which home?")
    assert [one.held_on for one in panels(officer.tables)] == [date(2026, 12, 3), TODAY]
