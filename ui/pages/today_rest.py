"""What today's lists hold beside requests: what waits for a yes, and time limits of the law.

Read once the day's requests are painted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.uplift_model import Uplift, UpliftState
from resources_app.agreements.uplift_queries import uplifts
from resources_app.casework.time_limits import TimeLimit, time_limits
from resources_app.foundations.money import pounds
from resources_app.placements.variation_model import Variation
from resources_app.placements.variation_queries import proposed_variations
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import may
from ui.pages.running_out import RunningOut, running_out
from ui.pages.today_lists import SOON, TodayRow
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
    waiting = [_variation(one, officer) for one in proposed_variations(tables)]
    waiting += [
        _uplift(one, officer) for one in uplifts(tables) if one.state is UpliftState.PROPOSED
    ]
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


def _is_mine(officer: Actor, proposed_by: str) -> bool:
    return officer.id != proposed_by and may(officer, Permission.APPROVE_FUNDING)


def _variation(one: Variation, officer: Actor) -> tuple[bool, TodayRow]:
    row = TodayRow(
        "Approve a variation",
        f"{one.proposed_by_name}: {pounds(one.weekly_pence)} a week",
        one.effective_from,
        one.name,
        emergency=False,
        at=Place("placement", one.ipa_reference, "variations"),
    )
    return _is_mine(officer, one.proposed_by), row


def _uplift(one: Uplift, officer: Actor) -> tuple[bool, TodayRow]:
    row = TodayRow(
        "Approve an uplift",
        f"{one.placements} placements, {pounds(one.annual_pence)} a year",
        one.effective_from,
        one.reference,
        emergency=False,
        at=Place("uplift", one.reference),
    )
    return _is_mine(officer, one.proposed_by), row


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
