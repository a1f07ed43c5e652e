"""Providers, services and settings, in Ofsted's words.

What a register says about a service is `RegisteredService`; what the team knows of it as a
whole, with what the team added itself, is `Service`. Nothing here reads or writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from resources_app.foundations.dates import day_text


class ProvisionType(StrEnum):
    """What a service is registered (or known) as. DOMAIN: Service."""

    FOSTERING_AGENCY = "independent fostering agency"
    CHILDRENS_HOME = "children's home"
    SECURE_HOME = "secure children's home"
    SPECIAL_SCHOOL = "residential special school"
    BOARDING_SCHOOL = "boarding school"
    FAMILY_CENTRE = "residential family centre"
    SUPPORTED_ACCOMMODATION = "supported accommodation"
    IN_HOUSE_FOSTERING = "in-house fostering"
    IN_HOUSE_HOME = "in-house home"
    CONNECTED_PERSON = "connected person"


class RegistrationStatus(StrEnum):
    """Ofsted's registration status. Only Active services can be found suitable."""

    ACTIVE = "Active"
    SUSPENDED = "Suspended"
    CANCELLED = "Cancelled"
    RESIGNED = "Resigned"
    CLOSED = "Closed"
    # Not Ofsted's: a setting that ought to be registered, on record by an exception alone.
    UNREGISTERED = "Unregistered"


# A service with one of these statuses is gone for good.
CLOSING = frozenset(
    {RegistrationStatus.CANCELLED, RegistrationStatus.RESIGNED, RegistrationStatus.CLOSED}
)


