"""The demo's panels: one that was minuted this week, and one next week with an agenda."""

from __future__ import annotations

from datetime import timedelta

from resources_app.foundations.working_days import add_working_days
from resources_app.requests.actions.panels import (
    convene_panel,
    minute_panel,
    put_on_agenda,
    record_panel_outcome,
)
from resources_app.requests.list_queries import list_requests
from resources_app.requests.model import State
from resources_app.requests.panel_model import NewPanel, PanelOutcome
from resources_app.session import Session

_TITLE, _CHAIR = "Children’s resources panel", "Hugh Oyelaran"
_WHO = ("Tess Malone", "Colin Reed", "The virtual school’s head", "A children’s solicitor")


def make_panels(officer: Session) -> None:
    """Put the demo's decisions before a panel of today and one of next week."""
    today = officer.today()
    waiting = list_requests(officer.tables, today, states={State.DECISION_MADE}, limit=4).requests
    sat = convene_panel(officer, NewPanel(_TITLE, today, _CHAIR, _WHO)).panel.reference
    for one in waiting[:2]:
        put_on_agenda(officer, sat, one.reference, "Is this home worth its price for the child?")
    outcomes = (
        (PanelOutcome.RECOMMENDED, "It keeps the school, and the price is the contract’s."),
        (PanelOutcome.DEFERRED, "Ask health for its share first; bring it back next week."),
    )
    for one, (outcome, words) in zip(waiting[:2], outcomes, strict=False):
        record_panel_outcome(officer, sat, one.reference, outcome, words)
    minute_panel(officer, sat, "All were present. The panel read both comparisons of offers.", _WHO)
    next_one = NewPanel(_TITLE, add_working_days(today + timedelta(days=5), 1), _CHAIR, _WHO)
    coming = convene_panel(officer, next_one).panel.reference
    for one in waiting[1:]:
        put_on_agenda(officer, coming, one.reference, "Which of the offers, and who pays for what?")
