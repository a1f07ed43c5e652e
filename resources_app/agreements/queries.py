"""All the agreements room's SQL."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.agreements import pricing
from resources_app.agreements.model import (
    Agreement,
    Element,
    Lot,
    MemberOfLot,
    Membership,
    PriceAnswer,
    PriceStatus,
    Rate,
    Unit,
    VatTreatment,
)
from resources_app.agreements.price_import import KnownService
from resources_app.agreements.rows import (
    agreement_from,
    lot_from,
    member_of_lot_from,
    membership_from,
    rate_from,
    whole_member_from,
)
from resources_app.agreements.standing_queries import (
    MEMBER_COLUMNS,
    RANK,
    SUSPENDED,
    TIER,
    standing_join,
)
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class AgreementSummary:
    """An agreement for a list, with how many lots and memberships it has."""

    agreement: Agreement
    lots: int
    members: int


@dataclass(frozen=True)
class ContractPrice:
    """What a service costs in one lot; `amount_pence` None is a price on application."""

    service_id: str
    urn: str
    agreement_reference: str
    agreement_title: str
    lot_code: str
    lot_title: str
    tier: int
    rank: int | None
    element: Element
    unit: Unit
    amount_pence: int | None
    vat_treatment: VatTreatment
    sibling_discount: int
    agreement_id: str
    lot_id: str
    membership_id: str
    rate_id: str


def price(
    tables: Tables,
    agreement: str,
    lot: str,
    urn: str,
    *,
    age: int,
    on: date,
    element: Element = Element.CORE,
) -> PriceAnswer:
    """The price of a service in a lot for an age (whole years) on a day, and why.

    `agreement` is a reference, `lot` a code. Where there is no price the answer says so; raises
    NotFound when the agreement, the lot or the service in it does not exist, and
    `pricing.OverlappingRates` when two rates would answer.
    """
    member = _member(tables, agreement, lot, urn, on)
    rates = _rates_on(tables, member.membership.id, element, age, on)
    answer = pricing.answer(member, rates, age=age, on=on, element=element)
    if answer.status is PriceStatus.NO_PRICE:
        # The sentence names what stands nearest, for which all rates are needed.
        everything = rates_of(tables, member.membership.id)
        answer = pricing.answer(member, everything, age=age, on=on, element=element)
    return answer


def contract_prices(
    tables: Tables,
    *,
    age: int,
    on: date,
    element: Element = Element.CORE,
    service_ids: Iterable[str] | None = None,
) -> list[ContractPrice]:
    """Every price in force for an age on a day, by tier, of all services or of some.

    Suspended memberships and agreements not in force are left out.
    """
    wanted = None if service_ids is None else json.dumps(list(service_ids))
    rows = tables.rows(
        f"""SELECT s.id AS service_id, s.urn, a.reference, a.title AS agreement_title,
                  a.id AS agreement_id, l.id AS lot_id, l.code, l.title AS lot_title,
                  m.id AS membership_id, {TIER} AS tier, {RANK} AS rank, m.sibling_discount,
                  r.id AS rate_id, r.element, r.unit, r.amount_pence, r.vat_treatment
           FROM rate r
           JOIN membership m ON m.id = r.membership_id
           JOIN service s ON s.id = m.service_id
           JOIN lot l ON l.id = m.lot_id
           JOIN agreement a ON a.id = l.agreement_id
           {standing_join(":day")}
           WHERE r.element = :element AND :age BETWEEN r.age_from AND r.age_to
             AND r.effective_from <= :day AND (r.effective_to IS NULL OR r.effective_to > :day)
             AND m.start_date <= :day AND (m.end_date IS NULL OR m.end_date > :day)
             AND a.start_date <= :day AND (a.end_date IS NULL OR a.end_date > :day)
             AND {SUSPENDED} = ''
             AND (:wanted IS NULL OR s.id IN (SELECT value FROM json_each(:wanted)))
           ORDER BY tier, {RANK} IS NULL, {RANK}, r.amount_pence IS NULL, r.amount_pence, s.urn,
                    r.id""",
        {"element": str(element), "age": age, "day": on.isoformat(), "wanted": wanted},
    )
    return [
        ContractPrice(
            service_id=row["service_id"],
            urn=row["urn"],
            agreement_reference=row["reference"],
            agreement_title=row["agreement_title"],
            lot_code=row["code"],
            lot_title=row["lot_title"],
            tier=row["tier"],
            rank=row["rank"],
            element=Element(row["element"]),
            unit=Unit(row["unit"]),
            amount_pence=row["amount_pence"],
            vat_treatment=VatTreatment(row["vat_treatment"]),
            sibling_discount=row["sibling_discount"],
            agreement_id=row["agreement_id"],
            lot_id=row["lot_id"],
            membership_id=row["membership_id"],
            rate_id=row["rate_id"],
        )
        for row in rows
    ]


def find_agreement(tables: Tables, reference: str) -> Agreement:
    """The agreement with this reference, whatever the capitals. Raises NotFound."""
    row = tables.one("SELECT * FROM agreement WHERE reference = ?", (reference,)) or tables.one(
        "SELECT * FROM agreement WHERE reference = ? COLLATE NOCASE", (reference.strip(),)
    )
    if row is None:
        known = [r["reference"] for r in tables.rows("SELECT reference FROM agreement LIMIT 12")]
        remedy = f"There are {', '.join(sorted(known))}." if known else "There is none yet."
        raise NotFound(f"There is no agreement “{reference}”.", remedy=remedy)
    codes = tables.rows(
        "SELECT authority_code FROM agreement_authority WHERE agreement_id = ?"
        " ORDER BY authority_code",
        (row["id"],),
    )
    return agreement_from(row, tuple(one["authority_code"] for one in codes))


def agreements(tables: Tables) -> list[AgreementSummary]:
    """Every agreement, by reference."""
    rows = tables.rows(
        """SELECT a.*, (SELECT count(*) FROM lot l WHERE l.agreement_id = a.id) AS lots,
                  (SELECT count(*) FROM membership m JOIN lot l ON l.id = m.lot_id
                   WHERE l.agreement_id = a.id) AS members
           FROM agreement a ORDER BY a.reference"""
    )
    codes: dict[str, list[str]] = defaultdict(list)
    for row in tables.rows("SELECT * FROM agreement_authority ORDER BY authority_code"):
        codes[row["agreement_id"]].append(row["authority_code"])
    return [
        AgreementSummary(agreement_from(row, tuple(codes[row["id"]])), row["lots"], row["members"])
        for row in rows
    ]


def lots_of(tables: Tables, agreement_id: str) -> list[Lot]:
    """The lots of an agreement, in the order people number them."""
    rows = tables.rows(
        "SELECT * FROM lot WHERE agreement_id = ? ORDER BY CAST(code AS INTEGER), code, id",
        (agreement_id,),
    )
    return [lot_from(row) for row in rows]


def find_lot(tables: Tables, agreement: Agreement, code: str) -> Lot:
    """A lot by its code, whatever the capitals. Raises NotFound."""
    lots = lots_of(tables, agreement.id)
    for lot in lots:
        if lot.code.casefold() == code.strip().casefold():
            return lot
    known = "; ".join(f"{lot.code} {lot.title}" for lot in lots) or "none yet"
    raise NotFound(
        f"Agreement {agreement.reference} has no lot “{code}”.", remedy=f"Its lots are: {known}."
    )


_MEMBER = f"""SELECT {MEMBER_COLUMNS}, s.urn, s.name AS service_name, p.name AS provider_name
             FROM membership m JOIN provider p ON p.id = m.provider_id
             LEFT JOIN service s ON s.id = m.service_id
             {standing_join(":day")}"""


def members_of(tables: Tables, agreement: Agreement, lot: Lot, *, on: date) -> list[MemberOfLot]:
    """The memberships of a lot as they stood on a day, by tier, rank and name; ended ones too."""
    rows = tables.rows(
        f"""{_MEMBER} WHERE m.lot_id = :lot
            ORDER BY {TIER}, {RANK} IS NULL, {RANK}, p.name, s.urn, m.start_date, m.id""",
        {"lot": lot.id, "day": on.isoformat()},
    )
    return [member_of_lot_from(agreement, lot, row) for row in rows]


def membership(tables: Tables, membership_id: str, *, on: date) -> Membership:
    """One membership as it stood on a day. Raises NotFound."""
    row = tables.one(f"{_MEMBER} WHERE m.id = :id", {"id": membership_id, "day": on.isoformat()})
    if row is None:
        raise NotFound("There is no such membership of a lot.")
    return membership_from(row)


def lot_of_membership(tables: Tables, membership_id: str) -> Lot:
    """The lot that a membership is in. Raises NotFound."""
    row = tables.one(
        "SELECT l.* FROM lot l JOIN membership m ON m.lot_id = l.id WHERE m.id = ?",
        (membership_id,),
    )
    if row is None:
        raise NotFound("There is no such membership of a lot.")
    return lot_from(row)


def agreements_of_provider(tables: Tables, provider_id: str, day: date) -> list[str]:
    """The agreements that a provider is a member of on a day: `Title (reference)`, by reference."""
    rows = tables.rows(
        """SELECT DISTINCT a.reference, a.title FROM membership m
             JOIN lot l ON l.id = m.lot_id JOIN agreement a ON a.id = l.agreement_id
            WHERE m.provider_id = :provider AND m.start_date <= :day
              AND (m.end_date IS NULL OR m.end_date > :day)
            ORDER BY a.reference""",
        {"provider": provider_id, "day": day.isoformat()},
    )
    return [f"{row['title']} ({row['reference']})".strip() for row in rows]


def members_of_service(tables: Tables, service_id: str, *, on: date) -> list[MemberOfLot]:
    """Every lot that a service is or was in, by the day it began; its standing is of the day."""
    return members_of_services(tables, [service_id], on=on).get(service_id, [])


def members_of_services(
    tables: Tables, service_ids: Iterable[str], *, on: date
) -> dict[str, list[MemberOfLot]]:
    """Every lot that each of these services is or was in, by service and the day it began.

    Tier, rank and suspension are those of the day `on`.
    """
    held = {row["id"]: agreement_from(row) for row in tables.rows("SELECT * FROM agreement")}
    lots = {row["id"]: lot_from(row) for row in tables.rows("SELECT * FROM lot")}
    found: dict[str, list[MemberOfLot]] = {}
    for row in tables.rows(
        f"""{_MEMBER} WHERE m.service_id IN (SELECT value FROM json_each(:ids))
            ORDER BY m.service_id, m.start_date, m.id""",
        {"ids": json.dumps(list(service_ids)), "day": on.isoformat()},
    ):
        lot = lots[row["lot_id"]]
        member = member_of_lot_from(held[lot.agreement_id], lot, row)
        found.setdefault(row["service_id"], []).append(member)
    return found


def rates_of(tables: Tables, membership_id: str) -> list[Rate]:
    """All rates of a membership, past and to come, by element, age and day."""
    rows = tables.rows(
        "SELECT * FROM rate WHERE membership_id = ? ORDER BY element, age_from, effective_from, id",
        (membership_id,),
    )
    return [rate_from(row) for row in rows]


def find_rate(tables: Tables, rate_id: str) -> Rate:
    """One rate. Raises NotFound."""
    row = tables.one("SELECT * FROM rate WHERE id = ?", (rate_id,))
    if row is None:
        raise NotFound("There is no such rate.")
    return rate_from(row)


def known_services(tables: Tables, urns: Sequence[str]) -> dict[str, KnownService]:
    """The register's services with these URNs."""
    rows = tables.rows(
        """SELECT s.id, s.provider_id, s.urn, s.name, s.registration_status,
                  p.name AS provider_name
           FROM service s JOIN provider p ON p.id = s.provider_id
           WHERE s.urn IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(urns)),),
    )
    return {row["urn"]: KnownService(**dict(row)) for row in rows}


# A membership with its lot and agreement, all three in one row.
_WHOLE_MEMBER = f"""
    SELECT {MEMBER_COLUMNS}, s.urn, s.name AS service_name, p.name AS provider_name,
           l.code, l.title AS lot_title, l.price_ceiling_pence, l.agreement_id,
           a.reference, a.title AS agreement_title, a.kind, a.lead_authority_code,
           a.start_date AS agreement_start, a.end_date AS agreement_end
    FROM agreement a
    JOIN lot l ON l.agreement_id = a.id
    JOIN membership m ON m.lot_id = l.id
    JOIN service s ON s.id = m.service_id
    JOIN provider p ON p.id = m.provider_id
    {standing_join(":day")}
    WHERE a.reference = :agreement AND l.code = :lot AND s.urn = :urn
    ORDER BY m.start_date DESC, m.id"""


def _member(tables: Tables, agreement: str, lot: str, urn: str, on: date) -> MemberOfLot:
    """The membership in force on the day, else the latest there is."""
    urn = urn.strip().upper()
    asked = {"agreement": agreement, "lot": lot, "urn": urn, "day": on.isoformat()}
    rows = tables.rows(_WHOLE_MEMBER, asked)
    if not rows:
        # Other capitals, or something that is not there: then the sentence says what.
        found = find_agreement(tables, agreement)
        of_lot = find_lot(tables, found, lot)
        asked |= {"agreement": found.reference, "lot": of_lot.code}
        rows = tables.rows(_WHOLE_MEMBER, asked)
        if not rows:
            raise NotFound(
                f"No service with URN {urn} is in {of_lot.name} of agreement {found.reference}."
            )
    members = [whole_member_from(row) for row in rows]
    return next((one for one in members if on in one.membership.period), members[0])


def rate_as_at(
    tables: Tables, membership_id: str, *, element: Element, age: int, on: date
) -> Rate | None:
    """The one rate of a member that answers for an age on a day, or None; no word is said of it.

    Raises `pricing.OverlappingRates` when two would.
    """
    found = _rates_on(tables, membership_id, element, age, on)
    return found[0] if len(found) == 1 else pricing.rate_for(found, element=element, age=age, on=on)


def _rates_on(
    tables: Tables, membership_id: str, element: Element, age: int, on: date
) -> list[Rate]:
    day = on.isoformat()
    rows = tables.rows(
        """SELECT * FROM rate WHERE membership_id = ? AND element = ? AND effective_from <= ?
           AND (effective_to IS NULL OR effective_to > ?) AND ? BETWEEN age_from AND age_to""",
        (membership_id, str(element), day, day, age),
    )
    return [rate_from(row) for row in rows]
