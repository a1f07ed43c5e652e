"""All the placements room's SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.foundations.dates import age_on, stored_day, stored_period
from resources_app.foundations.errors import NotFound
from resources_app.placements.model import (
    FeeLine,
    FundingLine,
    Ipa,
    Placement,
    PlacementSummary,
)
from resources_app.store.tables import Row, Tables

# The contract's price of a line on a day, for the child's age then (years are counted as
# `dates.age_on` counts them); where no rate answers, what was agreed at the line's start.
_PRICE = """
    COALESCE((SELECT rate.amount_pence FROM rate
               WHERE fee_line.rate_id IS NOT NULL AND rate.membership_id = under.membership_id
                 AND rate.element = fee_line.element AND rate.unit = fee_line.unit
                 AND rate.effective_from <= :day
                 AND (rate.effective_to IS NULL OR rate.effective_to > :day)
                 AND (REPLACE(:day, '-', '') - REPLACE(child.date_of_birth, '-', '')) / 10000
                     BETWEEN rate.age_from AND rate.age_to),
             fee_line.amount_pence)
"""

# Pence a week of a child's own lines on a day, before discounts. Terms, academic years and
# one-offs are not weekly, nor is what is paid as it is given. A brother or sister has lines of
# their own under the IPA of the child they were placed with.
_LINES = f"""
    SELECT SUM({_PRICE} * fee_line.quantity)
      FROM fee_line JOIN ipa AS under ON under.id = fee_line.ipa_id
     WHERE fee_line.start_date <= :day
       AND (fee_line.end_date IS NULL OR fee_line.end_date > :day)
       AND fee_line.basis = 'contracted'
       AND fee_line.unit NOT IN ('term', 'academic year', 'one-off')
"""
_WEEKLY = f"""
    COALESCE(({_LINES} AND fee_line.ipa_id = ipa.id
                       AND fee_line.placement_id IS NULL), 0)
    + COALESCE(({_LINES} AND fee_line.placement_id = placement.id), 0)
"""

_SUMMARY = f"""
    SELECT placement.id, placement.reference, placement.start_date, placement.end_date,
           child.given_name, child.family_name, child.date_of_birth,
           service.name || CASE placement.kind WHEN 'main' THEN ''
                                ELSE ' (' || placement.kind || ')' END AS service_name,
           service.urn, provider.name AS provider_name,
           ipa.reference AS ipa_reference, {_WEEKLY} AS weekly_pence
      FROM placement
      JOIN child ON child.id = placement.child_id
      JOIN service ON service.id = placement.service_id
      JOIN provider ON provider.id = service.provider_id
      LEFT JOIN ipa ON ipa.placement_id = placement.id
"""


@dataclass(frozen=True)
class CallOffTerms:
    """Terms of an agreement that its call-offs take over; `notice_days` are calendar days."""

    agreement_id: str | None
    notice_days: int = 28
    charges_day_of_leaving: bool = False
    payment_cycle: str = "four-weekly in arrears"


@dataclass(frozen=True)
class Slice:
    """A page of a list: how many rows, after how many."""

    limit: int = 500
    offset: int = 0


def placement_summaries(
    tables: Tables, day: date, *, live: bool = True, part: Slice | None = None
) -> list[PlacementSummary]:
    """Placements live on `day` (or all), newest start first, then by reference."""
    part = part or Slice()
    where = "WHERE start_date <= :day AND (end_date IS NULL OR end_date > :day)" if live else ""
    rows = tables.rows(
        # The page first: what a placement costs is only asked of those that are shown.
        f"""WITH page AS MATERIALIZED (
                SELECT id AS page_id FROM placement {where}
                 ORDER BY start_date DESC, reference LIMIT :limit OFFSET :offset)
            {_SUMMARY} JOIN page ON page_id = placement.id
            ORDER BY placement.start_date DESC, placement.reference""",
        {"day": day.isoformat(), "limit": part.limit, "offset": part.offset},
    )
    return [_summary(row, day) for row in rows]


def count_placements(tables: Tables, day: date, *, live: bool = True) -> int:
    """How many placements are live on `day`, or how many there are."""
    where = "WHERE start_date <= ? AND (end_date IS NULL OR end_date > ?)" if live else ""
    return int(
        tables.value(
            f"SELECT COUNT(*) FROM placement {where}", (day.isoformat(),) * 2 if live else ()
        )
    )


def weekly_of_placement(tables: Tables, placement_id: str, day: date) -> int:
    """Pence a week of a placement's lines on a day, as the list of placements has it."""
    row = tables.one(
        f"{_SUMMARY} WHERE placement.id = :id", {"id": placement_id, "day": day.isoformat()}
    )
    return 0 if row is None else int(row["weekly_pence"] or 0)


