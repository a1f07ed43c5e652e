"""The SQL behind `unplaced`: requests closed without a placement, and how homes had answered."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time

from resources_app.casework.unplaced import Unplaced, UnplacedRequest, unplaced_of
from resources_app.foundations.clock import LOCAL, from_stamp, local_day, stamp
from resources_app.foundations.dates import Period, age_on
from resources_app.requests.model import ResponseKind, State
from resources_app.requests.unmet import UnmetNeed
from resources_app.store.tables import Row, Tables

# The requests closed between two moments; the second is exclusive.
_CLOSED = "request.state = :closed AND request.closed_at >= :start AND request.closed_at < :end"


def unplaced_in(tables: Tables, period: Period) -> Unplaced:
    """Everything closed without a placement on the local days of a period with an end."""
    assert period.end is not None
    between = {
        "closed": State.CLOSED,
        "start": _midnight(period.start),
        "end": _midnight(period.end),
    }
    declines: dict[str, dict[str, int]] = defaultdict(dict)
    counts = tables.rows(
        f"""SELECT request.id, part.response_reason AS code,
                   count(DISTINCT part.service_id) AS homes
              FROM placement_request AS request
              JOIN release ON release.request_id = request.id
              JOIN release_recipient AS part ON part.release_id = release.id
             WHERE {_CLOSED} AND part.response = :decline
             GROUP BY request.id, part.response_reason""",
        {**between, "decline": ResponseKind.DECLINE},
    )
    for row in counts:
        declines[row["id"]][row["code"]] = row["homes"]
    rows = tables.rows(
        f"""SELECT request.id, request.reference, request.closed_at, request.closed_reason,
                   request.provision_sought, child.date_of_birth,
                   coalesce(unmet.provision_type, '') AS provision_type,
                   coalesce(unmet.area, '') AS area, coalesce(unmet.need, '') AS need
              FROM placement_request AS request
              JOIN child ON child.id = request.child_id
              LEFT JOIN unmet_need AS unmet ON unmet.id =
                   (SELECT max(id) FROM unmet_need WHERE request_id = request.id)
             WHERE {_CLOSED} ORDER BY request.closed_at DESC, request.reference""",
        between,
    )
    return unplaced_of(period, [_request(row, declines[row["id"]]) for row in rows])


def _request(row: Row, declines: dict[str, int]) -> UnplacedRequest:
    closed_on = local_day(from_stamp(row["closed_at"]))
    return UnplacedRequest(
        reference=row["reference"],
        closed_on=closed_on,
        reason=row["closed_reason"],
        sought=row["provision_sought"].split(",")[0].strip(),
        age=age_on(date.fromisoformat(row["date_of_birth"]), closed_on),
        declines=declines,
        unmet=UnmetNeed(row["provision_type"], row["area"], row["need"]),
    )


def _midnight(day: date) -> str:
    """When a local day begins, as the store keeps moments."""
    return stamp(datetime.combine(day, time(), LOCAL))
