"""How fast commitments are added up and invoices matched.

Grouping is set beside NumPy adding the same cells with the groups' numbers ready made. Matching is
set beside charging the same nights and nothing else, since what was due has to be known anyway.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import Account, ChargeLine, FundingSpan
from resources_app.agreements.charging import line_charge
from resources_app.agreements.model import Element, Unit
from resources_app.finance.charge_table import ChargeTable, Names, month_edges
from resources_app.finance.commitment_model import Grouping
from resources_app.finance.commitments import grouped
from resources_app.finance.finding_children import Candidate, known
from resources_app.finance.matching_many import Claim, Ledger, match_all
from resources_app.finance.model import CostCode, NewLine
from resources_app.foundations.dates import Period
from tests.benchmarks.harness import Benchmark

YEAR = "2026-27"
FIRST = date(2026, 4, 1)
PROVIDERS = 80
FUNDERS = ("social care", "education", "health")
GROUPING_TARGET = 40  # names, sets of placements and records, where NumPy only adds
SPLITTING_TARGET = 60  # and a split that leaves no penny over, cell by cell
MATCHING_TARGET = 2


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """5,000 placements over a year by month and provider; 5,000 invoice lines."""
    many = 50 if toy else 5_000
    chance = random.Random(27)
    accounts = [_account(number, chance) for number in range(many)]
    table = ChargeTable.of(charges_by_period(accounts, month_edges(YEAR)))
    names = Names(
        providers={f"v{number}": f"Provider {number}" for number in range(PROVIDERS)},
        cost_codes=[_code(funder) for funder in ("", *FUNDERS)],
    )

    def by_month_and_provider() -> object:
        return grouped(table, Grouping.MONTH, names), grouped(table, Grouping.PROVIDER, names)

    def by_cost_centre() -> object:
        return grouped(table, Grouping.COST_CENTRE, names)

    providers = np.array([int(one.account.provider_id[1:]) for one in table.entries])

    def bare_sums() -> object:
        added = np.zeros((PROVIDERS, len(table.periods)), dtype=np.int64)
        for cells in (table.net, table.vat, table.lost_vat):
            np.add.at(added, providers, cells)
        return table.net.sum(axis=0), added

    size = f"{many:,} placements × 12 months"
    yield Benchmark(
        "add commitments up by month and provider", size, GROUPING_TARGET,
        by_month_and_provider, bare_sums, "NumPy adds the same cells",
    )  # fmt: skip
    yield Benchmark(
        "add commitments up by cost centre", size, SPLITTING_TARGET, by_cost_centre, bare_sums,
        "NumPy adds the same cells",
    )  # fmt: skip
    yield from _matching(accounts, chance)


def _matching(accounts: Sequence[Account], chance: random.Random) -> Iterator[Benchmark]:
    """A line for each placement, one in ten of them wrong, by the child's identifier."""
    ledger = Ledger(
        provider_id="v0",
        known=known(_candidate(one) for one in accounts),
        accounts={one.placement_id: (one,) for one in accounts},
        tolerance=5,
    )
    claims, due = [], []
    for number, account in enumerate(accounts):
        nights = Period(account.stay.start, account.stay.start + timedelta(days=30))
        charged = line_charge(account, account.lines[0], nights)
        pence = charged.net_pence if charged else 0
        claimed = pence + (0 if chance.randrange(10) else 12_345)
        line = NewLine(f"B-{account.child_id}", nights, claimed or 1)
        claims.append(Claim(f"l{number}", "INV", "1", line))
        due.append((account, account.lines[0], nights))

    def charge_only() -> object:
        return [line_charge(*one) for one in due]

    yield Benchmark(
        "match invoice lines", f"{len(claims):,} lines", MATCHING_TARGET,
        lambda: match_all(claims, ledger), charge_only, "charging the same nights",
    )  # fmt: skip


def _account(number: int, chance: random.Random) -> Account:
    """A stay; one in three is paid for by two or three funders."""
    start = FIRST + timedelta(days=chance.randrange(-200, 200))
    core = ChargeLine(
        f"f{number}", Element.CORE, Unit.WEEK, 1, chance.randrange(80_000, 600_000), Period(start)
    )
    shares = chance.choice(((10_000,), (10_000,), (5_000, 3_333, 1_667)))
    return Account(
        placement_id=f"p{number}",
        placement_reference=f"PLC-{number}",
        stay=Period(start, None),
        lines=(core,),
        funding=tuple(
            FundingSpan(funder, share, Period(start))
            for funder, share in zip(FUNDERS, shares, strict=False)
        ),
        child_id=str(number),
        provider_id=f"v{number % PROVIDERS}",
        authority_code="E06000060",
    )


def _code(funder: str) -> CostCode:
    return CostCode(funder, "", "", funder, f"CC-{funder}", "52000", Period(date(2020, 4, 1)))


def _candidate(account: Account) -> Candidate:
    number = account.child_id
    return Candidate(
        account.placement_id, account.placement_reference, "", number, f"B-{number}", "Tom",
        f"Child {number}", "", "v0", "Provider 0", account.stay,
    )  # fmt: skip
