"""What is done to agreements: making one, adding lots, members and rates, taking over a price.

Taking a whole price schedule is in taking_prices.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from resources_app.agreements import pricing, queries
from resources_app.agreements.charge_model import Combination
from resources_app.agreements.extensions import why_not_call_off
from resources_app.agreements.model import (
    Agreement,
    AgreementKind,
    Element,
    Lot,
    Rate,
    Terms,
    Unit,
    VatTreatment,
)
from resources_app.agreements.rows import terms_row
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority

_USUAL_TERMS = Terms()


@dataclass(frozen=True)
class NewAgreement:
    """An agreement to be made; the lead is the home authority unless another is named.

    `period` is half-open: a contract to and including 31 March ends on 1 April here. A call-off
    names its framework by reference, and takes over its terms, retainers and discounts unless it
    is given terms of its own.
    """

    reference: str
    title: str
    period: Period
    kind: AgreementKind = AgreementKind.FRAMEWORK
    lead_authority_code: str = ""
    authorities: tuple[str, ...] = ()
    terms: Terms | None = None
    call_off_of: str = ""
    source_file: str = ""
    source_sha256: str = ""


@dataclass(frozen=True)
class NewRate:
    """A rate to be added: inclusive ages, half-open period, pence or None on application."""

    element: Element
    unit: Unit
    age_from: int
    age_to: int
    amount_pence: int | None
    period: Period
    vat_treatment: VatTreatment = VatTreatment.EXEMPT
    note: str = ""
    source_cell: str = ""
    source_file: str = ""
    vat_recoverable: bool = True


@dataclass(frozen=True)
class Made:
    """A record that an action made."""

    id: str
    reference: str
    changes: Changes


def create_agreement(session: Session, new: NewAgreement) -> Made:
    """Make an agreement. Raises BadInput for an empty or a taken reference, or an unknown lead.

    Raises NotFound for a framework that is not there, and Refused when it is none or does not
    cover the call-off's first day.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    reference = new.reference.strip()
    if not reference or not new.title.strip():
        raise BadInput("An agreement needs a reference and a title.")
    taken = session.tables.value(
        "SELECT title FROM agreement WHERE reference = ? COLLATE NOCASE", (reference,)
    )
    if taken is not None:
        raise BadInput(f"Reference {reference} already belongs to “{taken}”.")
    agreement_id = session.new_id()
    with session.act("create_agreement") as act:
        rows = agreement_rows(session, agreement_id, new)
        for table, row in rows:
            act.tables.insert(table, row)
    return Made(agreement_id, reference, act.changes)


def agreement_rows(
    session: Session, agreement_id: str, new: NewAgreement
) -> list[tuple[str, dict[str, object]]]:
    """The rows of a new agreement, for an action that makes one. Raises BadInput as above."""
    lead = new.lead_authority_code or home_authority(session.tables).ons_code
    known_authority(session.tables, lead)
    framework = _framework(session, new)
    terms = new.terms or (framework.terms if framework else _USUAL_TERMS)
    if framework is not None:
        # Regime, route and value are the call-off's own, whatever else it takes over.
        own = {"procurement_regime": "", "award_route": "call-off", "lifetime_value_pence": None}
        terms = new.terms or replace(terms, **own)  # type: ignore[arg-type]
    agreement: dict[str, object] = {
        "id": agreement_id,
        "reference": new.reference.strip(),
        "title": new.title.strip(),
        "kind": str(new.kind),
        "lead_authority_code": lead,
        "start_date": new.period.start.isoformat(),
        "end_date": new.period.end.isoformat() if new.period.end else None,
        **terms_row(terms),
        "call_off_of": framework.id if framework else None,
        "discount_combination": _combination(session, framework if new.terms is None else None),
        "source_file": new.source_file,
        "source_sha256": new.source_sha256,
    }
    rows: list[tuple[str, dict[str, object]]] = [("agreement", agreement)]
    for code in sorted({lead, *new.authorities}):
        known_authority(session.tables, code)
        row: dict[str, object] = {
            "id": session.new_id(),
            "agreement_id": agreement_id,
            "authority_code": code,
        }
        rows.append(("agreement_authority", row))
    if framework is not None and new.terms is None:
        rows += _terms_taken_over(session, framework, agreement_id)
    return rows


