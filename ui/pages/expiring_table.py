"""The columns of what runs out, for an agreement's page and for the whole calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from resources_app.agreements.renewals import Expiry, Standing
from resources_app.foundations.dates import day_text
from ui.pages.wording import days_left, sentence
from ui.shell.places import Place
from ui.shell.widgets.columns import Column

TONES = {Standing.EXPIRED: "bad", Standing.ACT_NOW: "warning", Standing.COMING: "plain"}


def columns_of(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns as they read on a day."""
    return (
        Column(
            "What runs out",
            lambda one: one.what,
            230,
            stretch=True,
            second=lambda one: f"{sentence(one.kind)} · {one.whose}",
        ),
        Column(
            "Last day",
            lambda one: day_text(one.last_day),
            116,
            number=True,
            sort=lambda one: one.last_day,
            second=lambda one: days_left(one.last_day, today()),
        ),
        Column(
            "Act by",
            lambda one: day_text(one.act_by),
            116,
            number=True,
            sort=lambda one: one.act_by,
            second=lambda one: days_left(one.act_by, today()),
        ),
        Column("What to do", lambda one: one.to_do, 250, hint=lambda one: one.to_do),
        Column(
            "Standing",
            lambda one: sentence(one.standing),
            104,
            tone=lambda one: TONES[one.standing],
            sort=lambda one: list(TONES).index(one.standing),
        ),
        Column("Agreement", lambda one: one.agreement, 130),
    )


def place_of(one: Expiry) -> Place | None:
    """Where something is done about it: the lot's prices, the agreement; None for a document."""
    if not one.agreement:
        return None
    return Place("agreement", one.agreement, f"lot {one.lot}" if one.lot else "contract")
