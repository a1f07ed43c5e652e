"""Exceptions for settings that are not registered, as they are kept."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.clock import from_stamp, local_day
from resources_app.foundations.dates import Period, stored_day
from resources_app.requests.unregistered import UnregisteredException
from resources_app.store.tables import Row, Tables

_EXCEPTION = """
    SELECT unregistered_exception.*, service.name AS service_name, service.urn,
           officer.name AS authorised_by_name
      FROM unregistered_exception JOIN service ON service.id = service_id
      JOIN officer ON officer.id = authorised_by
"""


def exceptions_of(tables: Tables, request_id: str) -> list[UnregisteredException]:
    """The exceptions authorised for a request, the newest first."""
    rows = tables.rows(
        f"{_EXCEPTION} WHERE request_id = ? ORDER BY unregistered_exception.id DESC", (request_id,)
    )
    return [_exception(row) for row in rows]


def exception_for(tables: Tables, request_id: str, service_id: str) -> UnregisteredException | None:
    """The one for a request and a setting, or None."""
    every = exceptions_of(tables, request_id)
    return next((one for one in every if one.service_id == service_id), None)


def exceptions_ending(tables: Tables, until: date) -> list[UnregisteredException]:
    """Those that end by a day (included), the first to end first."""
    rows = tables.rows(
        f"{_EXCEPTION} WHERE until_date <= ? ORDER BY until_date, unregistered_exception.id",
        (until.isoformat(),),
    )
    return [_exception(row) for row in rows]


def _exception(row: Row) -> UnregisteredException:
    authorised_at = from_stamp(row["authorised_at"])
    return UnregisteredException(
        id=row["id"],
        request_id=row["request_id"],
        service_id=row["service_id"],
        service_name=row["service_name"],
        urn=row["urn"],
        period=Period(local_day(authorised_at), date.fromisoformat(row["until_date"])),
        ofsted_told_on=date.fromisoformat(row["ofsted_told_on"]),
        court_told_on=stored_day(row["court_told_on"]),
        words=row["words"],
        authorised_by=row["authorised_by_name"],
        authorised_at=authorised_at,
    )
