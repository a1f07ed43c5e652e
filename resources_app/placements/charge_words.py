"""What a placement's last month costs, in a sentence for whoever ended it."""

from __future__ import annotations

from resources_app.agreements.charge_model import AccountCharge
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.money import pounds


def final_text(one: AccountCharge) -> str:
    """What it costs in the month in which the child left, up to the last night charged."""
    last = day_text(inclusive_end(one.period.end))
    days = f"from {day_text(one.period.start)} to {last}"
    return f"The last month of {one.placement_reference}, {days}, costs {pounds(one.cost_pence)}."
