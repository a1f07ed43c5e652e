"""Which rate answers for an age on a day, why, and what is wrong with a set of rates.

Pure functions over `Rate`. On any day at most one rate of a membership answers for an element
and an age; a gap or an overlap is said naming both rows. (DOMAIN: Rate.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise

from resources_app.agreements.model import (
    Element,
    MemberOfLot,
    PriceAnswer,
    PriceStatus,
    Rate,
    Unit,
    age_words,
)
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.foundations.errors import Refused
from resources_app.foundations.money import pounds


class OverlappingRates(Refused):
    """Two rates would answer the same question; the message names both rows."""


class GapInRates(Refused):
    """No rate would answer on days between two rates that share an age; it names both rows."""


@dataclass(frozen=True)
class Gap:
    """Ages or days for which neither of two neighbouring rates answers. Ages are inclusive."""

    before: Rate
    after: Rate
    what: str

    def __str__(self) -> str:
        return f"Nothing covers {self.what}, between {named(self.before)} and {named(self.after)}."


def named(rate: Rate) -> str:
    """A rate as a person would find it: its cell, what it buys, its ages, days and amount."""
    amount = "on application" if rate.amount_pence is None else pounds(rate.amount_pence)
    place = f"{rate.source_cell}: " if rate.source_cell else ""
    ages = age_words(rate.age_from, rate.age_to)
    return f"“{place}{rate.element}, {ages}, {_days(rate.period)}, {amount}”"


def rate_for(rates: Iterable[Rate], *, element: Element, age: int, on: date) -> Rate | None:
    """The one rate that answers, or None. Raises OverlappingRates when two would."""
    found = [rate for rate in rates if _answers(rate, element, age, on)]
    if len(found) > 1:
        raise _overlap(found[0], found[1])
    return found[0] if found else None


def _answers(rate: Rate, element: Element, age: int, on: date) -> bool:
    return rate.element == element and rate.age_from <= age <= rate.age_to and on in rate.period


def overlaps(rates: Sequence[Rate]) -> list[tuple[Rate, Rate]]:
    """Every two rates of one membership and element that share an age and a day."""
    found = []
    for first, second in combinations(rates, 2):
        same = (first.membership_id, first.element) == (second.membership_id, second.element)
        if same and _share_an_age(first, second) and first.period.overlaps(second.period):
            found.append((first, second))
    return found


def refuse_overlaps(rates: Sequence[Rate]) -> None:
    """Raise OverlappingRates, naming both rows, when any two would answer the same question."""
    for first, second in overlaps(rates):
        raise _overlap(first, second)


def _share_an_age(first: Rate, second: Rate) -> bool:
    return first.age_from <= second.age_to and second.age_from <= first.age_to


def _overlap(first: Rate, second: Rate) -> OverlappingRates:
    return OverlappingRates(
        f"Two prices answer the same question: {named(first)} and {named(second)}.",
        remedy="End one before the other begins, or change its ages.",
    )


def why_above_ceiling(
    ceiling_pence: int | None, lot: str, element: Element, unit: Unit, pence: int | None
) -> str:
    """Why an amount may not stand in a lot with a price ceiling; empty when it may.

    A ceiling is on the core fee for a week; it is inclusive.
    """
    weekly_core = element is Element.CORE and unit is Unit.WEEK
    if ceiling_pence is None or pence is None or not weekly_core or pence <= ceiling_pence:
        return ""
    return f"{pounds(pence)} is above lot {lot}’s ceiling of {pounds(ceiling_pence)} a week."


def refuse_gaps(rates: Sequence[Rate]) -> None:
    """Raise GapInRates, naming both rows, when two rates that share an age leave days between."""
    for gap in gaps(rates):
        assert gap.before.period.end is not None
        raise GapInRates(
            str(gap),
            remedy=f"Begin the later one on {day_text(gap.before.period.end)}, or enter those days"
            " as on application.",
        )


def gaps(rates: Sequence[Rate], *, on: date | None = None) -> list[Gap]:
    """Holes between the rates of one membership and element.

    With `on`, ages that no band covers on that day, between the youngest and the oldest that
    is covered; without, days between two rates that share an age.
    """
    if on is not None:
        return _age_gaps([rate for rate in rates if on in rate.period])
    found: dict[tuple[str, str], Gap] = {}
    for element in sorted({rate.element for rate in rates}):
        own = [rate for rate in rates if rate.element == element]
        # Who covers an age changes only where a band begins.
        for age in sorted({rate.age_from for rate in own}):
            of_age = [rate for rate in own if rate.age_from <= age <= rate.age_to]
            for gap in _day_gaps(of_age):
                found.setdefault((gap.before.id, gap.after.id), gap)
    return list(found.values())


def _age_gaps(rates: Sequence[Rate]) -> list[Gap]:
    in_order = sorted(rates, key=lambda rate: (rate.element, rate.age_from))
    return [
        Gap(first, second, age_words(first.age_to + 1, second.age_from - 1))
        for first, second in pairwise(in_order)
        if first.element == second.element and second.age_from > first.age_to + 1
    ]


def _day_gaps(rates: Sequence[Rate]) -> list[Gap]:
    in_order = sorted(rates, key=lambda rate: rate.period.start)
    return [
        Gap(first, second, f"the days {_days(Period(first.period.end, second.period.start))}")
        for first, second in pairwise(in_order)
        if first.period.end is not None and first.period.end < second.period.start
    ]


def answer(
    member: MemberOfLot, rates: Sequence[Rate], *, age: int, on: date, element: Element
) -> PriceAnswer:
    """The price of one member for an age on a day, with the reason in sentences.

    A price on application is answered as such, and where nothing is in force the sentences say
    what stands nearest; no amount is ever guessed. Raises OverlappingRates.
    """
    closed = _why_closed(member, on)
    if closed:
        return _answered(member, PriceStatus.NO_PRICE, age, on, element, closed)
    rate = rate_for(rates, element=element, age=age, on=on)
    if rate is None:
        why = _why_none(rates, element, age, on)
        return _answered(member, PriceStatus.NO_PRICE, age, on, element, why)
    status = PriceStatus.ON_APPLICATION if rate.amount_pence is None else PriceStatus.PRICED
    return _answered(member, status, age, on, element, _why(member, rate), rate)


def _answered(
    member: MemberOfLot,
    status: PriceStatus,
    age: int,
    on: date,
    element: Element,
    why: tuple[str, ...],
    rate: Rate | None = None,
) -> PriceAnswer:
    return PriceAnswer(
        status=status,
        agreement=member.agreement.reference,
        lot=member.lot.code,
        urn=member.urn,
        age=age,
        on=on,
        element=element,
        why=why,
        service_name=member.service_name,
        provider_name=member.provider_name,
        tier=member.membership.tier,
        sibling_discount=member.membership.sibling_discount,
        membership_id=member.membership.id,
        amount_pence=rate.amount_pence if rate else None,
        unit=rate.unit if rate else None,
        vat_treatment=rate.vat_treatment if rate else None,
        rate_id=rate.id if rate else "",
        age_from=rate.age_from if rate else None,
        age_to=rate.age_to if rate else None,
        effective_from=rate.period.start if rate else None,
        effective_to=rate.period.end if rate else None,
        source_cell=rate.source_cell if rate else "",
        source_file=rate.source_file if rate else "",
    )


def _why(member: MemberOfLot, rate: Rate) -> tuple[str, ...]:
    agreement, lot = member.agreement, member.lot
    price = (
        f"The {rate.element} is on application; ask the provider"
        if rate.amount_pence is None
        else f"{pounds(rate.amount_pence)} {rate.unit.each} ({rate.element})"
    )
    sentences = [
        f"{price}: agreement {agreement.reference} {agreement.title}, {lot.name}.",
        f"{_who(member)}, tier {member.membership.tier}.",
        f"For {age_words(rate.age_from, rate.age_to)}, {_days(rate.period)}.",
    ]
    if rate.source_cell:
        file = f" in {rate.source_file}" if rate.source_file else ""
        sentences.append(f"Read from {rate.source_cell}{file}.")
    if rate.note:
        sentences.append(f"Note: {rate.note}")
    return tuple(sentences)


def _who(member: MemberOfLot) -> str:
    if member.service_name and member.service_name != member.provider_name:
        return f"{member.service_name} of {member.provider_name} (URN {member.urn})"
    return f"{member.provider_name} (URN {member.urn})"


def _why_closed(member: MemberOfLot, on: date) -> tuple[str, ...]:
    """Why the agreement or the membership does not answer on this day; empty when it does."""
    agreement, membership = member.agreement, member.membership
    if on not in agreement.period:
        return (
            f"Agreement {agreement.reference} runs {_days(agreement.period)},"
            f" and {day_text(on)} is outside it.",
        )
    if on not in membership.period:
        return (
            f"{_who(member)} is in {member.lot.name} {_days(membership.period)},"
            f" and {day_text(on)} is outside that.",
        )
    if membership.suspended_reason:
        return (f"{_who(member)} is suspended in {member.lot.name}: {membership.suspended_reason}",)
    return ()


def _why_none(rates: Sequence[Rate], element: Element, age: int, on: date) -> tuple[str, ...]:
    """What stands nearest to a question that no rate answers."""
    own = [rate for rate in rates if rate.element == element]
    if not own:
        return (f"No {element} is agreed here.",)
    of_age = [rate for rate in own if rate.age_from <= age <= rate.age_to]
    if not of_age:
        on_day = [rate for rate in own if on in rate.period] or own
        bands = sorted({(rate.age_from, rate.age_to) for rate in on_day})
        offered = "; ".join(age_words(*band) for band in bands)
        return (f"No {element} is agreed for age {age}; there is one for {offered}.",)
    before = [rate for rate in of_age if rate.period.end is not None and rate.period.end <= on]
    after = [rate for rate in of_age if rate.period.start > on]
    sentences = [f"No {element} for age {age} is in force on {day_text(on)}."]
    if before:
        last = max(before, key=lambda rate: rate.period.start)
        sentences.append(f"The last before it is {named(last)}.")
    if after:
        first = min(after, key=lambda rate: rate.period.start)
        sentences.append(f"The next is {named(first)}.")
    return tuple(sentences)


def _days(period: Period) -> str:
    """`from 1 Apr 2026`, or `from 1 Apr 2026 to 31 Mar 2027` with the last day included."""
    last = inclusive_end(period.end)
    until = f" to {day_text(last)}" if last else ""
    return f"from {day_text(period.start)}{until}"


def taken_over(old: Rate, on: date) -> Rate:
    """The old rate, closed on the day before which it last answers.

    Raises Refused when it would never have answered: a price is never edited away.
    """
    if on <= old.period.start:
        raise Refused(
            f"{named(old)} begins on {day_text(old.period.start)}, so nothing can take over from"
            f" it on {day_text(on)}.",
            remedy=f"Give a day after {day_text(old.period.start)}.",
        )
    if on not in old.period:
        last = old.period.end - timedelta(days=1) if old.period.end else None
        raise Refused(f"{named(old)} already ended on {day_text(last)}.")
    return replace(old, period=Period(old.period.start, on))
