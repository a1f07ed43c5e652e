"""Agreements, lots, memberships and rates."""

from __future__ import annotations

from enum import StrEnum


class AgreementKind(StrEnum):
    """How a council buys. DOMAIN: Agreement."""

    FRAMEWORK = "framework"
    BLOCK = "block"
    COST_AND_VOLUME = "cost and volume"
    SPOT = "spot"
    SERVICE_LEVEL = "service level"


class Element(StrEnum):
    """What a rate or fee line pays for. DOMAIN: Rate."""

    CORE = "core weekly fee"
    SIBLING = "sibling"
    RESPITE = "respite night"
    EDUCATION = "education"
    THERAPY = "therapy"
    EXTRA_STAFFING = "extra staffing"
    TRANSPORT = "transport"
    RETAINER = "retainer"
    ONE_OFF = "one-off"


class Unit(StrEnum):
    """What one amount buys."""

    WEEK = "week"
    DAY = "day"
    NIGHT = "night"
    HOUR = "hour"
    SESSION = "session"
    MILE = "mile"
    TERM = "term"
    ACADEMIC_YEAR = "academic year"
    ONE_OFF = "one-off"


class VatTreatment(StrEnum):
    """VAT on a rate; comparisons and limits use net amounts."""

    EXEMPT = "exempt"
    STANDARD = "standard"
    ZERO = "zero"
