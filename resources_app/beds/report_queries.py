"""A contract's reports for a period: everything that page, paper and command say of it, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.beds.board import board
from resources_app.beds.model import BlockContract, Board
from resources_app.beds.outcomes import Outcomes, outcomes
from resources_app.beds.queries import block_contract, like_placements, outcome_records
from resources_app.beds.recharging import Statement, statement
from resources_app.beds.saving import Saving, saving
from resources_app.foundations.dates import Period
from resources_app.store.tables import Tables


def board_of(tables: Tables, reference: str, period: Period, today: date) -> Board:
    """The board of a contract for a period with an end. Raises NotFound."""
    return board(block_contract(tables, reference, today), period, today)


def recharge(tables: Tables, reference: str, period: Period, today: date) -> Statement:
    """What the authorities owe for a period. Raises NotFound and, as `statement`, Refused."""
    return statement(board_of(tables, reference, period, today))


def outcomes_of(tables: Tables, reference: str, period: Period, today: date) -> Outcomes:
    """The outcomes of those placed in a period. Raises NotFound."""
    shown = board_of(tables, reference, period, today)
    return outcomes(shown, outcome_records(tables, shown.contract.agreement_id))


def saving_of(tables: Tables, reference: str, period: Period, today: date) -> Saving | None:
    """The saving of a period against like placements; None when there is none to compare with."""
    shown = board_of(tables, reference, period, today)
    return saving(shown, statement(shown), like_placements(tables, period))


@dataclass(frozen=True)
class BlockReport:
    """A contract's period as its statement is printed: all of it read at one moment."""

    contract: BlockContract
    statement: Statement
    outcomes: Outcomes
    saving: Saving | None


def block_report(tables: Tables, reference: str, period: Period, today: date) -> BlockReport:
    """Everything that is said of a period of a contract. Raises NotFound, Refused."""
    shown = board_of(tables, reference, period, today)
    made = statement(shown)
    return BlockReport(
        shown.contract,
        made,
        outcomes(shown, outcome_records(tables, shown.contract.agreement_id)),
        saving(shown, made, like_placements(tables, period)),
    )
