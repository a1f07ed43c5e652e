"""A lot's prices as a grid: members down, age bands across, as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from resources_app.agreements.model import Element, MemberOfLot, Rate, Unit, age_words
from resources_app.agreements.pricing import rate_for
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.money import pounds
from ui.pages.wording import sentence
from ui.shell.widgets.columns import Column


@dataclass(frozen=True, order=True)
class Band:
    """A column of prices: what it pays for, by what, and for which ages (inclusive)."""

    element: Element
    unit: Unit
    age_from: int
    age_to: int

    @property
    def heading(self) -> str:
        """`0 to 4`, or what else it is for."""
        ages = f"{self.age_from}–{self.age_to}"
        if self.element is Element.CORE and self.unit is Unit.WEEK:
            return ages
        return f"{sentence(self.element)}, {ages}"

    @property
    def words(self) -> str:
        """The band in a sentence's middle."""
        return f"{self.element}, {age_words(self.age_from, self.age_to)}, {self.unit.each}"


@dataclass(frozen=True)
class GridRow:
    """A member with every rate it ever had in the lot."""

    member: MemberOfLot
    rates: tuple[Rate, ...]

    def of_band(self, band: Band) -> list[Rate]:
        """Its rates for a band, first to last."""
        found = [one for one in self.rates if _band(one) == band]
        return sorted(found, key=lambda one: one.period.start)

    def rate_on(self, band: Band, day: date) -> Rate | None:
        """The rate that answers for a band on a day."""
        return rate_for(self.of_band(band), element=band.element, age=band.age_from, on=day)


def _band(one: Rate) -> Band:
    return Band(one.element, one.unit, one.age_from, one.age_to)


def bands_of(rows: Iterable[GridRow]) -> list[Band]:
    """The columns of a lot: the weekly core fee's bands first, then the rest."""
    found = {_band(rate) for row in rows for rate in row.rates}
    order = list(Element)
    return sorted(
        found,
        key=lambda one: (order.index(one.element), one.unit != Unit.WEEK, one.age_from, one.age_to),
    )


def columns_of(bands: Sequence[Band], day: date) -> list[Column]:
    """The grid's columns as they stand on a day."""
    return [
        Column(
            "Service",
            lambda one: one.member.service_name,
            170,
            stretch=True,
            second=lambda one: f"URN {one.member.urn} · {one.member.provider_name}",
            hint=lambda one: f"URN {one.member.urn}",
        ),
        Column(
            "Tier",
            lambda one: str(one.member.membership.tier),
            56,
            number=True,
            sort=lambda one: (one.member.membership.tier, one.member.membership.rank or 10**6),
        ),
        *(
            Column(
                band.heading,
                partial(_price, band, day),
                104 if len(band.heading) < 9 else 150,
                number=True,
                sort=partial(_order, band, day),
                second=partial(_since, band, day),
                hint=partial(history_text, band),
            )
            for band in bands
        ),
    ]


def _price(band: Band, day: date, one: GridRow) -> str:
    rate = one.rate_on(band, day)
    if rate is None:
        return "–"
    return "On application" if rate.amount_pence is None else pounds(rate.amount_pence)


def _since(band: Band, day: date, one: GridRow) -> str:
    """When the price of the day began, where there was another before it or comes after."""
    rate = one.rate_on(band, day)
    if rate is None or len(one.of_band(band)) == 1:
        return ""
    return f"from {rate.period.start:%b %Y}"


def _order(band: Band, day: date, one: GridRow) -> tuple[bool, int]:
    rate = one.rate_on(band, day)
    amount = rate.amount_pence if rate else None
    return amount is None, amount or 0


def history_text(band: Band, one: GridRow) -> str:
    """Every price the band ever had, first to last."""
    return "\n".join(
        f"{'On application' if rate.amount_pence is None else pounds(rate.amount_pence)}"
        f" from {day_text(rate.period.start)}"
        f"{f' to {day_text(inclusive_end(rate.period.end))}' if rate.period.end else ''}"
        for rate in one.of_band(band)
    )
