"""Bed-nights sold between authorities: the share moves, the contract's payment does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.beds.booking import why_not_sold
from resources_app.beds.finding import find_bed, find_partner, find_sale
from resources_app.beds.queries import block_contract
from resources_app.beds.standing import cancels_from
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class NewSale:
    """Nights to be sold. Authorities are codes, names or letters.

    `bed` empty is any of the seller's; `nightly_pence` None is without a price.
    """

    seller: str
    buyer: str
    period: Period
    nightly_pence: int | None = None
    bed: str = ""
    agreed_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sold:
    """A sale: its reference, how many nights, and what they cost in all (pence)."""

    reference: str
    period: Period
    nights: int
    pence: int
    changes: Changes


@dataclass(frozen=True)
class SaleCancelled:
    """A sale called off: `given_back` is the first night that is the seller's again."""

    reference: str
    given_back: date
    changes: Changes


def sell_nights(session: Session, reference: str, new: NewSale) -> Sold:
    """Sell one bed's nights to a partner. Raises Refused, in a sentence, when they are not free.

    Raises BadInput for a sale without an end or with a price below zero.
    """
    require(session, Permission.KEEP_BEDS)
    if new.period.end is None or new.period.end <= new.period.start:
        raise BadInput("A sale needs at least one night.", where=Where(field="Until"))
    if new.nightly_pence is not None and new.nightly_pence < 0:
        raise BadInput("A price cannot be below zero.", where=Where(field="Price a night"))
    with session.act("sell_nights") as act:
        tables = act.tables
        contract = block_contract(tables, reference, session.today())
        seller, buyer = (find_partner(contract, one).code for one in (new.seller, new.buyer))
        bed = find_bed(contract, new.bed, new.period.start) if new.bed else None
        reason = why_not_sold(
            contract, seller, buyer, new.period, session.today(), bed_id=bed.id if bed else None
        )
        if reason:
            raise Refused(reason, remedy="Sell other nights, or fewer.")
        sale_reference = next_reference(session, tables, "BED")
        tables.insert(
            "bed_sale",
            {
                "id": session.new_id(),
                "reference": sale_reference,
                "agreement_id": contract.agreement_id,
                "bed_id": bed.id if bed else None,
                "seller_code": seller,
                "buyer_code": buyer,
                "start_date": new.period.start.isoformat(),
                "end_date": new.period.end.isoformat(),
                "nightly_pence": new.nightly_pence,
                "agreed_by": new.agreed_by.strip(),
                "note": new.note.strip(),
            },
        )
    nights = new.period.nights()
    pence = nights * (new.nightly_pence or 0)
    return Sold(sale_reference, new.period, nights, pence, act.changes)


def cancel_sale(session: Session, reference: str, sale: str, *, reason: str = "") -> SaleCancelled:
    """Call a sale off: all of it before its first night, afterwards from tomorrow on.

    Raises Refused when no night is left, or it was called off before.
    """
    require(session, Permission.KEEP_BEDS)
    today = session.today()
    with session.act("cancel_sale", reason=reason) as act:
        found = find_sale(block_contract(act.tables, reference, today), sale)
        if found.cancelled_on is not None:
            raise Refused(f"{found.reference} was called off on {day_text(found.cancelled_on)}.")
        from_ = cancels_from(found, today)
        if found.period.end is not None and from_ >= found.period.end:
            raise Refused(f"{found.reference} has no night left to give back.")
        act.tables.update("bed_sale", found.id, {"cancelled_on": from_.isoformat()})
    return SaleCancelled(found.reference, max(from_, found.period.start), act.changes)
