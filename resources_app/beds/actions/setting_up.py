"""Setting a block contract up: its terms, its homes with their beds, what is paid for them.

The agreement itself is made in the agreements room, as kind `block`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from resources_app.agreements.queries import known_services
from resources_app.beds.actions.allocating import write_allocation
from resources_app.beds.actions.booking import iso, need_in_contract
from resources_app.beds.allocating import wrong_nights
from resources_app.beds.booking import closed, why_not_free
from resources_app.beds.finding import find_bed
from resources_app.beds.model import BlockContract
from resources_app.beds.queries import block_contract
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.foundations.postcodes import normalise
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class BlockTerms:
    """What a block contract asks for beside its beds.

    `most_minutes` is the longest travel time from a home to the linked school, itself allowed;
    `therapist_weeks` is how soon after arrival a child is assessed; None where it asks nothing.
    """

    school_name: str = ""
    school_urn: str = ""
    school_postcode: str = ""
    most_minutes: int | None = None
    therapist_weeks: int | None = None
    deducts_out_of_service: bool = False


@dataclass(frozen=True)
class NewHome:
    """A home to be added, by URN, with the codes of its beds, from a night on.

    `shares` are the authorities' shares from that night on; needed only where the beds of those
    nights are shared out already.
    """

    urn: str
    beds: Sequence[str]
    first_night: date
    minutes_to_school: int | None = None
    shares: Mapping[str, int] = field(default_factory=dict)


def set_block_terms(session: Session, reference: str, terms: BlockTerms) -> Changes:
    """Write what a contract asks for. Raises BadInput for a postcode or a number that is none."""
    require(session, Permission.KEEP_AGREEMENTS)
    for number, name in (
        (terms.most_minutes, "Most minutes to school"),
        (terms.therapist_weeks, "Weeks to the assessment"),
    ):
        if number is not None and number < 1:
            raise BadInput("This is at least 1, or left open.", where=Where(field=name))
    postcode = normalise(terms.school_postcode)
    if terms.school_postcode.strip() and not postcode:
        raise BadInput(
            f"“{terms.school_postcode}” is not a postcode.", where=Where(field="School’s postcode")
        )
    with session.act("set_block_terms") as act:
        contract = block_contract(act.tables, reference, session.today())
        act.tables.update(
            "agreement",
            contract.agreement_id,
            {
                "linked_school_name": terms.school_name.strip(),
                "linked_school_urn": terms.school_urn.strip(),
                "linked_school_postcode": postcode,
                "most_minutes_to_school": terms.most_minutes,
                "therapist_weeks": terms.therapist_weeks,
                "deducts_out_of_service": int(terms.deducts_out_of_service),
            },
        )
    return act.changes


def add_home(session: Session, reference: str, new: NewHome) -> Changes:
    """Add a home with its beds, or more beds to a home that is there.

    Raises NotFound for an unknown URN, BadInput for beds that are there or named twice, and
    Refused when the shares of those nights no longer add up to the beds.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    codes = [code.strip() for code in new.beds]
    if not codes or "" in codes or len({code.casefold() for code in codes}) < len(codes):
        raise BadInput("Give each bed a code of its own.", where=Where(field="Beds"))
    with session.act("add_home") as act:
        tables = act.tables
        contract = block_contract(tables, reference, session.today())
        need_in_contract(contract, new.first_night)
        home_id = _home(session, tables, contract, new)
        _write_beds(session, tables, contract, home_id, codes, new.first_night)
        after = block_contract(tables, reference, session.today())
        if new.shares:
            write_allocation(session, tables, after, new.first_night, new.shares)
            after = block_contract(tables, reference, session.today())
        _check_shared(after, new.first_night)
    return act.changes


