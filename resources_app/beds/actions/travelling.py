"""How long the way to the linked school is: entered by somebody, or estimated and marked so."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.beds.model import BlockContract, BlockHome
from resources_app.beds.queries import block_contract
from resources_app.beds.travel import TravelTime, travel_time
from resources_app.foundations.distance import miles
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.foundations.travel import estimated_minutes
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class TravelWritten:
    """Travel times as they now stand, each against the contract's limit."""

    homes: tuple[TravelTime, ...]
    changes: Changes


def set_minutes(session: Session, reference: str, urn: str, minutes: int) -> TravelWritten:
    """Enter a home's travel time to the linked school in minutes, as somebody measured it.

    Raises NotFound for a home that is not in the contract, BadInput for less than a minute.
    """
    require(session, Permission.KEEP_BEDS)
    if minutes < 1:
        raise BadInput("A way takes at least a minute.", where=Where(field="Minutes"))
    with session.act("set_minutes") as act:
        contract = block_contract(act.tables, reference, session.today())
        home = _home(contract, urn)
        act.tables.update(
            "block_home", home.id, {"minutes_to_school": minutes, "minutes_estimated": 0}
        )
        after = block_contract(act.tables, reference, session.today())
    return TravelWritten((travel_time(_home(after, urn), after.most_minutes),), act.changes)


def estimate_minutes(session: Session, reference: str) -> TravelWritten:
    """Estimate, from the straight distance, the travel times that nobody has entered.

    Raises Refused when the contract names no school with a postcode that can be placed.
    """
    require(session, Permission.KEEP_BEDS)
    with session.act("estimate_minutes") as act:
        contract = block_contract(act.tables, reference, session.today())
        postcodes = PostcodeBook()
        school = postcodes.locate(contract.school_postcode) if contract.school_postcode else None
        if school is None:
            raise Refused(
                f"{contract.reference} names no school with a known postcode.",
                remedy="Enter the linked school’s postcode first.",
            )
        for home in contract.homes:
            apart = miles(postcodes.locate(home.postcode), school)
            entered = home.minutes_to_school is not None and not home.minutes_estimated
            if apart is None or entered:
                continue
            minutes = max(1, estimated_minutes(apart))
            act.tables.update(
                "block_home", home.id, {"minutes_to_school": minutes, "minutes_estimated": 1}
            )
        after = block_contract(act.tables, reference, session.today())
    homes = tuple(travel_time(one, after.most_minutes) for one in after.homes)
    return TravelWritten(homes, act.changes)


def _home(contract: BlockContract, urn: str) -> BlockHome:
    for one in contract.homes:
        if one.urn == urn.strip().upper():
            return one
    known = ", ".join(one.urn for one in contract.homes)
    raise NotFound(f"{contract.reference} has no home {urn}.", remedy=f"It has {known}.")
