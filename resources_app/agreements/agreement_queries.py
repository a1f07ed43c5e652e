"""The SQL of what hangs on an agreement: options to extend, notices, framework and call-offs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from resources_app.agreements.extensions import Extension
from resources_app.agreements.model import Agreement
from resources_app.agreements.procurement import ProcurementStanding, Published, standing
from resources_app.agreements.rows import agreement_from
from resources_app.foundations.dates import stored_day
from resources_app.store.tables import Tables


def extensions_of(tables: Tables, agreement_id: str) -> list[Extension]:
    """An agreement's options to extend, in their order."""
    rows = tables.rows(
        "SELECT * FROM agreement_extension WHERE agreement_id = ? ORDER BY number", (agreement_id,)
    )
    return [
        Extension(
            row["id"],
            row["number"],
            row["months"],
            stored_day(row["decide_by"]),
            stored_day(row["taken_on"]),
            stored_day(row["declined_on"]),
            row["note"],
        )
        for row in rows
    ]


def notices_of(tables: Tables, agreement_id: str) -> list[Published]:
    """The notices of an agreement that were published; of one published twice, the first."""
    rows = tables.rows(
        """SELECT * FROM agreement_notice WHERE agreement_id = ?
           ORDER BY published_on DESC, id DESC""",
        (agreement_id,),
    )
    return [
        Published(row["notice"], date.fromisoformat(row["published_on"]), row["number"])
        for row in rows
    ]


def framework_of(tables: Tables, agreement: Agreement) -> Agreement | None:
    """The framework that an agreement is a call-off under, or None."""
    if not agreement.call_off_of:
        return None
    row = tables.one("SELECT * FROM agreement WHERE id = ?", (agreement.call_off_of,))
    return None if row is None else agreement_from(row)


def call_offs_under(tables: Tables, agreement_id: str) -> Sequence[Agreement]:
    """The agreements that are call-offs under this one, by reference."""
    rows = tables.rows(
        "SELECT * FROM agreement WHERE call_off_of = ? ORDER BY reference", (agreement_id,)
    )
    return [agreement_from(row) for row in rows]


def procurement_of(tables: Tables, agreement: Agreement, today: date) -> ProcurementStanding:
    """How an agreement stands in procurement law today."""
    published = notices_of(tables, agreement.id)
    return standing(agreement, published, today, framework=framework_of(tables, agreement))


def placed_by(tables: Tables, agreement_id: str, authority_code: str, day: date) -> int:
    """How many children of an authority live under call-offs of an agreement on a day."""
    return int(
        tables.value(
            """SELECT count(*) FROM ipa JOIN placement ON placement.id = ipa.placement_id
                WHERE ipa.agreement_id = :agreement AND placement.authority_code = :authority
                  AND placement.start_date <= :day
                  AND (placement.end_date IS NULL OR placement.end_date > :day)""",
            {"agreement": agreement_id, "authority": authority_code, "day": day.isoformat()},
        )
    )
