"""Making room for a new placement: the present one ends, and with it what it costs.

Called inside the action that makes the new placement.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from resources_app.placements.model import Placement
from resources_app.placements.queries import (
    agreement_over,
    fee_lines_beyond,
    living_under,
    placements_of_child,
)
from resources_app.store.tables import Tables

_USUAL_REASON = "moved to another placement"


def end_current(
    tables: Tables, child_ids: Iterable[str], day: date, reason: str
) -> tuple[str, ...]:
    """End the main placements these children are in on `day`; what is still due, in sentences.

    A placement ends with its fee lines once nobody lives under its agreement any more. While
    a brother or sister stays there the prices run on, and somebody has to vary them.
    """
    ended = [
        one
        for child_id in child_ids
        for one in placements_of_child(tables, child_id)
        if one.kind == "main" and one.period.start < day and day in one.period
    ]
    end = {"end_date": day.isoformat(), "end_reason": reason.strip() or _USUAL_REASON}
    for one in ended:
        tables.update("placement", one.id, end)
    return _end_agreements(tables, ended, day)


def _end_agreements(tables: Tables, ended: Iterable[Placement], day: date) -> tuple[str, ...]:
    found = {over.id: over for one in ended if (over := agreement_over(tables, one)) is not None}
    still_due = []
    for over in found.values():
        if living_under(tables, over, day):
            still_due.append(
                f"{over.reference} covers a brother or sister who stays: vary its prices."
            )
            continue
        for line in fee_lines_beyond(tables, over.id, day):
            # A line that had not begun by then never does.
            last = max(line.period.start, day)
            tables.update("fee_line", line.id, {"end_date": last.isoformat()})
    return tuple(still_due)
