"""Which bed, authority or entry of a contract a person means."""

from __future__ import annotations

from datetime import date

from resources_app.beds.model import (
    Bed,
    BedSale,
    BedStay,
    BlockContract,
    Hold,
    OutOfService,
    Partner,
)
from resources_app.beds.standing import why_hold_ended
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, NotFound


def find_partner(contract: BlockContract, words: str) -> Partner:
    """An authority of the contract by ONS code, name or letter. Raises NotFound with those."""
    wanted = words.strip().casefold()
    for one in contract.partners:
        if wanted in (one.code.casefold(), one.name.casefold(), one.letter.casefold()):
            return one
    known = "; ".join(f"{one.letter} {one.name}" for one in contract.partners)
    raise NotFound(
        f"“{words}” is not an authority of {contract.reference}.", remedy=f"They are: {known}."
    )


def find_bed(contract: BlockContract, words: str, night: date | None = None) -> Bed:
    """A bed by home and code, `SC000123/B2` or `Elm House/B2`. Raises NotFound, BadInput.

    Of beds that had the same name one after the other, the one of `night`.
    """
    home, slash, code = (part.strip().casefold() for part in words.rpartition("/"))
    if not slash:
        raise BadInput(
            f"“{words}” does not say which home’s bed.",
            remedy="Give the home’s URN and the bed, such as SC000123/B2.",
        )
    names = {one.id: (one.urn.casefold(), one.name.casefold()) for one in contract.homes}
    found = [
        one for one in contract.beds if one.code.casefold() == code and home in names[one.home_id]
    ]
    if not found:
        known = ", ".join(one.name for one in contract.beds)
        raise NotFound(f"{contract.reference} has no bed {words}.", remedy=f"It has {known}.")
    return next((one for one in found if night and night in one.period), found[-1])


def find_hold(contract: BlockContract, bed: Bed, today: date) -> Hold:
    """The hold of a bed that still holds, the first one when there are several. Raises NotFound."""
    for one in contract.holds:
        if one.bed_id == bed.id and not why_hold_ended(one, today):
            return one
    raise NotFound(f"Bed {bed.name} is not held.")


def find_closure(contract: BlockContract, bed: Bed, night: date) -> OutOfService:
    """What keeps a bed out of service on a night. Raises NotFound."""
    for one in contract.closures:
        if one.bed_id == bed.id and night in one.period:
            return one
    raise NotFound(f"Bed {bed.name} is not out of service on {day_text(night)}.")


def find_sale(contract: BlockContract, reference: str) -> BedSale:
    """A bed sale by its reference, `BED-26-A7-0001`. Raises NotFound."""
    for one in contract.sales:
        if one.reference == reference.strip().upper():
            return one
    raise NotFound(
        f"{contract.reference} has no bed sale {reference}.",
        remedy="References look like BED-26-A7-0001.",
    )


def find_stay(contract: BlockContract, placement: str, night: date) -> BedStay:
    """The stay of a placement that a night falls in, else its latest. Raises NotFound."""
    mine = [one for one in contract.stays if one.placement_reference == placement.strip().upper()]
    if not mine:
        raise NotFound(f"Placement {placement} is in no bed of {contract.reference}.")
    return next((one for one in mine if night in one.period), mine[-1])
