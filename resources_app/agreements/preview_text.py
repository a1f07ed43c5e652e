"""A price schedule's preview in words, for the command line and the desktop's message."""

from __future__ import annotations

from collections.abc import Iterator

from resources_app.agreements.price_import import PlannedLot, PricePreview
from resources_app.agreements.schedule_model import PriceKind
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text


def price_preview_text(preview: PricePreview) -> str:
    """What accepting would do, lot by lot, and everything that was not read, cell by cell."""
    return "\n".join(_lines(preview))


def _lines(preview: PricePreview) -> Iterator[str]:
    new = "New agreement" if preview.agreement is None else "Agreement"
    yield f"{new} {preview.asked.reference} {preview.title}"
    yield f"Prices from {day_text(preview.effective_from)}, from {preview.schedule.file_name}"
    for lot in preview.lots:
        yield f"  Lot {lot.code} {lot.title}: {_lot(lot)}"
    yield from _list(
        "Not read", [f"{c.sheet}!{c.cell} “{c.value}”: {c.why}" for c in preview.unread]
    )
    yield from _list("Sheets left out", [f"“{one.sheet}”: {one.why}" for one in preview.skipped])
    yield from _list("To check", list(preview.warnings))


def _lot(lot: PlannedLot) -> str:
    new = [price for one in lot.members for price in one.new]
    counts = [
        (len(lot.members), "service", "services"),
        (sum(one.held is None for one in lot.members), "of them new", ""),
        (len(new), "new price", "new prices"),
        (sum(one.kind is PriceKind.ON_APPLICATION for one in new), "of them on application", ""),
        (sum(len(one.unchanged) for one in lot.members), "price unchanged", "prices unchanged"),
        (sum(len(one.closing) for one in lot.members), "price that ends", "prices that end"),
        (sum(one.not_offered for one in lot.members), "not offered", ""),
    ]
    told = [counted(count, one, many or one) for count, one, many in counts if count]
    return ", ".join(told) or "nothing to take"


def _list(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{heading} ({len(lines)}):"
        yield from (f"  {line}" for line in lines)
