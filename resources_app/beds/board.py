"""One function answers what every bed is on every night; everything else is counted from it.

A night has exactly one state. A child who sleeps in a bed is there whatever else was written
about it, then comes out of service, then a hold that has not lapsed; any other night is free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from resources_app.beds.model import (
    Bed,
    BedRow,
    BedStay,
    BlockContract,
    Board,
    Hold,
    NightState,
    OutOfService,
    SoldSpan,
    Span,
)
from resources_app.beds.standing import held_nights, sold_nights
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.foundations.phrases import joined

# Which of several claims on a night is the bed's state; the first wins.
PRECEDENCE = (NightState.PLACED, NightState.OUT_OF_SERVICE, NightState.HELD)


def board(contract: BlockContract, period: Period, as_at: date) -> Board:
    """Every bed of the contract on every night of a period that has an end, as seen on a day.

    Beds are by home, in the contract's order. Nights outside the contract, and outside a bed's
    own, have no span.
    """
    claims = _claims(contract, as_at)
    within = period.meet(contract.period)
    sold = _sold(contract, within)
    rows: list[BedRow] = []
    clashes: list[str] = []
    for bed in contract.beds:
        inside = within.meet(bed.period) if within else None
        mine = claims.get(bed.id, [])
        rows.append(
            BedRow(
                bed,
                contract.home(bed.home_id),
                _spans(inside, mine) if inside else (),
                tuple(one for one in sold if one.sale.bed_id == bed.id),
            )
        )
        clashes += _clashes(bed, inside, mine)
    return Board(contract, period, as_at, tuple(rows), sold, tuple(clashes))


def _claims(contract: BlockContract, as_at: date) -> Mapping[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for stay in contract.stays:
        found[stay.bed_id].append(_placed(stay))
    for closure in contract.closures:
        found[closure.bed_id].append(_closed(closure))
    for hold in contract.holds:
        nights = held_nights(hold, as_at)
        if nights is not None:
            found[hold.bed_id].append(_held(hold, nights))
    for claims in found.values():
        claims.sort(key=lambda one: (PRECEDENCE.index(one.state), one.period.start, one.source))
    return found


def _placed(stay: BedStay) -> Span:
    words = f"{stay.child}, {stay.placement_reference}"
    return Span(NightState.PLACED, stay.period, stay.authority_code, stay.id, words)


def _closed(closure: OutOfService) -> Span:
    return Span(NightState.OUT_OF_SERVICE, closure.period, source=closure.id, words=closure.reason)


def _held(hold: Hold, nights: Period) -> Span:
    words = joined([one for one in (hold.request_reference, hold.reason) if one], ",")
    return Span(NightState.HELD, nights, hold.authority_code, hold.id, words)


def _sold(contract: BlockContract, within: Period | None) -> tuple[SoldSpan, ...]:
    found = []
    for sale in contract.sales:
        nights = sold_nights(sale)
        inside = nights.meet(within) if nights and within else None
        if inside is not None:
            found.append(SoldSpan(sale, inside))
    return tuple(found)


def _spans(inside: Period, claims: Iterable[Span]) -> tuple[Span, ...]:
    """Cut the nights where any claim begins or ends, and let the first claim have each piece."""
    meeting = [(claim, met) for claim in claims if (met := claim.period.meet(inside))]
    edges = {inside.start, _end(inside)}
    for _claim, met in meeting:
        edges |= {met.start, _end(met)}
    pieces = (Period(*pair) for pair in pairwise(sorted(edges)))
    spans = []
    for piece in pieces:
        first = next((claim for claim, met in meeting if piece.start in met), None)
        spans.append(_cut(first, piece))
    return tuple(_joined(spans))


def _end(period: Period) -> date:
    assert period.end is not None, "a board has a last night"
    return period.end


def _cut(claim: Span | None, piece: Period) -> Span:
    if claim is None:
        return Span(NightState.FREE, piece)
    return Span(claim.state, piece, claim.authority_code, claim.source, claim.words)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Pieces next to each other that say the same are one span."""
    last: Span | None = None
    for span in spans:
        if last is not None and _cut(last, span.period) == span:
            last = _cut(last, Period(last.period.start, span.period.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _clashes(bed: Bed, inside: Period | None, claims: list[Span]) -> Iterator[str]:
    """Two claims on one night, but for a hold that a placement or closure has overtaken."""
    firm = [one for one in claims if one.state is not NightState.HELD]
    for at, one in enumerate(firm):
        for other in firm[at + 1 :]:
            both = one.period.meet(other.period)
            shown = both.meet(inside) if both and inside else None
            if shown is not None:
                yield (
                    f"Bed {bed.name} is claimed twice from {day_text(shown.start)}: "
                    f"{one.state} ({one.words}) and {other.state} ({other.words})."
                )


def whole_of(contract: BlockContract, span: Span) -> Period:
    """The nights of the stay, hold or closure that a span is part of; a free span's own.

    A board shows only those of them that it reaches.
    """
    entries: tuple[BedStay | Hold | OutOfService, ...] = (
        *contract.stays,
        *contract.holds,
        *contract.closures,
    )
    return next((one.period for one in entries if one.id == span.source), span.period)


def span_sentence(contract: BlockContract, row: BedRow, span: Span) -> str:
    """A span in a sentence: which bed, what it is and whose, all its nights."""
    name = contract.partner(span.authority_code).name
    words = {
        NightState.FREE: "free",
        NightState.OUT_OF_SERVICE: f"out of service ({span.words})",
        NightState.HELD: f"held for {name}" + (f" ({span.words})" if span.words else ""),
        NightState.PLACED: f"home of {span.words}, placed by {name}",
    }[span.state]
    nights = nights_text(whole_of(contract, span))
    return f"{row.home.name}, bed {row.bed.code}: {words}, {nights}."


def nights_text(period: Period) -> str:
    """`10 nights, 1 Apr 2026 to 10 Apr 2026`, `1 night, 1 Apr 2026` or `from 1 Apr 2026 on`."""
    first = day_text(period.start)
    if period.end is None:
        return f"from {first} on"
    last = day_text(inclusive_end(period.end))
    return f"{counted(period.nights(), 'night')}, {first}" + (
        f" to {last}" if last != first else ""
    )