def placements_of_child(tables: Tables, child_id: str) -> list[Placement]:
    """A child's placements, first to last."""
    rows = tables.rows(
        "SELECT * FROM placement WHERE child_id = ? ORDER BY start_date, id", (child_id,)
    )
    return [_placement(row) for row in rows]


def placement_by_reference(tables: Tables, reference: str) -> Placement:
    """A placement by its own reference or its IPA's. Raises NotFound."""
    row = tables.one(
        # Each by its index: an OR of two tables would read every placement.
        """SELECT * FROM placement WHERE id IN (
               SELECT id FROM placement WHERE reference = :ref
               UNION SELECT placement_id FROM ipa WHERE reference = :ref)""",
        {"ref": reference.strip().upper()},
    )
    if row is None:
        raise NotFound(
            f"There is no placement or agreement {reference}.",
            remedy="References look like PLC-26-A7-0042 or IPA-26-A7-0042.",
        )
    return _placement(row)


def placement_by_id(tables: Tables, placement_id: str) -> Placement:
    """A placement by its key. Raises NotFound."""
    row = tables.one("SELECT * FROM placement WHERE id = ?", (placement_id,))
    if row is None:
        raise NotFound("There is no such placement.")
    return _placement(row)


def placement_of_request(tables: Tables, request_id: str) -> Placement | None:
    """The placement of the child that a request was made for, if it led to one.

    Brothers and sisters placed with the child have their own; see `placements_of_request`.
    """
    placed = placements_of_request(tables, request_id)
    return placed[0] if placed else None


def placements_of_request(tables: Tables, request_id: str) -> list[Placement]:
    """Every placement that a request led to: that of its own child, then the others' by birth."""
    rows = tables.rows(
        """SELECT placement.* FROM placement
             JOIN placement_request ON placement_request.id = placement.request_id
             JOIN child ON child.id = placement.child_id
            WHERE placement.request_id = ?
            ORDER BY placement.child_id = placement_request.child_id DESC,
                     child.date_of_birth, placement.child_id, placement.start_date DESC,
                     placement.id""",
        (request_id,),
    )
    return [_placement(row) for row in rows]


@dataclass(frozen=True)
class AgreementOver:
    """The IPA that a placement is under, and the placement that carries it."""

    id: str
    reference: str
    request_id: str | None
    service_id: str


def agreement_over(tables: Tables, placement: Placement) -> AgreementOver | None:
    """The IPA a placement is under: its own, or the one of the brother or sister placed with it."""
    row = tables.one(
        """SELECT ipa.id, ipa.reference, placement.request_id, placement.service_id
             FROM ipa JOIN placement ON placement.id = ipa.placement_id
            WHERE placement.id = :id
               OR (placement.request_id = :request AND placement.service_id = :service
                   AND placement.start_date = :start)
            ORDER BY placement.id = :id DESC, ipa.id LIMIT 1""",
        {
            "id": placement.id,
            "request": placement.request_id,
            "service": placement.service_id,
            "start": placement.period.start.isoformat(),
        },
    )
    if row is None:
        return None
    return AgreementOver(row["id"], row["reference"], row["request_id"], row["service_id"])


def placements_under(tables: Tables, placement: Placement) -> list[Placement]:
    """A placement that carries an agreement, and those of brothers and sisters made with it."""
    rows = tables.rows(
        """SELECT * FROM placement
            WHERE id = :id OR (request_id = :request AND service_id = :service
                               AND start_date = :start AND kind = 'main')
            ORDER BY id = :id DESC, reference""",
        {
            "id": placement.id,
            "request": placement.request_id,
            "service": placement.service_id,
            "start": placement.period.start.isoformat(),
        },
    )
    return [_placement(row) for row in rows]


def notice_days_over(tables: Tables, placement: Placement) -> int | None:
    """The notice, in days, of the IPA that a placement is under; None where it is under none."""
    over = agreement_over(tables, placement)
    if over is None:
        return None
    return int(tables.value("SELECT notice_days FROM ipa WHERE id = ?", (over.id,)))


def living_under(tables: Tables, over: AgreementOver, day: date) -> int:
    """How many children still live under an IPA on `day`: the child and those placed with them."""
    return int(
        tables.value(
            """SELECT count(*) FROM placement
                WHERE request_id = :request AND service_id = :service AND kind = 'main'
                  AND start_date <= :day AND (end_date IS NULL OR end_date > :day)""",
            {
                "request": over.request_id,
                "service": over.service_id,
                "day": day.isoformat(),
            },
        )
    )


def fee_lines_beyond(tables: Tables, ipa_id: str, day: date) -> list[FeeLine]:
    """The fee lines of an IPA that would run on `day` or after it."""
    rows = tables.rows(
        """SELECT * FROM fee_line WHERE ipa_id = ? AND (end_date IS NULL OR end_date > ?)
            ORDER BY start_date, variation_number, id""",
        (ipa_id, day.isoformat()),
    )
    return [_fee_line(row) for row in rows]


