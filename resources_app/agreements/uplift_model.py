"""Uplifts: the rates of an agreement raised together from a day.

Percentages are hundredths of a per cent, amounts pence net of VAT for one of the rate's unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from resources_app.agreements.model import Agreement, Element, Rate
from resources_app.agreements.schedule_model import UnreadCell


class Method(StrEnum):
    """How the new amounts come about."""

    PERCENTAGE = "percentage"
    CAPPED_INDEX = "capped index"
    NEW_SCHEDULE = "new schedule"


class Rounding(StrEnum):
    """To what a new amount is rounded, once, half up."""

    PENNY = "penny"
    POUND = "pound"


class UpliftState(StrEnum):
    """Where a proposed uplift stands. Only an approved one has changed any rate."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Scope:
    """Which rates an uplift is of; an empty part means all. Lots by code, providers by name."""

    lots: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    providers: tuple[str, ...] = ()


@dataclass(frozen=True)
class UpliftAsked:
    """What a person asks for. `percentage` is the index's figure where the method is an index.

    `cap` None leaves the agreement's own cap, if it has one. `index_source` says where the
    figure was read.
    """

    agreement: str
    effective_from: date
    method: Method
    percentage: int | None = None
    index_name: str = ""
    index_source: str = ""
    cap: int | None = None
    rounding: Rounding = Rounding.PENNY
    scope: Scope = Scope()


@dataclass(frozen=True)
class HeldRate:
    """A rate with the names that say whose it is. A ceiling is pence a week."""

    rate: Rate
    lot_code: str
    lot_title: str
    ceiling_pence: int | None
    provider_id: str
    provider_name: str
    service_name: str
    urn: str


@dataclass(frozen=True)
class RateChange:
    """A rate, and the amount that takes over from it."""

    held: HeldRate
    new_pence: int
    source_cell: str = ""

    @property
    def old_pence(self) -> int:
        """The amount until then; a rate on application is never changed by an uplift."""
        assert self.held.rate.amount_pence is not None
        return self.held.rate.amount_pence


@dataclass(frozen=True)
class RateLeft:
    """A rate in the uplift's scope that keeps its amount. `refused` ones want a decision."""

    held: HeldRate
    why: str
    refused: bool


@dataclass(frozen=True)
class UpliftPlan:
    """What an uplift would do to the rates. `applied` is the percentage put on, if it is one."""

    asked: UpliftAsked
    agreement: Agreement
    applied: int | None
    changes: tuple[RateChange, ...]
    left: tuple[RateLeft, ...]
    unread: tuple[UnreadCell, ...] = ()
    warnings: tuple[str, ...] = ()
    source_file: str = ""
    source_sha256: str = ""

    @property
    def refused(self) -> tuple[RateLeft, ...]:
        """The rates that cannot be changed as asked, each with its reason."""
        return tuple(one for one in self.left if one.refused)


@dataclass(frozen=True)
class Uplift:
    """An uplift as it was proposed, and what became of it. Effects are pence, net."""

    id: str
    reference: str
    agreement_id: str
    agreement: str
    agreement_title: str
    method: Method
    percentage: int | None
    index_name: str
    index_source: str
    cap: int | None
    rounding: Rounding
    scope: Scope
    source_file: str
    effective_from: date
    state: UpliftState
    proposed_by: str
    proposer: str
    proposed_at: datetime
    reason: str
    weekly_pence: int
    annual_pence: int
    placements: int
    rates: int
    bound_sha256: str
