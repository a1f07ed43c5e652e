"""How fast whole portfolios are charged by the month, beside merely counting their nights.

The yardstick is the least anybody could do with the same spans of days, once somebody has cut the
stays at every rate, birthday and discount: NumPy counts each span's nights in each month. The
second row shows that ten times the placements cost about ten times the time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import (
    Account,
    ChargeLine,
    ChargeTerms,
    Count,
    DiscountKind,
    DiscountRule,
)
from resources_app.agreements.charge_spans import spans
from resources_app.agreements.model import Element, Rate, Unit
from resources_app.foundations.dates import Period, add_months
from tests.benchmarks.harness import Benchmark

FIRST = date(2026, 4, 1)
MONTHS = 36
BANDS = ((0, 4), (5, 10), (11, 15), (16, 17))
TARGET = 100  # the figure
LINEAR = 12  # the figure: ten times the placements, less than twelve times the time


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """5,000 stays over 36 months, against their bare nights and against a tenth of them."""
    many = 50 if toy else 5_000
    months = 3 if toy else MONTHS
    chance = random.Random(36)
    contracts = [_rates(number, chance) for number in range(max(1, many // 25))]
    accounts = [_account(number, contracts, chance) for number in range(many)]
    edges = [add_months(FIRST, month) for month in range(months + 1)]

    def charge_all() -> object:
        return charges_by_period(accounts, edges)

    def charge_a_tenth() -> object:
        return charges_by_period(accounts[: many // 10], edges)

    size = f"{many:,} placements × {months} months"
    yield Benchmark(
        "charge placements by month", size, TARGET, charge_all, _nights(accounts, edges),
        "NumPy counts the same spans’ nights",
    )  # fmt: skip
    yield Benchmark(
        "charge placements by month", size, LINEAR, charge_all, charge_a_tenth,
        "a tenth of the placements",
    )  # fmt: skip


def _nights(accounts: Sequence[Account], edges: Sequence[date]) -> Callable[[], object]:
    """A call that counts the nights of the same spans in the same months."""
    cut = [span for one in accounts for line in one.lines for span in spans(one, line, edges[-1])]
    starts = np.array([span.start.toordinal() for span in cut], dtype=np.int64)
    ends = np.array([span.end.toordinal() for span in cut], dtype=np.int64)
    months = np.array([day.toordinal() for day in edges], dtype=np.int64)

    def count() -> object:
        first = np.maximum(starts[:, None], months[None, :-1])
        return np.maximum(np.minimum(ends[:, None], months[None, 1:]) - first, 0)

    return count


def _rates(number: int, chance: random.Random) -> tuple[Rate, ...]:
    """One member's core fees: four bands, uplifted every April."""
    return tuple(
        Rate(
            id=f"r{number}-{youngest}-{year}",
            membership_id=f"m{number}",
            element=Element.CORE,
            unit=Unit.WEEK,
            age_from=youngest,
            age_to=oldest,
            amount_pence=chance.randrange(80_000, 600_000),
            period=Period(date(year, 4, 1), date(year + 1, 4, 1)),
        )
        for youngest, oldest in BANDS
        for year in range(FIRST.year - 2, FIRST.year + 4)
    )


_SIBLINGS = ChargeTerms(discounts=(DiscountRule(DiscountKind.SIBLING, 2, 500, Period(FIRST)),))


def _account(number: int, contracts: Sequence[tuple[Rate, ...]], chance: random.Random) -> Account:
    """A stay at a contract's price; one in ten is a second sister's, one in three has ended."""
    start = FIRST + timedelta(days=chance.randrange(-400, 600))
    ends = chance.randrange(3) == 0
    born = start - timedelta(days=chance.randrange(2 * 365, 16 * 365))
    core = ChargeLine(
        id=f"f{number}",
        element=Element.CORE,
        unit=Unit.WEEK,
        quantity=1,
        amount_pence=100_000,
        period=Period(start),
        born=born,
        rates=chance.choice(contracts),
    )
    sister = chance.randrange(10) == 0
    return Account(
        placement_id=f"p{number}",
        placement_reference=f"PLC-{number}",
        stay=Period(start, start + timedelta(days=chance.randrange(30, 900)) if ends else None),
        lines=(core,),
        terms=_SIBLINGS if sister else ChargeTerms(),
        sibling_places=(Count(Period(start), 2),) if sister else (),
    )
