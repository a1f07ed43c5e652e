"""What in the block contracts wants somebody soon: assessments that fall due, holds that lapse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.beds.following_queries import assessments
from resources_app.beds.model import BlockContract
from resources_app.beds.queries import block_contract, block_contracts
from resources_app.beds.standing import why_hold_ended
from resources_app.store.tables import Tables

ASSESSMENTS_AHEAD = timedelta(days=14)  # time to book a therapist
HOLDS_AHEAD = timedelta(days=2)


@dataclass(frozen=True)
class BedMatter:
    """Something to see to by a day: what, about whom or which bed, in which contract.

    `about_assessment` tells an assessment from a hold.
    """

    what: str
    about: str
    by: date
    agreement: str
    about_assessment: bool


def bed_matters(tables: Tables, today: date) -> list[BedMatter]:
    """What wants somebody soon, the soonest first."""
    found: list[BedMatter] = []
    for one in block_contracts(tables):
        contract = block_contract(tables, one.reference, today)
        found += _to_assess(tables, contract, today)
        found += _lapsing(contract, today)
    return sorted(found, key=lambda one: (one.by, one.about))


def _to_assess(tables: Tables, contract: BlockContract, today: date) -> Iterator[BedMatter]:
    for one in assessments(tables, contract, today):
        if one.done_on is None and one.due_on <= today + ASSESSMENTS_AHEAD:
            late = "overdue" if one.overdue(today) else "due"
            what = f"Therapist’s assessment {late}"
            yield BedMatter(what, f"{one.child}, {one.home}", one.due_on, contract.reference, True)


def _lapsing(contract: BlockContract, today: date) -> Iterator[BedMatter]:
    for one in contract.holds:
        if not why_hold_ended(one, today) and one.lapses_on <= today + HOLDS_AHEAD:
            bed = contract.bed(one.bed_id)
            whose = contract.partner(one.authority_code).name
            about = f"{contract.home(bed.home_id).name}, bed {bed.code}, for {whose}"
            yield BedMatter("A held bed lapses", about, one.lapses_on, contract.reference, False)
