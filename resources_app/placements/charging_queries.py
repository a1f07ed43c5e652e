"""Everything that decides what placements cost, gathered for charging, many at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from resources_app.agreements.charge_model import (
    Absence,
    AbsenceReason,
    Account,
    Basis,
    ChargeLine,
    ChargeTerms,
    Count,
    Delivery,
    DiscountKind,
    FundingSpan,
)
from resources_app.agreements.charging_queries import (
    Contract,
    contracts_of,
    rates_of_memberships,
)
from resources_app.agreements.model import Element, Rate, Unit, VatTreatment
from resources_app.foundations.collecting import without_collecting
from resources_app.foundations.dates import Period, stored_day, stored_period
from resources_app.placements.living_together import Stay, nights_with, sibling_places
from resources_app.placements.queries import placement_by_reference
from resources_app.store.tables import Row, Tables

# A placement with the IPA that it is paid under: its own, or that of the brother or sister
# placed with it, which then has lines of its own. Those that share no night with the time
# asked about may still have a one-off in it, or a day of leaving that is charged.
_ACCOUNTS = """
    WITH wanted AS (
        SELECT placement.id AS placement_id, ipa.id AS ipa_id
          FROM placement JOIN ipa ON ipa.placement_id = placement.id
        UNION
        SELECT fee_line.placement_id, fee_line.ipa_id
          FROM fee_line WHERE fee_line.placement_id IS NOT NULL
    )
    SELECT placement.id, placement.reference, placement.child_id, placement.service_id,
           placement.start_date, placement.end_date, placement.authority_code,
           child.date_of_birth, service.provider_id,
           ipa.id AS ipa_id, ipa.reference AS ipa_reference, ipa.placement_id AS own_placement,
           ipa.membership_id, ipa.agreement_id, ipa.charges_day_of_leaving, ipa.expected_end
      FROM wanted
      JOIN placement ON placement.id = wanted.placement_id
      JOIN ipa ON ipa.id = wanted.ipa_id
      JOIN child ON child.id = placement.child_id
      JOIN service ON service.id = placement.service_id
     WHERE placement.start_date < :end
       AND (placement.end_date IS NULL OR placement.end_date >= :start
            OR EXISTS (SELECT 1 FROM fee_line
                        WHERE fee_line.ipa_id = ipa.id AND fee_line.unit = 'one-off'
                          AND fee_line.start_date >= :start AND fee_line.start_date < :end))
