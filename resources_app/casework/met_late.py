"""Time limits of law and contract that were met, but late.

To add a source: a function that yields those met on one of the days, and its name in `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from resources_app.casework.spoken_queries import confirmed_late
from resources_app.casework.time_limits import (
    TimeLimit,
    every_assessment,
    of_assessment,
    of_duty,
    of_invoice,
    of_spoken,
)
from resources_app.finance.payment_queries import paid_late
from resources_app.foundations.dates import Period
from resources_app.placements.duty_queries import duties_done_late
from resources_app.store.tables import Tables

Met = Iterator[tuple[TimeLimit, date]]


def met_late(tables: Tables, days: Period, today: date) -> list[TimeLimit]:
    """Every limit that was met late on one of the days, the last met first."""
    found = [
        replace(limit, met_on=on) for source in SOURCES for limit, on in source(tables, days, today)
    ]
    return sorted(found, key=lambda one: (one.met_on or date.min, one.reference), reverse=True)


def _duties(tables: Tables, days: Period, _: date) -> Met:
    for one in duties_done_late(tables, days):
        if one.done_on:
            yield of_duty(one, one.done_on), one.done_on


def _spoken(tables: Tables, days: Period, _: date) -> Met:
    for one in confirmed_late(tables, days):
        if one.confirmed_on:
            yield of_spoken(one, one.confirmed_on), one.confirmed_on


def _assessments(tables: Tables, days: Period, today: date) -> Met:
    for contract, one in every_assessment(tables, today):
        if one.done_on and one.done_on > one.due_on and one.done_on in days:
            yield of_assessment(contract, one, one.done_on), one.done_on


def _invoices(tables: Tables, days: Period, today: date) -> Met:
    for one in paid_late(tables, days, today):
        yield of_invoice(one, one.paid_on), one.paid_on


SOURCES: tuple[Callable[[Tables, Period, date], Met], ...] = (
    _duties,
    _spoken,
    _assessments,
    _invoices,
)
