"""Panels for a child's court orders: record one, and say that one no longer holds."""

from __future__ import annotations

from typing import Any

from resources_app.children.court_actions import discharge_order, record_order
from resources_app.children.court_orders import KINDS, ORDER_FIELDS, CourtOrder, NewOrder
from resources_app.children.model import Child
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.shell.widgets.panel import Panel

_DISCHARGE = (
    Field("on", "Discharged on", Kind.DATE, needed=Needed.ALWAYS),
    Field("reason", "Why", Kind.LONG_TEXT, needed=Needed.ALWAYS),
)


def record_an_order(page: Page, child: Child) -> Panel:
    """Ask for an order about a child, and put it on record."""

    def act(session: Session, given: Any) -> object:
        texts = {name: given[name] or "" for name in ("court", "case_reference")}
        return record_order(session, child.id, NewOrder(**{**given, **texts}))

    return ask(
        page,
        f"A court order about {child.given_name}",
        ORDER_FIELDS,
        "Record the order",
        act,
        told="The order is recorded; its last day is watched while the child is placed.",
        text="A secure home is never found, asked or used without authority that holds on the "
        "day; nor is a child placed to be deprived of liberty.",
        options={"kind": [(one.code, one.words) for one in KINDS]},
    )


def why_not_discharge(order: CourtOrder | None) -> str:
    """Why the order that is chosen cannot be said to hold no longer; empty when it can."""
    if order is None:
        return "Choose an order first."
    return "It holds no longer." if order.discharged_on else ""


def discharge_an_order(page: Page, order: CourtOrder) -> Panel:
    """Ask from when on an order no longer holds, and why."""
    return ask(
        page,
        "An order no longer holds",
        _DISCHARGE,
        "It no longer holds",
        lambda session, given: discharge_order(
            session, order.id, given["on"], reason=given["reason"]
        ),
        told="The order no longer holds.",
        text=f"{order.sentence}.",
        tone="danger",
        values={"on": page.desk.today()},
    )
