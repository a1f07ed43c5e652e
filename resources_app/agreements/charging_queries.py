"""What charging reads of contracts: their terms, their words, and their rates, many at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resources_app.agreements.charge_model import (
    AbsenceReason,
    ChargeTerms,
    Combination,
    DiscountKind,
    DiscountRule,
    RetainerRule,
)
from resources_app.agreements.model import Element, Rate
from resources_app.agreements.rows import rate_from
from resources_app.foundations.dates import stored_period
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class Contract:
    """The contract a membership stands for: where it is from, in words, and what it says.

    `terms` leave open whether the day of leaving is charged: each call-off took that over.
    """

    membership_id: str
    agreement_id: str
    words: str
    terms: ChargeTerms


def contracts_of(tables: Tables, membership_ids: Iterable[str]) -> dict[str, Contract]:
    """The contracts of these memberships, by membership."""
    rows = tables.rows(
        """SELECT m.id, m.sibling_discount, m.start_date, m.end_date, l.id AS lot_id, l.code,
                  l.title AS lot_title, a.id AS agreement_id, a.reference, a.title,
                  a.discount_combination
             FROM membership m JOIN lot l ON l.id = m.lot_id
             JOIN agreement a ON a.id = l.agreement_id
            WHERE m.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(sorted(set(membership_ids))),),
    )
    retainers = _retainers(tables, {row["agreement_id"] for row in rows})
    discounts = _discounts(tables, {row["agreement_id"] for row in rows})
    return {
        row["id"]: Contract(
            membership_id=row["id"],
            agreement_id=row["agreement_id"],
            words=f"agreement {row['reference']} {row['title']}, "
            f"lot {row['code']} {row['lot_title']}".strip(),
            terms=ChargeTerms(
                retainers=retainers[row["agreement_id"]],
                discounts=_discounts_of(row, discounts[row["agreement_id"]]),
                combination=Combination(row["discount_combination"]),
            ),
        )
        for row in rows
    }


def _retainers(tables: Tables, agreements: set[str]) -> Mapping[str, tuple[RetainerRule, ...]]:
    found: dict[str, tuple[RetainerRule, ...]] = defaultdict(tuple)
    for row in tables.rows(
        "SELECT * FROM retainer_rule WHERE agreement_id IN (SELECT value FROM json_each(?))"
        " ORDER BY absence_reason",
        (json.dumps(sorted(agreements)),),
    ):
        rule = RetainerRule(
            AbsenceReason(row["absence_reason"]),
            row["full_nights"],
            row["share"],
            row["most_nights"],
        )
        found[row["agreement_id"]] += (rule,)
    return found


def _discounts(tables: Tables, agreements: set[str]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows(
        "SELECT * FROM discount_rule WHERE agreement_id IN (SELECT value FROM json_each(?))"
        " ORDER BY kind, starts_at, start_date, id",
        (json.dumps(sorted(agreements)),),
    ):
        found[row["agreement_id"]].append(row)
    return found


def _discounts_of(member: Row, rules: Iterable[Row]) -> tuple[DiscountRule, ...]:
    """The agreement's rules for the member's lot; else the sibling discount the member offered."""
    found = tuple(
        DiscountRule(
            DiscountKind(row["kind"]),
            row["starts_at"],
            row["discount"],
            stored_period(row["start_date"], row["end_date"]),
        )
        for row in rules
        if row["lot_id"] in (None, member["lot_id"])
    )
    offered = member["sibling_discount"]
    if not offered or any(rule.kind is DiscountKind.SIBLING for rule in found):
        return found
    period = stored_period(member["start_date"], None)
    return (*found, DiscountRule(DiscountKind.SIBLING, 2, offered, period))


def rates_of_memberships(
    tables: Tables, membership_ids: Iterable[str]
) -> Mapping[tuple[str, Element], tuple[Rate, ...]]:
    """Every rate of these memberships, by membership and element."""
    found: dict[tuple[str, Element], list[Rate]] = defaultdict(list)
    for row in tables.rows(
        "SELECT * FROM rate WHERE membership_id IN (SELECT value FROM json_each(?))"
        " ORDER BY membership_id, element, effective_from, age_from, id",
        (json.dumps(sorted(set(membership_ids))),),
    ):
        rate = rate_from(row)
        found[rate.membership_id, rate.element].append(rate)
    return {key: tuple(rates) for key, rates in found.items()}