def _home(session: Session, tables: Tables, contract: BlockContract, new: NewHome) -> str:
    there = next((one for one in contract.homes if one.urn == new.urn.strip().upper()), None)
    if there is not None:
        return there.id
    service = known_services(tables, [new.urn.strip().upper()]).get(new.urn.strip().upper())
    if service is None:
        raise NotFound(f"There is no service with URN {new.urn} in the register.")
    home_id = session.new_id()
    tables.insert(
        "block_home",
        {
            "id": home_id,
            "agreement_id": contract.agreement_id,
            "service_id": service.id,
            "minutes_to_school": new.minutes_to_school,
        },
    )
    return home_id


def _write_beds(
    session: Session,
    tables: Tables,
    contract: BlockContract,
    home_id: str,
    codes: Sequence[str],
    first_night: date,
) -> None:
    there = {one.code.casefold() for one in contract.beds if one.home_id == home_id}
    for code in codes:
        if code.casefold() in there:
            raise BadInput(f"The home has a bed {code} already.", where=Where(field="Beds"))
        tables.insert(
            "bed",
            {
                "id": session.new_id(),
                "block_home_id": home_id,
                "code": code,
                "start_date": first_night.isoformat(),
                "end_date": iso(contract.period.end),
            },
        )


def _check_shared(contract: BlockContract, first_night: date) -> None:
    """Beds that are shared out already must still be so; before the first shares nothing is."""
    first_shared = min((one.period.start for one in contract.allocations), default=None)
    if first_shared is None:
        return
    nights = closed(Period(max(first_night, first_shared)), contract)
    wrong = wrong_nights(contract, nights)
    if wrong:
        raise Refused(
            f"The shares from {day_text(wrong[0])} on would no longer add up to the beds.",
            remedy="Give the authorities’ new shares together with the home.",
        )


def end_bed(
    session: Session,
    reference: str,
    bed: str,
    first_night_without: date,
    shares: Mapping[str, int] | None = None,
) -> Changes:
    """Take a bed out of the contract from a night on, with the shares that then hold.

    Raises Refused when a child sleeps in it or it is held beyond that night, and when the shares
    no longer add up to the beds; BadInput for a night outside the bed's own.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    with session.act("end_bed") as act:
        tables, today = act.tables, session.today()
        contract = block_contract(tables, reference, today)
        wanted = find_bed(contract, bed, first_night_without)
        if first_night_without not in wanted.period or first_night_without == wanted.period.start:
            raise BadInput(
                f"Bed {wanted.name} has no night of {day_text(first_night_without)} to end on.",
                where=Where(field="From"),
            )
        rest = Period(first_night_without, wanted.period.end)
        closures = [one.id for one in contract.closures if one.bed_id == wanted.id]
        if reason := why_not_free(contract, wanted.id, rest, today, but=closures):
            raise Refused(reason, remedy="Move the child, or release the bed, first.")
        tables.update("bed", wanted.id, {"end_date": first_night_without.isoformat()})
        after = block_contract(tables, reference, today)
        if shares:
            write_allocation(session, tables, after, first_night_without, shares)
            after = block_contract(tables, reference, today)
        _check_shared(after, first_night_without)
    return act.changes


def set_payment(session: Session, reference: str, annual_pence: int, first_night: date) -> Changes:
    """What is paid for the beds a year of the contract, from a night on; the old ends there.

    Raises BadInput for an amount below zero or a night outside the contract.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if annual_pence < 0:
        raise BadInput("A payment cannot be below zero.", where=Where(field="A year"))
    with session.act("set_payment") as act:
        tables = act.tables
        contract = block_contract(tables, reference, session.today())
        need_in_contract(contract, first_night)
        later = [one.period.start for one in contract.payments if one.period.start > first_night]
        for old in contract.payments:
            if old.period.start == first_night:
                tables.delete("block_payment", old.id)
            elif first_night in old.period:
                tables.update("block_payment", old.id, {"end_date": first_night.isoformat()})
        tables.insert(
            "block_payment",
            {
                "id": session.new_id(),
                "agreement_id": contract.agreement_id,
                "annual_pence": annual_pence,
                "start_date": first_night.isoformat(),
                "end_date": iso(min(later, default=contract.period.end)),
            },
        )
    return act.changes
