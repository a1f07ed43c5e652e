"""Placements and the individual placement agreements (IPA) that call them off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.foundations.dates import Period


@dataclass(frozen=True)
class Placement:
    """Where a child lives, or lived. `period` is half-open: its end is the day the child left."""

    id: str
    reference: str
    child_id: str
    request_id: str | None
    service_id: str
    setting_id: str | None
    period: Period
    kind: str  # 'main', 'respite' or 'temporary'
    placement_code: str  # SSDA903
    carer_or_bed_code: str
    living_postcode: str
    end_reason: str = ""
    end_code: str = ""  # SSDA903: why it changed
    notice_given_on: date | None = None
    notice_given_by: str = ""  # 'council' or 'provider'
    disrupted: bool = False
    # Placements Data Standard v2, asked when the child is placed; None where it was not.
    preferability_location: bool | None = None
    education_continuity: bool | None = None


@dataclass(frozen=True)
class PlacementSummary:
    """A placement as a list shows it."""

    id: str
    reference: str
    child_initials: str
    child_age: int
    service_name: str
    urn: str
    provider_name: str
    start: date
    end: date | None
    weekly_pence: int
    ipa_reference: str


@dataclass(frozen=True)
class FeeLine:
    """One thing an IPA pays for, for the days of `period` (half-open).

    `quantity` is units a week, or units in all for one-offs; `amount_pence` is for one unit, net.
    """

    id: str
    element: Element
    unit: Unit
    quantity: int
    amount_pence: int
    vat_treatment: VatTreatment
    rate_id: str | None
    reason: str
    description: str
    period: Period
    variation_number: int = 0


@dataclass(frozen=True)
class FundingLine:
    """A funder's share of an IPA, in hundredths of a per cent (6,000 is 60 %)."""

    funder: str
    share: int


@dataclass(frozen=True)
class Ipa:
    """The call-off contract of one placement."""

    id: str
    reference: str
    placement_id: str
    agreement_id: str | None
    membership_id: str | None
    start: date
    expected_end: date | None
    notice_days: int
    charges_day_of_leaving: bool
    payment_cycle: str
    review_due: date
    review_weeks: int
    outcomes: str
    education: str
    health: str
    family_time: str
    delegated_authority: str
    special_terms: str
    fee_lines: tuple[FeeLine, ...]
    funding: tuple[FundingLine, ...]


@dataclass(frozen=True)
class PlacementTerms:
    """What an officer enters when a child is placed; the rest comes from offer and agreement.

    `end_current` ends the child's present main placement on the day this one starts, for the
    coded reason `end_code`; what follows it is said of that ending, as in `Ending`. The last two
    are the national standard's: whether the home is where it was preferred, and school goes on.
    """

    start: date
    expected_end: date | None = None
    placement_code: str = ""
    delegated_authority: str = ""
    special_terms: str = ""
    education: str = ""
    health: str = ""
    family_time: str = ""
    outcomes: str = ""
    end_current: bool = False
    end_code: str = ""
    end_reason: str = ""
    notice_given_on: date | None = None
    notice_given_by: str = ""
    disrupted: bool = False
    preferability_location: bool | None = None
    education_continuity: bool | None = None


# How often council and provider go through the agreement together; the child's own reviews
# are reviews.py's.
REVIEW_WEEKS = 26
