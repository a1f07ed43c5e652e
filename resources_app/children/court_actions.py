"""Recording what a court ordered about a child, and that it was discharged.

An order stays as it was entered; one that was wrong is discharged, with the reason, and the right
one recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.children.court_orders import (
    BY_CODE,
    LABELS,
    CourtOrder,
    NewOrder,
    why_not_order,
)
from resources_app.children.court_queries import find_order
from resources_app.children.queries import child
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class OrderKept:
    """An order as it now stands."""

    order: CourtOrder
    changes: Changes


def record_order(session: Session, child_id: str, new: NewOrder) -> OrderKept:
    """Put an order on a child's record.

    Raises BadInput, at the field, for one that cannot be (made on a day to come, longer than its
    kind may last, without its court), and NotFound for a child who is not there.
    """
    require(session, Permission.KEEP_REQUESTS)
    if new.kind not in BY_CODE:
        raise BadInput(
            f"“{new.kind}” is no kind of order.",
            where=Where(field=LABELS["kind"]),
            remedy=f"Use {', '.join(BY_CODE)}.",
        )
    with session.act("record_order") as act:
        of = child(act.tables, child_id)
        said, field = why_not_order(new, of.date_of_birth, session.today())
        if said:
            raise BadInput(said, where=Where(field=LABELS[field]), remedy="Check the order.")
        assert new.period.end is not None
        order_id = session.new_id()
        under_13 = new.approved_under_13_on
        act.tables.insert(
            "court_order",
            {
                "id": order_id,
                "child_id": of.id,
                "kind": new.kind,
                "court": new.court.strip(),
                "case_reference": new.case_reference.strip(),
                "made_on": new.made_on.isoformat(),
                "start_date": new.period.start.isoformat(),
                "end_date": new.period.end.isoformat(),
                "approved_under_13_on": under_13.isoformat() if under_13 else None,
                "entered_by": session.officer.id,
                "entered_at": session.stamp(),
            },
        )
        kept = find_order(act.tables, order_id)
    return OrderKept(kept, act.changes)


def discharge_order(session: Session, order_id: str, on: date, *, reason: str) -> OrderKept:
    """Say from which day on an order allows nothing any more, and why.

    Raises BadInput for a day to come or before it began and without a reason, Refused when it was
    discharged already.
    """
    require(session, Permission.KEEP_REQUESTS)
    if not reason.strip():
        raise BadInput("Say why it no longer holds.", where=Where(field="Why"))
    with session.act("discharge_order", reason=reason.strip()) as act:
        there = find_order(act.tables, order_id)
        if there.discharged_on is not None:
            raise Refused(f"It was discharged on {day_text(there.discharged_on)}.")
        if not there.period.start <= on <= session.today():
            raise BadInput(
                f"{day_text(on)} is not a day between its beginning and today.",
                where=Where(field="Discharged on"),
                remedy=f"It runs from {day_text(there.period.start)}.",
            )
        changed = {"discharged_on": on.isoformat(), "discharge_reason": reason.strip()}
        act.tables.update("court_order", there.id, changed)
        kept = find_order(act.tables, order_id)
    return OrderKept(kept, act.changes)
