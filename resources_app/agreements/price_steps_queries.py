"""A price with everything that bears on it: the discounts that may come off, the lot's ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from resources_app.agreements.charge_model import ChargeTerms, DiscountKind, DiscountRule
from resources_app.agreements.charging_queries import contracts_of
from resources_app.agreements.discounts import DISCOUNTED, Discount, after_discounts
from resources_app.agreements.model import (
    Element,
    PriceAnswer,
    PriceDiscount,
    PriceStatus,
    Unit,
)
from resources_app.agreements.queries import lot_of_membership, price
from resources_app.agreements.terms import LotDiscount, discount_words
from resources_app.foundations.money import pounds
from resources_app.store.tables import Tables

_ORDER = tuple(DiscountKind)


def price_in_full(
    tables: Tables,
    agreement: str,
    lot: str,
    urn: str,
    *,
    age: int,
    on: date,
    element: Element = Element.CORE,
) -> PriceAnswer:
    """As `queries.price`, with the discount steps, how they combine, and the lot's ceiling.

    Which discounts a child gets depends on who else lives there and since when; `charges` of a
    placement says that. Here stand all that may come off on the day.
    """
    answer = price(tables, agreement, lot, urn, age=age, on=on, element=element)
    if answer.status is not PriceStatus.PRICED or answer.amount_pence is None:
        return answer
    terms = contracts_of(tables, [answer.membership_id])[answer.membership_id].terms
    rules = _rules(terms, element, on)
    ceiling = lot_of_membership(tables, answer.membership_id).price_ceiling_pence
    steps = tuple(_step(answer.amount_pence, one, terms) for one in rules)
    return replace(
        answer,
        discounts=steps,
        combination=str(terms.combination) if steps else "",
        ceiling_pence=ceiling,
        why=(*answer.why, *_words(answer, rules, steps, terms, ceiling)),
    )


def _rules(terms: ChargeTerms, element: Element, on: date) -> list[DiscountRule]:
    kinds = DISCOUNTED.get(element, frozenset())
    found = [one for one in terms.discounts if one.kind in kinds and on in one.period]
    return sorted(found, key=lambda one: (_ORDER.index(one.kind), one.starts_at))


def _step(pence: int, rule: DiscountRule, terms: ChargeTerms) -> PriceDiscount:
    taken = Discount(rule.kind, rule.discount, rule.starts_at)
    left = after_discounts(pence, [taken], terms.combination)[-1]
    return PriceDiscount(str(rule.kind), rule.starts_at, rule.discount, left)


def _words(
    answer: PriceAnswer,
    rules: list[DiscountRule],
    steps: tuple[PriceDiscount, ...],
    terms: ChargeTerms,
    ceiling: int | None,
) -> Iterator[str]:
    for rule, step in zip(rules, steps, strict=True):
        words = discount_words(LotDiscount("", rule))
        yield f"Less {words}: {pounds(step.amount_pence)}, rounded to the penny, half up."
    if len(steps) > 1:
        yield f"Several discounts are taken {terms.combination}."
    if ceiling is not None and answer.element is Element.CORE and answer.unit is Unit.WEEK:
        yield f"Lot {answer.lot} allows no more than {pounds(ceiling)} a week."
