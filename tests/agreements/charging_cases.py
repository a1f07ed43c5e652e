"""Stays and lines to charge, made in few words; used by the tests of charging."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from resources_app.agreements.charge_model import Account, ChargeLine, ChargeTerms
from resources_app.agreements.model import Element, Rate, Unit
from resources_app.foundations.dates import Period


def day(text: str) -> date:
    """`2026-04-03`."""
    return date.fromisoformat(text)


def days(start: str, end: str | None = None) -> Period:
    """The days from `start` up to, not including, `end`."""
    return Period(day(start), day(end) if end else None)


def line(
    amount: int, start: str = "2026-01-01", end: str | None = None, **more: object
) -> ChargeLine:
    """A core weekly fee in pence, or what `more` makes of it."""
    usual = ChargeLine(
        id=str(more.get("id", "line")),
        element=Element.CORE,
        unit=Unit.WEEK,
        quantity=1,
        amount_pence=amount,
        period=days(start, end),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def rate(amount: int | None, start: str, end: str | None = None, ages: tuple[int, int] = (0, 17),
         **more: object) -> Rate:  # fmt: skip
    """A core weekly rate in pence for inclusive ages."""
    usual = Rate(
        id=str(more.get("id", f"{amount} from {start} for {ages[0]}")),
        membership_id="m",
        element=Element.CORE,
        unit=Unit.WEEK,
        age_from=ages[0],
        age_to=ages[1],
        amount_pence=amount,
        period=days(start, end),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def stay(*lines: ChargeLine, start: str = "2026-01-01", end: str | None = None,
         terms: ChargeTerms | None = None, **more: object) -> Account:  # fmt: skip
    """A stay with these lines."""
    usual = Account(
        placement_id="p",
        placement_reference="PLC-26-A7-0001",
        stay=days(start, end),
        lines=lines,
        terms=terms or ChargeTerms(),
        contract="agreement SC-2026 South Central, lot 4 Residential EBD",
    )
    return replace(usual, **more)  # type: ignore[arg-type]
