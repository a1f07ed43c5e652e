"""The tables of an uplift: rates old and new, placements, totals, and what is left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.agreements.model import age_words
from resources_app.agreements.uplift_model import HeldRate, RateChange, RateLeft
from resources_app.casework.uplift_effect import UpliftEffect
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.percents import WHOLE, percent_text
from ui.pages.wording import sentence
from ui.shell.widgets.columns import Column
from ui.shell.widgets.table import ONE_LINE, TWO_LINES, Table
from ui.shell.widgets.tabs import Tab, Tabs


def signed(pence: int) -> str:
    """`+£49.00`, `-£2.00`; a dash for nothing."""
    if pence == 0:
        return "–"
    return pounds(pence) if pence < 0 else f"+{pounds(pence)}"


def _what(held: HeldRate) -> str:
    rate = held.rate
    return f"{sentence(rate.element)}, {age_words(rate.age_from, rate.age_to)}"


def _percent(one: RateChange) -> str:
    """How much more, to the hundredth of a per cent; rounding makes it differ from rate to rate."""
    return percent_text(round((one.new_pence - one.old_pence) * WHOLE / one.old_pence))


RATES = (
    Column(
        "Service",
        lambda one: one.held.service_name or one.held.provider_name,
        190,
        stretch=True,
        second=lambda one: f"URN {one.held.urn} · {one.held.provider_name}",
        hint=lambda one: f"URN {one.held.urn}",
    ),
    Column("Lot", lambda one: one.held.lot_code, 52, hint=lambda one: one.held.lot_title),
    Column(
        "Price of",
        lambda one: _what(one.held),
        220,
        second=lambda one: sentence(one.held.rate.unit.each),
    ),
    Column("Old", lambda one: pounds(one.old_pence), 104, number=True, sort=lambda o: o.old_pence),
    Column(
        "New",
        lambda one: pounds(one.new_pence),
        104,
        number=True,
        sort=lambda one: one.new_pence,
        strong=lambda _: True,
        second=lambda one: one.source_cell.rpartition("!")[2],
        hint=lambda one: one.source_cell,
    ),
    Column(
        "More",
        lambda one: signed(one.new_pence - one.old_pence),
        96,
        number=True,
        sort=lambda one: one.new_pence - one.old_pence,
        second=_percent,
    ),
)
PLACEMENTS = (
    Column("Placement", lambda one: one.placement, 146),
    Column(
        "Home",
        lambda one: one.service,
        180,
        stretch=True,
        second=lambda one: one.provider,
    ),
    Column("Lot", lambda one: one.lot, 150),
    Column(
        "A week",
        lambda one: f"{pounds(one.week_before)} → {pounds(one.week_after)}",
        186,
        number=True,
        sort=lambda one: one.week_after,
        second=lambda one: signed(one.weekly),
    ),
    Column(
        "Twelve months",
        lambda one: f"{pounds(one.year_before)} → {pounds(one.year_after)}",
        216,
        number=True,
        sort=lambda one: one.annual,
        second=lambda one: signed(one.annual),
    ),
)


def _totals(what: str) -> tuple[Column, ...]:
    return (
        Column(what, lambda one: one.name, 240, stretch=True),
        Column("Rates", lambda one: f"{one.rates:,}", 80, number=True, sort=lambda o: o.rates),
        Column(
            "Placements",
            lambda one: f"{one.placements:,}",
            100,
            number=True,
            sort=lambda one: one.placements,
        ),
        Column(
            "First week",
            lambda one: signed(one.weekly_pence),
            120,
            number=True,
            sort=lambda one: one.weekly_pence,
        ),
        Column(
            "Twelve months",
            lambda one: signed(one.annual_pence),
            140,
            number=True,
            sort=lambda one: one.annual_pence,
        ),
    )


LEFT = (
    Column(
        "Service",
        lambda one: one.held.service_name or one.held.provider_name,
        180,
        second=lambda one: one.held.provider_name,
    ),
    Column("Lot", lambda one: one.held.lot_code, 52),
    Column("Price of", lambda one: _what(one.held), 210),
    Column(
        "Now",
        lambda one: (
            "On application"
            if one.held.rate.amount_pence is None
            else pounds(one.held.rate.amount_pence)
        ),
        110,
        number=True,
        sort=lambda one: one.held.rate.amount_pence or 0,
        second=lambda one: f"from {day_text(one.held.rate.period.start)}",
    ),
    Column("Why", lambda one: one.why, 300, stretch=True, hint=lambda one: one.why),
)
UNREAD = (
    Column("Sheet", lambda one: one.sheet, 190),
    Column("Cell", lambda one: one.cell, 70),
    Column("It holds", lambda one: one.value, 170),
    Column("Why it is not taken", lambda one: one.why, 300, stretch=True, hint=lambda one: one.why),
)
_TEXT = (Column("To check", lambda one: one, 400, stretch=True, hint=lambda one: one),)


def uplift_tabs(
    changes: Sequence[RateChange],
    effect: UpliftEffect | None,
    *,
    left: Sequence[RateLeft] = (),
    unread: Sequence[Any] = (),
    warnings: Sequence[str] = (),
    letters: Table | None = None,
) -> Tabs:
    """An uplift in tabs; those without a row are left out, but for the rates.

    `letters` is the table of its letters, once there may be some.
    """
    refused = [one for one in left if one.refused]
    kept = [one for one in left if not one.refused]
    sheets: list[tuple[str, str, Sequence[Column], Sequence[Any], int]] = [
        ("rates", "Rates", RATES, changes, TWO_LINES)
    ]
    if effect is not None:
        sheets += [
            ("placements", "Live placements", PLACEMENTS, effect.placements, TWO_LINES),
            ("providers", "By provider", _totals("Provider"), effect.by_provider, ONE_LINE),
            ("lots", "By lot", _totals("Lot"), effect.by_lot, ONE_LINE),
        ]
    sheets += [
        ("refused", "Cannot be changed", LEFT, refused, TWO_LINES),
        ("unread", "Not read", UNREAD, unread, ONE_LINE),
        ("kept", "Stay as they are", LEFT, kept, TWO_LINES),
        ("warnings", "To check", _TEXT, warnings, ONE_LINE),
    ]
    last = [Tab("letters", f"Letters  {len(letters.rows):,}", lambda: letters)] if letters else []
    return Tabs(
        [
            Tab(key, f"{title}  {len(rows):,}", _maker(title, shown, rows, height))
            for key, title, shown, rows, height in sheets
            if rows or key == "rates"
        ]
        + last
    )


def _maker(title: str, shown: Sequence[Column], rows: Sequence[Any], height: int) -> Any:
    def build() -> QWidget:
        table = Table(shown, title, height=height)
        table.when_empty("No rate would change", "The other tabs say why each one stays.")
        table.show_rows(rows)
        return table

    return build
