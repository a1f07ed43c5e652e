"""Prints a panel's agenda, and its minutes once they are written."""

from __future__ import annotations

from resources_app.documents.model import Kind
from resources_app.documents.registering import Job, imprint_of, printing
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.printing.frame import Imprint
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.printing.panel_paper import PanelPaper, PaperItem
from resources_app.requests.panel_model import Panel, PanelItem
from resources_app.requests.panel_queries import panel
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@printing
def print_panel(session: Session, reference: str, *, manner: Manner = ORDINARY) -> Job:
    """Print a panel's agenda, or its minutes once they are written, and register it.

    Children are there by their initials; what was typed for the panel is printed as it stands.
    Raises NotFound for an unknown panel.
    """
    require(session, Permission.PRINT)
    found = panel(session.tables, reference)
    kind = Kind.PANEL_MINUTES if found.minuted_by else Kind.PANEL_AGENDA
    imprint = imprint_of(session, kind, found.reference, manner)
    return Job(kind, found.id, "panel", _paper(found, imprint))


def _paper(found: Panel, imprint: Imprint) -> PanelPaper:
    return PanelPaper(
        imprint=imprint,
        title=found.title,
        day=day_text(found.held_on),
        chair=found.chair,
        attendees=found.attendees,
        items=tuple(map(_item, found.items)),
        minutes=found.minutes,
        minuted_by=found.minuted_by,
    )


def _item(one: PanelItem) -> PaperItem:
    return PaperItem(
        heading=f"{one.position}. {one.reference}: {one.child}",
        question=one.question,
        home=one.home,
        cost=pounds(one.weekly_pence) if one.weekly_pence is not None else "",
        said=f"{capital(one.outcome)}: {one.words}" if one.outcome else "",
    )
