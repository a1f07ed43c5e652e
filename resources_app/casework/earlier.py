"""What came before for a child: other requests, open ones first, and earlier placements.

A sentence each, so that a second request is not made by mistake, and a home where it went wrong
is not asked again unawares. Whoever shows it has noted the opening of a restricted record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.casework.earlier_queries import placement_rows_of, request_rows_of
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, stored_day, stored_period
from resources_app.foundations.phrases import capital, joined, small
from resources_app.requests.ended_words import REASONS
from resources_app.requests.list_queries import OPEN_STATES
from resources_app.requests.model import State
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class Before:
    """Something that came before: its reference, whether it goes on, and a sentence about it."""

    reference: str
    goes_on: bool
    sentence: str


@dataclass(frozen=True)
class Earlier:
    """What came before, open and living ones first, then the newest."""

    requests: tuple[Before, ...]
    placements: tuple[Before, ...]

    @property
    def open_requests(self) -> tuple[Before, ...]:
        """Other requests that still want something done."""
        return tuple(one for one in self.requests if one.goes_on)


def earlier_of(tables: Tables, child_id: str, today: date, *, but: str = "") -> Earlier:
    """What a child has had; `but` is the id of the request that is looked at, left out.

    The placement which that request led to is left out with it.
    """
    requests = [_request(row) for row in request_rows_of(tables, child_id) if row["id"] != but]
    placements = [
        _placement(row, today)
        for row in placement_rows_of(tables, child_id)
        if not but or row["request_id"] != but
    ]
    return Earlier(_going_on_first(requests), _going_on_first(placements))


def _going_on_first(found: list[Before]) -> tuple[Before, ...]:
    return tuple(sorted(found, key=lambda one: not one.goes_on))


def _request(row: Row) -> Before:
    state = State(row["state"])
    goes_on = state in OPEN_STATES
    # Where another child is asked for, this one is to live with them.
    whose = "" if row["own"] else ", for a brother or sister to live with"
    if goes_on:
        said = f"Open: {state}"
    else:
        said = state.capitalize()
        why = REASONS.get(state)
        if why is not None and row["closed_reason"]:
            reason = words(why, row["closed_reason"])
            said += f": {small(reason)}"
    received = f"received {day_text(stored_day(row['received_on']))}"
    return Before(row["reference"], goes_on, f"{said}{whose}; {received}.")


def _placement(row: Row, today: date) -> Before:
    period = stored_period(row["start_date"], row["end_date"])
    kind = "" if row["kind"] == "main" else f" ({row['kind']})"
    where = f"{row['service_name']}, {row['provision_type']}{kind}"
    start = day_text(period.start)
    if period.end is None or period.end > today:
        begins = "from" if period.start > today else "since"
        until = f" until {day_text(period.end)}" if period.end else ""
        return Before(row["reference"], True, f"{where}, {begins} {start}{until}.")
    nights = counted(period.nights(), "night")
    ended = f"{where}, {start} to {day_text(period.end)} ({nights}). {_how_it_ended(row)}"
    return Before(row["reference"], False, ended)


def _how_it_ended(row: Row) -> str:
    how = "It broke down" if row["disrupted"] else "It ended"
    reason = words(CodeList.REASON_PLACEMENT_CHANGED, row["end_code"])
    note = str(row["end_reason"]).strip().rstrip(".")
    causes = str(row["causes"] or "").splitlines()
    if causes:
        told = (words(CodeList.BREAKDOWN_CAUSES, one) for one in causes)
        how += f" ({joined([small(one) for one in told])})"
    if not reason and not note:
        return f"{how}; no reason is recorded."
    why = f": {small(reason)}" if reason else ""
    return f"{how}{why}." + (f" {capital(note)}." if note else "")
