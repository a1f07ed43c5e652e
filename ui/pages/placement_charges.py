"""What a placement costs from one day to another: every part of every line, and why.

Absences are recorded here too, since what is paid for the nights away is asked here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources_app.agreements.charge_model import AccountCharge, ChargePart, LineCharge
from resources_app.agreements.charging import charge
from resources_app.foundations.dates import (
    Period,
    add_months,
    day_text,
    financial_year,
    financial_year_period,
    inclusive_end,
)
from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.money import pounds, rounded
from resources_app.foundations.phrases import capital, joined
from resources_app.placements.absence_queries import RecordedAbsence, absences_of
from resources_app.placements.charging_queries import accounts
from resources_app.placements.queries import placement_by_reference
from resources_app.store.tables import Tables
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.editors import DayEditor
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words


@dataclass(frozen=True)
class PartRow:
    """A part of a line, as a row: days at one price."""

    line: LineCharge
    part: ChargePart

    @property
    def pence(self) -> int:
        """What these days cost; the line's own amount is rounded once, for all of them."""
        return rounded(Fraction(self.part.exact))


@dataclass(frozen=True)
class ChargesView:
    """What a placement costs in a period, and its absences."""

    period: Period
    charge: AccountCharge | None
    absences: tuple[RecordedAbsence, ...]

    @property
    def rows(self) -> list[PartRow]:
        """Every part of every line."""
        lines = self.charge.lines if self.charge else ()
        return [PartRow(line, part) for line in lines for part in line.parts]


def gather_charges(tables: Tables, reference: str, period: Period) -> ChargesView:
    """Read what a placement costs for the days of a period. Raises NotFound."""
    placement = placement_by_reference(tables, reference)
    found = accounts(tables, during=period, placement_ids=[placement.id])
    return ChargesView(
        period,
        charge(found[0], period) if found else None,
        tuple(absences_of(tables, placement.id)),
    )


COLUMNS = (
    Column("For", lambda one: capital(one.line.description or one.line.element), 190, stretch=True),
    Column("From", lambda one: day_text(one.part.period.start), 110, number=True,
           sort=lambda one: one.part.period.start),
    Column("To and including", lambda one: day_text(inclusive_end(one.part.period.end)), 130,
           number=True, sort=lambda one: one.part.period.end),
    Column("Nights", lambda one: str(one.part.nights), 80, number=True,
           sort=lambda one: one.part.nights),
    Column("Price of one", lambda one: f"{pounds(one.part.unit_pence)} {one.line.unit.each}", 170,
           number=True, sort=lambda one: one.part.unit_pence),
    Column("Price is",
           lambda one: "The contract’s" if one.part.rate_id else "Agreed for this child", 170),
    Column("These days, net", lambda one: pounds(one.pence), 130, number=True,
           sort=lambda one: one.pence),
)  # fmt: skip

ABSENCES = (
    Column("Why", lambda one: capital(one.reason), 140),
    Column("First night away", lambda one: day_text(one.period.start), 140, number=True),
    Column("Back on", lambda one: day_text(one.period.end) or "Still away", 120, number=True),
    Column(
        "Place paid beyond the maximum",
        lambda one: (
            f"until {day_text(one.retained_until)}, {one.retained_by}: {one.retained_reason}"
            if one.retained_until
            else "no"
        ),
        220,
        stretch=True,
    ),
)

_FROM = Field("from", "From", Kind.DATE)
_TO = Field("to", "To and including", Kind.DATE)
Deed = Callable[[], object]


