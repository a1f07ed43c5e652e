"""What a placement would mean for the children who live there already, as somebody judged it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What the assessment came to."""

    FITS = "fits together"
    WITH_MEASURES = "fits together with measures"
    DOES_NOT = "does not fit together"


@dataclass(frozen=True)
class ImpactAssessment:
    """An assessment for a request and a household; `children` are ids, for comparing only.

    `household` is a carer's code, empty for a whole home.
    """

    household: str
    children: tuple[str, ...]
    assessment: str
    outcome: Outcome
    measures: str
    assessed_by: str  # officer's name
    assessed_on: date
