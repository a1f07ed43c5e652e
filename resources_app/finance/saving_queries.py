"""Reads the register of savings."""

from __future__ import annotations

from datetime import date

from resources_app.finance.saving_model import Saving, SavingInYear, SavingState
from resources_app.finance.savings import full_year_pence, in_year_pence
from resources_app.foundations.dates import stored_day, stored_period
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables

_SAVING = """
    SELECT saving.*, placement.reference AS placement_reference,
           agreement.reference AS agreement_reference, agreeing.name AS agreeing
      FROM saving
      LEFT JOIN placement ON placement.id = saving.placement_id
      LEFT JOIN agreement ON agreement.id = saving.agreement_id
      LEFT JOIN officer agreeing ON agreeing.id = saving.agreed_by
"""


def savings(tables: Tables, *, placement_id: str | None = None) -> list[Saving]:
    """Every saving, or those of a placement, the latest start first."""
    where = "WHERE saving.placement_id = :placement" if placement_id else ""
    rows = tables.rows(
        f"{_SAVING} {where} ORDER BY saving.start_date DESC, saving.reference DESC",
        {"placement": placement_id},
    )
    return [_saving(row) for row in rows]


def savings_in_year(tables: Tables, year: str) -> list[SavingInYear]:
    """Savings, with what each is worth in the financial year written `2026-27`.

    Those worth nothing in it, and those withdrawn, are left out.
    """
    found = [SavingInYear(one, year, in_year_pence(one, year)) for one in savings(tables)]
    return [
        one for one in found if one.in_year_pence and one.saving.state is not SavingState.WITHDRAWN
    ]


def find_saving(tables: Tables, reference: str) -> Saving:
    """A saving by its reference. Raises NotFound."""
    row = tables.one(f"{_SAVING} WHERE saving.reference = ?", (reference.strip().upper(),))
    if row is None:
        raise NotFound(
            f"There is no saving {reference}.", remedy="References look like SAV-26-A7-0004."
        )
    return _saving(row)


def _saving(row: Row) -> Saving:
    period = stored_period(row["start_date"], row["end_date"])
    return Saving(
        id=row["id"],
        reference=row["reference"],
        kind=row["kind"],
        placement_id=row["placement_id"],
        placement_reference=row["placement_reference"] or "",
        agreement_id=row["agreement_id"],
        agreement_reference=row["agreement_reference"] or "",
        description=row["description"],
        evidence=row["evidence"],
        weekly_pence=row["weekly_pence"],
        one_off_pence=row["one_off_pence"],
        period=period,
        full_year_pence=full_year_pence(row["weekly_pence"], row["one_off_pence"], period),
        recorded_by=row["recorded_by"],
        recorded_on=date.fromisoformat(row["recorded_on"]),
        agreed_by=row["agreeing"] or "",
        agreed_on=stored_day(row["agreed_on"]),
        withdrawn_on=stored_day(row["withdrawn_on"]),
        withdrawn_reason=row["withdrawn_reason"],
    )
