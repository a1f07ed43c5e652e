"""Turns rows straight from SQL into the room's dataclasses."""

from __future__ import annotations

from dataclasses import asdict

from resources_app.agreements.model import (
    Agreement,
    AgreementKind,
    Element,
    Lot,
    MemberOfLot,
    Membership,
    Rate,
    Terms,
    Unit,
    VatTreatment,
)
from resources_app.foundations.dates import stored_period
from resources_app.store.tables import Row


def agreement_from(row: Row, authorities: tuple[str, ...] = ()) -> Agreement:
    """An agreement; its authorities are rows of another table."""
    return Agreement(
        id=row["id"],
        reference=row["reference"],
        title=row["title"],
        kind=AgreementKind(row["kind"]),
        lead_authority_code=row["lead_authority_code"],
        period=stored_period(row["start_date"], row["end_date"]),
        terms=terms_from(row),
        authorities=authorities,
        source_file=row["source_file"],
        source_sha256=row["source_sha256"],
        call_off_of=row["call_off_of"] or "",
    )


def terms_from(row: Row) -> Terms:
    """The terms that are columns of the agreement itself."""
    return Terms(
        notice_days=row["notice_days"],
        charges_day_of_leaving=bool(row["charges_day_of_leaving"]),
        payment_cycle=row["payment_cycle"],
        payment_days=row["payment_days"],
        response_working_days=row["response_working_days"],
        urgent_response_hours=row["urgent_response_hours"],
        uplift_rule=row["uplift_rule"],
        uplift_index=row["uplift_index"],
        uplift_cap=row["uplift_cap"],
        uplift_day=row["uplift_day"],
        procurement_regime=row["procurement_regime"],
        award_route=row["award_route"],
        lifetime_value_pence=row["lifetime_value_pence"],
    )


def terms_row(terms: Terms) -> dict[str, object]:
    """The terms as columns of the agreement."""
    return asdict(terms) | {"charges_day_of_leaving": int(terms.charges_day_of_leaving)}


def lot_from(row: Row) -> Lot:
    """A lot."""
    return Lot(
        row["id"], row["agreement_id"], row["code"], row["title"], row["price_ceiling_pence"]
    )


def membership_from(row: Row) -> Membership:
    """A membership."""
    return Membership(
        id=row["id"],
        lot_id=row["lot_id"],
        provider_id=row["provider_id"],
        service_id=row["service_id"],
        tier=row["tier"],
        period=stored_period(row["start_date"], row["end_date"]),
        rank=row["rank"],
        suspended_reason=row["suspended_reason"],
        sibling_discount=row["sibling_discount"],
        note=row["note"],
    )


def member_of_lot_from(agreement: Agreement, lot: Lot, row: Row) -> MemberOfLot:
    """A membership with its names: a row with `urn`, `service_name` and `provider_name` too."""
    return MemberOfLot(
        agreement=agreement,
        lot=lot,
        membership=membership_from(row),
        urn=row["urn"] or "",
        service_name=row["service_name"] or "",
        provider_name=row["provider_name"],
    )


def whole_member_from(row: Row) -> MemberOfLot:
    """A membership from a row that has its lot and agreement too; the terms are not in it."""
    agreement = Agreement(
        id=row["agreement_id"],
        reference=row["reference"],
        title=row["agreement_title"],
        kind=AgreementKind(row["kind"]),
        lead_authority_code=row["lead_authority_code"],
        period=stored_period(row["agreement_start"], row["agreement_end"]),
    )
    lot = Lot(
        id=row["lot_id"],
        agreement_id=row["agreement_id"],
        code=row["code"],
        title=row["lot_title"],
        price_ceiling_pence=row["price_ceiling_pence"],
    )
    return member_of_lot_from(agreement, lot, row)


def rate_from(row: Row) -> Rate:
    """A rate."""
    return Rate(
        id=row["id"],
        membership_id=row["membership_id"],
        element=Element(row["element"]),
        unit=Unit(row["unit"]),
        age_from=row["age_from"],
        age_to=row["age_to"],
        amount_pence=row["amount_pence"],
        period=stored_period(row["effective_from"], row["effective_to"]),
        vat_treatment=VatTreatment(row["vat_treatment"]),
        note=row["note"],
        source_cell=row["source_cell"],
        source_file=row["source_file"],
        vat_recoverable=bool(row["vat_recoverable"]),
    )
