"""Savings: what the team's work has kept from being spent, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resources_app.foundations.dates import Period


class SavingState(StrEnum):
    """Where a saving stands; only an agreed one counts."""

    RECORDED = "recorded"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class NewSaving:
    """A saving to be recorded: on a placement or under an agreement, by their references.

    `kind` is a code of saving_kinds, `weekly_pence` what a week costs less, `one_off_pence` what
    is saved once, at the start. `end` is exclusive; None: it counts for twelve months.
    """

    kind: str
    description: str
    evidence: str
    start: date
    end: date | None = None
    weekly_pence: int = 0
    one_off_pence: int = 0
    placement: str = ""
    agreement: str = ""


@dataclass(frozen=True)
class Saving:
    """A saving that was recorded. `period` is half-open; without an end it counts for a year.

    `full_year_pence` is the weekly saving over the nights of the twelve months from the start,
    and what is saved once.
    """

    id: str
    reference: str
    kind: str
    placement_id: str | None
    placement_reference: str
    agreement_id: str | None
    agreement_reference: str
    description: str
    evidence: str
    weekly_pence: int
    one_off_pence: int
    period: Period
    full_year_pence: int
    recorded_by: str
    recorded_on: date
    agreed_by: str
    agreed_on: date | None
    withdrawn_on: date | None
    withdrawn_reason: str

    @property
    def state(self) -> SavingState:
        """Withdrawn, agreed or only recorded."""
        if self.withdrawn_on is not None:
            return SavingState.WITHDRAWN
        return SavingState.AGREED if self.agreed_on is not None else SavingState.RECORDED


@dataclass(frozen=True)
class SavingInYear:
    """A saving with its effect in one financial year, pence."""

    saving: Saving
    year: str
    in_year_pence: int
