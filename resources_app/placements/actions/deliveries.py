"""Hours, sessions and miles that were given, on lines that are paid by what was given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from resources_app.agreements.model import Element, Unit
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Row, Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

_COUNTED = (Unit.HOUR, Unit.SESSION, Unit.MILE, Unit.DAY, Unit.NIGHT)
_QUANTITY = re.compile(r"\d{1,4}(?:\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Delivered:
    """What was recorded: hundredths of the line's unit, on a day."""

    fee_line_id: str
    day: date
    quantity: int
    changes: Changes


def quantity_from(text: str) -> int:
    """Hundredths of a unit, from `1.5`. Raises BadInput."""
    written = text.strip()
    hundredths = int(Decimal(written) * 100) if _QUANTITY.fullmatch(written) else 0
    if not hundredths:
        raise BadInput(
            f"“{text}” is not how many were given.",
            where=Where(field="How many"),
            remedy="Give a number with at most two decimals, for example 1.5.",
        )
    return hundredths


def pay_by_delivery(session: Session, fee_line_id: str) -> Changes:
    """Let a line be paid for what is given, from its start, instead of so many a week.

    Raises Refused for a line by the week, the term or once.
    """
    require(session, Permission.PLACE)
    with session.act("pay_by_delivery") as act:
        row = act.tables.one("SELECT * FROM fee_line WHERE id = ?", (fee_line_id,))
        if row is None:
            raise NotFound("There is no such fee line.")
        if Unit(row["unit"]) not in _COUNTED:
            raise Refused(f"A {row['element']} by the {row['unit']} is not counted as it is given.")
        act.tables.update("fee_line", fee_line_id, {"basis": "delivered"})
    return act.changes


def record_delivery(
    session: Session, reference: str, element: Element, day: date, quantity: int
) -> Delivered:
    """Record what was given on a day under a placement's line for `element`, in hundredths.

    Raises NotFound where no line for it is paid by what is given on that day; BadInput for a day
    to come or one that is recorded already; Refused beyond what was approved a week: how a line
    is paid needs no approval of its own, because it can never come to more.
    """
    require(session, Permission.PLACE)
    if day > session.today():
        raise BadInput(f"{day_text(day)} is still to come.", where=Where(field="Day"))
    with session.act("record_delivery") as act:
        placement = placement_by_reference(act.tables, reference)
        ipa = ipa_of_placement(act.tables, placement.id)
        row = act.tables.one(
            """SELECT * FROM fee_line WHERE ipa_id = ? AND element = ? AND basis = 'delivered'
                  AND start_date <= ? AND (end_date IS NULL OR end_date > ?)
                ORDER BY start_date DESC LIMIT 1""",
            (ipa.id, str(element), day.isoformat(), day.isoformat()),
        )
        if row is None:
            raise NotFound(
                f"{ipa.reference} has no line for {element} that is paid by what is given on "
                f"{day_text(day)}.",
                remedy="Say first that the line is paid by delivery.",
            )
        _check_week(act.tables, row, day, quantity)
        act.tables.insert(
            "delivery",
            {
                "id": session.new_id(),
                "fee_line_id": row["id"],
                "day": day.isoformat(),
                "quantity": quantity,
            },
        )
    return Delivered(row["id"], day, quantity, act.changes)


def _check_week(tables: Tables, line: Row, day: date, quantity: int) -> None:
    """Once a day, and no more in a week, Monday to Sunday, than was approved for a week."""
    monday = day - timedelta(days=day.weekday())
    given = tables.rows(
        "SELECT day, quantity FROM delivery WHERE fee_line_id = ? AND day >= ? AND day < ?",
        (line["id"], monday.isoformat(), (monday + timedelta(days=7)).isoformat()),
    )
    if any(one["day"] == day.isoformat() for one in given):
        raise BadInput(
            f"What was given on {day_text(day)} is recorded already.", where=Where(field="Day")
        )
    most = line["quantity"] * 100
    already = sum(one["quantity"] for one in given)
    if already + quantity > most:
        raise Refused(
            f"{line['quantity']} {line['unit']}s a week are approved, and {already / 100:g} of the "
            f"week from {day_text(monday)} are recorded.",
            remedy="Vary the agreement first.",
        )
