"""A provider with two children at contract prices, for tests of what is paid for them.

Tom (B-1001) has lived at Chalk Hill House since 1 July 2026 for £1,083 a week; Ada (B-1002) from
then until 18 November 2026 for £1,200. Ben (B-2001) lives with another provider.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.finance.model import NewInvoice, NewLine
from resources_app.foundations.dates import Period
from resources_app.foundations.money import charge_for_nights
from resources_app.session import Session
from tests.casework.made_up import BUCKS, add_service, put

YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
OCTOBER = Period(date(2026, 10, 1), date(2026, 11, 1))
TOM, ADA = 108_300, 120_000  # pence a week
TOM_OCTOBER, ADA_OCTOBER = charge_for_nights(TOM, 31), charge_for_nights(ADA, 31)
RECEIVED = date(2026, 11, 10)


@dataclass(frozen=True)
class Market:
    """What the tests need to name. References are those of the placements."""

    session: Session
    provider_id: str
    other_id: str
    tom: str
    ada: str
    ben: str


def add_child(session: Session, identifier: str, given: str, family: str, born: str) -> str:
    return put(
        session,
        "child",
        local_identifier=identifier,
        given_name=given,
        family_name=family,
        date_of_birth=born,
        sex="1",
        authority_code=BUCKS,
    )


def place(
    session: Session, child_id: str, service_id: str, number: int, weekly: int, **given: object
) -> str:
    """A placement with an agreement that pays `weekly` pence; its reference."""
    reference = f"PLC-26-A7-{number:04d}"
    start = str(given.get("start_date", "2026-07-01"))
    placement = put(
        session,
        "placement",
        reference=reference,
        child_id=child_id,
        service_id=service_id,
        authority_code=BUCKS,
        **{"start_date": start, **given},
    )
    ipa = put(
        session,
        "ipa",
        reference=f"IPA-26-A7-{number:04d}",
        placement_id=placement,
        start_date=start,
        notice_days=28,
        payment_cycle="monthly in arrears",
        review_due="2026-12-31",
    )
    add_fee(session, ipa, weekly, start_date=start, end_date=given.get("end_date"))
    return reference


def add_fee(session: Session, ipa: str, pence: int, **given: object) -> str:
    line = {
        "ipa_id": ipa,
        "element": "core weekly fee",
        "unit": "week",
        "amount_pence": pence,
        "start_date": "2026-07-01",
        "reason": "agreed for the child",
        **given,
    }
    return put(session, "fee_line", **line)


def ipa_of(session: Session, reference: str) -> str:
    """The id of the agreement of a placement, by the placement's reference."""
    return str(
        session.tables.value(
            """SELECT ipa.id FROM ipa JOIN placement ON placement.id = ipa.placement_id
                WHERE placement.reference = ?""",
            (reference,),
        )
    )


def build(session: Session) -> Market:
    """Enter all of it."""
    house = add_service(session, "SC000001", name="Chalk Hill House")
    put(session, "provider", id="p2", name="Beech Care")
    beech = add_service(session, "SC000002", name="Beech House", provider_id="p2")
    tom = add_child(session, "B-1001", "Tom", "Okafor", "2013-05-01")
    ada = add_child(session, "B-1002", "Ada", "Nolan", "2012-02-11")
    ben = add_child(session, "B-2001", "Ben", "Hale", "2011-01-01")
    return Market(
        session,
        "p1",
        "p2",
        place(session, tom, house, 1, TOM),
        place(session, ada, house, 2, ADA, end_date="2026-11-18"),
        place(session, ben, beech, 3, 99_900),
    )


def line(child: str, pence: int, period: Period = OCTOBER, **more: object) -> NewLine:
    return NewLine(child=child, period=period, net_pence=pence, **more)  # type: ignore[arg-type]


def invoice(number: str, *lines: NewLine, **more: object) -> NewInvoice:
    given = {"provider_id": "p1", "invoice_date": date(2026, 11, 2), "received_on": RECEIVED}
    return NewInvoice(number=number, lines=lines, **{**given, **more})  # type: ignore[arg-type]
