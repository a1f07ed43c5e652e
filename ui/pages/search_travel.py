"""Asks how long a way from a home takes, when somebody drove it or looked it up."""

from __future__ import annotations

from resources_app.casework.results import RankedService
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.requests.actions.travel import LONGEST, enter_travel_time
from resources_app.requests.travelling import DESTINATIONS
from ui.pages.asking import form_panel
from ui.shell.desk import Desk
from ui.shell.widgets.panel import Panel

_FIELDS = (
    Field("to", "To", Kind.CHOICE, needed=Needed.ALWAYS, options=DESTINATIONS),
    Field(
        "minutes",
        "Minutes",
        Kind.WHOLE_NUMBER,
        least=1,
        most=LONGEST,
        help="One way, by the means the child would use. Left open, it is estimated again.",
    ),
    Field(
        "postcode",
        "From the postcode",
        Kind.POSTCODE,
        help="Where the child would sleep, when that is not the home’s own address.",
    ),
)


def travel_panel(desk: Desk, reference: str, home: RankedService) -> Panel:
    """A panel that keeps the minutes from a home for the child of a request."""
    return form_panel(
        desk,
        f"Travel from {home.name}",
        _FIELDS,
        "Keep the travel time",
        lambda session, record: enter_travel_time(session, reference, home.urn, **record),
        told="The travel time is kept.",
        text=f"Now: {home.travel or 'not known'}. An estimate is made from the straight line, at "
        "a third more by road and 25 miles an hour.",
    )
