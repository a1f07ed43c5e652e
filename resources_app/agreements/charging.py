"""What a stay costs in any period, to the penny: the one place where fee lines become money.

Searches, commitments, invoices and recharges all ask here. A line's days are summed exactly
and rounded once, half up (DOMAIN: Money), so a period split in two may differ by a penny a line
and by nothing else. Many stays over many months at once: bulk_charging.py. The reasons in
words: charge_words.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from resources_app.agreements.charge_model import (
    WHOLE,
    Account,
    AccountCharge,
    ChargeLine,
    ChargePart,
    FunderShare,
    LineCharge,
)
from resources_app.agreements.charge_spans import Span, spans
from resources_app.agreements.charge_words import line_words, span_words
from resources_app.agreements.vat import vat_rates
from resources_app.foundations.dates import Period
from resources_app.foundations.money import apportion, divide_half_up, rounded


def charge(account: Account, period: Period) -> AccountCharge:
    """What a stay costs for the days of a period, line by line, with every reason.

    Raises ValueError for a period without an end, and `pricing.OverlappingRates` where two
    rates of the contract would answer.
    """
    lines = tuple(
        one for line in account.lines if (one := line_charge(account, line, period)) is not None
    )
    net = sum(one.net_pence for one in lines)
    lost = sum(one.vat_pence for one in lines if not one.vat_recoverable)
    return AccountCharge(
        placement_reference=account.placement_reference,
        ipa_reference=account.ipa_reference,
        period=period,
        lines=lines,
        net_pence=net,
        vat_pence=sum(one.vat_pence for one in lines),
        cost_pence=net + lost,
        funding=funded(account, period, net + lost),
    )


def line_charge(account: Account, line: ChargeLine, period: Period) -> LineCharge | None:
    """What one line costs for the days of a period; None where it has none of them."""
    within = _within(account, line, period)
    if not within:
        return None
    net = rounded(exact_of(within))
    parts = tuple(_parts(account, line, within))
    return LineCharge(
        line_id=line.id,
        element=line.element,
        unit=line.unit,
        quantity=line.quantity,
        description=line.description,
        period=Period(within[0].start, within[-1].end),
        net_pence=net,
        vat_pence=_vat(line, within, net),
        vat_recoverable=line.vat_recoverable,
        parts=parts,
        why=line_words(line, parts, net),
    )


def exact(account: Account, line: ChargeLine, period: Period) -> Fraction:
    """The pence of a line for the days of a period before rounding.

    Exact, so that any period is the sum of its days.
    """
    return exact_of(_within(account, line, period))


def exact_of(within: Iterable[Span]) -> Fraction:
    """The pence of spans before rounding."""
    return sum((_exact(one) for one in within), Fraction())


def funded(account: Account, period: Period, pence: int) -> tuple[FunderShare, ...]:
    """Who pays which part of `pence`, charged for a period; the parts add up to it.

    Each funder's weight is what falls on the days and at the shares of theirs, so a split
    that changes within the period is followed to the day.
    """
    if not account.funding:
        return ()
    weights: dict[str, Fraction] = {}
    for span in account.funding:
        days = period.meet(span.period)
        cost = (
            sum((abs(exact(account, line, days)) for line in account.lines), Fraction())
            if days
            else Fraction()
        )
        weights[span.funder] = weights.get(span.funder, Fraction()) + cost * span.share
    if not any(weights.values()):
        return ()
    parts = apportion(pence, list(weights.values()))
    return tuple(map(FunderShare, weights, parts))


def _within(account: Account, line: ChargeLine, period: Period) -> list[Span]:
    """The line's spans, cut to the period."""
    if period.end is None:
        raise ValueError("a charge needs a period with an end")
    found = []
    for span in spans(account, line, period.end):
        start, end = max(span.start, period.start), min(span.end, period.end)
        if start < end:
            found.append(span._replace(start=start, end=end))
    return found


def _exact(span: Span) -> Fraction:
    return Fraction(span.numerator * (span.end - span.start).days, span.denominator)


def _parts(account: Account, line: ChargeLine, within: Sequence[Span]) -> Iterator[ChargePart]:
    """The spans, those that touch and have the same price for the same reason put together."""
    told = ((span, span_words(account, line, span)) for span in within)
    for (unit_pence, rate_id, why), group in groupby(
        told, key=lambda one: (one[0].unit_pence, one[0].rate_id, one[1])
    ):
        together = [span for span, _ in group]
        pence = exact_of(together)
        days = sum((span.end - span.start).days for span in together)
        yield ChargePart(
            period=Period(together[0].start, together[-1].end),
            nights=days,
            unit_pence=unit_pence,
            exact=str(pence),
            rate_id=rate_id,
            why=why,
        )


def _vat(line: ChargeLine, within: Sequence[Span], net: int) -> int:
    """VAT on the line's net, at the rate of the day; by days where it changed between."""
    days = Period(within[0].start, within[-1].end)
    rates = vat_rates(line.vat_treatment, days)
    if len(rates) < 2:
        return sum(divide_half_up(net * rate, WHOLE) for _, rate in rates)
    weights = [abs(_exact_in(within, part)) for part, _ in rates]
    if not any(weights):
        return 0
    return sum(
        divide_half_up(pence * rate, WHOLE)
        for pence, (_, rate) in zip(apportion(net, weights), rates, strict=True)
    )


def _exact_in(within: Sequence[Span], days: Period) -> Fraction:
    found = Fraction()
    for span in within:
        part = days.meet(Period(span.start, span.end))
        if part is not None:
            found += Fraction(span.numerator * part.nights(), span.denominator)
    return found