"""


def accounts(
    tables: Tables, *, during: Period, placement_ids: Collection[str] | None = None
) -> list[Account]:
    """The accounts of every placement, or of some, that may cost something in a period.

    In the order of their references. Raises ValueError for a period without an end.
    """
    if during.end is None:
        raise ValueError("accounts are read for a period with an end")
    some = (
        "" if placement_ids is None else " AND placement.id IN (SELECT value FROM json_each(:ids))"
    )
    values: dict[str, object] = {
        "start": during.start.isoformat(),
        "end": during.end.isoformat(),
    }
    if placement_ids is not None:
        values["ids"] = json.dumps(sorted(placement_ids))
    with without_collecting():
        rows = tables.rows(f"{_ACCOUNTS}{some} ORDER BY placement.reference, ipa.reference", values)
        return _with_company(tables, _accounts(tables, rows))


def accounts_of(tables: Tables, reference: str, during: Period) -> list[Account]:
    """The accounts behind one reference: a placement's own, or all of an IPA's children.

    Raises NotFound for a reference that is neither.
    """
    placement = placement_by_reference(tables, reference)
    asked = reference.strip().upper()
    if asked == placement.reference:
        return accounts(tables, during=during, placement_ids=[placement.id])
    rows = tables.rows(
        """SELECT ipa.placement_id AS id FROM ipa WHERE ipa.reference = :reference
           UNION SELECT fee_line.placement_id FROM fee_line JOIN ipa ON ipa.id = fee_line.ipa_id
                  WHERE ipa.reference = :reference AND fee_line.placement_id IS NOT NULL""",
        {"reference": asked},
    )
    return accounts(tables, during=during, placement_ids=[row["id"] for row in rows])


@dataclass(frozen=True)
class _Facts:
    """What accounts are made of, by the keys they are found by."""

    contracts: Mapping[str, Contract]
    rates: Mapping[tuple[str, Element], tuple[Rate, ...]]
    lines: Mapping[str, list[Row]]
    deliveries: Mapping[str, tuple[Delivery, ...]]
    absences: Mapping[str, tuple[Absence, ...]]
    funding: Mapping[str, tuple[FundingSpan, ...]]


def _accounts(tables: Tables, rows: list[Row]) -> list[Account]:
    members = {row["membership_id"] for row in rows if row["membership_id"]}
    ipas = json.dumps(sorted({row["ipa_id"] for row in rows}))
    facts = _Facts(
        contracts=contracts_of(tables, members),
        rates=rates_of_memberships(tables, members),
        lines=_lines(tables, ipas),
        deliveries=_deliveries(tables, ipas),
        absences=_absences(tables, json.dumps(sorted({row["id"] for row in rows}))),
        funding=_funding(tables, ipas),
    )
    return [_account(row, facts) for row in rows]


def _account(row: Row, facts: _Facts) -> Account:
    contract = facts.contracts.get(row["membership_id"])
    born = date.fromisoformat(row["date_of_birth"])
    own = row["own_placement"] == row["id"]
    terms = contract.terms if contract else ChargeTerms()
    return Account(
        placement_id=row["id"],
        placement_reference=row["reference"],
        stay=stored_period(row["start_date"], row["end_date"]),
        lines=tuple(
            _line(line, row["membership_id"], born, facts)
            for line in facts.lines[row["ipa_id"]]
            if line["placement_id"] == row["id"] or (own and line["placement_id"] is None)
        ),
        terms=replace(terms, charges_day_of_leaving=bool(row["charges_day_of_leaving"])),
        absences=facts.absences[row["id"]],
        funding=facts.funding[row["ipa_id"]],
        contract=contract.words if contract else "",
        ipa_id=row["ipa_id"],
        ipa_reference=row["ipa_reference"],
        child_id=row["child_id"],
        service_id=row["service_id"],
        provider_id=row["provider_id"],
        authority_code=row["authority_code"],
        agreement_id=row["agreement_id"],
        membership_id=row["membership_id"],
        expected_end=stored_day(row["expected_end"]),
        born=born,
    )


def _line(row: Row, membership_id: str | None, born: date, facts: _Facts) -> ChargeLine:
    element = Element(row["element"])
    follows = row["rate_id"] is not None and membership_id is not None
    return ChargeLine(
        id=row["id"],
        element=element,
        unit=Unit(row["unit"]),
        quantity=row["quantity"],
        amount_pence=row["amount_pence"],
        period=stored_period(row["start_date"], row["end_date"]),
        vat_treatment=VatTreatment(row["vat_treatment"]),
        vat_recoverable=bool(row["vat_recoverable"]),
        basis=Basis(row["basis"]),
        description=row["description"],
        born=born,
        rates=facts.rates.get((membership_id or "", element), ()) if follows else (),
        deliveries=facts.deliveries[row["id"]],
    )


def _lines(tables: Tables, ipas: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows(
        "SELECT * FROM fee_line WHERE ipa_id IN (SELECT value FROM json_each(?))"
        " ORDER BY start_date, variation_number, id",
        (ipas,),
    ):
        found[row["ipa_id"]].append(row)
    return found


def _deliveries(tables: Tables, ipas: str) -> Mapping[str, tuple[Delivery, ...]]:
    found: dict[str, tuple[Delivery, ...]] = defaultdict(tuple)
    for row in tables.rows(
        """SELECT delivery.* FROM delivery JOIN fee_line ON fee_line.id = delivery.fee_line_id
            WHERE fee_line.ipa_id IN (SELECT value FROM json_each(?)) ORDER BY day, delivery.id""",
        (ipas,),
    ):
        given = Delivery(date.fromisoformat(row["day"]), row["quantity"])
        found[row["fee_line_id"]] += (given,)
    return found


def _absences(tables: Tables, placements: str) -> Mapping[str, tuple[Absence, ...]]:
    found: dict[str, tuple[Absence, ...]] = defaultdict(tuple)
    for row in tables.rows(
        "SELECT * FROM absence WHERE placement_id IN (SELECT value FROM json_each(?))"
        " ORDER BY start_date, id",
        (placements,),
    ):
        away = Absence(
            AbsenceReason(row["reason"]),
            stored_period(row["start_date"], row["end_date"]),
            stored_day(row["retained_until"]),
        )
        found[row["placement_id"]] += (away,)
    return found


def _funding(tables: Tables, ipas: str) -> Mapping[str, tuple[FundingSpan, ...]]:
    found: dict[str, tuple[FundingSpan, ...]] = defaultdict(tuple)
    for row in tables.rows(
        "SELECT * FROM ipa_funding WHERE ipa_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (ipas,),
    ):
        days = stored_period(row["start_date"], row["end_date"])
        found[row["ipa_id"]] += (FundingSpan(row["funder"], row["share"], days),)
    return found


# ---- who else lives there, where a discount asks


def _with_company(tables: Tables, found: list[Account]) -> list[Account]:
    kinds = {rule.kind for one in found for rule in one.terms.discounts}
    siblings = _sibling_places(tables, found) if DiscountKind.SIBLING in kinds else {}
    volumes = _volumes(tables, found) if DiscountKind.VOLUME in kinds else {}
    if not siblings and not volumes:
        return found
    return [
        replace(
            one,
            sibling_places=siblings.get(one.placement_id, ()),
            volumes=volumes.get(one.placement_id, ()),
        )
        for one in found
    ]


def _sibling_places(tables: Tables, found: list[Account]) -> dict[str, tuple[Count, ...]]:
    services = json.dumps(sorted({one.service_id for one in found}))
    stays = [
        Stay(
            row["id"],
            row["child_id"],
            row["service_id"],
            stored_period(row["start_date"], row["end_date"]),
            date.fromisoformat(row["date_of_birth"]),
        )
        for row in tables.rows(
            """SELECT placement.*, child.date_of_birth
                 FROM placement JOIN child ON child.id = placement.child_id
                WHERE placement.kind = 'main'
                  AND placement.service_id IN (SELECT value FROM json_each(?))""",
            (services,),
        )
    ]
    pairs = {
        frozenset((row["child_id"], row["sibling_id"]))
        for row in tables.rows(
            """SELECT child_id, sibling_id FROM sibling
               UNION SELECT asked.child_id, other.child_id FROM request_sibling AS other
                       JOIN placement_request AS asked ON asked.id = other.request_id"""
        )
    }
    return sibling_places(stays, pairs)


def _volumes(tables: Tables, found: list[Account]) -> dict[str, tuple[Count, ...]]:
    """How many children the provider had under the agreement, on the nights of each stay."""
    others: dict[tuple[str, str], list[Period]] = defaultdict(list)
    for row in tables.rows(
        """SELECT ipa.agreement_id, service.provider_id, placement.start_date, placement.end_date
             FROM placement JOIN service ON service.id = placement.service_id
             JOIN ipa ON ipa.placement_id = placement.id
            WHERE placement.kind = 'main' AND ipa.agreement_id IS NOT NULL"""
    ):
        days = stored_period(row["start_date"], row["end_date"])
        others[row["agreement_id"], row["provider_id"]].append(days)
    return {
        one.placement_id: nights_with(one.stay, others[one.agreement_id, one.provider_id])
        for one in found
        if one.agreement_id is not None
        and any(rule.kind is DiscountKind.VOLUME for rule in one.terms.discounts)
    }
