"""Tender price schedules for the demo's two frameworks, as the workbooks a council receives."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resources_app.workbooks.model import Cell, Sheet, Workbook


@dataclass(frozen=True)
class PricedService:
    """A service as a price schedule names it."""

    urn: str
    provider: str
    provision_type: str


@dataclass(frozen=True)
class DemoLot:
    """A lot: what it buys, the weekly fee it starts from (pence), and its age bands."""

    code: str
    title: str
    provision_types: tuple[str, ...]
    from_pence: int
    spread_pence: int
    bands: tuple[str, ...]


_AGES = ("0-4", "5-10", "11-15", "16-17")
SOUTH_CENTRAL = (
    DemoLot("1", "Standard fostering", ("independent fostering agency",), 82_000, 16_000, _AGES),
    DemoLot("2", "Enhanced fostering", ("independent fostering agency",), 104_000, 30_000, _AGES),
    DemoLot("3", "Parent and child", ("independent fostering agency",), 132_000, 45_000, _AGES),
    DemoLot("4", "Residential EBD", ("children's home",), 400_000, 160_000, _AGES),
    DemoLot("5", "Solo and therapeutic", ("children's home",), 610_000, 330_000, _AGES),
    DemoLot("6", "Disability", ("residential special school",), 380_000, 190_000, _AGES),
)
SUPPORTED = (
    DemoLot(
        "1",
        "Supported accommodation 24-hour",
        ("supported accommodation",),
        92_000,
        60_000,
        ("16-17",),
    ),
    DemoLot("2", "Floating support", ("supported accommodation",), 41_000, 22_000, ("16-17",)),
)


def price_workbook(
    title: str,
    lots: Sequence[DemoLot],
    services: Iterable[PricedService],
    chance: random.Random,
    *,
    share: float = 0.6,
    per_cent: int = 100,
) -> Workbook:
    """A price schedule of `lots` for a `share` of the services each lot could buy.

    The same `chance` gives the same members; `per_cent` of their prices makes last year's.
    """
    known = list(services)
    sheets = []
    for lot in lots:
        could = [one for one in known if one.provision_type in lot.provision_types]
        members = sorted(chance.sample(could, int(len(could) * share)), key=lambda one: one.urn)
        sheets.append(_sheet(title, lot, members, chance, per_cent))
    return Workbook(f"{title}.xlsx", "", tuple(sheets))


def _sheet(
    title: str, lot: DemoLot, members: Sequence[PricedService], chance: random.Random, per_cent: int
) -> Sheet:
    width = len(lot.bands) + 6
    headings: list[Cell] = [
        "Ofsted URN",
        "Provider",
        "Tier",
        *lot.bands,
        "Sibling discount %",
        "Respite per night",
        "Notes",
    ]
    rows: list[list[Cell]] = [
        _padded([f"{title} - price schedule (fictional)"], width),
        _padded([f"Lot {lot.code} {lot.title}"], width),
        _padded([], width),
        headings,
    ]
    rows += [_row(one, lot, chance, per_cent) for one in members]
    return Sheet(f"Lot {lot.code} {lot.title}"[:31], rows)


def _row(service: PricedService, lot: DemoLot, chance: random.Random, per_cent: int) -> list[Cell]:
    base = lot.from_pence + chance.randrange(0, lot.spread_pence, 25)
    prices: list[Cell] = []
    for step, _ in enumerate(lot.bands):
        if chance.random() < 0.02:
            prices.append(chance.choice(["POA", "N/A"]))
        else:
            pence = base + step * chance.randrange(2_000, 5_000, 25)
            prices.append(pence * per_cent // 100 / 100)
    tier = chance.choices([1, 2, 3], [5, 3, 2])[0]
    return [
        service.urn,
        service.provider,
        float(tier),
        *prices,
        chance.choice([0.0, 5.0, 7.5, 10.0]),
        round(base / 700, 2),
        "",
    ]


def _padded(row: list[Cell], width: int) -> list[Cell]:
    return row + [""] * (width - len(row))
