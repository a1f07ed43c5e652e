"""Setting what a provider asks beside what the contract says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from resources_app.agreements.model import Element, PriceStatus, Unit
from resources_app.agreements.pricing import answer, why_above_ceiling
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pounds
from resources_app.requests.costs import cost_of
from resources_app.requests.lots import ContractOf
from resources_app.requests.model import NewPrice, OfferPrice
from resources_app.requests.price_words import amount_text

# How many of a unit give one child an element for a week, a term or a year. What is not here is
# bought by the piece: the contract says what one costs, not how many there are.
_NEEDED = {
    Unit.WEEK: 1,
    Unit.DAY: 7,
    Unit.NIGHT: 7,
    Unit.TERM: 1,
    Unit.ACADEMIC_YEAR: 1,
    Unit.ONE_OFF: 1,
}


def beside_contract(
    prices: Iterable[NewPrice], contract: ContractOf | None, *, age: int, on: date
) -> tuple[OfferPrice, ...]:
    """The price lines with the contract's price for one unit, where it has one.

    `age` is the child's in whole years on the day the place is available. Raises BadInput
    when a line is priced by another unit than the contract's, because then the two cannot
    be held against each other.
    """
    return tuple(_line(one, contract, age, on) for one in prices)


def _line(price: NewPrice, contract: ContractOf | None, age: int, on: date) -> OfferPrice:
    line = OfferPrice(
        element=price.element,
        unit=price.unit,
        quantity=price.quantity,
        amount_pence=price.amount_pence,
        description=price.description,
        vat_treatment=price.vat_treatment,
    )
    if contract is None:
        return line
    agreed = answer(contract.member, contract.rates, age=age, on=on, element=Element(price.element))
    if agreed.status is not PriceStatus.PRICED:
        return line
    if agreed.unit is not Unit(price.unit):
        raise BadInput(
            f"The contract prices the {price.element} by the {agreed.unit}.",
            where=Where(field="By the"),
            remedy=f"Give the offer’s price by the {agreed.unit} too.",
        )
    return replace(line, contract_pence=agreed.amount_pence, rate_id=agreed.rate_id)


def why_above(
    prices: Iterable[OfferPrice], contract: ContractOf | None, *, start: date, children: int = 1
) -> str:
    """What of an offer is more than its contract gives, in sentences; empty when nothing is.

    Each of the `children` has one of every element: a week of it, or as many nights as a week
    has. More of it is more than the contract, whatever it is an amount of; so is what the
    contract has no price for, what it prices by the hour without saying how many, and a fee
    above the lot's ceiling. Without a contract there is nothing to hold the offer against: spot
    purchase needs its exemption instead.
    """
    lines = tuple(prices)
    if contract is None:
        return ""
    above = [said for line in lines if (said := _dearer(line, contract))]
    above += _beyond(lines, children)
    if not above:
        return ""
    asked = cost_of(lines, start).weekly_pence
    agreed = cost_of(_at_contract(lines, children), start).weekly_pence
    return (
        f"The offer asks more than the contract: {'; '.join(above)}. In all it is "
        f"{pounds(asked)} a week, of which the contract gives {pounds(agreed)}."
    )


def _at_contract(lines: Iterable[OfferPrice], children: int) -> list[OfferPrice]:
    """What of the lines the contract gives, at its prices."""
    given: list[OfferPrice] = []
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        key = line.element, line.unit
        most = _NEEDED.get(Unit(line.unit), 0) * children
        quantity = min(line.quantity, most - counts[key])
        if line.contract_pence is not None and quantity > 0:
            counts[key] += quantity
            given.append(replace(line, amount_pence=line.contract_pence, quantity=quantity))
    return given


def _dearer(line: OfferPrice, contract: ContractOf) -> str:
    """Why a line by itself is more than the contract's; empty when it is not."""
    asked = f"{line.element} at {amount_text(line.amount_pence, line.unit)}"
    if line.contract_pence is not None and line.amount_pence > line.contract_pence:
        return f"{asked}, contract {pounds(line.contract_pence)}"
    lot = contract.member.lot
    unit, element = Unit(line.unit), Element(line.element)
    if too_dear := why_above_ceiling(
        lot.price_ceiling_pence, lot.code, element, unit, line.amount_pence
    ):
        return f"{line.element}: {too_dear.removesuffix('.')}"
    several = f"{line.quantity} × " if line.quantity > 1 else ""
    if line.contract_pence is None and line.amount_pence:
        return (
            f"{line.element} at {several}{amount_text(line.amount_pence, line.unit)}, for which "
            "it has no price"
        )
    return ""


def _beyond(lines: Iterable[OfferPrice], children: int) -> list[str]:
    """Elements at a contract price of which the offer has more than the children need."""
    counts: Counter[tuple[str, Unit]] = Counter()
    for line in lines:
        if line.contract_pence is not None:
            counts[line.element, Unit(line.unit)] += line.quantity
    said = []
    for (element, unit), count in counts.items():
        each = _NEEDED.get(unit)
        if each is None:
            said.append(
                f"{element} {count} {unit}{'s' if count > 1 else ''}, of which it prices one"
            )
        elif count > each * children:
            said.append(f"{element} {count} times, for {children} to live there")
    return said
