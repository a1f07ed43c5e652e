"""Court orders that a home may need: secure accommodation, and deprivation of liberty.

To add a kind: a row in `KINDS`, with its rule and the longest it may last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from resources_app.foundations.dates import Period, age_on, day_text
from resources_app.foundations.fields import Field, Kind, Needed

SECURE, LIBERTY = "secure", "liberty"
# Children (Secure Accommodation) Regulations 1991, regulation 4: the Secretary of State first.
_SECURE_ALONE_FROM_AGE = 13


@dataclass(frozen=True)
class OrderKind:
    """A kind of authority: what it `allows` (SECURE or LIBERTY), by which rule.

    One `by_court` names the court and its case. It lasts `longest` at most; None has no such end.
    """

    code: str
    words: str
    allows: str
    rule: str
    longest: relativedelta | None
    by_court: bool = True


KINDS: tuple[OrderKind, ...] = (
    OrderKind(
        "secure",
        "Secure accommodation order",
        SECURE,
        "section 25, Children Act 1989",
        # Regulations 11 and 12 of 1991: three months at first, six when it is renewed.
        relativedelta(months=6),
    ),
    OrderKind(
        "secure-72-hours",
        "Secure accommodation for 72 hours, without a court",
        SECURE,
        "regulation 10, Children (Secure Accommodation) Regulations 1991",
        relativedelta(days=3),
        by_court=False,
    ),
    OrderKind(
        "liberty",
        "Deprivation of liberty order",
        LIBERTY,
        "inherent jurisdiction of the High Court",
        None,
    ),
)
BY_CODE = {one.code: one for one in KINDS}

_ALWAYS = Needed.ALWAYS
ORDER_FIELDS: tuple[Field, ...] = (
    Field("kind", "Kind", Kind.CHOICE, needed=_ALWAYS, options=tuple(BY_CODE)),
    Field("court", "Court", help="Such as Family Court at Reading; none for 72 hours."),
    Field("case_reference", "Case number"),
    Field("made_on", "Made on", Kind.DATE, needed=_ALWAYS),
    Field("start", "Runs from", Kind.DATE, needed=_ALWAYS),
    Field("last_day", "Last day", Kind.DATE, needed=_ALWAYS, help="The last day it covers."),
    Field(
        "approved_under_13_on",
        "Secretary of State approved on",
        Kind.DATE,
        help="For a secure home under the age of 13.",
    ),
)
LABELS = {one.name: one.label for one in ORDER_FIELDS}


@dataclass(frozen=True)
class NewOrder:
    """An order as it is entered; `last_day` is covered by it."""

    kind: str
    made_on: date
    start: date
    last_day: date
    court: str = ""
    case_reference: str = ""
    approved_under_13_on: date | None = None

    @property
    def period(self) -> Period:
        """The days it covers (half-open)."""
        return Period(self.start, self.last_day + timedelta(days=1))


@dataclass(frozen=True)
class CourtOrder:
    """An order on record, for the days of `period` (half-open); `entered_by` is a name.

    From `discharged_on` on it allows nothing.
    """

    id: str
    child_id: str
    kind: str
    court: str
    case_reference: str
    made_on: date
    period: Period
    entered_by: str
    discharged_on: date | None = None
    discharge_reason: str = ""
    approved_under_13_on: date | None = None

    @property
    def of(self) -> OrderKind:
        """Its kind."""
        return BY_CODE[self.kind]

    @property
    def last_day(self) -> date:
        """The last day on which it allows anything."""
        assert self.period.end is not None
        end = min(self.period.end, self.discharged_on or self.period.end)
        return end - timedelta(days=1)

    def allows(self, what: str, day: date) -> bool:
        """Whether it allows SECURE or LIBERTY on a day."""
        return self.of.allows == what and self.period.start <= day <= self.last_day

    def stands(self, today: date) -> str:
        """`in force`, `to come`, `ended` or `discharged`."""
        if self.discharged_on is not None and self.discharged_on <= today:
            return "discharged"
        if today < self.period.start:
            return "to come"
        return "in force" if today <= self.last_day else "ended"

    @property
    def sentence(self) -> str:
        """`Secure accommodation order of the Family Court at Reading (RG26C00112), 20 Nov 2026 to
        19 Feb 2027`."""
        court = f" of the {self.court} ({self.case_reference})" if self.court else ""
        days = f"{day_text(self.period.start)} to {day_text(self.last_day)}"
        return f"{self.of.words}{court}, {days}"


def why_not_order(new: NewOrder, born: date, today: date) -> tuple[str, str]:
    """What is wrong with an order, as a sentence, and the field at fault; both empty if nothing."""
    kind = BY_CODE[new.kind]
    court = f"{kind.words}: the court and its case are named."
    checks = (
        (new.made_on > today, "made_on", f"{day_text(new.made_on)} is still to come."),
        (new.start < new.made_on, "start", "An order runs from the day it is made, or later."),
        (new.last_day < new.start, "last_day", "It would end before it begins."),
        (
            kind.longest is not None and new.last_day >= new.start + kind.longest,
            "last_day",
            f"{kind.words}: it lasts {_longest(kind)} at most ({kind.rule}).",
        ),
        (kind.by_court and not new.court.strip(), "court", court),
        (kind.by_court and not new.case_reference.strip(), "case_reference", court),
        (
            kind.allows == SECURE
            and age_on(born, new.start) < _SECURE_ALONE_FROM_AGE
            and new.approved_under_13_on is None,
            "approved_under_13_on",
            "Under the age of 13 the Secretary of State approves first "
            "(regulation 4, Children (Secure Accommodation) Regulations 1991).",
        ),
    )
    return next(((said, field) for wrong, field, said in checks if wrong), ("", ""))


def _longest(kind: OrderKind) -> str:
    if kind.longest is None:
        return ""
    return f"{kind.longest.months} months" if kind.longest.months else f"{kind.longest.days} days"


_LACKING = {
    SECURE: "no authority under section 25, Children Act 1989,",
    LIBERTY: "no order of a court",
}


def why_not_allowed(orders: Iterable[CourtOrder], what: str, day: date) -> str:
    """Why a child's orders do not allow SECURE or LIBERTY on a day, as part of a sentence.

    Empty when one does. Of those that do not, the one that ends last is told.
    """
    every = [one for one in orders if one.of.allows == what]
    if any(one.allows(what, day) for one in every):
        return ""
    lacking = _LACKING[what]
    if not every:
        return f"{lacking} is recorded"
    last = max(every, key=lambda one: one.last_day)
    when = "begins" if day < last.period.start else "ended"
    told = last.period.start if day < last.period.start else last.last_day
    return f"{lacking} holds on {day_text(day)}: the last {when} on {day_text(told)}"
