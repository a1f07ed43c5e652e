"""Children in care, their dated legal status, periods of care, and those close to them.

Texts and codes that are not known are empty; dates are None. Codes are SSDA903's; show
their words (`foundations.codes`), never the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import Period, age_on


@dataclass(frozen=True)
class FamilyMember:
    """Someone close to the child: `relation` as people say it ('mother'), and the name."""

    relation: str
    name: str


@dataclass(frozen=True)
class Child:
    """A child. `authority_code` is the responsible authority's ONS code.

    Nearly everything here identifies the child; what may be printed for a provider before
    a home is chosen is decided by the referral pack, not here.
    """

    id: str
    local_identifier: str
    given_name: str
    family_name: str
    date_of_birth: date
    sex: str
    known_as: str = ""
    ethnic_origin: str = ""
    need_code: str = ""
    uasc: bool = False
    unique_pupil_number: str = ""
    nhs_number: str = ""
    home_address: str = ""
    home_postcode: str = ""
    family_postcode: str = ""
    authority_code: str = ""
    social_worker: str = ""
    social_worker_email: str = ""
    social_worker_telephone: str = ""
    reviewing_officer: str = ""
    family: tuple[FamilyMember, ...] = ()
    school_name: str = ""
    school_urn: str = ""
    school_postcode: str = ""
    general_practice: str = ""
    ehc_plan: bool = False
    date_of_death: date | None = None
    restricted: bool = False

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        """The first letters of given and family name, for lists."""
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    def age_on(self, day: date) -> int:
        """Age in whole years on `day`."""
        return age_on(self.date_of_birth, day)


@dataclass(frozen=True)
class LegalStatusPeriod:
    """A legal status (SSDA903 code) for the days of `period`, whose end is exclusive."""

    id: str
    child_id: str
    legal_status: str
    period: Period


@dataclass(frozen=True)
class PeriodOfCare:
    """Days looked after without a break; `reason_ended` is an SSDA903 code, or empty."""

    id: str
    child_id: str
    period: Period
    reason_ended: str = ""


@dataclass(frozen=True)
class NewLegalStatus:
    """A legal status from a day on; `end` (exclusive) is None while it runs on."""

    legal_status: str
    start: date
    end: date | None = None
