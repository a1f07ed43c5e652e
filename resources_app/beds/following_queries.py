"""The SQL of what is followed of children in beds, and of what like placements cost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

from resources_app.agreements.charge_model import Account
from resources_app.agreements.charging import exact
from resources_app.agreements.model import Element, Unit
from resources_app.beds.model import Assessment, BlockContract
from resources_app.beds.outcomes import OutcomeRecord
from resources_app.beds.queries import child_words
from resources_app.beds.saving import LikePlacement
from resources_app.foundations.dates import Period, age_on, day_text, stored_day
from resources_app.foundations.money import rounded
from resources_app.placements.charging_queries import accounts
from resources_app.store.tables import Tables


def like_placements(tables: Tables, period: Period) -> list[LikePlacement]:
    """Children's-home placements paid for in a period under a framework or on the spot.

    Those in a bed of a block contract are left out. Each comes once, with what a core week came
    to over its nights in the period (uplifts, birthdays and discounts included), and the child's
    age on the first of them.
    """
    assert period.end is not None, "a saving is of a period with an end"
    rows = tables.rows(
        """SELECT DISTINCT p.id FROM placement p
             JOIN service s ON s.id = p.service_id
             JOIN ipa i ON i.placement_id = p.id
             LEFT JOIN agreement a ON a.id = i.agreement_id
            WHERE s.provision_type = 'children''s home'
              AND coalesce(a.kind, 'spot') IN ('spot', 'framework')
              AND p.start_date < :end AND (p.end_date IS NULL OR p.end_date > :start)
              AND NOT EXISTS (SELECT 1 FROM bed_placement x WHERE x.placement_id = p.id)""",
        {"start": period.start.isoformat(), "end": period.end.isoformat()},
    )
    found = accounts(tables, during=period, placement_ids=[row["id"] for row in rows])
    return [like for one in found if (like := _like(one, period)) is not None]


def _like(account: Account, period: Period) -> LikePlacement | None:
    """A placement's core price over its nights in a period; None when none counts then."""
    lived = account.stay.meet(period)
    weekly = [
        (met, line)
        for line in account.lines
        if line.element is Element.CORE and line.unit is Unit.WEEK and line.quantity == 1
        if lived is not None and (met := line.period.meet(lived)) is not None
    ]
    if not weekly or account.born is None:
        return None
    there = replace(account, absences=())  # they change a charge, not the price
    nights = sum(met.nights() for met, _line in weekly)
    paid = sum((exact(there, line, met) for met, line in weekly), Fraction(0))
    first = min(met.start for met, _line in weekly)
    age = age_on(account.born, first)
    return LikePlacement(account.placement_reference, age, rounded(paid * 7 / nights))


def outcome_records(tables: Tables, agreement_id: str) -> list[OutcomeRecord]:
    """What was counted before and after, of every placement in the contract's beds."""
    rows = tables.rows(
        """SELECT DISTINCT o.placement_id, o.measure, o.before_count, o.after_count
             FROM outcome_measure o
             JOIN bed_placement x ON x.placement_id = o.placement_id
             JOIN bed b ON b.id = x.bed_id JOIN block_home h ON h.id = b.block_home_id
            WHERE h.agreement_id = ? ORDER BY o.placement_id, o.measure""",
        (agreement_id,),
    )
    return [OutcomeRecord(*(row[at] for at in range(4))) for row in rows]


def assessments(tables: Tables, contract: BlockContract, today: date) -> list[Assessment]:
    """The therapists' assessments of a contract: those to be done by day due, then the latest."""
    rows = tables.rows(
        """SELECT t.*, p.reference, c.given_name, c.family_name, c.date_of_birth, s.name AS home,
                  min(x.start_date) AS arrived_on
             FROM therapist_assessment t
             JOIN placement p ON p.id = t.placement_id JOIN child c ON c.id = p.child_id
             JOIN bed_placement x ON x.placement_id = p.id
             JOIN bed b ON b.id = x.bed_id JOIN block_home h ON h.id = b.block_home_id
             JOIN service s ON s.id = h.service_id
            WHERE h.agreement_id = ?
            GROUP BY t.id
            ORDER BY t.done_on IS NOT NULL, CASE WHEN t.done_on IS NULL THEN t.due_on END,
                     t.due_on DESC, p.reference""",
        (contract.agreement_id,),
    )
    return [
        Assessment(
            id=row["id"],
            placement_id=row["placement_id"],
            placement_reference=row["reference"],
            child=child_words(row, today),
            home=row["home"],
            arrived_on=date.fromisoformat(row["arrived_on"]),
            due_on=date.fromisoformat(row["due_on"]),
            done_on=stored_day(row["done_on"]),
            done_by=row["done_by"],
        )
        for row in rows
    ]


def assessment_of(tables: Tables, placement_id: str) -> str | None:
    """The key of a placement's assessment, or None when none is due."""
    key = tables.value(
        "SELECT id FROM therapist_assessment WHERE placement_id = ? ORDER BY due_on, id",
        (placement_id,),
    )
    return None if key is None else str(key)


def outcome_row(tables: Tables, placement_id: str, measure: str) -> str | None:
    """The key of what was counted for a placement under a measure, or None."""
    key = tables.value(
        "SELECT id FROM outcome_measure WHERE placement_id = ? AND measure = ?",
        (placement_id, measure),
    )
    return None if key is None else str(key)


def without_bed(
    tables: Tables, contract: BlockContract, home_id: str, night: date, today: date
) -> list[tuple[str, str]]:
    """Placements in a home on a night whose child has no bed: the reference, and in words."""
    has_bed = [one.placement_id for one in contract.stays if night in one.period]
    rows = tables.rows(
        """SELECT p.reference, p.start_date, c.given_name, c.family_name, c.date_of_birth
             FROM placement p JOIN child c ON c.id = p.child_id
            WHERE p.service_id = :home AND p.start_date <= :night
              AND (p.end_date IS NULL OR p.end_date > :night)
              AND p.id NOT IN (SELECT value FROM json_each(:placed))
            ORDER BY p.start_date DESC, p.reference""",
        {
            "home": contract.home(home_id).service_id,
            "night": night.isoformat(),
            "placed": json.dumps(has_bed),
        },
    )
    return [
        (
            row["reference"],
            f"{child_words(row, today)}, {row['reference']}, from "
            f"{day_text(date.fromisoformat(row['start_date']))}",
        )
        for row in rows
    ]
