"""The tabs beside the board that say what a quarter or a year came to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from resources_app.beds.report_queries import BlockReport
from resources_app.documents.model import Kind
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, financial_year, financial_year_period
from resources_app.foundations.money import pounds
from resources_app.printing.manner import Manner
from ui.pages.beds_view import PeriodReport, quarters_of, report_of
from ui.pages.manner import MannerChoice
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words


def _number(label: str, of: Callable[[Any], int], width: int = 92) -> Column:
    return Column(label, lambda one: f"{of(one):,}", width, number=True, sort=of)


def _money(label: str, of: Callable[[Any], int], width: int = 130) -> Column:
    return Column(label, lambda one: pounds(of(one)), width, number=True, sort=of)


class PeriodTab(QWidget):
    """A tab for a quarter or a year, chosen at its top; `fill` shows what was read."""

    def __init__(self, desk: Desk, what: str, *parts: QWidget, years: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._years = years
        self._reference = ""
        self.choice = QComboBox()
        self.choice.setAccessibleName("Year" if years else "Quarter")
        self.choice.setMinimumWidth(190)
        self.choice.activated.connect(lambda _: self._read())
        label = words("Year" if years else "Quarter", "strong")
        label.setBuddy(self.choice)
        self.bar = row(label, self.choice, words(what, "muted"), 1, spacing=SPACE_S)
        self.told = words("", "meta", wrap=True)
        self.setLayout(column(holder(self.bar), *parts, self.told, spacing=SPACE_M))

    def load(self, reference: str, contract: Period) -> None:
        """Read a contract's period: the one chosen, at first the latest."""
        quarters = quarters_of(contract, self._desk.today())
        if self._years:
            names = dict.fromkeys(financial_year(one.period.start) for one in quarters)
            options = [(name, name, financial_year_period(name)) for name in names]
        else:
            options = [(str(one), f"{one}, {one.words}", one.period) for one in quarters]
        kept = self.choice.currentText() if reference == self._reference else ""
        self._reference = reference
        self.choice.clear()
        for key, text, period in options:
            self.choice.addItem(text, (key, period))
        self.choice.setCurrentIndex(max(0, self.choice.findText(kept)))
        self._read()

    @property
    def key(self) -> str:
        """`2026-27 Q3`, or `2026-27`."""
        data = self.choice.currentData()
        return str(data[0]) if data else ""

    def _read(self) -> None:
        data = self.choice.currentData()
        if data is None:
            return
        reference, period, today = self._reference, data[1], self._desk.today()
        self._desk.read(
            self, lambda tables: report_of(tables, reference, period, today), self._shown,
            key="report",
        )  # fmt: skip

    def _shown(self, found: PeriodReport) -> None:
        report = found.report if isinstance(found.report, BlockReport) else None
        self.fill(found, report)

    def fill(self, found: PeriodReport, report: BlockReport | None) -> None:
        """Show what was read."""
        raise NotImplementedError


HOMES = (
    Column("Home", lambda one: one.home.name, 220, stretch=True),
    _number("Beds", lambda one: one.beds, 76),
    _number("Bed-nights", lambda one: one.nights.beds, 110),
    _number("Used", lambda one: one.nights.placed),
    _number("Void", lambda one: one.nights.void),
    _number("Held, of these", lambda one: one.nights.held, 130),
    _number("Out of service", lambda one: one.nights.out_of_service, 130),
    Column(
        "Used",
        lambda one: "" if one.nights.per_cent_used is None else f"{one.nights.per_cent_used} %",
        80,
        number=True,
        sort=lambda one: one.nights.per_cent_used or 0,
    ),
)
AUTHORITIES = (
    Column("Authority", lambda one: f"{one.partner.letter}  {one.partner.name}", 220, stretch=True),
    _number("Allocated", lambda one: sum(one.allocated), 110),
    _number("Sold", lambda one: sum(one.sold)),
    _number("Bought", lambda one: sum(one.bought)),
    _number("Share", lambda one: sum(one.share)),
    _number("Used", lambda one: sum(one.used)),
    _number("Unused", lambda one: one.unused),
    _number("Over its share", lambda one: one.over, 130),
)


class OccupancyTab(PeriodTab):
    """Nights used and void, by home and by authority."""

    def __init__(self, desk: Desk) -> None:
        self.homes = Table(HOMES, "Bed-nights by home")
        self.authorities = Table(AUTHORITIES, "Bed-nights by authority")
        super().__init__(desk, "Nights used, void and out of service", self.homes, self.authorities)

    def fill(self, found: PeriodReport, report: BlockReport | None) -> None:  # noqa: ARG002
        counts, total = found.counts, found.counts.total
        self.homes.show_rows(counts.homes)
        self.authorities.show_rows(counts.authorities)
        shares = sum(sum(one.share) for one in counts.authorities)
        used = f"{total.placed:,} used + {total.void:,} void + {total.out_of_service:,} out of "
        sums = f"{used}service = {total.beds:,} bed-nights; the shares add up to {shares:,}."
        self.told.setText("\n".join([sums, *(one.sentence for one in counts.breaches)]))