def _framework(session: Session, new: NewAgreement) -> Agreement | None:
    if not new.call_off_of:
        return None
    framework = queries.find_agreement(session.tables, new.call_off_of)
    if why := why_not_call_off(framework, new.period.start):
        raise Refused(why)
    return framework


def _combination(session: Session, framework: Agreement | None) -> str:
    if framework is None:
        return str(Combination.ONE_AFTER_ANOTHER)
    said = "SELECT discount_combination FROM agreement WHERE id = ?"
    return str(session.tables.value(said, (framework.id,)))


def _terms_taken_over(
    session: Session, framework: Agreement, agreement_id: str
) -> list[tuple[str, dict[str, object]]]:
    """The framework's retainers and its discounts for every lot, as rows of the call-off."""
    rows: list[tuple[str, dict[str, object]]] = []
    for table in ("retainer_rule", "discount_rule"):
        for row in session.tables.rows(
            f"SELECT * FROM {table} WHERE agreement_id = ?", (framework.id,)
        ):
            if table == "discount_rule" and row["lot_id"] is not None:
                continue
            rows.append((table, dict(row) | {"id": session.new_id(), "agreement_id": agreement_id}))
    return rows


def known_authority(tables: Tables, code: str, *, where: Where | None = None) -> None:
    """Raise BadInput for an authority that the store does not know."""
    if tables.value("SELECT 1 FROM authority WHERE ons_code = ?", (code,)) is None:
        raise BadInput(
            f"Authority {code} is not in this store.", where=where, remedy="Enter it first."
        )


def add_lot(
    session: Session,
    agreement: str,
    code: str,
    title: str,
    *,
    price_ceiling_pence: int | None = None,
) -> Made:
    """Add a lot to the agreement with this reference. Raises BadInput when its code is taken."""
    require(session, Permission.KEEP_AGREEMENTS)
    found = queries.find_agreement(session.tables, agreement)
    code = code.strip().upper()
    if not code or not title.strip():
        raise BadInput("A lot needs a code and a title.", remedy="For example 4, Residential EBD.")
    for lot in queries.lots_of(session.tables, found.id):
        if lot.code.casefold() == code.casefold():
            raise BadInput(f"Agreement {found.reference} already has {lot.name}.")
    lot_id = session.new_id()
    with session.act("add_lot") as act:
        act.tables.insert(
            "lot",
            {
                "id": lot_id,
                "agreement_id": found.id,
                "code": code,
                "title": title.strip(),
                "price_ceiling_pence": price_ceiling_pence,
            },
        )
    return Made(lot_id, code, act.changes)


def set_ceiling(session: Session, agreement: str, lot: str, pence: int | None) -> Changes:
    """Set the most that a lot's core fee may be a week, None for no ceiling.

    Prices that stand are left as they are; the next ones are held to it. Raises BadInput for
    nothing or less, NotFound for an unknown agreement or lot.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if pence is not None and pence <= 0:
        raise BadInput("A ceiling is more than nothing.", remedy="Leave it out for none.")
    with session.act("set_ceiling") as act:
        found = queries.find_agreement(act.tables, agreement)
        of_lot = queries.find_lot(act.tables, found, lot)
        act.tables.update("lot", of_lot.id, {"price_ceiling_pence": pence})
    return act.changes


def add_member(
    session: Session,
    agreement: str,
    lot: str,
    urn: str,
    *,
    tier: int,
    period: Period,
    rank: int | None = None,
    sibling_discount: int = 0,
    note: str = "",
) -> Made:
    """Put a service, by URN, in a lot. The discount is in hundredths of a per cent.

    Raises NotFound for an unknown agreement, lot or URN; Refused when the service is in the lot
    for some of these days already.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    found = queries.find_agreement(session.tables, agreement)
    of_lot = queries.find_lot(session.tables, found, lot)
    service = queries.known_services(session.tables, [urn]).get(urn)
    if service is None:
        raise NotFound(f"There is no service with URN {urn} in the register.")
    for one in queries.members_of(session.tables, found, of_lot, on=period.start):
        if one.urn == urn and one.membership.period.overlaps(period):
            begins = day_text(one.membership.period.start)
            raise Refused(f"{service.name} is in {of_lot.name} already, from {begins}.")
    membership_id = session.new_id()
    with session.act("add_member") as act:
        act.tables.insert(
            "membership",
            {
                "id": membership_id,
                "lot_id": of_lot.id,
                "provider_id": service.provider_id,
                "service_id": service.id,
                "tier": tier,
                "rank": rank,
                "start_date": period.start.isoformat(),
                "end_date": period.end.isoformat() if period.end else None,
                "sibling_discount": sibling_discount,
                "note": note,
            },
        )
    return Made(membership_id, urn, act.changes)


