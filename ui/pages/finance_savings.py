"""The register of savings: recorded with evidence, agreed by somebody else."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QWidget

from resources_app.finance.actions import add_saving, agree_saving, withdraw_saving
from resources_app.finance.saving_model import NewSaving, SavingInYear, SavingState
from resources_app.finance.saving_queries import savings
from resources_app.finance.savings import in_year_pence
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import financial_year
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.foundations.money import pounds
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.finance_columns import SAVINGS
from ui.pages.page import Page
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

FIELDS = (
    Field("kind", "Kind", Kind.CODE, codes=CodeList.SAVING_KINDS, needed=Needed.ALWAYS),
    Field("placement", "Placement", help="Its reference, or its agreement’s."),
    Field("agreement", "Agreement", help="Instead of a placement, when it is made under one."),
    Field("description", "What was done", Kind.LONG_TEXT, needed=Needed.ALWAYS),
    Field(
        "evidence",
        "Evidence",
        Kind.LONG_TEXT,
        needed=Needed.ALWAYS,
        help="The letter, the offer or the decision that shows it.",
    ),
    Field("weekly", "A week", Kind.POUNDS, help="What a week costs less, net."),
    Field("once", "Once", Kind.POUNDS, help="What is saved once, at the start."),
    Field("start", "From", Kind.DATE, needed=Needed.ALWAYS),
    Field("last", "To", Kind.DATE, help="The last night; left open, it counts for twelve months."),
)
_REASON = (Field("reason", "Reason", Kind.LONG_TEXT, needed=Needed.ALWAYS),)


def gather(tables: Tables, year: str) -> list[SavingInYear]:
    """Every saving with what it is worth in a year, nothing included."""
    return [SavingInYear(one, year, in_year_pence(one, year)) for one in savings(tables)]


class SavingsTab(QWidget):
    """Savings with their full-year and in-year effect; only those agreed count in the sum."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.year = QComboBox()
        self.year.setAccessibleName("Financial year")
        today = page.desk.today()
        for offset in (1, 0, -1):
            self.year.addItem(financial_year(date(today.year + offset, today.month, 1)))
        self.year.setCurrentIndex(1)
        self.year.activated.connect(lambda _: self.load())
        label = words("Year", "strong")
        label.setBuddy(self.year)
        self.record = ActionButton("Record a saving", self.ask_for_one, icon="add")
        self._sum = words("", "muted", wrap=True)
        self.table = Table(SAVINGS, "Savings", height=TWO_LINES)
        self.table.when_empty(
            "No saving is recorded",
            "A price negotiated down, an uplift avoided, a step down: each with its evidence.",
            "Record a saving",
            self.ask_for_one,
        )
        self.table.selected.connect(lambda _: self._offer())
        self.agree = ActionButton("Agree", self._agree, "")
        self.withdraw = ActionButton("Withdraw", self._withdraw, "")
        self._evidence = words("", wrap=True)
        self._below = surface(
            column(
                words("Evidence", "strong"),
                self._evidence,
                row(self.agree, self.withdraw, 1),
                spacing=SPACE_S,
            ),
            margin=SPACE_M,
        )
        self._below.hide()
        bar = row(label, self.year, self._sum, self.record, spacing=SPACE_M)
        bar.setStretch(2, 1)
        self.setLayout(column(holder(bar), self.table, self._below, spacing=SPACE_S))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]

    def load(self) -> None:
        """Read the register."""
        year = self.year.currentText()
        self._page.desk.read(self, lambda tables: gather(tables, year), self._show, key="load")

    def _show(self, found: list[SavingInYear]) -> None:
        chosen = self.table.current()
        kept = chosen.saving.id if chosen else ""
        self.table.show_rows(found, keep=lambda one: one.saving.id == kept)
        sums = {
            state: sum(one.in_year_pence for one in found if one.saving.state is state)
            for state in SavingState
        }
        self._sum.setText(
            f"{pounds(sums[SavingState.AGREED])} agreed in {self.year.currentText()}, "
            f"{pounds(sums[SavingState.RECORDED])} waiting to be agreed."
        )
        refused = why_not(self._page.desk.officer, Permission.KEEP_INVOICES)
        self.record.let(refused)
        self._offer()

    def _offer(self) -> None:
        """What can be done with the saving that is selected."""
        chosen = self.table.current()
        self._below.setVisible(chosen is not None)
        if chosen is None:
            return
        one, officer = chosen.saving, self._page.desk.officer
        reason = f" Withdrawn: {one.withdrawn_reason}" if one.withdrawn_reason else ""
        agreed = f" Agreed by {one.agreed_by}." if one.agreed_by else ""
        self._evidence.setText(f"{one.description}. {one.evidence}.{agreed}{reason}")
        no = why_not(officer, Permission.APPROVE_INVOICES)
        if one.state is not SavingState.RECORDED:
            no = f"It is {one.state} already."
        elif not no and one.recorded_by == officer.id:
            no = "You recorded it; somebody else has to agree it."
        self.agree.let(no)
        no = why_not(officer, Permission.KEEP_INVOICES)
        if one.state is SavingState.WITHDRAWN:
            no = "It is withdrawn already."
        self.withdraw.let(no)

    def ask_for_one(self) -> None:
        """Open the form for a new saving."""
        ask(
            self._page,
            "Record a saving",
            FIELDS,
            "Record the saving",
            lambda session, record: add_saving(session, saving_from(record)),
            told=lambda made: f"{made.reference} is recorded.",
            text="It counts once somebody else has agreed it.",
            values={"start": self._page.desk.today()},
        )

    def _agree(self) -> None:
        reference = self.table.current().saving.reference
        self._page.desk.write(
            self,
            lambda session: agree_saving(session, reference),
            lambda _: self._page.desk.say(f"{reference} is agreed, and counts."),
        )

    def _withdraw(self) -> None:
        reference = self.table.current().saving.reference
        ask(
            self._page,
            f"Withdraw {reference}",
            _REASON,
            "Withdraw it",
            lambda session, record: withdraw_saving(session, reference, reason=record["reason"]),
            told=f"{reference} is withdrawn.",
            tone="danger",
        )


def saving_from(record: Record) -> NewSaving:
    """A saving from the form's answers."""
    start, last = record["start"], record["last"]
    weekly, once = record["weekly"], record["once"]
    assert isinstance(start, date)
    return NewSaving(
        kind=str(record["kind"]),
        description=str(record["description"]),
        evidence=str(record["evidence"]),
        start=start,
        end=last + timedelta(days=1) if isinstance(last, date) else None,
        weekly_pence=weekly if isinstance(weekly, int) else 0,
        one_off_pence=once if isinstance(once, int) else 0,
        placement=str(record["placement"]),
        agreement=str(record["agreement"]),
    )
