"""What an offer costs: pence a week, pence in twelve months, and one-offs beside both.

The one place where an offer's price lines are added up; limits, decisions, comparison and
paper all show these figures. All amounts are net of VAT.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.charge_model import Account, ChargeLine
from resources_app.agreements.charging import exact
from resources_app.agreements.model import Element, Unit
from resources_app.foundations.dates import Period, nights_in_year_from
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import divide_half_up, pounds, rounded
from resources_app.foundations.percents import percent_text
from resources_app.requests.model import FundingShare, NewPrice, OfferPrice

# Units of which a price line buys `quantity` in a week.
WEEKLY_UNITS = frozenset({Unit.WEEK, Unit.DAY, Unit.NIGHT, Unit.HOUR, Unit.SESSION, Unit.MILE})
# Units that fall due so many times in twelve months: an academic year has three terms.
TIMES_A_YEAR = {Unit.TERM: 3, Unit.ACADEMIC_YEAR: 1}
# Nobody can buy more of a unit in a week than a week has.
_MOST_A_WEEK = {Unit.WEEK: 1, Unit.DAY: 7, Unit.NIGHT: 7, Unit.HOUR: 168}

WHOLE = 10_000  # 100 %, in hundredths of a per cent


@dataclass(frozen=True)
class Cost:
    """Net pence: a week; the twelve months from the start; and once, in neither of them."""

    weekly_pence: int
    annual_pence: int
    one_off_pence: int


def cost_of(prices: Iterable[OfferPrice | NewPrice], start: date) -> Cost:
    """What the price lines cost a child who lives there for twelve months from `start`.

    The year is its nights (365 or 366) ÷ 7 × the weekly amount, never 52 weeks. Each line
    is rounded once, half up. A line by the term or the academic year costs its due amounts
    in the year, and its share of a week is worked back from that.
    """
    nights = nights_in_year_from(start)
    year = Period(start, start + timedelta(days=nights))
    weekly = annual = once = 0
    for line in prices:
        unit, amount = Unit(line.unit), line.amount_pence * line.quantity
        if unit is Unit.ONE_OFF:
            once += amount
        elif unit in WEEKLY_UNITS:
            weekly += amount
            annual += _charged(line, year)
        else:
            in_year = amount * TIMES_A_YEAR[unit]
            weekly += divide_half_up(in_year * 7, nights)
            annual += in_year
    return Cost(weekly, annual, once)


def _charged(line: OfferPrice | NewPrice, days: Period) -> int:
    """What a line costs a child who lives there all these days, as it will be charged."""
    fee = ChargeLine(
        id="",
        element=Element(line.element),
        unit=Unit(line.unit),
        quantity=line.quantity,
        amount_pence=line.amount_pence,
        period=Period(days.start),
    )
    stay = Account(placement_id="", placement_reference="", stay=fee.period, lines=(fee,))
    return rounded(exact(stay, fee, days))


def why_not_quantity(unit: str, quantity: int) -> str:
    """Why a price line cannot have this quantity, as a sentence; empty when it can."""
    if quantity < 1:
        return "A price line is for one or more."
    most = _MOST_A_WEEK.get(Unit(unit))
    if most is not None and quantity > most:
        return f"A week has no more than {most} {unit}{'s' if most > 1 else ''}."
    return ""


def check_funding(shares: Iterable[FundingShare]) -> tuple[FundingShare, ...]:
    """The shares of a split that adds up to 100 %, those of nothing left out.

    Raises BadInput when a funder is named twice, or the shares do not add up.
    """
    given = tuple(shares)
    where = Where(field="Funding split")
    funders = [one.funder for one in given]
    twice = next((one for one in funders if funders.count(one) > 1), None)
    if twice:
        raise BadInput(f"{twice} is named twice.", where=where, remedy="Name each funder once.")
    total = sum(one.share for one in given)
    if total != WHOLE or any(one.share < 0 for one in given):
        raise BadInput(
            f"The shares add up to {percent_text(total)}.",
            where=where,
            remedy="Social care, education and health together pay 100 %.",
        )
    return tuple(one for one in given if one.share)


def cost_text(cost: Cost) -> str:
    """`£4,100.00 a week, £213,785.71 a year`, and one-offs when there are any."""
    text = f"{pounds(cost.weekly_pence)} a week, {pounds(cost.annual_pence)} a year"
    return f"{text}, {pounds(cost.one_off_pence)} once" if cost.one_off_pence else text
