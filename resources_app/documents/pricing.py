"""An agreement's fee lines as the price table shows them. All amounts are pence, net of VAT.

What a line comes to in a week and in twelve months is worked out where offers and decisions
work it out (`requests.costs`), so that paper and approval cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Unit, VatTreatment
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.money import share
from resources_app.foundations.phrases import capital
from resources_app.placements.model import FeeLine, FundingLine, Ipa
from resources_app.printing.contract_prices import Fee, Share
from resources_app.requests.costs import WEEKLY_UNITS, WHOLE, cost_of
from resources_app.requests.model import FundingShare, NewPrice

_VAT = {
    VatTreatment.EXEMPT: "VAT exempt",
    VatTreatment.STANDARD: "plus VAT at the standard rate",
    VatTreatment.ZERO: "VAT at zero",
}


@dataclass(frozen=True)
class Priced:
    """Fee lines in force with their totals, and who pays which part of them."""

    fees: tuple[Fee, ...]
    funding: tuple[Share, ...]
    weekly_pence: int
    annual_pence: int
    once_pence: int


def price_lines(ipa: Ipa, day: date) -> Priced:
    """The lines in force on `day`, and every one-off.

    The twelve months run from the agreement's start, or from the newest line in force.
    """
    lines = [line for line in ipa.fee_lines if _in_force(line, day)]
    start = max([line.period.start for line in lines], default=ipa.start)
    fees = tuple(_fee(line, start) for line in lines)
    weekly = sum(fee.weekly_pence or 0 for fee in fees)
    annual = sum(fee.annual_pence or 0 for fee in fees if fee.weekly_pence is not None)
    once = sum(fee.amount_pence * fee.quantity for fee in fees if fee.weekly_pence is None)
    return Priced(fees, shares_of(ipa.funding, weekly, annual), weekly, annual, once)


def _in_force(line: FeeLine, day: date) -> bool:
    return line.unit is Unit.ONE_OFF or day in line.period


def _fee(line: FeeLine, start: date) -> Fee:
    price = NewPrice(line.element.value, line.unit.value, line.amount_pence, line.quantity)
    cost = cost_of([price], start)
    once = line.unit is Unit.ONE_OFF
    return Fee(
        description=line.description or capital(line.element.value),
        unit=line.unit.value,
        quantity=line.quantity,
        amount_pence=line.amount_pence,
        weekly_pence=None if once else cost.weekly_pence,
        annual_pence=None if once else cost.annual_pence,
        dates=_dates(line),
        vat=_VAT[line.vat_treatment],
        note=_note(line),
    )


def _dates(line: FeeLine) -> str:
    start, last = day_text(line.period.start), day_text(inclusive_end(line.period.end))
    if line.unit is Unit.ONE_OFF:
        return start
    return f"{start} to {last}" if last else f"From {start}"


def _note(line: FeeLine) -> str:
    per_week = line.quantity > 1 and line.unit in WEEKLY_UNITS
    parts = [
        f"{line.quantity} a week." if per_week else "",
        f"Not the contract’s price: {line.reason}" if line.reason else "",
        f"Variation {line.variation_number}." if line.variation_number else "",
    ]
    return " ".join(part for part in parts if part)


def shares_of(
    funding: Sequence[FundingLine | FundingShare], weekly: int, annual: int
) -> tuple[Share, ...]:
    """Each funder's part of the week and of twelve months; none where the split is incomplete."""
    shares = [one.share for one in funding]
    if sum(shares) != WHOLE or not weekly + annual:
        return ()  # incomplete: the page asks for it to be completed
    in_week, in_year = share(weekly, shares), share(annual, shares)
    return tuple(
        Share(capital(one.funder), one.share, a_week, a_year)
        for one, a_week, a_year in zip(funding, in_week, in_year, strict=True)
    )