class PlacementCharges(QWidget):
    """A period, its charges with their reasons, and the absences."""

    #: Another period is asked for.
    asked = Signal(object)

    def __init__(
        self,
        record_away: Deed,
        record_back: Deed,
        retain: Deed,
        why_not_retained: Callable[[RecordedAbsence | None], str],
    ) -> None:
        super().__init__()
        self._why_not_retained = why_not_retained
        self.first, self.last = DayEditor(_FROM), DayEditor(_TO)
        for editor in (self.first, self.last):
            editor.line.editingFinished.connect(self._ask)
            editor.edited.connect(self._ask_if_picked)
        self._asked: Period | None = None
        self._today = date.min
        self._problem = words("", "error")
        self._problem.hide()
        presets = [button(text, self._jumper(text), "link") for text in _PRESETS]
        self.parts = Table(COLUMNS, "Charges")
        self.parts.when_empty("Nothing is charged in these days", "Choose other days above.")
        self.parts.selected.connect(self._explain)
        self._total = words("", "strong")
        self._paid = words("", "muted", wrap=True)
        self._why = column(spacing=SPACE_S)
        self.away = Table(ABSENCES, "Absences")
        self.away.when_empty("No night away is recorded")
        self.record_away = button("Record an absence", record_away)
        self.record_back = button("Record the return", record_back)
        self.retain = button("Pay beyond the maximum", retain)
        self.away.selected.connect(lambda one: let(self.retain, why_not_retained(one)))
        days = row(
            words("From"), self.first, words("to and including"), self.last, *presets, 1,
            spacing=SPACE_M,
        )  # fmt: skip
        why = surface(
            column(
                words("Why this amount", "section"),
                scrolled(holder(column(self._why, 1))),
                spacing=SPACE_S,
            )
        )
        away = surface(
            column(
                row(words("Nights away", "section"), 1, self.record_away, self.record_back,
                    self.retain, spacing=SPACE_S),
                self.away,
                spacing=SPACE_S,
            )
        )  # fmt: skip
        below = row(why, away, spacing=SPACE_M)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        sums = row(self._total, self._paid, spacing=SPACE_M)
        sums.setStretchFactor(self._paid, 1)
        body = column(holder(days), self._problem, self.parts, sums, below, spacing=SPACE_M)
        body.setStretchFactor(self.parts, 3)
        body.setStretchFactor(below, 4)
        self.setLayout(body)

    @property
    def period(self) -> Period | None:
        """The days asked about, or None before any were."""
        return self._asked

    def begin(self, today: date) -> None:
        """Ask about the month of today, unless days were chosen already."""
        self._today = today
        if self._asked is None:
            self._put(_PRESETS["This month"](today))

    def show_charges(self, view: ChargesView) -> None:
        """Show what a period costs."""
        self.parts.show_rows(view.rows)
        self.away.show_rows(view.absences)
        away = any(one.period.end is None for one in view.absences)
        let(self.record_back, "" if away else "Nobody is away now.")
        let(self.retain, self._why_not_retained(self.away.current()))
        found = view.charge
        self._total.setText(f"{pounds(found.cost_pence)} in these days" if found else "")
        self._paid.setText(_paid(found) if found else "")
        if view.rows:
            self.parts.select(lambda _: True)
        else:
            self._explain(None)

    def _explain(self, one: PartRow | None) -> None:
        clear(self._why)
        sentences = one.line.why if one else ("Choose a row to read how its amount comes about.",)
        for sentence in sentences:
            self._why.addWidget(words(sentence, wrap=True))

    def _jumper(self, name: str) -> Deed:
        return lambda: self._go(_PRESETS[name](self._today))

    def _go(self, period: Period) -> None:
        self._put(period)
        self.asked.emit(period)

    def _put(self, period: Period) -> None:
        self._asked = period
        self.first.set_value(period.start)
        self.last.set_value(inclusive_end(period.end))
        self._problem.hide()

    def _ask_if_picked(self) -> None:
        if not self.first.line.hasFocus() and not self.last.line.hasFocus():
            self._ask()

    def _ask(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first is None or last is None:
            return self._say("Give both days, such as 1 Apr 2026.")
        if last < first:
            return self._say(f"{day_text(last)} is before {day_text(first)}.")
        period = Period(first, last + timedelta(days=1))
        if period != self._asked:
            self._go(period)
        self._problem.hide()
        return None

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()


def _paid(found: AccountCharge) -> str:
    shares = [f"{one.funder} {pounds(one.net_pence)}" for one in found.funding]
    vat = f"with {pounds(found.vat_pence)} VAT" if found.vat_pence else ""
    by = f"paid by {joined(shares)}" if shares else ""
    return ", ".join(part for part in (vat, by) if part)


def _month(day: date) -> Period:
    first = day.replace(day=1)
    return Period(first, add_months(first, 1))


# Days that are often asked about. To add some: a name, and the period as seen from today.
_PRESETS: dict[str, Callable[[date], Period]] = {
    "This month": _month,
    "Last month": lambda today: _month(today.replace(day=1) - timedelta(days=1)),
    "Financial year": lambda today: financial_year_period(financial_year(today)),
}
