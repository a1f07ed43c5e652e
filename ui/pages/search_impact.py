"""Asks what a placement would mean for those who live in a home, beside who they are."""

from __future__ import annotations

from resources_app.casework.impact import Impact, assess_impact
from resources_app.casework.results import RankedService
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.requests.impact import Outcome
from ui.pages.asking import form_panel
from ui.shell.desk import Desk
from ui.shell.widgets.panel import Panel

_FIELDS = (
    Field(
        "household",
        "Carer’s code",
        help="For a fostering agency, which is not one household: such as FC-0192.",
    ),
    Field("assessment", "Assessment", Kind.LONG_TEXT, needed=Needed.ALWAYS),
    Field(
        "outcome",
        "What it comes to",
        Kind.CHOICE,
        needed=Needed.ALWAYS,
        options=tuple(str(o) for o in Outcome),
    ),
    Field("measures", "Measures", Kind.LONG_TEXT, help="What makes it work, if it needs any."),
)


def impact_panel(desk: Desk, reference: str, home: RankedService, now: Impact) -> Panel:
    """A panel that keeps what a placement would mean for those who live there."""
    return form_panel(
        desk,
        f"The effect on each other at {home.name}",
        _FIELDS,
        "Keep the assessment",
        lambda session, record: assess_impact(
            session,
            reference,
            home.urn,
            assessment=record["assessment"],
            outcome=Outcome(record["outcome"]),
            measures=record["measures"],
            household=record["household"],
        ),
        told="The assessment is kept with the request.",
        text=" ".join(now.sentences),
    )