def ipa_of_placement(tables: Tables, placement_id: str) -> Ipa:
    """The IPA of a placement, with its fee lines and funding. Raises NotFound."""
    row = tables.one("SELECT * FROM ipa WHERE placement_id = ?", (placement_id,))
    if row is None:
        raise NotFound("This placement has no individual placement agreement.")
    lines = tables.rows(
        "SELECT * FROM fee_line WHERE ipa_id = ? ORDER BY start_date, variation_number, id",
        (row["id"],),
    )
    funding = tables.rows(
        "SELECT funder, share FROM ipa_funding WHERE ipa_id = ? AND end_date IS NULL ORDER BY id",
        (row["id"],),
    )
    return _ipa(
        row,
        tuple(_fee_line(line) for line in lines),
        tuple(FundingLine(one["funder"], int(one["share"])) for one in funding),
    )


def call_off_terms(tables: Tables, membership_id: str | None) -> CallOffTerms:
    """The agreement's terms that an IPA takes over; the usual ones for a spot purchase."""
    row = tables.one(
        """SELECT agreement.* FROM agreement
             JOIN lot ON lot.agreement_id = agreement.id
             JOIN membership ON membership.lot_id = lot.id WHERE membership.id = ?""",
        (membership_id,),
    )
    if row is None:
        return CallOffTerms(None)
    return CallOffTerms(
        agreement_id=row["id"],
        notice_days=int(row["notice_days"]),
        charges_day_of_leaving=bool(row["charges_day_of_leaving"]),
        payment_cycle=row["payment_cycle"],
    )


def _summary(row: Row, day: date) -> PlacementSummary:
    return PlacementSummary(
        id=row["id"],
        reference=row["reference"],
        child_initials=f"{row['given_name'][:1]}{row['family_name'][:1]}",
        child_age=age_on(date.fromisoformat(row["date_of_birth"]), day),
        service_name=row["service_name"],
        urn=row["urn"],
        provider_name=row["provider_name"],
        start=date.fromisoformat(row["start_date"]),
        end=stored_day(row["end_date"]),
        weekly_pence=int(row["weekly_pence"] or 0),
        ipa_reference=row["ipa_reference"] or "",
    )


def _placement(row: Row) -> Placement:
    return Placement(
        id=row["id"],
        reference=row["reference"],
        child_id=row["child_id"],
        request_id=row["request_id"],
        service_id=row["service_id"],
        setting_id=row["setting_id"],
        period=stored_period(row["start_date"], row["end_date"]),
        kind=row["kind"],
        placement_code=row["placement_code"],
        carer_or_bed_code=row["carer_or_bed_code"],
        living_postcode=row["living_postcode"],
        end_reason=row["end_reason"],
        end_code=row["end_code"],
        notice_given_on=stored_day(row["notice_given_on"]),
        notice_given_by=row["notice_given_by"],
        disrupted=bool(row["disrupted"]),
        preferability_location=_yes_no(row["preferabilityLocation"]),
        education_continuity=_yes_no(row["educationContinuity"]),
    )


def _yes_no(stored: int | None) -> bool | None:
    return None if stored is None else bool(stored)


def _fee_line(row: Row) -> FeeLine:
    return FeeLine(
        id=row["id"],
        element=Element(row["element"]),
        unit=Unit(row["unit"]),
        quantity=int(row["quantity"]),
        amount_pence=int(row["amount_pence"]),
        vat_treatment=VatTreatment(row["vat_treatment"]),
        rate_id=row["rate_id"],
        reason=row["reason"],
        description=row["description"],
        period=stored_period(row["start_date"], row["end_date"]),
        variation_number=int(row["variation_number"]),
    )


def _ipa(row: Row, lines: tuple[FeeLine, ...], funding: tuple[FundingLine, ...]) -> Ipa:
    return Ipa(
        id=row["id"],
        reference=row["reference"],
        placement_id=row["placement_id"],
        agreement_id=row["agreement_id"],
        membership_id=row["membership_id"],
        start=date.fromisoformat(row["start_date"]),
        expected_end=stored_day(row["expected_end"]),
        notice_days=int(row["notice_days"]),
        charges_day_of_leaving=bool(row["charges_day_of_leaving"]),
        payment_cycle=row["payment_cycle"],
        review_due=date.fromisoformat(row["review_due"]),
        review_weeks=int(row["review_weeks"]),
        outcomes=row["outcomes"],
        education=row["education"],
        health=row["health"],
        family_time=row["family_time"],
        delegated_authority=row["delegated_authority"],
        special_terms=row["special_terms"],
        fee_lines=lines,
        funding=funding,
    )