CHARGES = (
    Column("Authority", lambda one: one.partner.name, 150, stretch=True),
    _number("Allocated", lambda one: one.allocated, 84),
    _number("Sold", lambda one: one.sold, 62),
    _number("Bought", lambda one: one.bought, 70),
    _number("Used", lambda one: one.used, 66),
    _number("Unused", lambda one: one.unused, 72),
    _money("Its share", lambda one: one.share_pence - one.deduction_pence, 122),
    _money("Bought for", lambda one: one.bought_pence, 110),
    _money("Sold for", lambda one: one.sold_pence, 110),
    _money("To pay", lambda one: one.total_pence, 122),
)


class StatementTab(PeriodTab):
    """What each authority owes for a quarter, and the button that prints it."""

    def __init__(
        self, desk: Desk, print_it: Callable[[str, str, Manner], None], why_not: str
    ) -> None:
        self.charges = Table(CHARGES, "What each authority pays")
        self.made_out_to = QComboBox()
        self.made_out_to.setAccessibleName("Made out to")
        self.made_out_to.setMinimumWidth(160)
        self.print = ActionButton(
            "Print the statement",
            lambda: print_it(self.key, self.made_out_to.currentData() or "", self.manner.chosen),
            icon="print",
        )
        super().__init__(desk, "", self.charges)
        label = words("Made out to", "strong")
        label.setBuddy(self.made_out_to)
        self.manner = MannerChoice(Kind.BLOCK_STATEMENT)
        for one in (label, self.made_out_to, self.manner, self.print):
            self.bar.addWidget(one)
        self._why_not = why_not

    def fill(self, found: PeriodReport, report: BlockReport | None) -> None:
        if report is None:
            self.charges.when_empty("No statement can be made", found.why_not)
            self.charges.show_rows(())
            self.told.setText("")
            self.print.refuse(self._why_not or found.why_not)
            return
        made = report.statement
        self.charges.show_rows(made.authorities)
        self._offer([(one.partner.name, one.partner.code) for one in made.authorities])
        total = sum(one.total_pence for one in made.authorities)
        less = (
            f" ({pounds(made.gross_pence)} less {pounds(made.deduction_pence)} for beds out of "
            "service)"
            if made.deduction_pence
            else ""
        )
        sums = (
            f"The provider is paid {pounds(made.payment_pence)}{less}; the authorities pay "
            f"{pounds(total)} together."
        )
        self.told.setText("\n".join([sums, *made.breaches]))
        self.print.let(self._why_not)

    def _offer(self, authorities: list[tuple[str, str]]) -> None:
        """Offer whom the statement may be made out to; the one that is chosen stays so."""
        kept = self.made_out_to.currentText()
        self.made_out_to.clear()
        for name, code in (("All authorities", ""), *authorities):
            self.made_out_to.addItem(name, code)
        self.made_out_to.setCurrentIndex(max(0, self.made_out_to.findText(kept)))


MEASURES = (
    Column("Measure", lambda one: one.words, 240, stretch=True),
    Column(
        "Had a history",
        lambda one: f"{one.with_history} of {one.placed}",
        140,
        number=True,
        sort=lambda one: one.with_history,
    ),
    Column(
        "Of all placed",
        lambda one: "" if one.per_cent is None else f"{one.per_cent} %",
        130,
        number=True,
        sort=lambda one: one.per_cent or 0,
    ),
    _number("Reduced or stopped", lambda one: one.lessened, 170),
    _number("Stopped", lambda one: one.stopped),
    _number("Not counted again", lambda one: one.open, 160),
)
SAVINGS = (
    Column("Authority", lambda one: one.partner.name, 200, stretch=True),
    _number("Nights used", lambda one: one.nights, 120),
    _money("Elsewhere", lambda one: one.spot_pence, 150),
    _money("Paid", lambda one: one.block_pence, 150),
    _money("Saving", lambda one: one.saving_pence, 150),
)


class OutcomesTab(PeriodTab):
    """What became of the children of a year, and what the year saved."""

    def __init__(self, desk: Desk, record: Callable[[], None], why_not: str) -> None:
        self.measures = Table(MEASURES, "Outcomes")
        self.savings = Table(SAVINGS, "Saving against like placements")
        self.record = ActionButton("Record outcomes of a child", record, "", icon="edit")
        if why_not:
            self.record.refuse(why_not)
        super().__init__(
            desk, "Before the placement, and since", self.measures, self.savings, years=True
        )
        self.bar.addWidget(self.record)

    def fill(self, found: PeriodReport, report: BlockReport | None) -> None:
        self.measures.when_empty("Nothing to say of this year", found.why_not)
        self.savings.when_empty(
            "There is no saving to tell",
            found.why_not or "No like placement was paid for in that time.",
        )
        if report is None:
            self.measures.show_rows(())
            self.savings.show_rows(())
            self.told.setText("")
            return
        self.measures.show_rows(report.outcomes.measures)
        saved = report.saving
        self.savings.show_rows(saved.authorities if saved else ())
        told = [f"{counted(report.outcomes.placed, 'child', 'children')} had a bed in the year."]
        if saved is not None:
            told.append(f"Saved in all: {pounds(saved.saving_pence)}. {saved.rule}")
            told += [one.sentence for one in saved.prices]
        self.told.setText("\n".join(told))