class Grade(StrEnum):
    """Ofsted’s judgements: four for homes and agencies, three for supported accommodation."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement to be good"
    INADEQUATE = "Inadequate"
    CONSISTENTLY_STRONG = "Consistently strong service"
    INCONSISTENT = "Inconsistent quality of service"
    SERIOUS_WEAKNESSES = "Serious or widespread weaknesses"
    NONE = ""


# How good a grade is, 1 the worst; the two scales never meet in one service.
GRADE_RANK = {
    Grade.OUTSTANDING: 4,
    Grade.GOOD: 3,
    Grade.REQUIRES_IMPROVEMENT: 2,
    Grade.INADEQUATE: 1,
    Grade.CONSISTENTLY_STRONG: 4,
    Grade.INCONSISTENT: 2,
    Grade.SERIOUS_WEAKNESSES: 1,
}

# What a setting's status becomes when its registration no longer lists it.
SETTING_NOT_LISTED = "No longer listed"


class RegisteredService(NamedTuple):
    """One registration as a register gives it, under the store's own column names.

    A tuple and not a dataclass: a register holds 20,000, and they are compared whole.
    Dates are ISO text or None, yes and no 1 and 0, addresses lines with line feeds between.
    """

    urn: str
    name: str
    provision_type: str
    provision_subtype: str
    sector: str
    registration_status: str
    registration_date: str | None
    closed_date: str | None
    address: str
    postcode: str
    authority_name: str
    region: str
    telephone: str
    email: str
    registered_places: int | None
    placement_codes: str
    provider_code: str
    inspection_date: str | None
    overall_effectiveness: str
    safety_grade: str
    leadership_grade: str
    outcomes_grade: str
    grade_note: str
    interim_inspection_date: str | None
    interim_effectiveness: str
    assurance_visit_date: str | None
    report_link: str
    cares_for_ebd: int
    cares_for_mental_disorders: int
    cares_for_sensory_impairment: int
    cares_for_alcohol_problems: int
    cares_for_drug_problems: int
    cares_for_learning_difficulty: int
    cares_for_physical_disability: int
    multi_building: int
    conditions: str
    linked_school_urn: str
    linked_school_name: str
    in_house: int


class RegisteredSetting(NamedTuple):
    """One address of a supported-accommodation registration, as a register gives it."""

    urn: str
    address: str
    postcode: str
    authority_name: str
    category: str
    capacity: int | None
    status: str
    status_date: str | None
    telephone: str


class RegisteredOwner(NamedTuple):
    """The organisation that owns a registration, as a register gives it."""

    ofsted_owner_id: str  # "" in layouts that name owners only
    name: str
    owner_type: str
    owner_group: str
    address: str
    postcode: str


@dataclass(frozen=True)
class Provider:
    """An organisation, with what the team added: how to reach it, who signs."""

    id: str
    ofsted_owner_id: str
    name: str
    owner_type: str = ""
    owner_group: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    company_number: str = ""
    signatory: str = ""


@dataclass(frozen=True)
class Setting:
    """An address at which children sleep. `easting` and `northing` are metres or None."""

    id: str
    service_id: str
    address: str
    postcode: str
    easting: int | None
    northing: int | None
    position_approximate: bool
    authority_code: str
    authority_name: str
    category: str
    capacity: int | None
    status: str
    status_date: date | None
    telephone: str


@dataclass(frozen=True)
class Service:
    """One registration with everything known of it.

    Ages are whole years, both inclusive; `genders` is "" for any, "M" or "F". The last five
    fields are the team's own and no import touches them.
    """

    id: str
    urn: str
    provider_id: str
    provider_name: str
    name: str
    provision_type: ProvisionType
    provision_subtype: str
    sector: str
    registration_status: RegistrationStatus
    registration_date: date | None
    closed_date: date | None
    address: str
    postcode: str
    easting: int | None
    northing: int | None
    position_approximate: bool
    authority_code: str
    authority_name: str
    region: str
    telephone: str
    email: str
    registered_places: int | None
    placement_codes: tuple[str, ...]
    provider_code: str
    inspection_date: date | None
    overall_effectiveness: Grade
    safety_grade: Grade
    leadership_grade: Grade
    outcomes_grade: Grade
    grade_note: str
    interim_inspection_date: date | None
    interim_effectiveness: str
    assurance_visit_date: date | None
    report_link: str
    needs: tuple[str, ...]  # the needs catered for, in words: see CARES_FOR
    multi_building: bool
    conditions: str
    age_from: int | None
    age_to: int | None
    genders: str
    conditions_unread: bool
    linked_school_urn: str
    linked_school_name: str
    in_house: bool
    register_month: date | None
    registered_manager: str = ""
    referral_contact: str = ""
    referral_email: str = ""
    specialisms: tuple[str, ...] = ()


# To add a need: a column in the store's schema, a field of RegisteredService, and a line here.
CARES_FOR = {
    "cares_for_ebd": "Emotional and behavioural difficulties",
    "cares_for_mental_disorders": "Mental disorders",
    "cares_for_sensory_impairment": "Sensory impairment",
    "cares_for_alcohol_problems": "Present alcohol problems",
    "cares_for_drug_problems": "Present drug problems",
    "cares_for_learning_difficulty": "Learning difficulty",
    "cares_for_physical_disability": "Physical disabilities",
}


@dataclass(frozen=True)
class ServiceLine:
    """A service as a row of a table shows it."""

    id: str
    urn: str
    name: str
    provider_id: str
    provider_name: str
    provision_type: ProvisionType
    registration_status: RegistrationStatus
    authority_name: str
    postcode: str
    registered_places: int | None
    overall_effectiveness: Grade
    conditions_unread: bool
    suspended: bool


@dataclass(frozen=True)
class Suspension:
    """An embargo of ours: from `start_date`, up to and not including `end_date` (None: open)."""

    id: str
    service_id: str
    reason: str
    start_date: date
    end_date: date | None = None


@dataclass(frozen=True)
class Vacancy:
    """Places a service said it had on a day."""

    id: str
    service_id: str
    places: int
    declared_on: date
    note: str = ""


@dataclass(frozen=True)
class DeclaredTogether:
    """How many brothers and sisters a service said on a day that it would take together."""

    id: str
    service_id: str
    children: int
    declared_on: date
    note: str = ""

    @property
    def sentence(self) -> str:
        """`Up to 3 together, as declared on 3 Apr 2026: two rooms.`"""
        many = f"Up to {self.children} together" if self.children > 1 else "None together"
        note = f": {self.note}" if self.note else ""
        return f"{many}, as declared on {day_text(self.declared_on)}{note}"


class Worsening(StrEnum):
    """Why children who live at a service need somebody to look."""

    CLOSED = "closed"
    SUSPENDED = "suspended by Ofsted"
    DOWNGRADED = "downgraded"
    NEW_CONDITION = "new condition"
    NOT_LISTED = "no longer listed"


@dataclass(frozen=True)
class ServiceWorsened:
    """Something a register says that matters to every child living at the service."""

    service_id: str
    kind: Worsening
    message: str
