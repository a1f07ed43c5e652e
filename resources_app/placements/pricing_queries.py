"""An agreement's fee lines at the prices of a day, as lists, pages and paper show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from resources_app.agreements.charge_model import Account, ChargeLine
from resources_app.agreements.charge_spans import Span, spans, unit_price
from resources_app.foundations.dates import Period
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.model import FeeLine, Ipa
from resources_app.store.tables import Tables


def ipa_on(tables: Tables, ipa: Ipa, day: date) -> Ipa:
    """The agreement with each line at the price of one unit on `day`, after discounts, and from
    the day on which that price began.

    A line that is not in force that day keeps what was agreed at its start; so does one with
    a price of its own. Absences are left out: they change a charge, not the price.
    """
    found = accounts_of(tables, ipa.reference, Period(day, day + timedelta(days=1)))
    of_line = {line.id: (account, line) for account in found for line in account.lines}
    return replace(
        ipa,
        fee_lines=tuple(
            _priced(one, *of_line[one.id], day) if one.id in of_line and day in one.period else one
            for one in ipa.fee_lines
        ),
    )


def _priced(fee: FeeLine, account: Account, line: ChargeLine, day: date) -> FeeLine:
    there = replace(account, absences=())
    price = unit_price(there, line, day)
    return replace(
        fee,
        amount_pence=price.pence,
        rate_id=price.rate.id if price.rate else fee.rate_id,
        period=Period(_since(there, line, day), fee.period.end),
    )


def _since(account: Account, line: ChargeLine, day: date) -> date:
    """The first day on which the line had the price of `day`, with nothing else in between."""
    since = line.period.start
    before: Span | None = None
    for span in spans(account, line, day + timedelta(days=1)):
        same = before is not None and (before.unit_pence, before.rate_id, before.end) == (
            span.unit_pence,
            span.rate_id,
            span.start,
        )
        since = since if same else span.start
        before = span
    return max(since, line.period.start)
