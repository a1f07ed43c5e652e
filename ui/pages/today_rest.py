"""What today's lists hold beside requests: what waits for a yes, and time limits of the law.

Read once the day's requests are painted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.casework.time_limits import TimeLimit, time_limits
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.permissions import may
from ui.pages.running_out import RunningOut, running_out
from ui.pages.today_lists import SOON, TodayRow
from ui.pages.today_proposals import proposals
from ui.shell.places import Place

# The page of a reference, by its kind; a placement's for any other.
_PAGES = {"INV": ("invoice", ""), "REQ": ("request", "decision")}


@dataclass(frozen=True)
class Rest:
    """Rows to add to the lists: what waits for me, what waits for others, what is due."""

    mine: tuple[TodayRow, ...]
    others: tuple[TodayRow, ...]
    due: tuple[TodayRow, ...]
    running_out: tuple[RunningOut, ...]


def gather_rest(tables: Tables, officer: Actor, today: date) -> Rest:
    """Read everything of today that is no request."""
    waiting = proposals(tables, officer, today)
    limits = [
        one for one in time_limits(tables, today, ahead=SOON.days) if _is_theirs(officer, one)
    ]
    return Rest(
        mine=tuple(row for mine, row in waiting if mine),
        others=tuple(row for mine, row in waiting if not mine),
        due=tuple(_together(limits)),
        running_out=tuple(running_out(tables, today)),
    )


def _is_theirs(officer: Actor, one: TimeLimit) -> bool:
    """One person's alone until its day has passed; then everybody's who could see to it."""
    if one.officer_id and not one.days_late:
        return one.officer_id == officer.id
    return any(may(officer, permission) for permission in one.whose)


def _together(limits: Iterable[TimeLimit]) -> Iterable[TodayRow]:
    """A row for each record and day: nine people to be told of one placement are one thing."""
    by_day: dict[tuple[str, date], list[TimeLimit]] = defaultdict(list)
    for one in limits:
        by_day[one.reference, one.due_on].append(one)
    for (reference, due), several in by_day.items():
        first = several[0]
        more = f" and {len(several) - 1} more" if len(several) > 1 else ""
        yield TodayRow(
            f"{first.what}{more}", first.rule, due, reference, emergency=False,
            at=_place(first),
        )  # fmt: skip


def _place(one: TimeLimit) -> Place:
    if one.duty_id:
        return Place("placement", one.reference, "duties")
    page, tab = _PAGES.get(one.reference[:3], ("placement", ""))
    return Place(page, one.reference, tab)
