"""Variations: numbered changes of an individual placement agreement, from a day on.

A printed agreement is never edited: what changes is a variation, and so is a correction. It
is pending until somebody with the limit has approved what the agreement then costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from resources_app.agreements.model import Element, Unit, VatTreatment


class VariationState(StrEnum):
    """Where a variation stands. Only an approved one has changed a fee line."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class LineChange:
    """A fee line to be added, changed (`fee_line_id`) or ended (`ends`).

    `amount_pence` is for one unit, net; below zero it is a credit. `quantity` is units a week,
    or times over for terms, years and one-offs.
    """

    element: Element
    unit: Unit
    amount_pence: int
    quantity: int = 1
    fee_line_id: str | None = None
    ends: bool = False
    description: str = ""
    vat_treatment: VatTreatment = VatTreatment.EXEMPT


@dataclass(frozen=True)
class NewVariation:
    """What is asked for: the changes and the day they take effect on, with the reason."""

    effective_from: date
    changes: tuple[LineChange, ...]
    reason: str


@dataclass(frozen=True)
class VariationLine:
    """A change as it was proposed. `rate_id` where it is the contract's price of that day."""

    id: str
    fee_line_id: str | None
    ends: bool
    element: Element
    unit: Unit
    quantity: int
    amount_pence: int
    vat_treatment: VatTreatment
    rate_id: str | None
    description: str
    made_line_id: str | None = None


@dataclass(frozen=True)
class Variation:
    """A variation with what the whole agreement costs before and after: net pence a week, and
    in the twelve months from the day it takes effect."""

    id: str
    ipa_id: str
    ipa_reference: str
    number: int
    effective_from: date
    state: VariationState
    reason: str
    proposed_by: str
    proposed_by_name: str
    proposed_at: datetime
    weekly_before_pence: int
    weekly_pence: int
    annual_pence: int
    bound_sha256: str
    lines: tuple[VariationLine, ...]
    new_end: date | None = None  # a correction of the day of leaving: the day it is to be

    @property
    def name(self) -> str:
        """`IPA-26-A7-0042, variation 2`."""
        return f"{self.ipa_reference}, variation {self.number}"
