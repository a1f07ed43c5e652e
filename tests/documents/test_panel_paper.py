"""A panel's paper: an agenda until the minutes are written, and no child is named on it."""

from __future__ import annotations

from resources_app.documents.panel_papers import print_panel
from resources_app.documents.warning import warnings_of_panel
from resources_app.requests.actions.panels import (
    convene_panel,
    minute_panel,
    put_on_agenda,
    record_panel_outcome,
)
from resources_app.requests.panel_model import NewPanel, PanelOutcome
from resources_app.session import Session
from tests.casework.conftest import (
    Steps,
    authorised,
    draft,
    head,
    market,
    officer,
    steps,
    submitted,
    whole,
)
from tests.conftest import TODAY
from tests.documents.reading import text_of

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]


def test_agenda_then_minutes(officer: Session, steps: Steps) -> None:
    reference = steps.decided()
    new = NewPanel("Resources panel", TODAY, "Hugh Oyelaran", ("Tess Malone",))
    key = convene_panel(officer, new).panel.reference
    put_on_agenda(officer, key, reference, "Is it worth its price?")
    agenda = print_panel(officer, key)
    said = text_of(agenda.bytes)
    for words in (
        "Panel agenda", "Resources panel, 23 Nov 2026", "Invited", "Tess Malone", reference,
        "Is it worth its price?", "Service first", "£1,040.00", "What a panel says recommends",
    ):  # fmt: skip
        assert words in said
    child = officer.tables.one("SELECT given_name, family_name FROM child")
    assert child is not None
    assert not {child["given_name"], child["family_name"]} & set(said.split())
    assert not print_panel(officer, key).fresh

    assert warnings_of_panel(officer, key) == ()
    record_panel_outcome(officer, key, reference, PanelOutcome.NOT_RECOMMENDED, "Ask again.")
    minute_panel(officer, key, "We met.\nNobody agreed.")
    minutes = print_panel(officer, key)
    assert minutes.reference != agenda.reference
    said = text_of(minutes.bytes)
    for words in ("Panel minutes", "Present", "Not recommended: Ask again.", "Nobody agreed."):
        assert words in said


def test_what_was_typed_for_a_panel_is_warned_of_where_it_names_somebody(
    officer: Session, steps: Steps
) -> None:
    reference = steps.decided()
    new = NewPanel("Resources panel", TODAY, "Hugh Oyelaran", ("Tess Malone",))
    key = convene_panel(officer, new).panel.reference
    put_on_agenda(officer, key, reference, "May Rowan stay near Ms Blount? Tess Malone asks.")
    assert [(one.what, one.near) for one in warnings_of_panel(officer, key)] == [
        ("the child’s given name", False), ("somebody’s name", True),
    ]  # fmt: skip
    assert print_panel(officer, key).fresh
