"""Why a charge is what it is, in sentences a provider would accept in a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resources_app.agreements.charge_model import (
    Account,
    Basis,
    ChargeLine,
    ChargePart,
    Combination,
    DiscountKind,
)
from resources_app.agreements.charge_spans import Span, UnitPrice, unit_price
from resources_app.agreements.discounts import Discount
from resources_app.agreements.model import Rate, Unit, age_words
from resources_app.agreements.retainers import Retained
from resources_app.agreements.school_terms import academic_year, school_term
from resources_app.foundations.counting import ordinal
from resources_app.foundations.dates import Period, age_on, day_text, inclusive_end
from resources_app.foundations.money import pounds
from resources_app.foundations.percents import percent_text
from resources_app.foundations.phrases import capital, joined

# What a discount's start counts, after its number: "from the 2nd child".
_COUNTED = {
    DiscountKind.SIBLING: "child",
    DiscountKind.VOLUME: "placement",
    DiscountKind.LONG_STAY: "night",
}
_BY_TERM = (Unit.TERM, Unit.ACADEMIC_YEAR)


def span_words(account: Account, line: ChargeLine, span: Span) -> tuple[str, ...]:
    """Why a span's day costs what it does; the same for spans of the same price and reason."""
    price = unit_price(account, line, span.start)
    return tuple(_steps(account, line, span, price))


def line_words(line: ChargeLine, parts: Sequence[ChargePart], net_pence: int) -> tuple[str, ...]:
    """Every part's reason and arithmetic, then the sum, rounded once."""
    sentences: list[str] = []
    for part in parts:
        sentences += [*part.why, _arithmetic(line, part)]
    together = "Together" if len(parts) > 1 else "That is"
    sentences.append(f"{together} {pounds(net_pence)}, rounded once, half up.")
    return tuple(sentences)


def _steps(account: Account, line: ChargeLine, span: Span, price: UnitPrice) -> Iterator[str]:
    yield _price_sentence(account, line, span, price)
    if line.unit is not Unit.ONE_OFF and line.basis is Basis.CONTRACTED and line.quantity > 1:
        times = "times over" if line.unit in _BY_TERM else "a week"
        yield f"{line.quantity} {times}."
    if line.unit in _BY_TERM:
        yield _whole(line, span)
    yield from _discount_sentences(account.terms.combination, price)
    if price.retained is not None:
        yield _retainer_sentence(price.retained, price.pence)


def _price_sentence(account: Account, line: ChargeLine, span: Span, price: UnitPrice) -> str:
    each = f"{pounds(price.agreed_pence)} {line.unit.each}"
    if price.rate is None:
        if not line.rates:
            return f"{each} ({line.element}), agreed for this child."
        age = f" for age {age_on(line.born, span.start)}" if line.born else ""
        return (
            f"{each} ({line.element}), agreed at the start: the contract has no price{age}"
            f" {_days(Period(span.start, span.end))}."
        )
    return (
        f"{each} ({line.element}): {account.contract or 'the contract'}, {_rate_words(price.rate)}."
    )


def _rate_words(rate: Rate) -> str:
    source = f", read from {rate.source_cell}" if rate.source_cell else ""
    return f"{age_words(rate.age_from, rate.age_to)}, {_days(rate.period)}{source}"


def _discount_sentences(combination: Combination, price: UnitPrice) -> Iterator[str]:
    if not price.discounts:
        return
    if len(price.discounted) == len(price.discounts):
        for one, left in zip(price.discounts, price.discounted, strict=True):
            yield f"Less {_discount(one)}: {pounds(left)}."
        return
    names = joined([_discount(one) for one in price.discounts])
    how = "the larger of" if combination is Combination.LARGEST else "added together,"
    yield f"Less {how} {names}: {pounds(price.discounted[-1])}."


def _discount(one: Discount) -> str:
    share = percent_text(one.per_ten_thousand)
    return f"{share} {one.kind} discount from the {ordinal(one.reached)} {_COUNTED[one.kind]}"


def _retainer_sentence(retained: Retained, pence: int) -> str:
    absence, rule = retained.absence, retained.rule
    away = f"Away ({absence.reason}) since {day_text(absence.period.start)}"
    if rule is None:
        return f"{away}: the agreement says nothing of it, so the place is paid in full."
    if retained.beyond:
        return (
            f"{away}: beyond {rule.most_nights} nights nothing is paid unless it is approved,"
            " and it was not."
        )
    if retained.share == 10_000:
        return f"{away}: paid in full for the first {rule.full_nights} nights."
    return (
        f"{away}: {percent_text(retained.share)} from the {ordinal(rule.full_nights + 1)} night:"
        f" {pounds(pence)}."
    )


def _arithmetic(line: ChargeLine, part: ChargePart) -> str:
    days = capital(_days(part.period))
    if line.unit is Unit.ONE_OFF:
        return f"Once, on {day_text(part.period.start)}."
    if line.basis is Basis.DELIVERED:
        return f"Given {_days(part.period)}."
    nights = f"{part.nights} night{'s' if part.nights != 1 else ''}"
    if line.unit in _BY_TERM:
        return f"{days}: {part.nights} of its days."
    times = f" × {line.quantity}" if line.quantity > 1 else ""
    return f"{days}: {nights} × {pounds(part.unit_pence)}{times} ÷ 7."


def _whole(line: ChargeLine, span: Span) -> str:
    """What the price is spread over, so that parts of two terms are told apart."""
    if line.unit is Unit.ACADEMIC_YEAR:
        year = academic_year(span.start)
        return (
            f"The academic year {year.start.year}-{year.start.year + 1} has {year.nights()} days."
        )
    name, term = school_term(span.start)
    return f"The {name} term of {term.start.year} has {term.nights()} days."


def _days(period: Period) -> str:
    last = inclusive_end(period.end)
    if last == period.start:
        return f"on {day_text(period.start)}"
    until = f" to {day_text(last)}" if last else ""
    return f"from {day_text(period.start)}{until}"
