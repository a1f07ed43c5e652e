"""All the beds room's SQL: a block contract with everything that happens in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Agreement
from resources_app.agreements.rows import agreement_from
from resources_app.beds.letters import partners
from resources_app.beds.model import (
    Allocation,
    Bed,
    BedSale,
    BedStay,
    BlockContract,
    BlockHome,
    BlockPayment,
    Hold,
    OutOfService,
    Partner,
)
from resources_app.foundations.dates import Period, age_on, stored_day, stored_period
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class ContractSummary:
    """A block contract for a list."""

    reference: str
    title: str
    period: Period
    homes: int
    beds: int


def block_contracts(tables: Tables) -> list[ContractSummary]:
    """Every block contract, by reference."""
    rows = tables.rows(
        """SELECT a.reference, a.title, a.start_date, a.end_date,
                  (SELECT count(*) FROM block_home h WHERE h.agreement_id = a.id) AS homes,
                  (SELECT count(*) FROM bed b JOIN block_home h ON h.id = b.block_home_id
                    WHERE h.agreement_id = a.id) AS beds
             FROM agreement a WHERE a.kind = 'block' ORDER BY a.reference"""
    )
    return [
        ContractSummary(
            row["reference"],
            row["title"],
            stored_period(row["start_date"], row["end_date"]),
            row["homes"],
            row["beds"],
        )
        for row in rows
    ]


def block_contract(tables: Tables, reference: str, today: date) -> BlockContract:
    """A block contract by its agreement's reference, whatever the capitals.

    Children's ages are those of `today`. Raises NotFound, naming the block contracts there are.
    """
    row = tables.one(
        "SELECT * FROM agreement WHERE reference = ? COLLATE NOCASE AND kind = 'block'",
        (reference.strip(),),
    )
    if row is None:
        known = ", ".join(one.reference for one in block_contracts(tables))
        raise NotFound(
            f"There is no block contract “{reference}”.",
            remedy=f"There are: {known}." if known else "There is none yet.",
        )
    key = row["id"]
    return BlockContract(
        agreement_id=key,
        reference=row["reference"],
        title=row["title"],
        period=stored_period(row["start_date"], row["end_date"]),
        partners=_partners(tables, key, row["lead_authority_code"]),
        homes=_homes(tables, key),
        beds=_beds(tables, key),
        allocations=_allocations(tables, key),
        payments=_payments(tables, key),
        stays=_stays(tables, key, today),
        holds=_holds(tables, key),
        closures=_closures(tables, key),
        sales=_sales(tables, key),
        school_name=row["linked_school_name"],
        school_urn=row["linked_school_urn"],
        school_postcode=row["linked_school_postcode"],
        most_minutes=row["most_minutes_to_school"],
        therapist_weeks=row["therapist_weeks"],
        deducts_out_of_service=bool(row["deducts_out_of_service"]),
    )


def contract_of(tables: Tables, table: str, key: str, today: date) -> BlockContract:
    """The block contract of a row of `bed_hold`, `bed_placement` … Raises NotFound."""
    reference = tables.value(
        f"""SELECT a.reference FROM {table} x JOIN bed b ON b.id = x.bed_id
              JOIN block_home h ON h.id = b.block_home_id
              JOIN agreement a ON a.id = h.agreement_id WHERE x.id = ?""",
        (key,),
    )
    if reference is None:
        raise NotFound("There is no such entry for a bed; it may have been removed.")
    return block_contract(tables, reference, today)


def _partners(tables: Tables, agreement_id: str, lead: str) -> tuple[Partner, ...]:
    """The lead first, then by name."""
    rows = tables.rows(
        """SELECT ons_code, name FROM authority
            WHERE ons_code = :lead OR ons_code IN (
                  SELECT authority_code FROM agreement_authority WHERE agreement_id = :key)
            ORDER BY ons_code <> :lead, name""",
        {"key": agreement_id, "lead": lead},
    )
    return partners((row["ons_code"], row["name"]) for row in rows)


def _homes(tables: Tables, agreement_id: str) -> tuple[BlockHome, ...]:
    rows = tables.rows(
        """SELECT h.id, h.service_id, s.urn, s.name, s.postcode,
                  h.minutes_to_school, h.minutes_estimated
             FROM block_home h JOIN service s ON s.id = h.service_id
            WHERE h.agreement_id = ? ORDER BY s.name, s.urn""",
        (agreement_id,),
    )
    return tuple(
        BlockHome(
            id=row["id"],
            service_id=row["service_id"],
            urn=row["urn"],
            name=row["name"],
            postcode=row["postcode"],
            minutes_to_school=row["minutes_to_school"],
            minutes_estimated=bool(row["minutes_estimated"]),
        )
        for row in rows
    )


def _beds(tables: Tables, agreement_id: str) -> tuple[Bed, ...]:
    rows = tables.rows(
        """SELECT b.*, s.urn FROM bed b JOIN block_home h ON h.id = b.block_home_id
             JOIN service s ON s.id = h.service_id
            WHERE h.agreement_id = ?
            ORDER BY s.name, s.urn, length(b.code), b.code""",
        (agreement_id,),
    )
    return tuple(
        Bed(row["id"], row["block_home_id"], row["code"], _period(row), row["urn"]) for row in rows
    )


def _period(row: Row) -> Period:
    return stored_period(row["start_date"], row["end_date"])


def _allocations(tables: Tables, agreement_id: str) -> tuple[Allocation, ...]:
    rows = tables.rows(
        "SELECT * FROM bed_allocation WHERE agreement_id = ? ORDER BY start_date, id",
        (agreement_id,),
    )
    return tuple(
        Allocation(row["id"], row["authority_code"], row["beds"], _period(row)) for row in rows
    )


def _payments(tables: Tables, agreement_id: str) -> tuple[BlockPayment, ...]:
    rows = tables.rows(
        "SELECT * FROM block_payment WHERE agreement_id = ? ORDER BY start_date, id",
        (agreement_id,),
    )
    return tuple(BlockPayment(row["id"], row["annual_pence"], _period(row)) for row in rows)


def _stays(tables: Tables, agreement_id: str, today: date) -> tuple[BedStay, ...]:
    """Children in beds. A stay ends with its placement, whether or not somebody wrote it here."""
    rows = tables.rows(
        """SELECT x.id, x.bed_id, x.placement_id, p.reference, c.given_name, c.family_name,
                  c.date_of_birth, max(x.start_date, p.start_date) AS start_date,
                  CASE WHEN x.end_date IS NULL THEN p.end_date
                       WHEN p.end_date IS NULL THEN x.end_date
                       ELSE min(x.end_date, p.end_date) END AS end_date,
                  CASE x.authority_code WHEN '' THEN p.authority_code
                       ELSE x.authority_code END AS authority_code
             FROM bed_placement x JOIN bed b ON b.id = x.bed_id
             JOIN block_home h ON h.id = b.block_home_id
             JOIN placement p ON p.id = x.placement_id
             JOIN child c ON c.id = p.child_id
            WHERE h.agreement_id = ? ORDER BY x.start_date, x.id""",
        (agreement_id,),
    )
    return tuple(
        BedStay(
            id=row["id"],
            bed_id=row["bed_id"],
            placement_id=row["placement_id"],
            placement_reference=row["reference"],
            child=child_words(row, today),
            authority_code=row["authority_code"],
            born=date.fromisoformat(row["date_of_birth"]),
            period=_period(row),
        )
        for row in rows
        if row["end_date"] is None or row["start_date"] < row["end_date"]
    )


def child_words(row: Row, today: date) -> str:
    """`K.B., 14`: a board hangs where many can read it."""
    initials = f"{row['given_name'][:1]}.{row['family_name'][:1]}."
    return f"{initials}, {age_on(date.fromisoformat(row['date_of_birth']), today)}"


def _holds(tables: Tables, agreement_id: str) -> tuple[Hold, ...]:
    rows = tables.rows(
        """SELECT x.*, coalesce(r.reference, '') AS request_reference
             FROM bed_hold x JOIN bed b ON b.id = x.bed_id
             JOIN block_home h ON h.id = b.block_home_id
             LEFT JOIN placement_request r ON r.id = x.request_id
            WHERE h.agreement_id = ? ORDER BY x.start_date, x.id""",
        (agreement_id,),
    )
    return tuple(
        Hold(
            id=row["id"],
            bed_id=row["bed_id"],
            authority_code=row["authority_code"],
            period=_period(row),
            lapses_on=date.fromisoformat(row["lapses_on"]),
            released_on=stored_day(row["released_on"]),
            reason=row["reason"],
            request_reference=row["request_reference"],
        )
        for row in rows
    )


def _closures(tables: Tables, agreement_id: str) -> tuple[OutOfService, ...]:
    rows = tables.rows(
        """SELECT x.* FROM bed_out_of_service x JOIN bed b ON b.id = x.bed_id
             JOIN block_home h ON h.id = b.block_home_id
            WHERE h.agreement_id = ? ORDER BY x.start_date, x.id""",
        (agreement_id,),
    )
    return tuple(
        OutOfService(row["id"], row["bed_id"], row["reason"], _period(row))
        for row in rows
        if row["start_date"] != row["end_date"]
    )


def _sales(tables: Tables, agreement_id: str) -> tuple[BedSale, ...]:
    rows = tables.rows(
        "SELECT * FROM bed_sale WHERE agreement_id = ? ORDER BY start_date, reference",
        (agreement_id,),
    )
    return tuple(
        BedSale(
            id=row["id"],
            reference=row["reference"],
            bed_id=row["bed_id"],
            seller_code=row["seller_code"],
            buyer_code=row["buyer_code"],
            period=_period(row),
            nightly_pence=row["nightly_pence"],
            cancelled_on=stored_day(row["cancelled_on"]),
            agreed_by=row["agreed_by"],
            note=row["note"],
        )
        for row in rows
    )


def block_agreement_of(tables: Tables, placement_id: str) -> Agreement | None:
    """The block contract that a placement’s bed is of, by its agreement or by the bed; or None.

    A child may be in the bed before, or without, the agreement saying whose it is.
    """
    row = tables.one(
        """SELECT a.* FROM agreement a
            WHERE a.kind = 'block' AND a.id IN (
                  SELECT agreement_id FROM ipa WHERE placement_id = :placement
                   UNION
                  SELECT h.agreement_id FROM bed_placement x JOIN bed b ON b.id = x.bed_id
                    JOIN block_home h ON h.id = b.block_home_id
                   WHERE x.placement_id = :placement)
            ORDER BY a.id LIMIT 1""",
        {"placement": placement_id},
    )
    return None if row is None else agreement_from(row)


def placement_authority(tables: Tables, placement_id: str) -> str:
    """The authority that a placement is of."""
    return str(tables.value("SELECT authority_code FROM placement WHERE id = ?", (placement_id,)))
