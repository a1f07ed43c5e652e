"""All the terms of an agreement as values, in words, and which of them may still change.

Their fields, and the reading of what a person gives for them, are in term_fields.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from resources_app.agreements.charge_model import (
    ChargeTerms,
    Combination,
    DiscountKind,
    DiscountRule,
    RetainerRule,
)
from resources_app.agreements.model import Terms
from resources_app.foundations.counting import ordinal
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.percents import WHOLE, percent_text


@dataclass(frozen=True)
class LotDiscount:
    """A discount with the lot it is for, by code; empty for every lot."""

    lot: str
    rule: DiscountRule

    @property
    def but_for_the_end(self) -> tuple[object, ...]:
        """What stays of a discount that is only made shorter or longer."""
        rule = self.rule
        return self.lot, rule.kind, rule.starts_at, rule.discount, rule.period.start


@dataclass(frozen=True)
class AgreementTerms:
    """All the terms of an agreement."""

    terms: Terms = field(default_factory=Terms)
    retainers: tuple[RetainerRule, ...] = ()
    discounts: tuple[LotDiscount, ...] = ()
    combination: Combination = Combination.ONE_AFTER_ANOTHER

    def of_lot(self, lot: str, *, charges_day_of_leaving: bool | None = None) -> ChargeTerms:
        """The terms that change a charge in a lot, by code.

        A call-off keeps its own rule for the day of leaving; it is given here.
        """
        leaving = charges_day_of_leaving
        return ChargeTerms(
            self.terms.charges_day_of_leaving if leaving is None else leaving,
            self.retainers,
            tuple(one.rule for one in self.discounts if one.lot in ("", lot)),
            self.combination,
        )


# What is counted, by kind of discount.
_COUNTED = {
    DiscountKind.SIBLING: "child of a family",
    DiscountKind.VOLUME: "placement with the provider",
    DiscountKind.LONG_STAY: "night",
}


def discount_words(one: LotDiscount) -> str:
    """`5 % from the 2nd child of a family, lot 1, from 1 Apr 2026`."""
    rule = one.rule
    lot = f", lot {one.lot}" if one.lot else ""
    last = inclusive_end(rule.period.end)
    until = f" to {day_text(last)}" if last else ""
    number = ordinal(rule.starts_at)
    return (
        f"{percent_text(rule.discount)} from the {number} {_COUNTED[rule.kind]}{lot},"
        f" from {day_text(rule.period.start)}{until}"
    )


def retainer_words(rule: RetainerRule) -> str:
    """`Hospital: 14 nights in full, then 50 %, at most 42 nights`."""
    most = "" if rule.most_nights is None else f", at most {rule.most_nights} nights"
    if rule.share == WHOLE:
        return f"{rule.reason.capitalize()}: in full{most}"
    full = f"{rule.full_nights} nights in full, then " if rule.full_nights else ""
    return f"{rule.reason.capitalize()}: {full}{percent_text(rule.share)}{most}"


def terms_words(every: AgreementTerms) -> list[str]:
    """The terms in short, a line each."""
    terms = every.terms
    leaving = "is" if terms.charges_day_of_leaving else "is not"
    cap = f", at most {percent_text(terms.uplift_cap)}" if terms.uplift_cap is not None else ""
    lines = [
        f"{terms.notice_days} days’ notice; the day of leaving {leaving} charged",
        f"Paid {terms.payment_cycle}, within {terms.payment_days} days",
        f"Answers in {terms.response_working_days} working days, urgent in"
        f" {terms.urgent_response_hours} hours",
        *(retainer_words(one) for one in every.retainers),
        *(discount_words(one) for one in every.discounts),
    ]
    if every.discounts:
        lines.append(f"Several discounts are taken {every.combination}")
    if terms.uplift_index or terms.uplift_rule:
        lines.append(f"Prices follow {terms.uplift_index or terms.uplift_rule}{cap}")
    return lines


def why_not_change(held: AgreementTerms, new: AgreementTerms, printed: int, today: date) -> str:
    """Why these terms may not change so, in a sentence; empty when they may.

    `printed` is how many call-offs under the agreement have a printed contract schedule. What
    those are charged by stays: retainers, how discounts combine, and a discount once it has
    begun, which may only be ended from a day to come. All else is what later call-offs take over.
    """
    if not printed:
        return ""
    because = f"{printed} printed {'call-off is' if printed == 1 else 'call-offs are'} charged by"
    if set(held.retainers) != set(new.retainers):
        return f"{because} these retainers, so they stay."
    if held.combination != new.combination:
        return f"{because} how discounts combine, so it stays."
    for one in held.discounts:
        if why := _why_discount_stays(one, new.discounts, today):
            return f"{because} the discount “{discount_words(one)}”{why}"
    for one in set(new.discounts) - set(held.discounts):
        if one.rule.period.start <= today and not _is_shortened(one, held.discounts):
            return f"A new discount begins after today, {day_text(today)}, since {because} these."
    return ""


def _is_shortened(new: LotDiscount, held: Iterable[LotDiscount]) -> bool:
    return any(new.but_for_the_end == one.but_for_the_end for one in held)


def _why_discount_stays(held: LotDiscount, new: Iterable[LotDiscount], today: date) -> str:
    if held.rule.period.start > today:
        return ""
    same = next((one for one in new if one.but_for_the_end == held.but_for_the_end), None)
    if same is None:
        return "; end it from a day to come instead of taking it away."
    end, was = same.rule.period.end, held.rule.period.end
    if end == was:
        return ""
    if (end is not None and end <= today) or (was is not None and was <= today):
        return f"; its last day cannot be before today, {day_text(today)}."
    return ""
