"""Loads what commitments and accruals are added up from, and adds them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import Account
from resources_app.agreements.charging import charge
from resources_app.beds.queries import block_contracts
from resources_app.finance.charge_table import ChargeTable, Entry, Names, month_edges
from resources_app.finance.code_queries import cost_codes, provider_names
from resources_app.finance.commitment_model import (
    AccrualGroup,
    Accruals,
    CommitmentGroup,
    CommitmentPart,
    Commitments,
    EndingWhy,
    ExpectedEndings,
    Grouping,
)
from resources_app.finance.commitments import grouped, parts
from resources_app.finance.known_endings import expected_end, forecast
from resources_app.foundations.dates import (
    Period,
    day_text,
    financial_year,
    financial_year_period,
)
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import divide_half_up
from resources_app.placements.charging_queries import accounts, accounts_of
from resources_app.store.tables import Tables


def commitments(
    tables: Tables, year: str, *, today: date, by: Grouping = Grouping.MONTH
) -> Commitments:
    """What the financial year written `2026-27` is expected to cost, added up by a grouping.

    Nights up to and including `today` as they were, the rest as they are known to become: ends
    of placements, expected ends, 18th birthdays, age bands and prices already agreed.
    """
    edges = month_edges(year)
    loaded = accounts(tables, during=Period(edges[0], edges[-1]))
    expected = forecast(loaded, today)
    table = ChargeTable.of(charges_by_period(expected, edges))
    groups = grouped(table, by, _names(tables))
    net = int(table.net.sum())
    to_date = _charged_until(expected, edges[0], min(today + timedelta(days=1), edges[-1]))
    return Commitments(
        year=year,
        by=by,
        as_at=today,
        months=tuple(edges[:-1]),
        groups=tuple(groups),
        month_pence=tuple(map(int, table.net.sum(axis=0))),
        placements=len({entry.account.placement_id for entry in table.entries}),
        net_pence=net,
        vat_pence=int(table.vat.sum()),
        lost_vat_pence=int(table.lost_vat.sum()),
        to_date_pence=to_date,
        to_come_pence=net - to_date,
        endings=_endings(loaded, today, edges),
        block_contracts=tuple(
            one.reference
            for one in block_contracts(tables)
            if one.beds and one.period.meet(Period(edges[0], edges[-1])) is not None
        ),
    )


def commitment_parts(
    tables: Tables, whole: Commitments, key: str, month: int | None = None
) -> list[CommitmentPart]:
    """What a group of commitments is made of, the largest first.

    `month` counts from 0, April; without it the parts are the year's.
    """
    edges = month_edges(whole.year)
    expected = forecast(accounts(tables, during=Period(edges[0], edges[-1])), whole.as_at)
    table = ChargeTable.of(charges_by_period(expected, edges))
    return parts(table, whole.by, _names(tables), key, month)


def why_commitment(
    tables: Tables, whole: Commitments, part: CommitmentPart, month: int | None = None
) -> tuple[str, ...]:
    """Why a placement's element costs what it does in a month, or month by month of the year.

    The engine's sentences; a known ending is named first. A year's amount is the sum of its
    months, each rounded once.
    """
    edges = month_edges(whole.year)
    during = Period(edges[0], edges[-1])
    loaded = accounts_of(tables, part.placement_reference, during)
    columns = range(12) if month is None else (month,)
    said = [
        f"Expected to end on {day_text(end[0])}: {end[1]}."
        for account in loaded
        if (end := expected_end(account, whole.as_at)) is not None and end[0] in during
    ]
    for column in columns:
        days = Period(edges[column], edges[column + 1])
        charged = [
            line
            for account in forecast(loaded, whole.as_at)
            for line in charge(account, days).lines
            if str(line.element) == part.element
        ]
        if charged and month is None:
            said.append(f"{days.start:%B %Y}:")
        said += [sentence for line in charged for sentence in line.why]
    return tuple(said)


def _charged_until(expected: Sequence[Account], start: date, until: date) -> int:
    """Net pence charged in whole months before `until`, and in the part of its month."""
    if until <= start:
        return 0
    edges = [day for day in month_edges(financial_year(start)) if day < until] + [until]
    return int(charges_by_period(expected, edges).net.sum())


def _endings(
    loaded: Sequence[Account], today: date, edges: Sequence[date]
) -> tuple[ExpectedEndings, ...]:
    """What known endings take off the year, by why."""
    ending: dict[EndingWhy, list[Account]] = defaultdict(list)
    for account in loaded:
        end = expected_end(account, today)
        if end is not None and end[0] < edges[-1]:
            ending[end[1]].append(account)
    found = []
    for why in EndingWhy:
        if not ending[why]:
            continue
        whole = charges_by_period(ending[why], edges).net.sum()
        ended = charges_by_period(forecast(ending[why], today), edges).net.sum()
        placements = len({one.placement_id for one in ending[why]})
        found.append(ExpectedEndings(why, placements, int(whole - ended)))
    return tuple(found)


def accruals(tables: Tables, at: date, *, by: Grouping = Grouping.PROVIDER) -> Accruals:
    """What is owed at the end of a day for nights of its financial year, and not yet approved.

    Charged for the nights since 1 April up to and including `at`, less what was approved of
    invoices for those nights; a line that runs beyond them counts by its nights. Raises
    BadInput for a grouping by month.
    """
    if by is Grouping.MONTH:
        raise BadInput(
            "Accruals are one sum at a day, not one a month.",
            remedy="Group them by provider, authority, cost centre, element or placement.",
        )
    since = financial_year_period(financial_year(at)).start
    window = Period(since, at + timedelta(days=1))
    assert window.end is not None
    loaded = accounts(tables, during=window)
    charged = ChargeTable.of(charges_by_period(loaded, [since, window.end]))
    names = _names(tables)
    by_charged = {one.key: one for one in grouped(charged, by, names)}
    approved = _approved(tables, loaded, window)
    by_approved = {one.key: one for one in grouped(approved, by, names)}
    groups = [
        _accrued(key, by_charged.get(key), by_approved.get(key))
        for key in dict.fromkeys((*by_charged, *by_approved))
    ]
    groups.sort(key=lambda one: (one.name.casefold(), one.key))
    whole, paid = int(charged.net.sum()), int(approved.net.sum())
    return Accruals(since, at, by, tuple(groups), whole, paid, whole - paid)


def _accrued(
    key: str, charged: CommitmentGroup | None, approved: CommitmentGroup | None
) -> AccrualGroup:
    whole = charged.net_pence if charged else 0
    paid = approved.net_pence if approved else 0
    named = charged or approved
    assert named is not None
    return AccrualGroup(key, named.name, whole, paid, whole - paid)


def _approved(tables: Tables, loaded: Sequence[Account], window: Period) -> ChargeTable:
    """Approved and paid lines of these accounts, by the nights they have in the window."""
    account_of = {account.placement_id: account for account in loaded}
    assert window.end is not None
    rows = tables.rows(
        """SELECT line.placement_id, line.element, line.start_date, line.end_date, line.net_pence
             FROM invoice_line line JOIN invoice ON invoice.id = line.invoice_id
            WHERE line.state IN ('approved', 'exported') AND invoice.cancelled_on IS NULL
              AND line.start_date < ? AND line.end_date > ?
            ORDER BY line.id""",
        (window.end.isoformat(), window.start.isoformat()),
    )
    entries, amounts = [], []
    for row in rows:
        account = account_of.get(row["placement_id"])
        nights = Period(date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"]))
        common = nights.meet(window)
        if account is not None and common is not None:
            entries.append(Entry(account, row["element"]))
            part = divide_half_up(row["net_pence"] * common.nights(), nights.nights())
            amounts.append([part])
    net = np.array(amounts, dtype=np.int64).reshape(len(entries), 1)
    nothing = np.zeros_like(net)
    return ChargeTable(tuple(entries), (window,), net, nothing, nothing)


def _names(tables: Tables) -> Names:
    return Names(
        providers=provider_names(tables),
        authorities={
            row["ons_code"]: row["name"]
            for row in tables.rows("SELECT ons_code, name FROM authority")
        },
        provision_types={
            row["id"]: row["provision_type"]
            for row in tables.rows("SELECT id, provision_type FROM service")
        },
        cost_codes=cost_codes(tables),
    )
