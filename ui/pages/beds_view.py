"""What the Beds page reads: a contract's board, its counts, and what waits in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.beds.board import board
from resources_app.beds.following_queries import assessments
from resources_app.beds.model import Assessment, Board
from resources_app.beds.occupancy import Occupancy, occupancy
from resources_app.beds.queries import ContractSummary, block_contract, block_contracts
from resources_app.beds.report_queries import block_report
from resources_app.foundations.dates import Period, add_months
from resources_app.foundations.errors import KnownError
from resources_app.foundations.quarters import Quarter, quarter_of
from resources_app.store.tables import Tables

BEFORE, NIGHTS = 62, 427  # the board goes from two months before a day to a year after it


@dataclass(frozen=True)
class BedsView:
    """The block contracts there are, and one of them with its board; None when there is none."""

    contracts: tuple[ContractSummary, ...]
    board: Board | None = None
    counts: Occupancy | None = None
    assessments: tuple[Assessment, ...] = ()


def board_period(around: date) -> Period:
    """The nights that a board shows around a day: whole months from two before it on."""
    start = add_months(around.replace(day=1), -2)
    return Period(start, start + timedelta(days=NIGHTS))


def gather(tables: Tables, reference: str, around: date, today: date) -> BedsView:
    """Read a contract, or the first there is. Raises NotFound for an unknown one."""
    contracts = tuple(block_contracts(tables))
    if not contracts:
        return BedsView(())
    contract = block_contract(tables, reference or contracts[0].reference, today)
    shown = board(contract, board_period(around), today)
    due = tuple(assessments(tables, contract, today))
    return BedsView(contracts, shown, occupancy(shown), due)


@dataclass(frozen=True)
class PeriodReport:
    """What is said of a quarter or a year; `why_not` says why there is no statement."""

    counts: Occupancy
    board: Board
    report: object = None  # a report_queries.BlockReport, or None
    why_not: str = ""


def report_of(tables: Tables, reference: str, period: Period, today: date) -> PeriodReport:
    """Count a period, and its statement where there can be one."""
    shown = board(block_contract(tables, reference, today), period, today)
    counts = occupancy(shown)
    try:
        return PeriodReport(counts, shown, block_report(tables, reference, period, today))
    except KnownError as error:
        return PeriodReport(counts, shown, why_not=str(error))


def quarters_of(period: Period, today: date) -> list[Quarter]:
    """The quarters of a contract up to the present one, the latest first."""
    last = min(today, period.end - timedelta(days=1)) if period.end else today
    found = [quarter_of(max(last, period.start))]
    while found[-1].period.start > period.start:
        found.append(found[-1].before)
    return found
