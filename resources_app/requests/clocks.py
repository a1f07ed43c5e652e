"""How long there is: from when a request's time runs, and by when each step is due.

An emergency's hours run at once, day and night. A planned request that came in after hours, or on
a day that is no working day, counts from the next working day (PEERS: deadlines in working days
with a cut-off hour).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from resources_app.foundations.clock import LOCAL, local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.office_hours import OfficeHours
from resources_app.foundations.working_days import add_working_days, working_days_between
from resources_app.requests.model import State, Urgency


@dataclass(frozen=True)
class Standard:
    """What the team holds itself to from a day on: no law and no contract sets it.

    `hours` are of the clock and for an emergency, `working_days` for a planned request: due at
    closing time of that day.
    """

    effective_from: date
    hours: int
    working_days: int


# By when every service has been searched. To change it: add a row; the latest that has begun on
# the day a request came in holds for that request.
SEARCHED: tuple[Standard, ...] = (Standard(date(2000, 1, 1), hours=2, working_days=2),)

# While a request stands in these, no search was made yet, or no home found yet.
BEFORE_SEARCH = frozenset({State.DRAFT, State.SUBMITTED, State.AUTHORISED})
BEFORE_HOME = BEFORE_SEARCH | {
    State.SEARCHING,
    State.OFFERS_IN,
    State.DECISION_MADE,
    State.APPROVED,
}


@dataclass(frozen=True)
class Asked:
    """What a clock needs of a request. `received_time` is 'HH:MM', local, or empty."""

    state: State
    urgency: Urgency
    received_on: date
    received_time: str
    needed_by: date | None
    searched: bool = False


@dataclass(frozen=True)
class Clock:
    """A request's time, all local. `search_due` is None once it was searched, or has ended."""

    runs_from: datetime
    search_due: datetime | None
    needed_by: date | None


def clock_of(asked: Asked, hours: OfficeHours) -> Clock:
    """From when a request's time runs, and what is due when."""
    came = time.fromisoformat(asked.received_time) if asked.received_time else None
    at_work = hours.at_work_from(asked.received_on, came)
    emergency = asked.urgency is Urgency.EMERGENCY
    at_once = datetime.combine(asked.received_on, came or hours.opens, LOCAL)
    runs_from = at_once if emergency else at_work
    standard = max(
        (one for one in SEARCHED if one.effective_from <= asked.received_on),
        key=lambda one: one.effective_from,
    )
    if emergency:
        due = runs_from + timedelta(hours=standard.hours)
    else:
        due = hours.ends(add_working_days(runs_from.date(), standard.working_days))
    waits = asked.state in BEFORE_SEARCH and not asked.searched
    needed = asked.needed_by if asked.state in BEFORE_HOME else None
    return Clock(runs_from, due if waits else None, needed)


def working_days_left(day: date, today: date) -> str:
    """`today`, `1 working day left`, `2 days ago`; a weekend before it has none left."""
    if day == today:
        return "today"
    if day < today:
        return f"{counted((today - day).days, 'day')} ago"
    left = working_days_between(today, day)
    return f"{counted(left, 'working day')} left" if left else "no working day left"


def search_in_words(clock: Clock, now: datetime) -> str:
    """`search due 25 Nov 2026 11:40`, or `search overdue since …`; empty when none is due."""
    if clock.search_due is None:
        return ""
    late = now > clock.search_due
    return f"search {'overdue since' if late else 'due'} {local_text(clock.search_due)}"


def search_tone(clock: Clock, now: datetime) -> str:
    """How pressing the search is: bad when it is overdue, warning when it is due today."""
    if clock.search_due is None:
        return ""
    today = now.astimezone(LOCAL).date()
    late = now > clock.search_due
    return "bad" if late else "warning" if clock.search_due.date() <= today else "information"


def needed_tone(needed_by: date, today: date) -> str:
    """How pressing a home is: bad once the day has passed, warning from a working day before."""
    if needed_by < today:
        return "bad"
    return "warning" if working_days_between(today, needed_by) <= 1 else "information"
