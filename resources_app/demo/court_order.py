"""One court order in the demo: it deprives a child of liberty, and runs out soon."""

from __future__ import annotations

from datetime import timedelta

from resources_app.children.court_actions import record_order
from resources_app.children.court_orders import NewOrder
from resources_app.demo.queries import newest_placed_child
from resources_app.session import Session

_MADE, _LEFT = timedelta(days=80), timedelta(days=9)


def make_court_order(officer: Session) -> None:
    """Record it for the child who was placed last, so that its end stands on Today."""
    today = officer.today()
    child_id = newest_placed_child(officer.tables, today.isoformat())
    if child_id is None:
        return
    made, last_day = today - _MADE, today + _LEFT
    order = NewOrder("liberty", made, made, last_day, "High Court, Family Division", "FD26P00871")
    record_order(officer, child_id, order)
