"""An uplift by a new price schedule: each cell set against the rate that it would take over from.

Pure. An uplift changes amounts and nothing else: new bands, prices on application and services that
are no longer offered come in by importing the schedule (price_planning.py), and are listed here by
cell.
"""

from __future__ import annotations

from collections.abc import Iterable

from resources_app.agreements.model import Agreement, Lot, age_words
from resources_app.agreements.schedule_model import (
    PriceKind,
    PriceSchedule,
    ScheduledLot,
    ScheduledMember,
    ScheduledPrice,
    UnreadCell,
)
from resources_app.agreements.uplift_model import (
    HeldRate,
    RateChange,
    RateLeft,
    UpliftAsked,
    UpliftPlan,
)
from resources_app.agreements.uplifts import in_scope, judge, refuse_day_outside, why_not_raised
from resources_app.foundations.money import pounds

_ELSEWHERE = "An uplift changes amounts only; import the schedule to change more than that."


def plan_schedule(
    asked: UpliftAsked,
    agreement: Agreement,
    lots: Iterable[Lot],
    held: Iterable[HeldRate],
    schedule: PriceSchedule,
) -> UpliftPlan:
    """What a schedule's amounts would change, by cell. Raises BadInput as `plan_percentage`."""
    refuse_day_outside(agreement, asked.effective_from)
    scope = in_scope(held, asked.scope)
    planner = _Planner(asked, agreement, {one.code for one in lots}, scope)
    for lot in schedule.lots:
        planner.lot(lot)
    return UpliftPlan(
        asked,
        agreement,
        None,
        tuple(planner.changes),
        (*planner.left, *planner.not_named()),
        unread=(*schedule.unread, *planner.unread),
        warnings=(
            *schedule.warnings,
            *(f"Sheet “{one.sheet}” is left out: {one.why}" for one in schedule.skipped),
        ),
        source_file=schedule.file_name,
        source_sha256=schedule.sha256,
    )


class _Planner:
    """Gathers changes, what is left as it is, and the cells that were not taken."""

    def __init__(
        self, asked: UpliftAsked, agreement: Agreement, lots: set[str], held: list[HeldRate]
    ) -> None:
        self._asked = asked
        self._agreement = agreement
        self._lots = {one.casefold() for one in lots}
        self._held: dict[tuple[str, str], list[HeldRate]] = {}
        for one in held:
            self._held.setdefault((one.lot_code.casefold(), one.urn), []).append(one)
        self._named: set[str] = set()
        self.changes: list[RateChange] = []
        self.left: list[RateLeft] = []
        self.unread: list[UnreadCell] = []

    def lot(self, lot: ScheduledLot) -> None:
        """Set one sheet against the lot it names."""
        if lot.code.casefold() not in self._lots:
            why = f"Agreement {self._agreement.reference} has no lot {lot.code}."
            self.unread.append(UnreadCell(lot.sheet, "", f"Lot {lot.code} {lot.title}", why))
            return
        for row in lot.members:
            self._member(lot, row)

    def _member(self, lot: ScheduledLot, row: ScheduledMember) -> None:
        held = self._held.get((lot.code.casefold(), row.urn), [])
        if not held:
            why = f"This service has no rate in lot {lot.code} that could be changed."
            self.unread.append(UnreadCell(lot.sheet, row.urn_cell, row.urn, why))
            return
        for price in row.prices:
            self._price(lot, held, price)

    def _price(self, lot: ScheduledLot, held: list[HeldRate], price: ScheduledPrice) -> None:
        rivals = [one for one in held if _share_an_age(one, price)]
        self._named |= {one.rate.id for one in rivals}
        same = [one for one in rivals if _same_band(one, price)]
        if price.amount_pence is None or not same:
            if why := self._why_elsewhere(price, rivals):
                self.unread.append(UnreadCell(lot.sheet, price.cell, _words(price), why))
            return
        for one in same:
            self._change(one, price, f"{lot.sheet}!{price.cell}")

    def _change(self, one: HeldRate, price: ScheduledPrice, cell: str) -> None:
        assert price.amount_pence is not None
        if why := why_not_raised(one, self._asked.effective_from):
            self.left.append(why)
            return
        judged = judge(RateChange(one, price.amount_pence, cell))
        if isinstance(judged, RateLeft):
            self.left.append(judged)
        else:
            self.changes.append(judged)

    def _why_elsewhere(self, price: ScheduledPrice, rivals: list[HeldRate]) -> str:
        """Why a cell changes no amount; empty where it says what is so already."""
        if price.kind is PriceKind.NOT_OFFERED and not rivals:
            return ""
        on_application = price.kind is PriceKind.ON_APPLICATION
        if on_application and rivals and all(one.rate.amount_pence is None for one in rivals):
            return ""
        bands = sorted({(one.rate.age_from, one.rate.age_to) for one in rivals})
        here = "; ".join(age_words(*band) for band in bands) or "nothing for these ages"
        return f"The agreement prices {here}. {_ELSEWHERE}"

    def not_named(self) -> list[RateLeft]:
        """The rates that the schedule does not speak of."""
        return [
            RateLeft(one, "It is not in the schedule, and stays.", refused=False)
            for rates in self._held.values()
            for one in rates
            if one.rate.id not in self._named
        ]


def _share_an_age(one: HeldRate, price: ScheduledPrice) -> bool:
    rate = one.rate
    return (
        rate.element == price.element
        and rate.age_from <= price.age_to
        and price.age_from <= rate.age_to
    )


def _same_band(one: HeldRate, price: ScheduledPrice) -> bool:
    rate = one.rate
    return (rate.element, rate.unit, rate.age_from, rate.age_to) == (
        price.element,
        price.unit,
        price.age_from,
        price.age_to,
    )


def _words(price: ScheduledPrice) -> str:
    return str(price.kind) if price.amount_pence is None else pounds(price.amount_pence)
