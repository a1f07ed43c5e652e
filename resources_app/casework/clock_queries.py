"""The SQL of requests' clocks: which of them run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from resources_app.foundations.dates import stored_day
from resources_app.requests.clocks import BEFORE_HOME, BEFORE_SEARCH, Asked, Clock, clock_of
from resources_app.requests.model import Request, State, Urgency
from resources_app.store.tables import Tables
from resources_app.team.hours_queries import every_office_hours, hours_on, office_hours


def clock_of_request(tables: Tables, one: Request, *, searched: bool) -> Clock:
    """The clock of one request."""
    asked = Asked(
        one.state, one.urgency, one.received_on, one.received_time, one.needed_by_date, searched
    )
    return clock_of(asked, office_hours(tables, one.received_on))


def running_clocks(tables: Tables, until: date) -> Iterator[tuple[str, Clock]]:
    """References of requests with something due by `until` (included), each with its clock."""
    before_home = ", ".join(f"'{state}'" for state in sorted(BEFORE_HOME))
    before_search = ", ".join(f"'{state}'" for state in sorted(BEFORE_SEARCH))
    rows = tables.rows(
        f"""SELECT reference, state, urgency, received_on, received_time, needed_by_date,
                   EXISTS (SELECT 1 FROM search WHERE request_id = placement_request.id)
                       AS searched
              FROM placement_request
             WHERE state IN ({before_home})
               AND (needed_by_date <= :until
                    OR state IN ({before_search}) AND received_on <= :until)
             ORDER BY reference""",
        {"until": until.isoformat()},
    )
    every = every_office_hours(tables)
    for row in rows:
        received = date.fromisoformat(row["received_on"])
        asked = Asked(
            State(row["state"]),
            Urgency(row["urgency"]),
            received,
            row["received_time"],
            stored_day(row["needed_by_date"]),
            bool(row["searched"]),
        )
        yield row["reference"], clock_of(asked, hours_on(every, received))
