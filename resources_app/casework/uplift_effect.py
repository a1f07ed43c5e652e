"""What an uplift costs: each live placement charged both ways, over the week and the year that
begin on its day.

Pure: the charging engine is asked twice, with the rates as they are and as they would be. Amounts
are pence, net of VAT.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import Account, ChargeLine
from resources_app.agreements.model import Rate
from resources_app.agreements.uplift_model import HeldRate, RateChange
from resources_app.foundations.dates import Period, birthday

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class PlacementEffect:
    """One placement with the uplift and without: pence for the first week and for the year."""

    placement: str
    provider: str
    service: str
    lot: str
    week_before: int
    week_after: int
    year_before: int
    year_after: int

    @property
    def weekly(self) -> int:
        """What the first week costs more."""
        return self.week_after - self.week_before

    @property
    def annual(self) -> int:
        """What the year costs more."""
        return self.year_after - self.year_before


@dataclass(frozen=True)
class Total:
    """The rates that change for a provider or in a lot, and what that costs more."""

    name: str
    rates: int
    placements: int
    weekly_pence: int
    annual_pence: int


@dataclass(frozen=True)
class UpliftEffect:
    """The placements that an uplift touches, dearest first, and what it costs in all."""

    placements: tuple[PlacementEffect, ...]
    weekly_pence: int
    annual_pence: int
    by_provider: tuple[Total, ...]
    by_lot: tuple[Total, ...]


def year_from(day: date) -> Period:
    """The twelve months over which an uplift is counted: 365 nights, or 366 with a leap day."""
    return Period(day, birthday(day, 1))


def effect_of(
    accounts: Sequence[Account], changes: Sequence[RateChange], day: date
) -> UpliftEffect:
    """What changes from `day` cost the accounts, each charged with and without them."""
    changed = {one.held.rate.id: one for one in changes}
    touched = [one for one in accounts if _touches(one, changed)]
    after = with_changes(touched, changed, day)
    weeks = _charged(touched, day, day + _WEEK), _charged(after, day, day + _WEEK)
    years = _charged(touched, day, birthday(day, 1)), _charged(after, day, birthday(day, 1))
    # A placement paid under two agreements has two accounts, and one effect.
    once = {one.placement_id: one for one in reversed(touched)}.values()
    found = [
        _placement(one, changed, weeks, years)
        for one in once
        if one.placement_id in years[0] or one.placement_id in years[1]
    ]
    found.sort(key=lambda one: (-one.annual, one.placement))
    return UpliftEffect(
        placements=tuple(found),
        weekly_pence=sum(one.weekly for one in found),
        annual_pence=sum(one.annual for one in found),
        by_provider=_totals(changes, found, lambda one: one.provider_name, "provider"),
        by_lot=_totals(changes, found, lot_name, "lot"),
    )


def lot_name(held: HeldRate) -> str:
    """`4 Residential EBD`."""
    return f"{held.lot_code} {held.lot_title}".strip()


def with_changes(
    accounts: Iterable[Account], changed: Mapping[str, RateChange], day: date
) -> list[Account]:
    """The accounts as they would be if the changes took over on `day`."""
    done: dict[int, tuple[Rate, ...]] = {}

    def line(one: ChargeLine) -> ChargeLine:
        # Lines of a membership share one tuple of rates, which is rewritten once.
        key = id(one.rates)
        if key not in done:
            done[key] = tuple(new for rate in one.rates for new in _parted(rate, changed, day))
        return replace(one, rates=done[key])

    return [replace(one, lines=tuple(map(line, one.lines))) for one in accounts]


def _parted(rate: Rate, changed: Mapping[str, RateChange], day: date) -> tuple[Rate, ...]:
    change = changed.get(rate.id)
    if change is None:
        return (rate,)
    new = replace(
        rate, id=f"{rate.id}+", amount_pence=change.new_pence, period=Period(day, rate.period.end)
    )
    return replace(rate, period=Period(rate.period.start, day)), new


def _touches(account: Account, changed: Mapping[str, RateChange]) -> bool:
    return any(rate.id in changed for line in account.lines for rate in line.rates)


def _charged(accounts: Sequence[Account], start: date, end: date) -> dict[str, int]:
    """Pence by placement for the days of one period."""
    if not accounts:
        return {}
    charges = charges_by_period(accounts, [start, end])
    found: dict[str, int] = {}
    for account, (pence,) in zip(charges.accounts, charges.net.tolist(), strict=True):
        found[account.placement_id] = found.get(account.placement_id, 0) + pence
    return found


_BothWays = tuple[dict[str, int], dict[str, int]]


def _placement(
    account: Account, changed: Mapping[str, RateChange], weeks: _BothWays, years: _BothWays
) -> PlacementEffect:
    held = next(
        changed[rate.id].held for line in account.lines for rate in line.rates if rate.id in changed
    )
    key = account.placement_id
    return PlacementEffect(
        placement=account.placement_reference,
        provider=held.provider_name,
        service=held.service_name,
        lot=lot_name(held),
        week_before=weeks[0].get(key, 0),
        week_after=weeks[1].get(key, 0),
        year_before=years[0].get(key, 0),
        year_after=years[1].get(key, 0),
    )


def _totals(
    changes: Iterable[RateChange],
    placements: Iterable[PlacementEffect],
    name: Callable[[HeldRate], str],
    field: str,
) -> tuple[Total, ...]:
    rates: dict[str, int] = {}
    for change in changes:
        key = name(change.held)
        rates[key] = rates.get(key, 0) + 1
    touched: dict[str, list[PlacementEffect]] = {key: [] for key in rates}
    for one in placements:
        touched[getattr(one, field)].append(one)
    return tuple(
        Total(
            key,
            rates[key],
            len(touched[key]),
            sum(one.weekly for one in touched[key]),
            sum(one.annual for one in touched[key]),
        )
        for key in sorted(rates)
    )
