"""What an agreement costs once a variation takes effect, and what binds its approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from resources_app.agreements.charge_model import Account, Basis, ChargeLine
from resources_app.agreements.charge_spans import unit_price
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element, Rate
from resources_app.approvals.model import Cost
from resources_app.foundations.dates import Period, nights_in_year_from
from resources_app.placements.variation_model import VariationLine
from resources_app.requests.costs import WEEKLY_UNITS
from resources_app.requests.digest import sha256_of


def varied(
    accounts: Sequence[Account],
    own_placement: str,
    lines: Sequence[VariationLine],
    rates: Mapping[Element, tuple[Rate, ...]],
    day: date,
) -> list[Account]:
    """The accounts of an agreement as they will be once these changes take effect on `day`.

    `rates` are those of the agreement's membership, by element; `own_placement` is the one that
    carries the agreement, and that added lines belong to.
    """
    replaced = {line.fee_line_id: line for line in lines if line.fee_line_id}
    found = []
    for account in accounts:
        kept = [
            _cut(line, day) if line.id in replaced else line
            for line in account.lines
            if line.id not in replaced or line.period.start < day
        ]
        of_account = {line.id for line in account.lines}
        new = [
            _new_line(line, rates, account, day)
            for line in lines
            if not line.ends
            and (
                line.fee_line_id in of_account
                or (line.fee_line_id is None and account.placement_id == own_placement)
            )
        ]
        found.append(replace(account, lines=(*kept, *new)))
    return found


def _cut(line: ChargeLine, day: date) -> ChargeLine:
    end = day if line.period.end is None else min(line.period.end, day)
    return replace(line, period=Period(line.period.start, end))


def _new_line(
    line: VariationLine, rates: Mapping[Element, tuple[Rate, ...]], account: Account, day: date
) -> ChargeLine:
    return ChargeLine(
        id=line.id,
        element=line.element,
        unit=line.unit,
        quantity=line.quantity,
        amount_pence=line.amount_pence,
        period=Period(day),
        vat_treatment=line.vat_treatment,
        description=line.description,
        born=account.born,
        rates=rates.get(line.element, ()) if line.rate_id else (),
    )


def cost_from(accounts: Sequence[Account], day: date) -> Cost:
    """What an agreement costs a week on `day` and in the twelve months from then, net pence.

    The year is charged to the day, with the birthdays and uplifts that are known; nobody is
    away in it, and nobody leaves before it is over.
    """
    there = [replace(one, absences=(), stay=Period(one.stay.start, None)) for one in accounts]
    year = Period(day, day + timedelta(days=nights_in_year_from(day)))
    return Cost(
        weekly_pence=sum(_weekly(one, day) for one in there),
        annual_pence=sum(charge(one, year).net_pence for one in there),
    )


def _weekly(account: Account, day: date) -> int:
    return sum(
        unit_price(account, line, day).pence * line.quantity
        for line in account.lines
        if line.unit in WEEKLY_UNITS and line.basis is Basis.CONTRACTED and day in line.period
    )


def digest_of(
    day: date, reason: str, lines: Sequence[VariationLine], new_end: date | None = None
) -> str:
    """SHA-256, hexadecimal, over what is asked for, whatever the order of the changes."""
    changes = sorted(
        (
            line.fee_line_id or "",
            line.ends,
            str(line.element),
            str(line.unit),
            line.quantity,
            line.amount_pence,
            str(line.vat_treatment),
            line.rate_id or "",
            line.description,
        )
        for line in lines
    )
    asked: dict[str, object] = {"day": day.isoformat(), "reason": reason, "changes": changes}
    if new_end is not None:
        asked["new_end"] = new_end.isoformat()
    return sha256_of(asked)
