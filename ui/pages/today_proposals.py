"""What was put up for a yes beside requests: variations and uplifts.

To add a kind: a function that yields its rows, each with whether it waits for this officer, and
its name in `proposals`.
"""

from __future__ import annotations

from resources_app.agreements.uplift_model import Uplift, UpliftState
from resources_app.agreements.uplift_queries import uplifts
from resources_app.foundations.money import pounds
from resources_app.placements.variation_model import Variation
from resources_app.placements.variation_queries import proposed_variations
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import may
from ui.pages.today_lists import TodayRow
from ui.shell.places import Place


def proposals(tables: Tables, officer: Actor) -> list[tuple[bool, TodayRow]]:
    """Everything that waits for a yes or a no, and whether this officer may give it."""
    waiting = [_variation(one, officer) for one in proposed_variations(tables)]
    proposed = uplifts(tables, state=str(UpliftState.PROPOSED))
    return waiting + [_uplift(one, officer) for one in proposed]


def count_proposals(tables: Tables, officer: Actor) -> int:
    """How many of them wait for this officer."""
    return sum(mine for mine, _ in proposals(tables, officer))


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
