"""What an uplift does to each rate: a percentage, a capped index, or the amounts of a new schedule.

Pure functions over rates. A rate that cannot be changed as asked is left with the reason, and the
rest can still be taken. Nothing here writes, and nothing rounds twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date

from resources_app.agreements.model import Agreement
from resources_app.agreements.pricing import named, why_above_ceiling
from resources_app.agreements.uplift_model import (
    HeldRate,
    Method,
    RateChange,
    RateLeft,
    Rounding,
    Scope,
    UpliftAsked,
    UpliftPlan,
)
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import divide_half_up
from resources_app.foundations.percents import WHOLE, percent_text, raised

_MOST = 5_000  # 50 %: more than any award or index of a year; a slip of the comma


def plan_percentage(
    asked: UpliftAsked, agreement: Agreement, held: Iterable[HeldRate]
) -> UpliftPlan:
    """The plan of a percentage or of a capped index, rate by rate.

    Raises BadInput, naming the field, for a percentage or a day that makes no sense.
    """
    refuse_day_outside(agreement, asked.effective_from)
    applied = percentage_applied(asked, agreement)
    changes: list[RateChange] = []
    left: list[RateLeft] = []
    for one in in_scope(held, asked.scope):
        if why := why_not_raised(one, asked.effective_from):
            left.append(why)
            continue
        assert one.rate.amount_pence is not None
        change = RateChange(one, new_amount(one.rate.amount_pence, applied, asked.rounding))
        judged = judge(change)
        (left if isinstance(judged, RateLeft) else changes).append(judged)  # type: ignore[arg-type]
    return UpliftPlan(
        asked, agreement, applied, tuple(changes), tuple(left), warnings=_warnings(asked, agreement)
    )


def refuse_day_outside(agreement: Agreement, day: date) -> None:
    """Raise BadInput, naming the field, for a day on which the agreement is not in force."""
    if day not in agreement.period:
        raise BadInput(
            f"Agreement {agreement.reference} is not in force on {day_text(day)}.",
            where=Where(field="effective_from"),
            remedy="Give a day within the agreement.",
        )


def percentage_applied(asked: UpliftAsked, agreement: Agreement) -> int:
    """The percentage put on, in hundredths: an index no higher than its cap.

    Raises BadInput for none, for nothing, for more than 50 %, and for a cap above the agreement's.
    """
    if asked.percentage is None:
        what = "The index’s figure" if asked.method is Method.CAPPED_INDEX else "The percentage"
        raise BadInput(f"{what} is needed.", where=Where(field="percentage"))
    applied = asked.percentage
    if asked.method is Method.CAPPED_INDEX:
        cap = cap_of(asked, agreement)
        applied = applied if cap is None else min(applied, cap)
    if applied == 0 or not -_MOST <= applied <= _MOST:
        raise BadInput(
            f"{percent_text(applied)} is no uplift.",
            where=Where(field="percentage"),
            remedy="Give a percentage other than 0, of at most 50 up or down.",
        )
    return applied


def cap_of(asked: UpliftAsked, agreement: Agreement) -> int | None:
    """The cap on an index: the one asked for, else the agreement's. Raises BadInput when higher."""
    own = agreement.terms.uplift_cap
    if asked.cap is not None and own is not None and asked.cap > own:
        raise BadInput(
            f"Agreement {agreement.reference} caps its uplift at {percent_text(own)}.",
            where=Where(field="cap"),
            remedy="Give that cap or a lower one.",
        )
    return own if asked.cap is None else asked.cap


def new_amount(pence: int, hundredths: int, rounding: Rounding) -> int:
    """An amount with a percentage put on, rounded once, half up, to the penny or to the pound."""
    if rounding is Rounding.POUND:
        return 100 * divide_half_up(pence * (WHOLE + hundredths), WHOLE * 100)
    return raised(pence, hundredths)


def in_scope(held: Iterable[HeldRate], scope: Scope) -> list[HeldRate]:
    """The rates an uplift is of. Raises BadInput for a lot or provider that has none."""
    every = list(held)
    lots = {one.casefold() for one in scope.lots}
    providers = {one.casefold() for one in scope.providers}
    _refuse_unknown("Lot", scope.lots, {one.lot_code for one in every}, "lots")
    _refuse_unknown("Provider", scope.providers, {one.provider_name for one in every}, "providers")
    return [
        one
        for one in every
        if (not lots or one.lot_code.casefold() in lots)
        and (not providers or one.provider_name.casefold() in providers)
        and (not scope.elements or one.rate.element in scope.elements)
    ]


def _refuse_unknown(what: str, asked: Sequence[str], known: set[str], field: str) -> None:
    there = {one.casefold() for one in known}
    for one in asked:
        if one.casefold() not in there:
            raise BadInput(
                f"{what} “{one}” has no rate from that day on in this agreement.",
                where=Where(field=field),
                remedy=f"There are {', '.join(sorted(known)[:12]) or 'none'}.",
            )


def why_not_raised(one: HeldRate, day: date) -> RateLeft | None:
    """Why a rate keeps its amount whatever is asked; None when it can be changed on the day."""
    rate = one.rate
    if day <= rate.period.start:
        begins = day_text(rate.period.start)
        why = f"{named(rate)} begins on {begins}; nothing can take over from it on {day_text(day)}."
        return RateLeft(one, why, refused=True)
    if rate.amount_pence is None:
        return RateLeft(one, f"{named(rate)}: there is no amount to change.", refused=False)
    return None


def judge(change: RateChange) -> RateChange | RateLeft:
    """The change, or why it cannot be: nothing changes, or the lot's ceiling is in the way."""
    held = change.held
    if change.new_pence == change.old_pence:
        return RateLeft(held, f"{named(held.rate)} stays what it is.", refused=False)
    if change.new_pence <= 0:
        return RateLeft(held, f"{named(held.rate)} would come to nothing.", refused=True)
    if why := why_above_ceiling(
        held.ceiling_pence, held.lot_code, held.rate.element, held.rate.unit, change.new_pence
    ):
        return RateLeft(held, f"{named(held.rate)}: {why}", refused=True)
    return change


def _warnings(asked: UpliftAsked, agreement: Agreement) -> tuple[str, ...]:
    terms = agreement.terms
    said = []
    index = terms.uplift_index
    if asked.method is Method.CAPPED_INDEX and index and asked.index_name != index:
        said.append(f"The agreement’s index is {index}, not {asked.index_name or 'unnamed'}.")
    if terms.uplift_day and f"{asked.effective_from:%m-%d}" != terms.uplift_day:
        day = day_text(date(2000, *map(int, terms.uplift_day.split("-")))).rsplit(" ", 1)[0]
        said.append(f"The agreement raises its prices on {day}.")
    return tuple(said)


def digest_of(effective_from: date, changes: Iterable[RateChange]) -> str:
    """What binds an approval to exactly these rates, old and new; the order does not matter."""
    rows = sorted(
        [
            one.held.rate.id,
            one.held.rate.membership_id,
            str(one.held.rate.element),
            str(one.held.rate.unit),
            one.held.rate.age_from,
            one.held.rate.age_to,
            one.old_pence,
            one.held.rate.period.start.isoformat(),
            one.held.rate.period.end.isoformat() if one.held.rate.period.end else "",
            one.new_pence,
        ]
        for one in changes
    )
    said = json.dumps([effective_from.isoformat(), rows], separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
