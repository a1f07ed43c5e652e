"""Variations as they are stored, with their changes."""

from __future__ import annotations

from datetime import date

from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import NotFound
from resources_app.placements.variation_model import Variation, VariationLine, VariationState
from resources_app.store.tables import Row, Tables

_VARIATION = """
    SELECT variation.*, ipa.reference AS ipa_reference, officer.name AS proposed_by_name
      FROM variation JOIN ipa ON ipa.id = variation.ipa_id
      JOIN officer ON officer.id = variation.proposed_by
"""


def variations_of(tables: Tables, ipa_id: str) -> list[Variation]:
    """An agreement's variations, first to last."""
    rows = tables.rows(
        f"{_VARIATION} WHERE variation.ipa_id = ? ORDER BY variation.number", (ipa_id,)
    )
    return [_variation(tables, row) for row in rows]


def find_variation(tables: Tables, ipa_id: str, number: int) -> Variation:
    """One variation of an agreement. Raises NotFound."""
    row = tables.one(
        f"{_VARIATION} WHERE variation.ipa_id = ? AND variation.number = ?", (ipa_id, number)
    )
    if row is None:
        raise NotFound(f"This agreement has no variation {number}.")
    return _variation(tables, row)


def proposed_variations(tables: Tables) -> list[Variation]:
    """Every variation that waits for a yes or a no, oldest first."""
    rows = tables.rows(
        f"{_VARIATION} WHERE variation.state = 'proposed'"
        " ORDER BY variation.proposed_at, variation.id"
    )
    return [_variation(tables, row) for row in rows]


def _variation(tables: Tables, row: Row) -> Variation:
    lines = tables.rows(
        "SELECT * FROM variation_line WHERE variation_id = ? ORDER BY id", (row["id"],)
    )
    return Variation(
        id=row["id"],
        ipa_id=row["ipa_id"],
        ipa_reference=row["ipa_reference"],
        number=row["number"],
        effective_from=date.fromisoformat(row["effective_from"]),
        state=VariationState(row["state"]),
        reason=row["reason"],
        proposed_by=row["proposed_by"],
        proposed_by_name=row["proposed_by_name"],
        proposed_at=from_stamp(row["proposed_at"]),
        weekly_before_pence=row["weekly_before_pence"],
        weekly_pence=row["weekly_pence"],
        annual_pence=row["annual_pence"],
        bound_sha256=row["bound_sha256"],
        lines=tuple(_line(line) for line in lines),
        new_end=stored_day(row["new_end"]),
    )


def _line(row: Row) -> VariationLine:
    return VariationLine(
        id=row["id"],
        fee_line_id=row["fee_line_id"],
        ends=bool(row["ends"]),
        element=Element(row["element"]),
        unit=Unit(row["unit"]),
        quantity=row["quantity"],
        amount_pence=row["amount_pence"],
        vat_treatment=VatTreatment(row["vat_treatment"]),
        rate_id=row["rate_id"],
        description=row["description"],
        made_line_id=row["made_line_id"],
    )