def add_rates(session: Session, membership_id: str, new: Sequence[NewRate]) -> Changes:
    """Add rates to a membership, all or none.

    Raises `pricing.OverlappingRates`, naming both rows, when any two of the new and the held
    would answer the same question, `pricing.GapInRates` when they leave days between two that share
    an age, and BadInput for ages or amounts that make no sense.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    lot = queries.lot_of_membership(session.tables, membership_id)
    held = queries.rates_of(session.tables, membership_id)
    added = [rate_of(session.new_id(), membership_id, one) for one in new]
    for rate in added:
        _check(rate, lot)
    pricing.refuse_overlaps([*held, *added])
    pricing.refuse_gaps([*held, *added])
    with session.act("add_rates") as act:
        act.tables.insert_many("rate", map(rate_row, added))
    return act.changes


def supersede_rate(
    session: Session,
    rate_id: str,
    amount_pence: int | None,
    *,
    on: date,
    reason: str = "",
    source_cell: str = "",
    source_file: str = "",
) -> Made:
    """Let a new amount take over from a rate on a day (an uplift); None is on application.

    The old rate keeps its amount and ends on that day; the new one runs as long as the old would
    have. Raises Refused when the day is not after the old rate's first day and within it.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    old = queries.find_rate(session.tables, rate_id)
    closed = pricing.taken_over(old, on)
    new = Rate(
        id=session.new_id(),
        membership_id=old.membership_id,
        element=old.element,
        unit=old.unit,
        age_from=old.age_from,
        age_to=old.age_to,
        amount_pence=amount_pence,
        period=Period(on, old.period.end),
        vat_treatment=old.vat_treatment,
        note=reason,
        source_cell=source_cell,
        source_file=source_file,
        vat_recoverable=old.vat_recoverable,
    )
    _check(new, queries.lot_of_membership(session.tables, old.membership_id))
    with session.act("supersede_rate", reason=reason) as act:
        act.tables.update("rate", old.id, {"effective_to": _end(closed.period)})
        act.tables.insert("rate", rate_row(new))
    return Made(new.id, "", act.changes)


def _check(rate: Rate, lot: Lot) -> None:
    if not 0 <= rate.age_from <= rate.age_to:
        raise BadInput(f"Ages {rate.age_from} to {rate.age_to} are not a band.")
    if rate.amount_pence is not None and rate.amount_pence <= 0:
        raise BadInput(
            f"{pricing.named(rate)} is not a price.",
            remedy="Leave the amount out for a price on application.",
        )
    if why := pricing.why_above_ceiling(
        lot.price_ceiling_pence, lot.code, rate.element, rate.unit, rate.amount_pence
    ):
        raise Refused(why, remedy="Agree a lower price, or raise the lot’s ceiling first.")


def rate_of(rate_id: str, membership_id: str, new: NewRate) -> Rate:
    """A new rate with its keys."""
    return Rate(id=rate_id, membership_id=membership_id, **new.__dict__)


def rate_row(rate: Rate) -> dict[str, object]:
    """A rate as its table has it."""
    return {
        "id": rate.id,
        "membership_id": rate.membership_id,
        "element": str(rate.element),
        "unit": str(rate.unit),
        "vat_treatment": str(rate.vat_treatment),
        "age_from": rate.age_from,
        "age_to": rate.age_to,
        "amount_pence": rate.amount_pence,
        "effective_from": rate.period.start.isoformat(),
        "effective_to": _end(rate.period),
        "note": rate.note,
        "source_cell": rate.source_cell,
        "source_file": rate.source_file,
        "vat_recoverable": int(rate.vat_recoverable),
    }


def _end(period: Period) -> str | None:
    return period.end.isoformat() if period.end else None
