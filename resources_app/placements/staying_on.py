"""What follows a placement at 18: Staying Put with the carers, Staying Close, or moving on.

The young person stops being looked after on the 18th birthday at the latest, and the agreement
of the placement ends. Staying Put (Children Act 1989, section 23CZA) goes on with the same foster
carers up to 21; Staying Close is a home near a former children's home with support. Either is an
arrangement of its own: what the council pays, less what comes in towards it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from resources_app.foundations.dates import Period, add_months, age_on, day_text

ADULT = 18
UNTIL = 21  # Staying Put ends with the 21st birthday at the latest
ASKED_BEFORE = timedelta(weeks=12)  # a plan for the 18th birthday is agreed this long before it
_EARLIEST_MONTHS = 12  # before the birthday


class StayingKind(StrEnum):
    """What follows. Each has its usual SSDA903 reason for the end of being looked after."""

    PUT = "staying put"
    CLOSE = "staying close"
    MOVING_ON = "moving on"


class LineKind(StrEnum):
    """A part of what an arrangement costs, or of what comes in towards it."""

    ALLOWANCE = "allowance"  # to the former foster carers
    SUPPORT = "support"
    RENT = "rent"
    HOUSING_BENEFIT = "housing benefit"
    CONTRIBUTION = "contribution"  # of the young person


INCOME = frozenset({LineKind.HOUSING_BENEFIT, LineKind.CONTRIBUTION})
USUAL_CODE = {StayingKind.PUT: "E17", StayingKind.CLOSE: "E5", StayingKind.MOVING_ON: "E8"}


@dataclass(frozen=True)
class StayingLine:
    """A line of an arrangement: pence a week, never below zero, for the days of `period`."""

    kind: LineKind
    weekly_pence: int
    description: str = ""
    period: Period | None = None  # None while it is asked for: the arrangement's own


@dataclass(frozen=True)
class NewStaying:
    """An arrangement as it is asked for. `start` is the first day it holds.

    `code` is of CodeList.REASON_EPISODE_CEASED; the kind's usual one where it is empty.
    """

    kind: StayingKind
    start: date
    plan: str
    lines: tuple[StayingLine, ...] = ()
    living_postcode: str = ""
    code: str = ""


@dataclass(frozen=True)
class StayingOn:
    """An arrangement as it is stored. Money moves once it is approved."""

    id: str
    reference: str
    placement_reference: str
    kind: StayingKind
    period: Period
    plan: str
    living_postcode: str
    code: str
    state: str  # 'proposed', 'approved', 'refused' or 'withdrawn'
    proposed_by: str
    proposed_by_name: str
    bound_sha256: str
    lines: tuple[StayingLine, ...]
    end_reason: str = ""

    @property
    def weekly_pence(self) -> int:
        """What the council pays a week, less what comes in towards it."""
        return net_weekly(self.lines)


def net_weekly(lines: Iterable[StayingLine]) -> int:
    """What lines come to a week: what is paid less what comes in, pence."""
    return sum(-one.weekly_pence if one.kind in INCOME else one.weekly_pence for one in lines)


def eighteenth(born: date) -> date:
    """The 18th birthday."""
    return add_months(born, 12 * ADULT)


def why_not_start(born: date, start: date, today: date) -> str:
    """Why an arrangement cannot start on a day, in a sentence; empty when it can."""
    birthday = eighteenth(born)
    if start < birthday:
        return f"The 18th birthday is {day_text(birthday)}: until then the child is looked after."
    if age_on(born, start) >= UNTIL:
        return f"The young person is {UNTIL} on that day."
    if add_months(birthday, -_EARLIEST_MONTHS) > today:
        return f"The 18th birthday, {day_text(birthday)}, is more than a year away."
    return ""


def digest_of(new: NewStaying) -> str:
    """SHA-256 over what an approval of an arrangement is bound to."""
    lines = sorted([str(one.kind), one.weekly_pence, one.description] for one in new.lines)
    asked = [str(new.kind), new.start.isoformat(), new.plan.strip(), new.living_postcode, lines]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()
