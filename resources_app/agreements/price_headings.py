"""Finds the table in a sheet of prices: the row of headings and what each column holds.

Headings are compared without case, spaces and punctuation. To add a synonym: one entry in
`FIELDS`; to add something that can be priced: one in `ELEMENT_WORDS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from resources_app.agreements.age_bands import AgeBand, band_problems, read_age_band, split_unit
from resources_app.agreements.model import OPEN_ENDED_AGE, Element, Unit
from resources_app.agreements.schedule_model import PriceColumn, UnreadCell
from resources_app.workbooks.cells import address, text_of
from resources_app.workbooks.headings import fields_by_heading, squashed
from resources_app.workbooks.model import Cell, Sheet

ROWS_LOOKED_AT = 15

FIELDS: dict[str, tuple[str, ...]] = {
    "urn": (
        "Ofsted URN", "URN", "Registration number", "Ofsted registration number", "Ofsted number",
        "Unique reference number", "Ofsted unique reference number", "Ofsted reference",
        "Ofsted reference number", "Ofsted registration", "Ofsted ID", "URN number",
        "Ofsted URN number", "Service URN", "Home URN", "Provider URN", "Registration URN",
        "Ofsted URN / registration number", "SC number",
    ),
    "provider": (
        "Provider", "Provider name", "Name of provider", "Organisation", "Organisation name",
        "Supplier", "Supplier name", "Agency", "Agency name", "Company", "Company name", "Bidder",
        "Bidder name", "Tenderer", "Owner",
    ),
    "service": (
        "Home", "Home name", "Name of home", "Service", "Service name", "Name of service",
        "Establishment", "Setting", "Setting name", "Children's home",
    ),
    "tier": ("Tier", "Tier number", "Framework tier", "Tier awarded", "Awarded tier"),
    "rank": ("Rank", "Ranking", "Rank in tier", "Position"),
    "sibling_discount": (
        "Sibling discount %", "Sibling discount per cent", "Sibling discount percentage",
        "Siblings discount", "Discount for siblings", "Sibling reduction",
        "Sibling discount offered", "% sibling discount", "% discount for siblings",
    ),
    "note": (
        "Notes", "Note", "Comments", "Comment", "Remarks", "Additional information",
        "Further notes", "Provider notes",
    ),
}  # fmt: skip
_FIELD_OF = fields_by_heading(FIELDS)

# What a column of prices pays for, when it is not the core fee; the first that fits.
ELEMENT_WORDS: tuple[tuple[Element, str], ...] = (
    (Element.SIBLING, r"sibling(?: placement)?"),
    (Element.RESPITE, r"respite(?: care)?|short breaks?"),
    (Element.EDUCATION, r"education|school(?:ing)?|tuition"),
    (Element.THERAPY, r"therapy|therapeutic(?: input| support)?"),
    (Element.EXTRA_STAFFING, r"(?:extra|additional) (?:staff(?:ing)?|support)|one[ -]to[ -]one"),
    (Element.TRANSPORT, r"transport|travel"),
    (Element.RETAINER, r"retainer"),
)
_PRICE_WORD = re.compile(r"\b(?:fees?|prices?|rates?|costs?|charges?)\b|£")
_FILLER = re.compile(
    r"\b(?:fees?|prices?|rates?|costs?|charges?|core|standard|of|for|the|gbp|excl?\.? ?vat|ex vat"
    r"|net|placement|children|child|staff|carer|p|per)\b|[£():;,.%\-–—\n/]"
)


@dataclass(frozen=True)
class PriceTable:
    """Where a sheet's table is. Rows and columns count from 0."""

    heading_row: int
    first_row: int  # the first that may hold a member
    fields: dict[str, int]
    prices: tuple[PriceColumn, ...]
    unread: tuple[UnreadCell, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Heading:
    """A heading of a price before the sheet's own unit is known."""

    element: Element
    unit: Unit | None
    band: AgeBand | None


def find_price_table(sheet: Sheet) -> PriceTable | None:
    """The table of a sheet, or None when none of the first rows has a URN and a price heading.

    Overlapping bands are not read at all, since two prices would answer for one age; bands with
    a gap between them are read, and the gap is a warning.
    """
    best: tuple[int, int] | None = None  # how many headings were understood, minus the row
    for index, row in enumerate(sheet.rows[:ROWS_LOOKED_AT]):
        if "urn" in _fields_of(row):
            understood = len(_fields_of(row)) + sum(1 for _ in _price_headings(row))
            best = max(best or (0, 0), (understood, -index))
    if best is None or best[0] == 0:
        return None
    heading_row = -best[1]
    first_row, headings = _with_second_row(sheet, heading_row)
    if not any(_price_headings(headings)):
        return None  # a list of services, such as the register, that prices nothing
    return replace(_read_headings(sheet, heading_row, headings), first_row=first_row)


def is_heading_again(row: Sequence[Cell], table: PriceTable) -> bool:
    """Whether a row repeats the headings, as tables that run over pages do."""
    urn = row[table.fields["urn"]]
    return isinstance(urn, str) and _FIELD_OF.get(squashed(urn)) == "urn"


def _fields_of(row: Sequence[Cell]) -> dict[str, int]:
    fields: dict[str, int] = {}
    for column, value in enumerate(row):
        if isinstance(value, str) and (field := _FIELD_OF.get(squashed(value))):
            fields.setdefault(field, column)
    return fields


def _price_headings(row: Sequence[Cell]) -> Iterator[tuple[int, _Heading]]:
    for column, value in enumerate(row):
        if isinstance(value, str) and squashed(value) not in _FIELD_OF:
            heading = _read_heading(value)
            if heading is not None:
                yield column, heading


def _with_second_row(sheet: Sheet, heading_row: int) -> tuple[int, list[Cell]]:
    """The headings, with age bands taken from a second row of headings below where there is one.

    A heading merged over several bands says what all of them price: `Respite night` over `0-4`.
    """
    headings = list(sheet.rows[heading_row])
    below = heading_row + 1
    if below >= len(sheet.rows):
        return below, headings
    row = sheet.rows[below]
    bands = [column for column, value in enumerate(row) if read_age_band(text_of(value))]
    urn = _fields_of(headings)["urn"]
    if not bands or text_of(row[urn]):
        return below, headings
    above = ""
    for column, heading in enumerate(sheet.rows[heading_row]):
        above = text_of(heading) or above
        if column in bands:
            headings[column] = _under(above, row[column])
    return below + 1, headings


def _under(above: str, band: Cell) -> Cell:
    """A band's heading under the one above it, which is left out where it says nothing more."""
    both = f"{above} {text_of(band)}"
    names_element = any(re.search(rf"\b(?:{words})\b", above.lower()) for _, words in ELEMENT_WORDS)
    # What prices something that is not understood is listed, and never taken for the core fee.
    return both if names_element or _read_heading(both) is not None else band


def _read_heading(text: str) -> _Heading | None:
    """What a heading prices, or None when any word of it is not understood."""
    lowered = text.lower()
    for element, words in ELEMENT_WORDS:
        without = re.sub(rf"\b(?:{words})\b", " ", lowered)
        if without != lowered:
            return _element_heading(element, without)
    band = read_age_band(text)
    if band is not None:
        return _Heading(Element.CORE, band.unit, band)
    unit, left = split_unit(lowered)
    if _PRICE_WORD.search(left) and not _FILLER.sub("", left).strip():
        return _Heading(Element.CORE, unit, AgeBand(0, OPEN_ENDED_AGE))
    return None


def _element_heading(element: Element, text: str) -> _Heading | None:
    """A heading such as `Respite per night`; it must name its unit, and may name ages."""
    band = read_age_band(text)
    if band is not None:
        return _Heading(element, band.unit, band) if band.unit else None
    unit, left = split_unit(text)
    if unit is None or _FILLER.sub("", left).strip():
        return None
    return _Heading(element, unit, None)


def _read_headings(sheet: Sheet, heading_row: int, headings: Sequence[Cell]) -> PriceTable:
    unread: list[UnreadCell] = []
    warnings: list[str] = []
    fields = _fields_of(headings)
    prices = dict(_price_headings(headings))
    for column, value in enumerate(headings):
        if column in fields.values() or column in prices or text_of(value) == "":
            continue
        unread.append(_unread(sheet, heading_row, column, value, _why_unknown(value)))
    sheet_unit = _sheet_unit(sheet, heading_row)
    if sheet_unit is None and any(one.unit is None for one in prices.values()):
        warnings.append(f"Sheet “{sheet.name}” names no unit; its prices are taken as weekly.")
    columns = _columns(headings, prices, sheet_unit or Unit.WEEK)
    doubtful, said = _overlapping(columns)
    for one in doubtful:
        unread.append(_unread(sheet, heading_row, one.column, one.heading, " ".join(said)))
    kept = tuple(one for one in columns if one not in doubtful)
    warnings += [f"Sheet “{sheet.name}”: {gap}" for gap in _problems(kept)]
    return PriceTable(heading_row, heading_row + 1, fields, kept, tuple(unread), tuple(warnings))


def _columns(
    headings: Sequence[Cell], prices: dict[int, _Heading], sheet_unit: Unit
) -> list[PriceColumn]:
    """Columns with nothing left open: elements without ages span those of the core fee."""
    core = [one.band for one in prices.values() if one.element == Element.CORE and one.band]
    youngest = min((band.age_from for band in core), default=0)
    oldest = max((band.age_to for band in core), default=OPEN_ENDED_AGE)
    return [
        PriceColumn(
            column=column,
            heading=text_of(headings[column]),
            element=one.element,
            unit=one.unit or sheet_unit,
            age_from=one.band.age_from if one.band else youngest,
            age_to=one.band.age_to if one.band else oldest,
        )
        for column, one in prices.items()
    ]


def _overlapping(columns: Sequence[PriceColumn]) -> tuple[list[PriceColumn], list[str]]:
    doubtful = [
        one
        for one in columns
        if any(
            one is not other
            and one.element == other.element
            and one.age_from <= other.age_to
            and other.age_from <= one.age_to
            for other in columns
        )
    ]
    said = [text for text in _problems(doubtful) if "overlap" in text]
    return doubtful, [*said, "Two prices would answer for one age, so neither column was read."]


def _problems(columns: Sequence[PriceColumn]) -> list[str]:
    problems = []
    for element in dict.fromkeys(one.element for one in columns):
        bands = [AgeBand(one.age_from, one.age_to) for one in columns if one.element == element]
        problems += band_problems(bands)
    return problems


def _sheet_unit(sheet: Sheet, heading_row: int) -> Unit | None:
    """The unit that a line above the table names: `All prices are weekly fees`."""
    units = set()
    for row in sheet.rows[:heading_row]:
        text = " ".join(text_of(value) for value in row).lower()
        if _PRICE_WORD.search(text):
            units.add(split_unit(text)[0])
    units.discard(None)
    return units.pop() if len(units) == 1 else None


def _why_unknown(value: Cell) -> str:
    if isinstance(value, date):
        return (
            "This heading has become a date, as “5-10” does in Excel; the column was not read."
            " Write the ages as text."
        )
    return "This heading is not known, or its unit or ages are not clear; the column was not read."


def _unread(sheet: Sheet, row: int, column: int, value: Cell, why: str) -> UnreadCell:
    return UnreadCell(sheet.name, address(row, column), text_of(value), why)
