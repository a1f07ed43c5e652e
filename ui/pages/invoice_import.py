"""Taking in a provider's file of invoices: each line matched before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from resources_app.finance.actions import (
    InvoicesTaken,
    accept_invoices,
    preview_invoices,
)
from resources_app.finance.claim_queries import find_provider
from resources_app.finance.finding_children import nights_text
from resources_app.finance.invoice_import import InvoiceImport, InvoicePreview
from resources_app.finance.model import FINDING_WORDS, Match, NewLine
from resources_app.foundations.counting import counted
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.session import Session
from ui.pages.import_page import ImportPage, Section
from ui.pages.page import Crumb
from ui.shell.places import Place
from ui.shell.widgets.columns import Column
from ui.shell.widgets.form import Form

FIELDS = (
    Field(
        "provider",
        "Provider",
        needed=Needed.ALWAYS,
        help="Its name or a part of it, or its supplier number.",
    ),
    Field("received", "Received on", Kind.DATE, help="Today, when it is left open."),
    Field("number", "Invoice number", help="Only where the file has no column for it."),
    Field("dated", "Invoice date", Kind.DATE, help="Only where the file has no column for it."),
)


@dataclass(frozen=True)
class Asked:
    """What was typed besides the file."""

    provider: str
    received: date
    number: str
    dated: date | None


@dataclass(frozen=True)
class _Row:
    """A line of the file with its match."""

    number: str
    line: NewLine
    match: Match


def _why(one: _Row) -> str:
    return " ".join(one.match.why)


def _due(one: _Row) -> str:
    return "not known" if one.match.expected_pence is None else pounds(one.match.expected_pence)


_LINES = (
    Column("Row", lambda one: str(one.line.source_row or ""), 52, number=True),
    Column("Invoice", lambda one: one.number, 100),
    Column("Child", lambda one: one.line.child or one.line.reference, 120),
    Column("For", lambda one: capital(one.line.element), 130),
    Column("Nights", lambda one: nights_text(one.line.period), 180),
    Column("Claimed", lambda one: pounds(one.line.net_pence), 104, number=True,
           sort=lambda one: one.line.net_pence),
    Column("Due", _due, 104, number=True),
)  # fmt: skip
_DIFFER = (
    Column("Row", lambda one: str(one.line.source_row or ""), 52, number=True),
    Column("Invoice", lambda one: one.number, 90),
    Column("Child", lambda one: one.line.child or one.line.reference, 110),
    Column("Claimed", lambda one: pounds(one.line.net_pence), 104, number=True,
           sort=lambda one: one.line.net_pence),
    Column("Due", _due, 104, number=True),
    Column("Found", lambda one: FINDING_WORDS[one.match.finding], 150,
           tone=lambda _: "warning"),
    Column("Why", _why, 300, stretch=True, hint=_why),
)  # fmt: skip
_UNREAD = (
    Column("Cell", lambda one: f"{one.sheet}!{one.cell}" if one.sheet else one.cell, 150),
    Column("It holds", lambda one: one.value, 190),
    Column("Why it is not taken", lambda one: one.why, 300, stretch=True, hint=lambda one: one.why),
)
_HELD = (
    Column("Invoice", lambda one: one.new.number, 140),
    Column("Ours", lambda one: one.held, 140),
    Column(
        "Stored already",
        lambda one: counted(one.unchanged, "line"),
        160,
        stretch=True,
    ),
)


class InvoiceImportPage(ImportPage):
    """Lines that differ are taken too, to be questioned; what cannot be read is not."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"invoice", "invoice_line", "placement", "ipa", "fee_line", "rate", "child"}
    )
    TITLE = "Import invoices"
    LINE = "A provider’s invoices, a line a row. You see what each line is matched to first."
    FILE = "The invoices’ file"

    def more_questions(self) -> Sequence[QWidget]:
        self.form = Form(FIELDS)
        return (self.form,)

    def crumbs(self) -> list[Crumb]:
        return [("Finance", Place("finance", tab="invoices")), ("Import invoices", None)]

    def prepare(self) -> Asked | None:
        record = self.form.read()
        if record is None:
            return None
        received, dated = record["received"], record["dated"]
        return Asked(
            str(record["provider"]),
            received if isinstance(received, date) else self.desk.today(),
            str(record["number"]),
            dated if isinstance(dated, date) else None,
        )

    def preview(self, session: Session, path: Path, asked: Any) -> InvoicePreview:
        provider_id, name = find_provider(session.tables, asked.provider)
        wanted = InvoiceImport(provider_id, name, asked.received, asked.number, asked.dated)
        return preview_invoices(session, path, wanted)

    def sections(self, preview: InvoicePreview) -> list[Section]:
        rows = [
            _Row(one.new.number, line, match)
            for one in preview.invoices
            for line, match in zip(one.new.lines, one.matches, strict=True)
        ]
        differ = [one for one in rows if one.match.findings]
        agree = [one for one in rows if not one.match.findings]
        held = [one for one in preview.invoices if one.unchanged]
        return [
            Section("differ", "Differ", _DIFFER, differ, "warning"),
            Section("agree", "Agree", _LINES, agree, "good"),
            Section("unread", "Not read", _UNREAD, preview.unread, "bad"),
            Section("held", "Stored already", _HELD, held),
        ]

    def says(self, preview: InvoicePreview) -> str:
        claimed = sum(line.net_pence for line, _ in preview.lines)
        due = sum(match.expected_pence or 0 for _, match in preview.lines)
        if preview.changes_nothing:
            return f"{preview.asked.provider_name}: nothing in this file is new."
        return (
            f"{preview.asked.provider_name}: {counted(len(preview.lines), 'new line')} claim "
            f"{pounds(claimed)}; {pounds(due)} was due."
        )

    def accept_words(self, preview: InvoicePreview) -> str:
        if preview.changes_nothing:
            return ""
        invoices = sum(bool(one.new.lines) for one in preview.invoices)
        return f"Take {counted(len(preview.lines), 'line')} of {counted(invoices, 'invoice')}"

    def accept(self, session: Session, preview: InvoicePreview) -> InvoicesTaken:
        return accept_invoices(session, preview)

    def accepted(self, result: InvoicesTaken) -> None:
        self.desk.go("finance", tab="invoices")
        self.desk.say(f"{counted(len(result.references), 'invoice')} taken in.")
