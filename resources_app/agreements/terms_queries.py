"""The SQL of an agreement's terms."""

from __future__ import annotations

import json
from collections.abc import Iterable

from resources_app.agreements.charge_model import (
    AbsenceReason,
    Combination,
    DiscountKind,
    DiscountRule,
    RetainerRule,
)
from resources_app.agreements.rows import terms_from
from resources_app.agreements.terms import AgreementTerms, LotDiscount
from resources_app.foundations.dates import stored_period
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables


def terms_of(tables: Tables, agreement_id: str) -> AgreementTerms:
    """All the terms of an agreement. Raises NotFound."""
    found = terms_of_all(tables, [agreement_id]).get(agreement_id)
    if found is None:
        raise NotFound("There is no such agreement.")
    return found


def terms_of_all(tables: Tables, ids: Iterable[str] | None = None) -> dict[str, AgreementTerms]:
    """The terms of these agreements, or of every one, by the agreement's id."""
    only = {"ids": None if ids is None else json.dumps(list(ids))}
    wanted = "(:ids IS NULL OR {} IN (SELECT value FROM json_each(:ids)))"
    retainers: dict[str, list[RetainerRule]] = {}
    for row in tables.rows(
        f"""SELECT * FROM retainer_rule WHERE {wanted.format("agreement_id")}
            ORDER BY agreement_id, absence_reason""",
        only,
    ):
        retainers.setdefault(row["agreement_id"], []).append(_retainer(row))
    discounts: dict[str, list[LotDiscount]] = {}
    for row in tables.rows(
        f"""SELECT d.*, coalesce(lot.code, '') AS lot FROM discount_rule d
              LEFT JOIN lot ON lot.id = d.lot_id WHERE {wanted.format("d.agreement_id")}
             ORDER BY d.agreement_id, lot.code, d.kind, d.starts_at, d.start_date, d.id""",
        only,
    ):
        discounts.setdefault(row["agreement_id"], []).append(_discount(row))
    return {
        row["id"]: AgreementTerms(
            terms_from(row),
            tuple(retainers.get(row["id"], ())),
            tuple(discounts.get(row["id"], ())),
            Combination(row["discount_combination"]),
        )
        for row in tables.rows(f"SELECT * FROM agreement WHERE {wanted.format('id')}", only)
    }


def _retainer(row: Row) -> RetainerRule:
    return RetainerRule(
        AbsenceReason(row["absence_reason"]), row["full_nights"], row["share"], row["most_nights"]
    )


def _discount(row: Row) -> LotDiscount:
    period = stored_period(row["start_date"], row["end_date"])
    rule = DiscountRule(DiscountKind(row["kind"]), row["starts_at"], row["discount"], period)
    return LotDiscount(row["lot"], rule)


def retainer_ids(tables: Tables, agreement_id: str) -> dict[RetainerRule, str]:
    """The row of each retainer of an agreement."""
    rows = tables.rows("SELECT * FROM retainer_rule WHERE agreement_id = ?", (agreement_id,))
    return {_retainer(row): row["id"] for row in rows}


def discount_ids(tables: Tables, agreement_id: str) -> dict[LotDiscount, str]:
    """The row of each discount of an agreement."""
    rows = tables.rows(
        """SELECT d.*, coalesce(lot.code, '') AS lot FROM discount_rule d
             LEFT JOIN lot ON lot.id = d.lot_id WHERE d.agreement_id = ?""",
        (agreement_id,),
    )
    return {_discount(row): row["id"] for row in rows}


def call_offs_printed(tables: Tables, agreement_id: str) -> int:
    """How many call-offs under an agreement have a contract schedule that was printed."""
    return int(
        tables.value(
            """SELECT count(DISTINCT ipa.id) FROM ipa
                 JOIN document ON document.subject_table = 'ipa' AND document.subject_id = ipa.id
                WHERE ipa.agreement_id = ?""",
            (agreement_id,),
        )
    )
