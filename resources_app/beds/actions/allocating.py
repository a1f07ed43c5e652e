"""Sharing out a contract's beds from a night on: one action for all authorities together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from resources_app.beds.actions.booking import need_in_contract
from resources_app.beds.allocating import allocation_change, why_not_shared
from resources_app.beds.booking import why_sales_uncovered
from resources_app.beds.finding import find_partner
from resources_app.beds.model import BlockContract
from resources_app.beds.queries import block_contract
from resources_app.foundations.errors import BadInput, Refused
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def allocate_beds(
    session: Session, reference: str, first_night: date, shares: Mapping[str, int]
) -> Changes:
    """Give each authority (code, name or letter) its number of beds from a night on.

    It stands up to the next allocation that is agreed already, else to the contract's end. An
    authority that is not named has none. Raises BadInput for a night outside the contract or an
    unknown authority, and Refused, naming the first night and both numbers, when the shares do
    not add up to the contract's beds or no longer cover nights that were sold.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    with session.act("allocate_beds") as act:
        contract = block_contract(act.tables, reference, session.today())
        write_allocation(session, act.tables, contract, first_night, shares)
        changed = block_contract(act.tables, reference, session.today())
        if reason := why_sales_uncovered(changed, session.today()):
            raise Refused(reason, remedy="Cancel the sale first, or give shares that cover it.")
    return act.changes


def write_allocation(
    session: Session,
    tables: Tables,
    contract: BlockContract,
    first_night: date,
    shares: Mapping[str, int],
) -> None:
    """Write an allocation inside the caller's action; raises as `allocate_beds`."""
    need_in_contract(contract, first_night)
    by_code = {find_partner(contract, words).code: beds for words, beds in shares.items()}
    if len(by_code) < len(shares):
        raise BadInput("An authority is named twice.")
    change = allocation_change(contract, first_night)
    if reason := why_not_shared(contract.beds, contract, change.period, by_code):
        raise Refused(reason, remedy="Give shares that add up to the beds of every night.")
    for old in change.ended:
        tables.update("bed_allocation", old.id, {"end_date": first_night.isoformat()})
    for old in change.removed:
        tables.delete("bed_allocation", old.id)
    end = change.period.end
    tables.insert_many(
        "bed_allocation",
        (
            {
                "id": session.new_id(),
                "agreement_id": contract.agreement_id,
                "authority_code": code,
                "beds": beds,
                "start_date": first_night.isoformat(),
                "end_date": end.isoformat() if end else None,
            }
            for code, beds in by_code.items()
            if beds
        ),
    )
