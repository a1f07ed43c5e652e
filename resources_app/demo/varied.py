"""A variation in the demo: more staff for one child, approved, and on paper to be signed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from resources_app.agreements.model import Element, Unit
from resources_app.documents.variations import print_variation
from resources_app.foundations.errors import KnownError
from resources_app.placements.actions import approve_variation, propose_variation
from resources_app.placements.queries import Slice, placement_summaries
from resources_app.placements.variation_model import LineChange, NewVariation
from resources_app.session import Session
from resources_app.team.model import Role

_WHY = "A second adult in the evenings, as agreed at the review; looked at again in twelve weeks."


def make_variation(team: Mapping[Role, Session]) -> None:
    """Vary the newest placement that may be, have it approved, and print it."""
    officer, director = team[Role.PLACEMENT_OFFICER], team[Role.SERVICE_DIRECTOR]
    today = officer.today()
    staff = LineChange(
        Element.EXTRA_STAFFING, Unit.HOUR, 2_350, 14, description="A second adult, evenings"
    )
    change = NewVariation(today + timedelta(days=7), (staff,), _WHY)
    for one in placement_summaries(officer.tables, today, part=Slice(12, 0)):
        if one.ipa_reference and one.weekly_pence:
            with suppress(KnownError):  # one that starts later, or ends before
                kept = propose_variation(officer, one.reference, change).variation
                approve_variation(director, one.reference, kept.number, words="As the review asks.")
                print_variation(officer, one.reference)
                return
