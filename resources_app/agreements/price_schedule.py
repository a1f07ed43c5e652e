"""Reads a framework's tender price schedule: a workbook with a sheet for each lot.

Pure parsing: what the rows mean for a store is price_planning's business. Nothing is guessed: what
is not certain is listed by cell, and the rest is still taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.price_headings import PriceTable, find_price_table
from resources_app.agreements.price_rows import read_rows
from resources_app.agreements.schedule_model import (
    PriceSchedule,
    ScheduledLot,
    SkippedSheet,
    UnreadCell,
)
from resources_app.foundations.dates import date_from
from resources_app.foundations.errors import BadInput, Where
from resources_app.workbooks.cells import text_of
from resources_app.workbooks.model import Sheet, Workbook

# "Lot 4 Residential EBD", "Lot 4a - Solo", "LOT B: Fostering"
_LOT = re.compile(
    r"\blot\s*(?:no\.?|number)?\s*[-:.]?\s*(?P<code>\d{1,2}[a-z]?(?:\.\d{1,2})?|[a-z])\b"
    r"\s*[-–—:.]*\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SCHEDULE_WORDS = re.compile(
    r"\s*[-–—:,(]*\s*\b(?:tender |tendered )?(?:price|pricing|rates?|fee) "
    r"(?:schedule|list|submission)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_EFFECTIVE = re.compile(
    r"\b(?:effective(?: from| date)?|with effect from|valid from|in force from|commencing(?: on)?"
    r"|prices from|rates from|fees from|applicable from|starting(?: on)?)\s*:?\s*"
    r"(?P<day>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4})",
    re.IGNORECASE,
)
_WITH_VAT = re.compile(r"\b(?:inclusive of|including|includes?|incl?\.?|with) vat\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Page:
    """A sheet with a table on it."""

    sheet: Sheet
    table: PriceTable


def read_price_schedule(workbook: Workbook) -> PriceSchedule:
    """Everything in a price schedule that is certain, and by cell what is not.

    Raises BadInput when no sheet holds a table with a URN and a price.
    """
    pages: list[_Page] = []
    skipped: list[SkippedSheet] = []
    for sheet in workbook.sheets:
        why, table = _table_of(sheet)
        if table is None:
            skipped.append(SkippedSheet(sheet.name, why))
        else:
            pages.append(_Page(sheet, table))
    if not pages:
        raise _no_table(workbook, skipped)
    lots, unread, warnings = _read_pages(pages, skipped)
    return PriceSchedule(
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        title=_agreement_title(pages),
        lots=tuple(lots),
        unread=tuple(unread),
        skipped=tuple(skipped),
        warnings=(*workbook.notes, *warnings),
    )


def _table_of(sheet: Sheet) -> tuple[str, PriceTable | None]:
    if sheet.hidden:
        return "The sheet is hidden.", None
    table = find_price_table(sheet)
    if table is not None:
        return "", table
    if any(text_of(value) for row in sheet.rows for value in row):
        return "No row among the first fifteen has headings for a URN and for prices.", None
    return "The sheet is empty.", None


def _no_table(workbook: Workbook, skipped: list[SkippedSheet]) -> BadInput:
    sheets = " ".join(f"“{one.sheet}”: {one.why}" for one in skipped)
    return BadInput(
        f"No sheet of this workbook holds a table of prices. {sheets}",
        where=Where(file=workbook.file_name),
        remedy="A price sheet has a row of headings with “Ofsted URN” and age bands such as “0-4”.",
    )


def _read_pages(
    pages: list[_Page], skipped: list[SkippedSheet]
) -> tuple[list[ScheduledLot], list[UnreadCell], list[str]]:
    lots: list[ScheduledLot] = []
    unread: list[UnreadCell] = []
    warnings: list[str] = []
    sheet_of: dict[str, str] = {}
    for page in pages:
        code, title, said = _lot_of(page)
        if code in sheet_of:
            why = f"Sheet “{sheet_of[code]}” already holds lot {code}."
            skipped.append(SkippedSheet(page.sheet.name, why))
            continue
        sheet_of[code] = page.sheet.name
        members, cells = read_rows(page.sheet, page.table)
        lots.append(ScheduledLot(page.sheet.name, code, title, _stated_from(page), members))
        unread += [*page.table.unread, *cells]
        warnings += [*said, *page.table.warnings, *_about_vat(page)]
    return lots, unread, warnings


def _lot_of(page: _Page) -> tuple[str, str, list[str]]:
    """The lot's code and title, and what to warn of.

    The sheet's name gives the code; a title row with the same code gives the title, since a
    sheet's name is cut at 31 letters.
    """
    rows = [match for text in _lines_above(page) if (match := _LOT.match(text))]
    named = _LOT.search(page.sheet.name)
    match = named or (rows[0] if rows else None)
    if match is None:
        name = page.sheet.name.strip()
        return name, name, [f"Sheet “{name}” names no lot; its own name is taken."]
    code = match["code"].upper()
    same = [row for row in rows if row["code"].upper() == code]
    title = (same[0]["title"] if same else match["title"]).strip() or f"Lot {code}"
    warnings = []
    if rows and not same:
        other = rows[0][0].strip()
        warnings.append(f"Sheet “{page.sheet.name}” is headed “{other}”; lot {code} is taken.")
    return code, title, warnings


def _agreement_title(pages: list[_Page]) -> str:
    """The first line above a table that is neither a lot's nor a sentence about prices."""
    for page in pages:
        for text in _lines_above(page):
            title = _SCHEDULE_WORDS.sub("", text).strip()
            if title and not _LOT.match(text) and not _EFFECTIVE.search(text):
                return title
    return ""


def _lines_above(page: _Page) -> Iterator[str]:
    for row in page.sheet.rows[: page.table.heading_row]:
        text = " ".join(text_of(value) for value in row if text_of(value))
        if text:
            yield text


def _stated_from(page: _Page) -> date | None:
    """The day from which the sheet itself says its prices are in force, above or below the table.

    None when it says nothing, or two things.
    """
    days = set()
    for text in _said_by_the_sheet(page):
        if match := _EFFECTIVE.search(text):
            try:
                days.add(date_from(match["day"].replace(",", "")))
            except BadInput:
                continue
    return days.pop() if len(days) == 1 else None


def _about_vat(page: _Page) -> list[str]:
    """A warning where the sheet says that its prices include VAT: rates are kept without."""
    if any(_WITH_VAT.search(text) for text in _said_by_the_sheet(page)):
        return [
            f"Sheet “{page.sheet.name}” says that its prices include VAT. Rates are without VAT"
            " and were taken as they stand."
        ]
    return []


def _said_by_the_sheet(page: _Page) -> Iterator[str]:
    """Lines of two cells at most: a member's own note is not the sheet's word."""
    for row in page.sheet.rows:
        shown = [text_of(value) for value in row if text_of(value)]
        if 0 < len(shown) <= 2:
            yield " ".join(shown)
