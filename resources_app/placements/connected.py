"""Regulation 24: a relative or friend who is approved for a time, while they are assessed in full.

The Care Planning, Placement and Case Review (England) Regulations 2010: sixteen weeks at most
(regulation 24), extended once by eight where regulation 25 allows it. Its last day is watched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.providers.model import ProvisionType, Service
from resources_app.team.model import Role

WEEKS, MORE_WEEKS = 16, 8
# SSDA903: a foster home with a relative or friend.
_CODES = frozenset({"U1", "U2", "U3"})
DUTY = "connected approval"
MAY_APPROVE = frozenset({Role.HEAD_OF_SERVICE, Role.SERVICE_DIRECTOR, Role.DIRECTOR})

# Regulation 25: why it may be extended. To add a ground: a row.
GROUNDS = {
    "assessment": "The full assessment will not be finished in time",
    "review": "They were not approved, and a review of that is under way",
}

_ALWAYS = Needed.ALWAYS
APPROVAL_FIELDS: tuple[Field, ...] = (
    Field("relation", "Who they are to the child", needed=_ALWAYS, help="Such as grandmother."),
    Field("carer", "Carer’s code", needed=_ALWAYS, help="A code, never a name."),
    Field(
        "assessed_on",
        "Assessed on",
        Kind.DATE,
        needed=_ALWAYS,
        help="Schedule 4: the person, the home and whoever lives there.",
    ),
    Field("start", "Approved from", Kind.DATE, needed=_ALWAYS, help="Sixteen weeks from then."),
)
EXTENSION_FIELDS = (Field("ground", "Why", Kind.CHOICE, needed=_ALWAYS, options=tuple(GROUNDS)),)
ENDING_FIELDS = (
    Field("on", "Over from", Kind.DATE, needed=_ALWAYS),
    Field(
        "outcome", "What came of it", Kind.CODE, needed=_ALWAYS, codes=CodeList.CONNECTED_OUTCOMES
    ),
)
LABELS = {one.name: one.label for one in (*APPROVAL_FIELDS, *EXTENSION_FIELDS, *ENDING_FIELDS)}


@dataclass(frozen=True)
class NewApproval:
    """A temporary approval as it is entered; it holds for sixteen weeks from `start`."""

    relation: str
    carer: str
    assessed_on: date
    start: date

    @property
    def period(self) -> Period:
        """The days it holds (half-open)."""
        return Period(self.start, self.start + timedelta(weeks=WEEKS))


@dataclass(frozen=True)
class TemporaryApproval:
    """One on record for the days of `period` (half-open); `carer` is a code, never a name.

    `extension_ground` is a key of GROUNDS, empty while it was not extended; from `ended_on` on it
    is over, for `outcome` (a code).
    """

    id: str
    child_id: str
    service_id: str
    carer: str
    relation: str
    assessed_on: date
    period: Period
    approved_by: str  # the officer's name
    extension_ground: str = ""
    extended_by: str = ""
    ended_on: date | None = None
    outcome: str = ""

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        assert self.period.end is not None
        return min(self.period.end, self.ended_on or self.period.end) - timedelta(days=1)

    @property
    def rule(self) -> str:
        """The regulation it holds by."""
        return "regulation 25" if self.extension_ground else "regulation 24"

    @property
    def sentence(self) -> str:
        """`Temporary approval of the aunt (FC-1), 7 Dec 2026 to 28 Mar 2027`."""
        days = f"{day_text(self.period.start)} to {day_text(self.last_day)}"
        more = ", extended" if self.extension_ground else ""
        return f"Temporary approval of the {self.relation} ({self.carer}), {days}{more}"


def is_connected(service: Service, code: str) -> bool:
    """Whether a placement (`code`: its SSDA903 type) is with a relative or friend."""
    return service.provision_type is ProvisionType.CONNECTED_PERSON or code in _CODES


def why_not_approved(new: NewApproval, today: date) -> tuple[str, str]:
    """What is wrong with an approval, as a sentence, and the field at fault; empty if nothing."""
    checks = (
        (new.assessed_on > today, "assessed_on", "That day is still to come."),
        (
            new.start < new.assessed_on,
            "start",
            "Nobody is approved before they were assessed (Schedule 4).",
        ),
    )
    return next(((said, field) for wrong, field, said in checks if wrong), ("", ""))


def why_not_extended(one: TemporaryApproval, today: date) -> str:
    """Why an approval cannot be extended, as a sentence; empty when it can."""
    if one.ended_on is not None:
        return f"It has been over since {day_text(one.ended_on)}."
    if one.extension_ground:
        return "It was extended before, and that is done once (regulation 25)."
    if today > one.last_day:
        return f"It ran out on {day_text(one.last_day)}."
    return ""
