"""Outcomes before and after: of the children placed, who had a history, and what became of it.

DOMAIN, Cross Regional Project: missing episodes, violence or antisocial behaviour, offending
and self-harm. Only what was counted both before and since says anything about a change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resources_app.beds.model import Board, NightState
from resources_app.foundations.codes import CodeList, codes
from resources_app.foundations.dates import Period
from resources_app.foundations.money import divide_half_up


@dataclass(frozen=True)
class OutcomeRecord:
    """How often something happened before a placement and since; None: not counted yet."""

    placement_id: str
    measure: str
    before: int
    after: int | None


@dataclass(frozen=True)
class MeasureOutcome:
    """One measure: children with such a history, and of them those for whom it got less.

    `lessened` counts those who stopped too; `open` are not counted again yet. `per_cent` is of
    all placed, in whole per cent; None when nobody was placed.
    """

    measure: str
    words: str
    with_history: int
    lessened: int
    stopped: int
    open: int
    placed: int
    per_cent: int | None

    @property
    def sentence(self) -> str:
        """The measure in words."""
        if not self.with_history:
            return f"{self.words}: none of {self.placed} had such a history."
        open_ = f", {self.open} not counted again yet" if self.open else ""
        return (
            f"{self.words}: {self.with_history} of {self.placed} ({self.per_cent} %) had a "
            f"history; {self.lessened} of them reduced or stopped, {self.stopped} stopped{open_}."
        )


@dataclass(frozen=True)
class Outcomes:
    """A period's outcomes; `placed` are placements with a night in a bed in it."""

    agreement: str
    period: Period
    placed: int
    measures: tuple[MeasureOutcome, ...]


def placements_in(board: Board) -> set[str]:
    """The keys of the placements with a night in a bed on the board."""
    placement = {one.id: one.placement_id for one in board.contract.stays}
    return {
        placement[span.source]
        for row in board.rows
        for span in row.spans
        if span.state is NightState.PLACED
    }


def outcomes(board: Board, records: Iterable[OutcomeRecord]) -> Outcomes:
    """Count the outcomes of those placed in a board's period."""
    placed = placements_in(board)
    mine = [one for one in records if one.placement_id in placed and one.before > 0]
    measures = []
    for measure in codes(CodeList.OUTCOME_MEASURES).values():
        had = [one for one in mine if one.measure == measure.code]
        again = [(one.before, one.after) for one in had if one.after is not None]
        measures.append(
            MeasureOutcome(
                measure=measure.code,
                words=measure.words,
                with_history=len(had),
                lessened=sum(after < before for before, after in again),
                stopped=sum(after == 0 for _before, after in again),
                open=len(had) - len(again),
                placed=len(placed),
                per_cent=divide_half_up(100 * len(had), len(placed)) if placed else None,
            )
        )
    return Outcomes(board.contract.reference, board.period, len(placed), tuple(measures))
