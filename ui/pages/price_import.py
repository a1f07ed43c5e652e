"""Taking in a framework's price schedule: lots, members and rates from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from resources_app.agreements.price_import import (
    PlannedLot,
    PlannedMember,
    PriceImport,
    PricePreview,
)
from resources_app.agreements.schedule_model import PriceKind, ScheduledPrice
from resources_app.agreements.taking_prices import (
    PricesTaken,
    accept_price_schedule,
    preview_price_schedule,
)
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.session import Session
from ui.pages.import_page import ImportPage, Section
from ui.pages.page import Crumb
from ui.shell.places import Place
from ui.shell.widgets.columns import Column
from ui.shell.widgets.form import Form

FIELDS = (
    Field(
        "reference",
        "Agreement’s reference",
        needed=Needed.ALWAYS,
        help="An agreement that is there takes the new prices; a new reference makes one.",
    ),
    Field(
        "effective_from",
        "Prices hold from",
        Kind.DATE,
        help="The day that the sheets state, when it is left open.",
    ),
    Field("until", "Agreement’s last day", Kind.DATE, help="Only for a new agreement."),
    Field("title", "Title", help="The sheets’ own when it is left open."),
)


@dataclass(frozen=True)
class _Row:
    """A row that is taken, with its lot."""

    lot: PlannedLot
    member: PlannedMember


def _price(one: ScheduledPrice) -> str:
    ages = f"{one.age_from}–{one.age_to}"
    poa = one.kind is PriceKind.ON_APPLICATION or one.amount_pence is None
    return f"{ages}: {'on application' if poa else pounds(one.amount_pence or 0)}"


def _prices(one: _Row) -> str:
    return "; ".join(_price(price) for price in one.member.new)


_TAKEN = (
    Column("Lot", lambda one: f"{one.lot.code} {one.lot.title}", 190),
    Column("URN", lambda one: one.member.service.urn, 96),
    Column("Service", lambda one: one.member.service.name, 190),
    Column("Tier", lambda one: str(one.member.scheduled.tier), 50, number=True),
    Column("New prices", _prices, 260, stretch=True, hint=_prices),
    Column("End", lambda one: str(len(one.member.closing) or ""), 56, number=True),
)
_UNREAD = (
    Column("Sheet", lambda one: one.sheet, 190),
    Column("Cell", lambda one: one.cell, 70),
    Column("It holds", lambda one: one.value, 190),
    Column("Why it is not taken", lambda one: one.why, 300, stretch=True, hint=lambda one: one.why),
)
_SHEETS = (
    Column("Sheet", lambda one: one.sheet, 240),
    Column("Why it is left out", lambda one: one.why, 360, stretch=True),
)
_TEXT = (Column("To check", lambda one: one, 400, stretch=True, hint=lambda one: one),)


class PriceImportPage(ImportPage):
    """Nothing is guessed: what cannot be read is listed by cell."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"service", "agreement"})
    TITLE = "Import a price schedule"
    LINE = "A framework’s tender prices, a sheet a lot. You see what it would do first."
    FILE = "The price schedule’s file"

    def more_questions(self) -> Sequence[QWidget]:
        self.form = Form(FIELDS)
        return (self.form,)

    def crumbs(self) -> list[Crumb]:
        return [("Agreements", Place("agreements")), ("Import a price schedule", None)]

    def prepare(self) -> PriceImport | None:
        record = self.form.read()
        if record is None:
            return None
        start, until = record["effective_from"], record["until"]
        return PriceImport(
            str(record["reference"]),
            start if isinstance(start, date) else None,
            until if isinstance(until, date) else None,
            str(record["title"]),
        )

    def preview(self, session: Session, path: Path, asked: Any) -> PricePreview:
        return preview_price_schedule(session, path, asked)

    def sections(self, preview: PricePreview) -> list[Section]:
        rows = [_Row(lot, one) for lot in preview.lots for one in lot.members]
        new = [one for one in rows if one.member.new or one.member.closing]
        same = [one for one in rows if not one.member.new and not one.member.closing]
        return [
            Section("taken", "Taken", _TAKEN, new, "good"),
            Section("unread", "Not read", _UNREAD, preview.unread, "bad"),
            Section("same", "Unchanged", _TAKEN, same),
            Section("skipped", "Sheets left out", _SHEETS, preview.skipped, "warning"),
            Section("warnings", "To check", _TEXT, preview.warnings, "warning"),
        ]

    def says(self, preview: PricePreview) -> str:
        what = "New agreement" if preview.agreement is None else "Agreement"
        said = f"{what} {preview.asked.reference}: {preview.title}"
        return f"{said}. Prices from {day_text(preview.effective_from)}."

    def accept_words(self, preview: PricePreview) -> str:
        if preview.changes_nothing or not preview.members:
            return ""
        prices = sum(len(one.new) for one in preview.members)
        return f"Accept {prices:,} prices of {len(preview.members):,} services"

    def accept(self, session: Session, preview: PricePreview) -> PricesTaken:
        return accept_price_schedule(session, preview)

    def accepted(self, result: PricesTaken) -> None:
        self.desk.go("agreement", result.reference)
        self.desk.say(
            f"{result.reference} holds prices from {day_text(result.preview.effective_from)}."
        )
