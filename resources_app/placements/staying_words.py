"""Arrangements at 18 in words: what is paid and what comes in."""

from __future__ import annotations

from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import joined
from resources_app.placements.staying_on import INCOME, StayingOn


def staying_cost(one: StayingOn) -> str:
    """`allowance £320.00, less housing benefit £120.00: £200.00 a week`."""
    if not one.lines:
        return "nothing is paid"
    paid = [f"{each.kind} {pounds(each.weekly_pence)}" for each in one.lines
            if each.kind not in INCOME]  # fmt: skip
    comes = [f"{each.kind} {pounds(each.weekly_pence)}" for each in one.lines
             if each.kind in INCOME]  # fmt: skip
    less = f", less {joined(comes)}" if comes else ""
    return f"{joined(paid)}{less}: {pounds(one.weekly_pence)} a week"
