"""Placement requests and what happens to them: states, releases, offers, decisions.

Every dataclass here is a finished fact, read from the store by `queries`. Texts and choices
that were not answered are empty; numbers, dates and yes-or-no answers are None. An attribute
taken from the Placements Data Standard v2 is its field's name in lower case with underscores
(`deprivationOfLiberty` is `deprivation_of_liberty`); `fields` holds the table.
What moves a request from state to state is in `states`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a request stands. DOMAIN: Placement request."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    AUTHORISED = "authorised"
    SEARCHING = "searching"
    OFFERS_IN = "offers in"
    DECISION_MADE = "decision made"
    APPROVED = "approved"
    PLACED = "placed"
    ON_HOLD = "on hold"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed without placement"


class Urgency(StrEnum):
    """Whether there is time to plan the start."""

    EMERGENCY = "emergency"
    PLANNED = "planned"


class Rung(StrEnum):
    """A rung of the ladder a search climbs, first to last. DOMAIN: What good looks like."""

    IN_HOUSE = "in-house"
    TIER_1 = "tier 1"
    TIER_2 = "tier 2"
    TIER_3 = "tier 3"
    SPOT = "spot"


class ResponseKind(StrEnum):
    """What a provider answered to a release."""

    NONE = "none"
    OFFER = "offer"
    DECLINE = "decline"
    QUERY = "query"


class OfferStatus(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not chosen"
    WITHDRAWN = "withdrawn"


class Funder(StrEnum):
    """Who pays a share. DOMAIN: Decision, funding split."""

    SOCIAL_CARE = "social care"
    EDUCATION = "education"
    HEALTH = "health"


@dataclass(frozen=True)
class PlaceToAvoid:
    """Somewhere the child must not live near: within `miles` (inclusive) of `postcode`."""

    postcode: str
    miles: int
    why: str


@dataclass(frozen=True)
class Request:
    """One placement request, whole.

    `sibling_ids` are the brothers and sisters to live with the child. `provision_sought`
    holds `providers.model.ProvisionType` texts, most wanted first. `expected_weeks` and
    `max_distance_miles` (inclusive) are None when not given. `outcomes_sought` is one each.
    """

    id: str
    reference: str
    child_id: str
    state: State
    received_on: date
    received_time: str  # 'HH:MM', local; empty where nobody noted it
    needed_by_date: date | None
    urgency: Urgency
    provision_sought: tuple[str, ...]
    placement_code_sought: str
    expected_weeks: int | None
    # Placements Data Standard v2
    needed_by: str
    sibling_count: int | None
    preferred_location: str
    communication_needs: str
    specific_communication_requirements: tuple[str, ...]
    home_adaptation: bool | None
    cultural_needs: str
    living_companions: str
    pets: str
    additional_support: str
    deprivation_of_liberty: bool | None
    foster_care_suitability: str
    residential_care_suitability: str
    supported_accommodation_suitability: str
    risk_self_harm: str
    risk_sexual_exploitation: str
    risk_criminal_exploitation: str
    risk_drug_alcohol: str
    risk_eating_disorder: str
    risk_missing: str
    risk_other: str
    risk_to_others_physical: str
    risk_to_others_sexual: str
    risk_to_others_fire: str
    risk_to_others_animals: str
    risk_to_others_criminal: str
    risk_to_others_other: str
    referral_officer_name: str
    referral_date: date | None
    # What is meant where a choice is "other"
    communication_other: str
    cultural_needs_other: str
    additional_support_other: str
    keep_school: bool | None
    school_wanted: str
    # Narrative, strengths first
    strengths: str
    about: str
    care_needs: str
    education_needs: str
    health_needs: str
    family_time: str
    child_views: str
    family_views: str
    risk_summary: str
    outcomes_sought: tuple[str, ...]
    places_to_avoid: tuple[PlaceToAvoid, ...]
    connected_persons_explored: str
    max_distance_miles: int | None
    secure_authority: str
    liberty_order: str
    # What has happened to it
    authorised_by: str
    authorised_at: datetime | None
    authority_note: str
    submitted_by: str
    submitted_at: datetime | None
    closed_reason: str
    closed_note: str
    held_from: State | None
    closed_at: datetime | None = None  # also of a request that is on hold
    closed_by: str = ""
    sibling_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """What was submitted, frozen. `content` is JSON in the layout of a request file."""

    id: str
    request_id: str
    version: int
    taken_at: datetime
    taken_by: str
    content: str
    content_sha256: str


@dataclass(frozen=True)
class Reply:
    """One thing that a service said of a request. `recorded_by` is an officer's id, or empty."""

    response: ResponseKind  # `none` takes back what was said before
    reason: str  # code of assets/codes/decline_reasons.csv
    note: str
    said_at: datetime
    recorded_by: str = ""


