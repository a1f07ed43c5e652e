"""A contract's reports for a period: everything that page, paper and command say of it, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.beds.board import board
from resources_app.beds.following_queries import like_placements, outcome_records
from resources_app.beds.model import BlockContract, Board
from resources_app.beds.outcomes import Outcomes, outcomes
from resources_app.beds.queries import block_contract
from resources_app.beds.recharging import Statement, statement
from resources_app.beds.saving import BlockSaving, saving
from resources_app.foundations.dates import Period
from resources_app.store.tables import Tables


def board_of(tables: Tables, reference: str, period: Period, today: date) -> Board:
    """The board of a contract for a period with an end. Raises NotFound."""
    return board(block_contract(tables, reference, today), period, today)


def recharge(tables: Tables, reference: str, period: Period, today: date) -> Statement:
    """What the authorities owe for a period. Raises NotFound and, as `statement`, Refused."""
    return statement(board_of(tables, reference, period, today))


def lived_through(period: Period, today: date) -> Period | None:
    """The nights of a period up to tonight: what is still to come has no outcome and no saving."""
    return period.meet(Period(date.min, today + timedelta(days=1)))


def outcomes_of(tables: Tables, reference: str, period: Period, today: date) -> Outcomes:
    """The outcomes of those placed in a period, up to tonight. Raises NotFound."""
    return _outcomes(tables, block_contract(tables, reference, today), period, today)


def _outcomes(tables: Tables, contract: BlockContract, period: Period, today: date) -> Outcomes:
    nights = lived_through(period, today) or Period(period.start, period.start)
    shown = board(contract, nights, today)
    return outcomes(shown, outcome_records(tables, contract.agreement_id))


def saving_of(tables: Tables, reference: str, period: Period, today: date) -> BlockSaving | None:
    """The saving of a period, up to tonight, against like placements.

    None when there is none to compare with, or no night has passed. Raises NotFound, Refused.
    """
    return _saving(tables, block_contract(tables, reference, today), period, today)


def _saving(
    tables: Tables, contract: BlockContract, period: Period, today: date
) -> BlockSaving | None:
    nights = lived_through(period, today)
    if nights is None:
        return None
    shown = board(contract, nights, today)
    return saving(shown, statement(shown), like_placements(tables, nights))


@dataclass(frozen=True)
class BlockReport:
    """A contract's period as its statement is printed: all of it read at one moment."""

    contract: BlockContract
    statement: Statement
    outcomes: Outcomes
    saving: BlockSaving | None


def block_report(tables: Tables, reference: str, period: Period, today: date) -> BlockReport:
    """Everything that is said of a period of a contract. Raises NotFound, Refused."""
    contract = block_contract(tables, reference, today)
    return BlockReport(
        contract,
        statement(board(contract, period, today)),
        _outcomes(tables, contract, period, today),
        _saving(tables, contract, period, today),
    )
