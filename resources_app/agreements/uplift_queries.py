"""The SQL of uplifts: the rates that one would change, and those that were proposed."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from resources_app.agreements.model import Element
from resources_app.agreements.rows import rate_from
from resources_app.agreements.uplift_model import (
    HeldRate,
    Method,
    RateChange,
    Rounding,
    Scope,
    Uplift,
    UpliftState,
)
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables

_HELD = """
    SELECT r.*, l.code, l.title AS lot_title, l.price_ceiling_pence,
           m.provider_id, p.name AS provider_name, s.name AS service_name, s.urn
      FROM rate r
      JOIN membership m ON m.id = r.membership_id
      JOIN lot l ON l.id = m.lot_id
      JOIN provider p ON p.id = m.provider_id
      LEFT JOIN service s ON s.id = m.service_id
"""
_ORDER = " ORDER BY p.name, m.id, l.code, r.element, r.age_from, r.effective_from, r.id"


def rates_from(tables: Tables, agreement_id: str, day: date) -> list[HeldRate]:
    """Every rate of an agreement that answers on `day` or later, by provider."""
    rows = tables.rows(
        f"""{_HELD} WHERE l.agreement_id = :id
             AND (r.effective_to IS NULL OR r.effective_to > :day)
             AND (m.end_date IS NULL OR m.end_date > :day) {_ORDER}""",
        {"id": agreement_id, "day": day.isoformat()},
    )
    return [_held(row) for row in rows]


def _held(row: Row) -> HeldRate:
    return HeldRate(
        rate=rate_from(row),
        lot_code=row["code"],
        lot_title=row["lot_title"],
        ceiling_pence=row["price_ceiling_pence"],
        provider_id=row["provider_id"],
        provider_name=row["provider_name"],
        service_name=row["service_name"] or "",
        urn=row["urn"] or "",
    )


def changes_of(tables: Tables, uplift_id: str) -> list[RateChange]:
    """What an uplift changes, by provider, with the old rates as they are stored now."""
    columns = "r.*, u.new_pence, u.source_cell AS uplift_cell"
    rows = tables.rows(
        f"""{_HELD.replace("r.*", columns)}
            JOIN uplift_rate u ON u.rate_id = r.id WHERE u.uplift_id = ? {_ORDER}""",
        (uplift_id,),
    )
    return [RateChange(_held(row), row["new_pence"], row["uplift_cell"]) for row in rows]


_UPLIFT = """
    SELECT uplift.*, agreement.reference AS agreement, agreement.title AS agreement_title,
           officer.name AS proposer,
           (SELECT count(*) FROM uplift_rate WHERE uplift_id = uplift.id) AS rates
      FROM uplift
      JOIN agreement ON agreement.id = uplift.agreement_id
      JOIN officer ON officer.id = uplift.proposed_by
"""


def find_uplift(tables: Tables, reference: str) -> Uplift:
    """One uplift by its reference. Raises NotFound."""
    row = tables.one(f"{_UPLIFT} WHERE uplift.reference = ?", (reference.strip().upper(),))
    if row is None:
        raise NotFound(
            f"There is no uplift {reference}.", remedy="References look like UPL-26-A7-0003."
        )
    return _uplift(row)


def uplifts(tables: Tables, *, agreement_id: str = "", state: str = "") -> list[Uplift]:
    """Uplifts, newest first: all, those of an agreement, or those in a state."""
    rows = tables.rows(
        f"""{_UPLIFT} WHERE (:agreement = '' OR uplift.agreement_id = :agreement)
              AND (:state = '' OR uplift.state = :state)
            ORDER BY uplift.proposed_at DESC, uplift.id DESC""",
        {"agreement": agreement_id, "state": state},
    )
    return [_uplift(row) for row in rows]


def proposed_elsewhere(tables: Tables, agreement_id: str) -> dict[str, str]:
    """Rates of an agreement that a proposed uplift would change, and its reference."""
    rows = tables.rows(
        """SELECT u.rate_id, uplift.reference FROM uplift_rate u
           JOIN uplift ON uplift.id = u.uplift_id
           WHERE uplift.agreement_id = ? AND uplift.state = 'proposed'""",
        (agreement_id,),
    )
    return {row["rate_id"]: row["reference"] for row in rows}


def _uplift(row: Row) -> Uplift:
    return Uplift(
        id=row["id"],
        reference=row["reference"],
        agreement_id=row["agreement_id"],
        agreement=row["agreement"],
        agreement_title=row["agreement_title"],
        method=Method(row["method"]),
        percentage=row["percentage"],
        index_name=row["index_name"],
        index_source=row["index_source"],
        cap=row["cap"],
        rounding=Rounding(row["rounding"]),
        scope=_scope(row["scope"]),
        source_file=row["source_file"],
        effective_from=date.fromisoformat(row["effective_from"]),
        state=UpliftState(row["state"]),
        proposed_by=row["proposed_by"],
        proposer=row["proposer"],
        proposed_at=from_stamp(row["proposed_at"]),
        reason=row["reason"],
        weekly_pence=row["weekly_pence"],
        annual_pence=row["annual_pence"],
        placements=row["placements"],
        rates=row["rates"],
        bound_sha256=row["bound_sha256"],
    )


def _scope(text: str) -> Scope:
    if not text:
        return Scope()
    said = json.loads(text)
    return Scope(
        tuple(said["lots"]), tuple(map(Element, said["elements"])), tuple(said["providers"])
    )


def scope_text(scope: Scope) -> str:
    """A scope as it is stored: empty for everything."""
    return "" if scope == Scope() else json.dumps(asdict(scope), ensure_ascii=False)
