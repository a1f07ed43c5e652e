"""Setting what a provider asks beside what the contract says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from resources_app.agreements.model import Element, PriceStatus, Unit
from resources_app.agreements.pricing import answer
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pounds
from resources_app.requests.lots import ContractOf
from resources_app.requests.model import NewPrice, OfferPrice
from resources_app.requests.price_words import amount_text


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


def why_above(prices: Iterable[OfferPrice], *, children: int = 1) -> str:
    """Which lines ask more than the contract, as a sentence; empty when none does.

    Each of the `children` has one core fee: one more asks more, whatever it is an amount of.
    """
    lines = tuple(prices)
    above = [
        f"{line.element} at {amount_text(line.amount_pence, line.unit)}, "
        f"contract {pounds(line.contract_pence)}"
        for line in lines
        if line.contract_pence is not None and line.amount_pence > line.contract_pence
    ]
    core = sum(
        1 for line in lines if line.contract_pence is not None and line.element == Element.CORE
    )
    if core > children:
        above.append(f"{Element.CORE} {core} times, for {children} to live there")
    return f"The offer asks more than the contract: {'; '.join(above)}." if above else ""