@dataclass(frozen=True)
class Recipient:
    """A service that a release went to, and its answer.

    `replies` is all that it said, the first first; the last of them is the answer that counts.
    """

    id: str
    release_id: str
    service_id: str
    service_name: str
    urn: str
    membership_id: str | None
    response: ResponseKind
    response_reason: str  # code of assets/codes/decline_reasons.csv
    response_note: str
    responded_at: datetime | None
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class Release:
    """One round of the search. `reply_due` is inclusive; `reply_due_at` is where hours count.

    `lot` is the lot whose tiers it climbed, such as "SC-2026/2"; empty when each service
    stood where its own first lot put it.
    """

    id: str
    request_id: str
    round_number: int
    rung: Rung
    released_at: datetime
    released_by: str
    reply_due: date
    pack_document_id: str | None
    skipped_reason: str
    recipients: tuple[Recipient, ...] = ()
    lot_id: str | None = None
    lot: str = ""
    reply_due_at: datetime | None = None


@dataclass(frozen=True)
class OfferPrice:
    """A price line of an offer, net of VAT, beside the contract's.

    `element`, `unit` and `vat_treatment` are texts of agreements.model. `amount_pence` and
    `contract_pence` are for one unit; `quantity` is units a week for weeks, days, nights,
    hours, sessions and miles, and units in all for terms, academic years and one-offs.
    `contract_pence` is None when the contract has no rate for the line.
    """

    element: str
    unit: str
    quantity: int
    amount_pence: int
    contract_pence: int | None = None
    rate_id: str | None = None
    description: str = ""
    vat_treatment: str = "exempt"
    id: str = ""


@dataclass(frozen=True)
class Offer:
    """What a service offers a child. `carer_or_bed_code` is a code, never a person's name.

    `living_postcode` is where the child would sleep when that is not the service's own.
    `lot` is what the prices were held against, such as "SC-2026/2", empty when the service
    is under no contract; `lot_stated` whether whoever recorded it named the lot.
    """

    id: str
    request_id: str
    service_id: str
    service_name: str
    urn: str
    recipient_id: str | None
    setting_id: str | None
    membership_id: str | None
    carer_or_bed_code: str
    living_postcode: str
    available_from: date
    how_needs_met: str
    school_offered: str
    above_contract_reason: str
    unreleased_reason: str
    received_at: datetime
    status: OfferStatus
    withdrawn_reason: str
    prices: tuple[OfferPrice, ...] = ()
    lot: str = ""
    lot_title: str = ""
    tier: int | None = None
    lot_stated: bool = False


@dataclass(frozen=True)
class FundingShare:
    """A funder's share in hundredths of a per cent: 6,000 is 60 %. A split adds up to 10,000."""

    funder: str
    share: int


@dataclass(frozen=True)
class Decision:
    """The chosen offer and why; costs are net pence as put up for approval.

    `weekly_pence` and `annual_pence` (twelve months from the start) leave one-offs out;
    `one_off_pence` holds them. `bound_sha256` is the digest of offer and prices then.
    A decision stands while `set_aside_at` is None.
    """

    id: str
    request_id: str
    offer_id: str
    decided_by: str
    decided_at: datetime
    reasons: str
    alternatives: str
    value_for_money: str
    child_views: str
    family_views: str
    weekly_pence: int
    annual_pence: int
    one_off_pence: int
    bound_sha256: str
    set_aside_at: datetime | None
    set_aside_reason: str
    funding: tuple[FundingShare, ...] = ()


@dataclass(frozen=True)
class NewPrice:
    """A price line as a provider gives it: pence for one unit; see `OfferPrice.quantity`."""

    element: str
    unit: str
    amount_pence: int
    quantity: int = 1
    description: str = ""
    vat_treatment: str = "exempt"


@dataclass(frozen=True)
class NewOffer:
    """An offer as it comes in. `setting_postcode` picks one of a service's settings.

    `lot` is the lot its prices are held against, such as "SC-2026/2"; it may be left out.
    """

    urn: str
    available_from: date
    prices: tuple[NewPrice, ...]
    carer_or_bed_code: str = ""
    living_postcode: str = ""
    setting_postcode: str = ""
    how_needs_met: str = ""
    school_offered: str = ""
    above_contract_reason: str = ""
    unreleased_reason: str = ""
    lot: str = ""


@dataclass(frozen=True)
class NewDecision:
    """A choice between offers. `offer` is the offer's id or its service's URN."""

    offer: str
    reasons: str
    alternatives: str
    value_for_money: str
    child_views: str
    family_views: str
    funding: tuple[FundingShare, ...]
