"""Reads the rows of a price table: which are members, what each cell says, what cannot be read.

Finding the table is price_headings' business, single cells price_cells'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from resources_app.agreements.price_cells import read_discount, read_price, read_tier
from resources_app.agreements.price_headings import PriceTable, is_heading_again
from resources_app.agreements.schedule_model import (
    PriceColumn,
    ScheduledMember,
    ScheduledPrice,
    UnreadCell,
)
from resources_app.foundations.errors import BadInput
from resources_app.foundations.phrases import joined
from resources_app.workbooks.cells import address, is_nothing, text_of, urn_of, whole_number_of
from resources_app.workbooks.model import Cell, Sheet

_NO_TABLE_TIER = 1  # a framework without tiers has one


@dataclass
class _Reading:
    """One sheet while it is being read."""

    sheet: Sheet
    table: PriceTable
    unread: list[UnreadCell] = field(default_factory=list)
    members: list[ScheduledMember] = field(default_factory=list)
    why_unreadable: dict[int, dict[int, str]] = field(default_factory=dict)  # by row and column

    def value(self, row: int, name: str) -> Cell:
        """The cell of a field, "" where the sheet has no such column."""
        column = self.table.fields.get(name)
        return "" if column is None else self.sheet.rows[row][column]

    def list_cell(self, row: int, column: int, why: str) -> None:
        """Put a cell among those that were not read."""
        value = text_of(self.sheet.rows[row][column])
        self.unread.append(UnreadCell(self.sheet.name, address(row, column), value, why))

    def filled(self, row: int) -> list[int]:
        """Columns that show something on a row, unreadable cells included."""
        cells = self.sheet.rows[row]
        shown = {column for column, value in enumerate(cells) if text_of(value)}
        return sorted(shown | {c for c in self.why_unreadable.get(row, ()) if c < len(cells)})


def read_rows(
    sheet: Sheet, table: PriceTable
) -> tuple[tuple[ScheduledMember, ...], tuple[UnreadCell, ...]]:
    """The members of a lot and every cell of its table that was not read.

    A URN that stands on two rows is refused on both. Notes and blank rows are passed over.
    """
    reading = _Reading(sheet, table)
    for cell in sheet.unreadable:
        reading.why_unreadable.setdefault(cell.row, {})[cell.column] = cell.why
    below_a_blank = False
    for row in range(table.first_row, len(sheet.rows)):
        if not reading.filled(row):
            below_a_blank = bool(reading.members)
        elif not is_heading_again(sheet.rows[row], table):
            _read_row(reading, row, below_a_blank=below_a_blank)
    return _without_duplicates(reading), tuple(reading.unread)


def _read_row(reading: _Reading, row: int, *, below_a_blank: bool) -> None:
    column = reading.table.fields["urn"]
    priced = any(one.column in reading.filled(row) for one in reading.table.prices)
    unreadable = reading.why_unreadable.get(row, {}).get(column)
    try:
        urn = urn_of(reading.value(row, "urn"))
    except BadInput as error:
        is_note = not priced and (below_a_blank or len(reading.filled(row)) == 1)
        if not is_note:
            why = f"This is {unreadable}." if unreadable else str(error)
            reading.list_cell(row, column, f"{why} Nothing on this row was taken.")
        return
    if not priced and len(reading.filled(row)) == 1:
        return  # a lone number, such as a year or a page, in the column of URNs
    _read_member(reading, row, urn)


def _read_member(reading: _Reading, row: int, urn: str) -> None:
    tier = _tier(reading, row)
    if tier is None:
        return
    prices = [_price(reading, row, one) for one in reading.table.prices]
    _list_beyond_headings(reading, row)
    reading.members.append(
        ScheduledMember(
            row=row + 1,
            urn=urn,
            urn_cell=address(row, reading.table.fields["urn"]),
            provider=text_of(reading.value(row, "provider"))
            or text_of(reading.value(row, "service")),
            tier=tier,
            rank=_rank(reading, row),
            sibling_discount=_discount(reading, row),
            note=text_of(reading.value(row, "note")),
            prices=tuple(price for price in prices if price is not None),
        )
    )


def _tier(reading: _Reading, row: int) -> int | None:
    column = reading.table.fields.get("tier")
    if column is None:
        return _NO_TABLE_TIER
    try:
        _refuse_unreadable(reading, row, column)
        return read_tier(reading.sheet.rows[row][column])
    except BadInput as error:
        reading.list_cell(row, column, f"{error} Nothing on this row was taken.")
        return None


def _rank(reading: _Reading, row: int) -> int | None:
    column = reading.table.fields.get("rank")
    if column is None:
        return None
    try:
        _refuse_unreadable(reading, row, column)
        return whole_number_of(reading.sheet.rows[row][column])
    except BadInput as error:
        reading.list_cell(row, column, str(error))
        return None


def _discount(reading: _Reading, row: int) -> int:
    column = reading.table.fields.get("sibling_discount")
    if column is None:
        return 0
    try:
        _refuse_unreadable(reading, row, column)
        return read_discount(
            reading.sheet.rows[row][column],
            shown_as_per_cent=(row, column) in reading.sheet.percents,
        )
    except BadInput as error:
        reading.list_cell(row, column, f"{error} No discount was taken.")
        return 0


def _price(reading: _Reading, row: int, column: PriceColumn) -> ScheduledPrice | None:
    try:
        _refuse_unreadable(reading, row, column.column)
        kind, pence = read_price(reading.sheet.rows[row][column.column])
    except BadInput as error:
        reading.list_cell(row, column.column, str(error))
        return None
    return ScheduledPrice(
        kind=kind,
        element=column.element,
        unit=column.unit,
        age_from=column.age_from,
        age_to=column.age_to,
        amount_pence=pence,
        cell=address(row, column.column),
    )


def _refuse_unreadable(reading: _Reading, row: int, column: int) -> None:
    why = reading.why_unreadable.get(row, {}).get(column)
    if why:
        raise BadInput(f"This is {why}.")


def _list_beyond_headings(reading: _Reading, row: int) -> None:
    """Cells of a member's row in columns that have no heading at all."""
    headings = reading.sheet.rows[reading.table.heading_row]
    under_ages = {one.column for one in reading.table.prices}
    for column in reading.filled(row):
        no_heading = not text_of(headings[column]) and column not in under_ages
        if no_heading and not is_nothing(reading.sheet.rows[row][column]):
            reading.list_cell(row, column, "There is no heading above this cell.")


def _without_duplicates(reading: _Reading) -> tuple[ScheduledMember, ...]:
    rows: dict[str, list[ScheduledMember]] = defaultdict(list)
    for member in reading.members:
        rows[member.urn].append(member)
    for urn, members in rows.items():
        if len(members) > 1:
            _list_duplicates(reading, urn, members)
    return tuple(member for member in reading.members if len(rows[member.urn]) == 1)


def _list_duplicates(reading: _Reading, urn: str, members: Sequence[ScheduledMember]) -> None:
    numbers = joined([str(member.row) for member in members])
    for member in members:
        reading.unread.append(
            UnreadCell(
                reading.sheet.name,
                member.urn_cell,
                urn,
                f"URN {urn} stands on rows {numbers}; none of them was taken.",
            )
        )
