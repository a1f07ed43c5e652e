"""Which lot of which agreement an offer's prices are held against.

A service may be in several lots, with other prices and tiers in each. Whoever records its
offer names the lot; where nobody does and several could answer, one is chosen by rule, and
the others are told, so that a person can choose otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Element, MemberOfLot, PriceStatus, Rate
from resources_app.agreements.pricing import answer
from resources_app.foundations.errors import BadInput, Where
from resources_app.requests.ladder import first_member
from resources_app.requests.price_words import amount_text


@dataclass(frozen=True)
class ContractOf:
    """A place in a lot with its rates: what an offer from there is held against."""

    member: MemberOfLot
    rates: Sequence[Rate]

    def prices(self, elements: Iterable[str], *, age: int, on: date) -> tuple[LotPrice, ...]:
        """What it says of each element for an age (whole years) on a day, where it says anything.

        Raises agreements.pricing.OverlappingRates.
        """
        answers = [
            answer(self.member, self.rates, age=age, on=on, element=Element(one))
            for one in dict.fromkeys(elements)
        ]
        return tuple(
            LotPrice(str(one.element), str(one.unit), one.amount_pence)
            for one in answers
            if one.status is not PriceStatus.NO_PRICE
        )


@dataclass(frozen=True)
class LotPrice:
    """A contract price: pence for one unit, or None where it is on application."""

    element: str
    unit: str
    amount_pence: int | None

    def __str__(self) -> str:
        if self.amount_pence is None:
            return f"{self.element} on application"
        return f"{self.element} {amount_text(self.amount_pence, self.unit)}"


@dataclass(frozen=True)
class OtherLot:
    """A lot that an offer could have been held against too, and what it says of the offer."""

    lot: str
    title: str
    tier: int
    prices: tuple[LotPrice, ...]

    def __str__(self) -> str:
        said = "; ".join(map(str, self.prices)) or "no price for this age"
        return f"{self.lot} {self.title}, tier {self.tier}: {said}"


def lot_name(member: MemberOfLot) -> str:
    """`SC-2026/2`: the agreement's reference and the lot's code."""
    return f"{member.agreement.reference}/{member.lot.code}"


def named_lot(contracts: Sequence[ContractOf], named: str, service_name: str) -> ContractOf:
    """The place in the lot that is named, whatever the capitals. Raises BadInput."""
    for one in contracts:
        if same_lot(named, lot_name(one.member)):
            return one
    known = [f"{lot_name(one.member)} {one.member.lot.title}" for one in contracts]
    raise BadInput(
        f"{service_name} is in no lot “{named.strip()}” that is open to us.",
        where=Where(field="Lot"),
        remedy=f"It is in {'; '.join(known)}." if known else "It is under no contract.",
    )


def may_answer(
    contracts: Sequence[ContractOf], elements: Iterable[str], *, age: int, on: date
) -> tuple[ContractOf, ...]:
    """The contracts an offer can be held against: those with a core fee for the age.

    Failing that, those with a price for anything offered; failing that, all of them.
    """
    asked = tuple(elements)
    for wanted in ((Element.CORE,), asked):
        found = tuple(one for one in contracts if one.prices(wanted, age=age, on=on))
        if found:
            return found
    return tuple(contracts)


def chosen_by_rule(contracts: Sequence[ContractOf], hint: str | None) -> ContractOf | None:
    """The contract of the membership hinted at, or else the lowest tier's, then rank's."""
    by_membership = {one.member.membership.id: one for one in contracts}
    if hint in by_membership:
        return by_membership[hint]
    first = first_member(one.member for one in contracts)
    return by_membership[first.membership.id] if first else None


def same_lot(named: str, other: str) -> bool:
    """Whether two names are of one lot, whatever the capitals and spaces."""
    return _plain(named) == _plain(other)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
