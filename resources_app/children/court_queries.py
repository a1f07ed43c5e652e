"""Court orders as they are kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from resources_app.children.court_orders import CourtOrder
from resources_app.foundations.dates import stored_day, stored_period
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables

_ORDER = """
    SELECT court_order.*, officer.name AS entered_by_name
      FROM court_order JOIN officer ON officer.id = court_order.entered_by
"""


def orders_of(tables: Tables, child_ids: Iterable[str]) -> dict[str, tuple[CourtOrder, ...]]:
    """Each child's orders, the newest first; a child without any has none."""
    rows = tables.rows(
        f"""{_ORDER} WHERE court_order.child_id IN (SELECT value FROM json_each(?))
            ORDER BY court_order.start_date DESC, court_order.id DESC""",
        [json.dumps(list(child_ids))],
    )
    found: dict[str, list[CourtOrder]] = defaultdict(list)
    for row in rows:
        found[row["child_id"]].append(_order(row))
    return defaultdict(tuple, {key: tuple(every) for key, every in found.items()})


def find_order(tables: Tables, order_id: str) -> CourtOrder:
    """One order by its id. Raises NotFound."""
    row = tables.one(f"{_ORDER} WHERE court_order.id = ?", (order_id.strip(),))
    if row is None:
        raise NotFound("There is no such order.", remedy="`order list` gives each one’s ID.")
    return _order(row)


def orders_ending(tables: Tables, until: date) -> list[CourtOrder]:
    """The orders that end by a day (included) and were not discharged, the first to end first."""
    rows = tables.rows(
        f"""{_ORDER} WHERE court_order.discharged_on IS NULL AND court_order.end_date <= ?
            ORDER BY court_order.end_date, court_order.id""",
        (until.isoformat(),),
    )
    return [_order(row) for row in rows]


def _order(row: Row) -> CourtOrder:
    return CourtOrder(
        id=row["id"],
        child_id=row["child_id"],
        kind=row["kind"],
        court=row["court"],
        case_reference=row["case_reference"],
        made_on=date.fromisoformat(row["made_on"]),
        period=stored_period(row["start_date"], row["end_date"]),
        entered_by=row["entered_by_name"],
        discharged_on=stored_day(row["discharged_on"]),
        discharge_reason=row["discharge_reason"],
        approved_under_13_on=stored_day(row["approved_under_13_on"]),
    )
