"""What taking a price schedule into an agreement would change: compared, never guessed.

Pure: the schedule and what the store holds come in, a preview goes out. The rules:
- a price that is in force already, unchanged, stays as it is, so the same file twice changes
  nothing;
- a different price from a later day becomes a new rate that takes over, and the old is closed on
  that day; a cell that now says N/A closes it without a successor;
- a price that would leave days unanswered since an earlier one ended is refused by cell;
- a different price from the same day is refused by cell, used or not: a rate is never edited, and
  a correction is given as a later day or recorded by hand with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from resources_app.agreements.model import Rate
from resources_app.agreements.price_import import (
    Held,
    HeldMember,
    KnownService,
    PlannedLot,
    PlannedMember,
    PriceImport,
    PricePreview,
)
from resources_app.agreements.pricing import gaps, named, why_above_ceiling
from resources_app.agreements.schedule_model import (
    PriceKind,
    PriceSchedule,
    ScheduledLot,
    ScheduledMember,
    ScheduledPrice,
    UnreadCell,
)
from resources_app.foundations.dates import Period, day_after, day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pounds
from resources_app.workbooks.headings import squashed

# Below this likeness (0 to 100) the sheet's provider and the register's are not the same words.
_SAME_NAME = 80


def plan_prices(
    schedule: PriceSchedule, asked: PriceImport, held: Held, services: Mapping[str, KnownService]
) -> PricePreview:
    """What taking the schedule would do. `services` are the register's, by URN.

    Raises BadInput when the day from which the prices are in force is neither given nor stated,
    or lies outside the agreement.
    """
    day = effective_from(schedule, asked)
    _refuse_outside(schedule, held, day)
    unread = list(schedule.unread)
    warnings = [*schedule.warnings, *_contradictions(schedule, day)]
    planner = _Planner(day, held, services, unread, warnings)
    lots = tuple(one for lot in schedule.lots if (one := planner.lot(lot)) is not None)
    warnings += _left_as_they_are(lots, held, asked)
    title = held.agreement.title if held.agreement else asked.title or schedule.title
    return PricePreview(
        asked=asked,
        schedule=schedule,
        agreement=held.agreement,
        title=title or asked.reference,
        effective_from=day,
        lots=lots,
        unread=tuple(unread),
        warnings=tuple(warnings),
    )


def effective_from(schedule: PriceSchedule, asked: PriceImport) -> date:
    """The day from which the prices hold: the one given, else the one all sheets state.

    Raises BadInput when there is neither.
    """
    stated = {lot.stated_from for lot in schedule.lots}
    day = asked.effective_from or (stated.pop() if len(stated) == 1 else None)
    if day is None:
        raise BadInput(
            "The file does not say clearly from which day its prices are in force.",
            where=Where(file=schedule.file_name),
            remedy="Give the day with --from.",
        )
    return day


def _refuse_outside(schedule: PriceSchedule, held: Held, day: date) -> None:
    if held.agreement is not None and day not in held.agreement.period:
        raise BadInput(
            f"Agreement {held.agreement.reference} is not in force on {day_text(day)}.",
            where=Where(file=schedule.file_name),
            remedy="Give a day within the agreement, or another agreement.",
        )


def _contradictions(schedule: PriceSchedule, day: date) -> list[str]:
    return [
        f"Sheet “{lot.sheet}” says its prices are effective {day_text(lot.stated_from)};"
        f" they are taken from {day_text(day)}."
        for lot in schedule.lots
        if lot.stated_from not in (None, day)
    ]


def _left_as_they_are(lots: Sequence[PlannedLot], held: Held, asked: PriceImport) -> list[str]:
    """Members that the agreement has and the file does not name, and terms that stay."""
    in_file = {(lot.code, one.scheduled.urn) for lot in lots for one in lot.members}
    of_lots = {lot.code for lot in lots}
    said = [
        f"URN {one.urn} is in lot {one.lot_code} of the agreement but not in this file;"
        " its prices stay as they are."
        for one in held.members
        if one.lot_code in of_lots and (one.lot_code, one.urn) not in in_file
    ]
    agreement = held.agreement
    if agreement and asked.until and agreement.period.end != day_after(asked.until):
        said.append(f"Agreement {agreement.reference} keeps its own last day.")
    return said


class _Planner:
    """Compares one schedule, lot by lot, and gathers what cannot be taken."""

    def __init__(
        self,
        day: date,
        held: Held,
        services: Mapping[str, KnownService],
        unread: list[UnreadCell],
        warnings: list[str],
    ) -> None:
        self._from = day
        self._lots = {lot.code: lot for lot in held.lots}
        self._members: dict[tuple[str, str], list[HeldMember]] = {}
        for one in held.members:
            self._members.setdefault((one.lot_code, one.urn), []).append(one)
        self._services = services
        self._unread = unread
        self._warnings = warnings

    def lot(self, lot: ScheduledLot) -> PlannedLot | None:
        """The lot with every row that can be taken; None for one that the agreement has not.

        An agreement without any lot takes them all: its first schedule brings them.
        """
        if self._lots and lot.code not in self._lots:
            known = ", ".join(self._lots)
            why = f"The agreement has no lot {lot.code}, only {known}. Add the lot to it first."
            self._list(lot, "", f"Lot {lot.code} {lot.title}", why)
            return None
        planned = (self._member(lot, one) for one in lot.members)
        members = tuple(one for one in planned if one is not None)
        return PlannedLot(lot.sheet, lot.code, lot.title, self._lots.get(lot.code), members)

    def _member(self, lot: ScheduledLot, row: ScheduledMember) -> PlannedMember | None:
        service = self._services.get(row.urn)
        if service is None:
            why = "There is no service with this URN in the register; nothing on its row was taken."
            self._list(lot, row.urn_cell, row.urn, why)
            return None
        held = self._held(lot, row)
        if held is not None and held.membership.period.start > self._from:
            begins = day_text(held.membership.period.start)
            why = f"The service joins this lot on {begins}, after these prices would begin."
            self._list(lot, row.urn_cell, row.urn, why)
            return None
        self._compare_words(lot, row, service, held)
        plan = PlannedMember(row, service, held.membership if held else None, (), (), (), 0, 0)
        return self._prices(lot, plan, held)

    def _held(self, lot: ScheduledLot, row: ScheduledMember) -> HeldMember | None:
        """The membership that these prices belong to: one that has not ended by then."""
        for one in self._members.get((lot.code, row.urn), []):
            if one.membership.period.end is None or one.membership.period.end > self._from:
                return one
        return None

    def _compare_words(
        self,
        lot: ScheduledLot,
        row: ScheduledMember,
        service: KnownService,
        held: HeldMember | None,
    ) -> None:
        place = f"Sheet “{lot.sheet}”, row {row.row}: URN {row.urn}"
        if row.provider and not _alike(row.provider, (service.provider_name, service.name)):
            self._warnings.append(
                f"{place} is {service.name} of {service.provider_name} in the register,"
                f" and “{row.provider}” in the file. Check the URN."
            )
        if service.registration_status != "Active":
            self._warnings.append(f"{place} is {service.registration_status} in the register.")
        if held and held.membership.tier != row.tier:
            self._warnings.append(
                f"{place} is in tier {held.membership.tier} of the agreement and tier {row.tier} of"
                " the file; the agreement's stays."
            )
        if held and held.membership.sibling_discount != row.sibling_discount:
            self._warnings.append(f"{place} has another sibling discount; the agreement's stays.")

    def _prices(
        self, lot: ScheduledLot, plan: PlannedMember, held: HeldMember | None
    ) -> PlannedMember:
        rates = held.rates if held else ()
        new: list[ScheduledPrice] = []
        unchanged: list[ScheduledPrice] = []
        closing: dict[str, Rate] = {}
        withdrawn = 0
        for price in plan.scheduled.prices:
            rivals = [rate for rate in rates if _answers_alike(rate, price, self._from)]
            offered = price.kind is not PriceKind.NOT_OFFERED
            if offered and len(rivals) == 1 and _is_same(rivals[0], price, self._from):
                unchanged.append(price)
            elif late := [rate for rate in rivals if rate.period.start >= self._from]:
                self._list(lot, price.cell, _words(price), self._why_late(late[0]))
            elif offered and (why := self._why_refused(lot, price, held)):
                self._list(lot, price.cell, _words(price), why)
            else:
                closing |= {rate.id: rate for rate in rivals}
                withdrawn += 0 if offered else len(rivals)
                new += [price] if offered else []
        return replace(
            plan,
            new=tuple(new),
            unchanged=tuple(unchanged),
            closing=tuple(closing.values()),
            withdrawn=withdrawn,
            not_offered=sum(one.kind is PriceKind.NOT_OFFERED for one in plan.scheduled.prices),
        )

    def _why_late(self, rate: Rate) -> str:
        when = "that day" if rate.period.start == self._from else day_text(rate.period.start)
        return (
            f"The agreement already has {named(rate)} from {when}, and a rate is never edited."
            f" Give a day after {day_text(rate.period.start)} with --from."
        )

    def _why_refused(
        self, lot: ScheduledLot, price: ScheduledPrice, held: HeldMember | None
    ) -> str:
        """Why a price may not stand: above the lot's ceiling, or days before it left open."""
        of_lot = self._lots.get(lot.code)
        ceiling = of_lot.price_ceiling_pence if of_lot else None
        above = why_above_ceiling(ceiling, lot.code, price.element, price.unit, price.amount_pence)
        return above or self._gap_before(price, held)

    def _gap_before(self, price: ScheduledPrice, held: HeldMember | None) -> str:
        """What days would go unanswered before a price begins, in a sentence; empty for none."""
        if held is None or not held.ended:
            return ""
        new = Rate(
            "", "", price.element, price.unit, price.age_from, price.age_to,
            price.amount_pence, Period(self._from), source_cell=price.cell,
        )  # fmt: skip
        before = [*held.ended, *(one for one in held.rates if one.period.start < self._from)]
        found = [gap for gap in gaps([*before, new]) if gap.after is new]
        if not found:
            return ""
        return f"{found[0]} Enter those days as on application first, or begin where it ended."

    def _list(self, lot: ScheduledLot, cell: str, value: str, why: str) -> None:
        self._unread.append(UnreadCell(lot.sheet, cell, value, why))


