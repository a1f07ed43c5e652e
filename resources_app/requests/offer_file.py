"""Offers and decisions as JSON files or forms: their fields, and reading them.

    {"urn": "SC093391", "available_from": "2026-12-01", "carer_or_bed_code": "FC-0192",
     "how_needs_met": …, "prices": [{"element": "core weekly fee", "unit": "week",
                                     "amount": 1083.00}]}

    {"offer": "SC093391", "reasons": …, "alternatives": …, "value_for_money": …,
     "child_views": …, "family_views": …, "funding": {"social care": 60, "education": 40}}

Amounts are pounds, net of VAT; shares are per cent. assets/schemas/offer.json and
decision.json are made from the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.foundations.fields import Field, Kind, Needed, Reading, Record
from resources_app.foundations.percents import percent_text
from resources_app.requests import bed_codes
from resources_app.requests.costs import WHOLE, why_not_quantity
from resources_app.requests.model import Funder, FundingShare, NewDecision, NewOffer, NewPrice

_ALWAYS = Needed.ALWAYS

PRICE_FIELDS: tuple[Field, ...] = (
    Field("element", "For", Kind.CHOICE, needed=_ALWAYS, options=tuple(Element)),
    Field("unit", "By the", Kind.CHOICE, needed=_ALWAYS, options=tuple(Unit)),
    Field(
        "quantity",
        "How many",
        Kind.WHOLE_NUMBER,
        help="A week; for terms, academic years and one-offs in all. One when it is left open.",
        least=1,
        most=10_000,
    ),
    Field("amount", "Amount for one", Kind.POUNDS, needed=_ALWAYS, help="Net of VAT.", most=10**9),
    Field("description", "What it buys", Kind.TEXT),
    Field("vat_treatment", "VAT", Kind.CHOICE, options=tuple(VatTreatment)),
)

OFFER_FIELDS: tuple[Field, ...] = (
    Field("urn", "Service’s URN", Kind.TEXT, needed=_ALWAYS),
    Field("available_from", "Available from", Kind.DATE, needed=_ALWAYS),
    Field("carer_or_bed_code", "Carer or bed", Kind.TEXT, help=bed_codes.HELP),
    Field(
        "setting_postcode",
        "Postcode of the setting",
        Kind.POSTCODE,
        help="For a service with many addresses: which of them.",
    ),
    Field(
        "living_postcode",
        "Where the child would sleep",
        Kind.POSTCODE,
        help="When it is not the service’s own address; a foster home’s outward code will do.",
    ),
    Field(
        "lot",
        "Lot",
        Kind.TEXT,
        help="The lot its prices are held against: agreement and code, such as SC-2026/2. "
        "Needed only where the service is in several.",
    ),
    Field("how_needs_met", "How needs would be met", Kind.LONG_TEXT),
    Field("school_offered", "School offered", Kind.TEXT),
    Field("prices", "Prices", Kind.RECORDS, needed=_ALWAYS, columns=PRICE_FIELDS),
    Field(
        "above_contract_reason",
        "Why above the contract price",
        Kind.LONG_TEXT,
        help="Needed when any line asks more than the contract.",
    ),
    Field(
        "unreleased_reason",
        "Why from a service that was not asked",
        Kind.LONG_TEXT,
        help="Needed when the request was never sent to this service.",
    ),
)

DECISION_FIELDS: tuple[Field, ...] = (
    Field("offer", "Chosen offer", Kind.TEXT, needed=_ALWAYS, help="Its service’s URN."),
    Field("reasons", "Why this home", Kind.LONG_TEXT, needed=_ALWAYS),
    Field("alternatives", "What else was considered", Kind.LONG_TEXT, needed=_ALWAYS),
    Field("value_for_money", "Value for money", Kind.LONG_TEXT, needed=_ALWAYS),
    Field(
        "child_views",
        "What the child wants",
        Kind.LONG_TEXT,
        needed=_ALWAYS,
        help="If the child could not be asked, say why (Children Act 1989, section 22(4)).",
    ),
    Field(
        "family_views",
        "What the family wants",
        Kind.LONG_TEXT,
        needed=_ALWAYS,
        help="If they could not be asked, say why (Children Act 1989, section 22(4)).",
    ),
)
FUNDING = Field("funding", "Funding split", Kind.RECORDS, needed=_ALWAYS)
_FUNDING_REMEDY = (
    "Give each funder’s per cent, for example {“social care”: 60, “education”: 30, “health”: 10}."
)


def read_offer(data: Mapping[str, object], *, file: str = "", by_path: bool = True) -> NewOffer:
    """An offer from a file's object or a form's answers. Raises Problems with all that is wrong."""
    reading = Reading(file=file, by_path=by_path)
    values = reading.record(OFFER_FIELDS, data)
    if said := bed_codes.why_not_code(str(values["carer_or_bed_code"])):
        field = next(one for one in OFFER_FIELDS if one.name == "carer_or_bed_code")
        reading.refuse(field, said, bed_codes.HELP)
    lines = cast("tuple[Record, ...]", values["prices"])
    _check_quantities(reading, lines)
    reading.finish()
    texts = {
        one.name: str(values[one.name])
        for one in OFFER_FIELDS
        if one.name not in ("available_from", "prices")
    }
    start = values["available_from"]
    assert isinstance(start, date)
    return NewOffer(available_from=start, prices=tuple(_price(one) for one in lines), **texts)


def read_decision(
    data: Mapping[str, object], *, file: str = "", by_path: bool = True
) -> NewDecision:
    """A decision from a file's object or a form's answers. Raises Problems."""
    reading = Reading(file=file, by_path=by_path)
    given = dict(data)
    funding = _read_funding(reading, given.pop("funding", None))
    values = reading.record(DECISION_FIELDS, given)
    reading.finish()
    return NewDecision(funding=funding, **{name: str(value) for name, value in values.items()})


def _price(record: Record) -> NewPrice:
    amount, quantity = record["amount"], record["quantity"]
    assert isinstance(amount, int)
    return NewPrice(
        element=str(record["element"]),
        unit=str(record["unit"]),
        amount_pence=amount,
        quantity=quantity if isinstance(quantity, int) else 1,
        description=str(record["description"]),
        vat_treatment=str(record["vat_treatment"]) or VatTreatment.EXEMPT,
    )


def _check_quantities(reading: Reading, lines: tuple[Record, ...]) -> None:
    field = next(one for one in PRICE_FIELDS if one.name == "quantity")
    for number, line in enumerate(lines, 1):
        quantity, unit = line["quantity"], line["unit"]
        said = why_not_quantity(str(unit), quantity) if unit and isinstance(quantity, int) else ""
        if said:
            reading.refuse(field, said, "Check unit and number.", f"prices[{number}]")


def _read_funding(reading: Reading, given: object) -> tuple[FundingShare, ...]:
    if not isinstance(given, Mapping) or not given:
        what = "This is needed." if given is None else "This is not a split."
        reading.refuse(FUNDING, what, _FUNDING_REMEDY)
        return ()
    shares = []
    for funder, share in given.items():
        read = share_of(share)
        if funder not in tuple(Funder):
            listed = ", ".join(Funder)
            reading.refuse(FUNDING, f"“{funder}” is not a funder.", f"Use one of: {listed}.")
        elif read is None:
            reading.refuse(FUNDING, f"“{share}” is not a share.", _FUNDING_REMEDY)
        else:
            shares.append(FundingShare(funder, read))
    total = sum(one.share for one in shares)
    if len(shares) == len(given) and total != WHOLE:
        what = f"The shares add up to {percent_text(total)}."
        reading.refuse(FUNDING, what, "Together they are 100 %.")
    return tuple(one for one in shares if one.share)


def share_of(given: object) -> int | None:
    """Per cent as hundredths of a per cent, or None for what is no share."""
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        # repr, so that 33.33 is the digits that were written and not the float beside them.
        text = given.strip().rstrip("%").strip() if isinstance(given, str) else repr(given)
        hundredths = Decimal(text) * 100
    except InvalidOperation:
        return None
    if not hundredths.is_finite() or hundredths != hundredths.to_integral_value():
        return None
    return int(hundredths) if 0 <= hundredths <= WHOLE else None
