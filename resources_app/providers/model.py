"""Providers, services and settings, in Ofsted's words."""

from __future__ import annotations

from enum import StrEnum


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


class Grade(StrEnum):
    """Ofsted's judgements: four for homes and agencies, three outcomes for supported accommodation."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement to be good"
    INADEQUATE = "Inadequate"
    CONSISTENTLY_STRONG = "Consistently strong service"
    INCONSISTENT = "Inconsistent quality of service"
    SERIOUS_WEAKNESSES = "Serious or widespread weaknesses"
    NONE = ""
