"""What was put up for a yes beside requests: variations and uplifts.

To add a kind: a function that yields its rows, each with whether it waits for this officer, and
its name in `proposals`.
"""

from __future__ import annotations

from datetime import date

from resources_app.agreements.uplift_model import Uplift, UpliftState
from resources_app.agreements.uplift_queries import uplifts
from resources_app.approvals.limits import why_not_money
from resources_app.approvals.model import Cost
from resources_app.approvals.queries import held_limit
from resources_app.foundations.money import pounds
from resources_app.placements.variation_model import Variation
from resources_app.placements.variation_queries import proposed_variations
from resources_app.session import Actor
from resources_app.store.tables import Tables
from ui.pages.today_lists import TodayRow
from ui.shell.places import Place


def proposals(tables: Tables, officer: Actor, today: date) -> list[tuple[bool, TodayRow]]:
    """Everything that waits for a yes or a no, and whether this officer may give it."""
    waiting = [_variation(tables, one, officer, today) for one in proposed_variations(tables)]
    proposed = uplifts(tables, state=str(UpliftState.PROPOSED))
    return waiting + [_uplift(tables, one, officer, today) for one in proposed]


def count_proposals(tables: Tables, officer: Actor, today: date) -> int:
    """How many of them wait for this officer."""
    return sum(mine for mine, _ in proposals(tables, officer, today))


def _may_say_yes(tables: Tables, officer: Actor, proposed_by: str, cost: Cost, today: date) -> bool:
    held = held_limit(tables, officer, proposed_by, cost, today)
    return not why_not_money(officer, proposed_by, cost, held.limit)


def _variation(
    tables: Tables, one: Variation, officer: Actor, today: date
) -> tuple[bool, TodayRow]:
    row = TodayRow(
        "Approve a variation",
        f"{one.proposed_by_name}: {pounds(one.weekly_pence)} a week",
        one.effective_from,
        one.name,
        emergency=False,
        at=Place("placement", one.ipa_reference, "variations"),
    )
    cost = Cost(one.weekly_pence, one.annual_pence)
    return _may_say_yes(tables, officer, one.proposed_by, cost, today), row


def _uplift(tables: Tables, one: Uplift, officer: Actor, today: date) -> tuple[bool, TodayRow]:
    row = TodayRow(
        "Approve an uplift",
        f"{one.placements} placements, {pounds(one.annual_pence)} a year",
        one.effective_from,
        one.reference,
        emergency=False,
        at=Place("uplift", one.reference),
    )
    cost = Cost(one.weekly_pence, one.annual_pence)
    return _may_say_yes(tables, officer, one.proposed_by, cost, today), row