def with_ages_left_open(schedule: PriceSchedule, held: Held, day: date) -> list[str]:
    """The memberships for which the file prices an age that no held rate answers by `day`.

    Only there can days go unanswered between an earlier rate and the new one.
    """
    members = {(one.lot_code, one.urn): one for one in held.members}
    found = []
    for lot in schedule.lots:
        for row in lot.members:
            one = members.get((lot.code, row.urn))
            if one is not None and any(_left_open(price, one, day) for price in row.prices):
                found.append(one.membership.id)
    return found


def _left_open(price: ScheduledPrice, held: HeldMember, day: date) -> bool:
    if price.kind is PriceKind.NOT_OFFERED:
        return False
    alike = [one for one in held.rates if _answers_alike(one, price, day)]
    covered = sum(
        min(one.age_to, price.age_to) - max(one.age_from, price.age_from) + 1 for one in alike
    )
    return covered < price.age_to - price.age_from + 1


def _answers_alike(rate: Rate, price: ScheduledPrice, day: date) -> bool:
    """Whether a rate would still answer, on the day or later, for an age that the price covers."""
    return (
        rate.element == price.element
        and rate.age_from <= price.age_to
        and price.age_from <= rate.age_to
        and (rate.period.end is None or rate.period.end > day)
    )


def _is_same(rate: Rate, price: ScheduledPrice, day: date) -> bool:
    return (
        rate.period.start <= day
        and rate.period.end is None
        and (rate.age_from, rate.age_to) == (price.age_from, price.age_to)
        and (rate.unit, rate.amount_pence) == (price.unit, price.amount_pence)
    )


def _words(price: ScheduledPrice) -> str:
    if price.amount_pence is None:
        return str(price.kind)
    return pounds(price.amount_pence)


def _alike(name: str, names: Iterable[str]) -> bool:
    """Whether two names are the same words, however a company's form is written."""
    return any(fuzz.token_set_ratio(_plain(name), _plain(one)) >= _SAME_NAME for one in names)


def _plain(name: str) -> str:
    words = [squashed(word) for word in name.replace("&", " and ").split()]
    forms = {"ltd", "limited", "cic", "llp", "plc", "uk", "group", "the", "and"}
    return " ".join(word for word in words if word and word not in forms)
