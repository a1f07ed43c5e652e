"""The variations of a placement's agreement: what each changes, where it stands, and its deeds."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from resources_app.foundations.clock import local_text
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.placements.variation_model import Variation, VariationLine, VariationState
from resources_app.requests.price_words import amount_text
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_TONES = {
    VariationState.PROPOSED: "warning",
    VariationState.APPROVED: "good",
    VariationState.REFUSED: "bad",
    VariationState.WITHDRAWN: "plain",
}

_EMPTY = "A change of what is paid is proposed here, and takes effect once it is approved."

COLUMNS = (
    Column("No.", lambda one: str(one.number), 60, number=True, sort=lambda one: one.number),
    Column("Takes effect", lambda one: day_text(one.effective_from), 120, number=True,
           sort=lambda one: one.effective_from),
    Column("Stands", lambda one: capital(one.state), 120, tone=lambda one: _TONES[one.state]),
    Column("A week before", lambda one: pounds(one.weekly_before_pence), 130, number=True,
           sort=lambda one: one.weekly_before_pence),
    Column("A week after", lambda one: pounds(one.weekly_pence), 130, number=True,
           sort=lambda one: one.weekly_pence),
    Column("Why", lambda one: one.reason, 240, stretch=True),
    Column("Proposed by", lambda one: one.proposed_by_name, 160),
)  # fmt: skip


class PlacementVariations(QWidget):
    """A table of variations; the one that is chosen says what it changes."""

    proposing = Signal()
    approving = Signal(object)
    refusing = Signal(object)
    withdrawing = Signal(object)
    printing = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(COLUMNS, "Variations")
        self.table.selected.connect(self._explain)
        self._propose = ActionButton("Propose a variation", self.proposing.emit, icon="add")
        self._approve = ActionButton("Approve it", lambda: self._send(self.approving), "primary")
        self._refuse = button("Refuse it", lambda: self._send(self.refusing))
        self._withdraw = button("Take it back", lambda: self._send(self.withdrawing))
        self.print = ActionButton("Print it", lambda: self._send(self.printing), "", icon="print")
        self._what = column(spacing=SPACE_S)
        deeds = row(
            1, self._withdraw, self._refuse, self._approve, self.print, self._propose,
            spacing=SPACE_S,
        )  # fmt: skip
        self._detail = detail = surface(
            column(
                words("What it changes", "section"),
                scrolled(holder(column(self._what, 1))),
                spacing=SPACE_S,
            )
        )
        body = column(holder(deeds), self.table, detail, spacing=SPACE_M)
        body.setStretchFactor(self.table, 3)
        body.setStretchFactor(detail, 2)
        self.setLayout(body)
        self._officer = ""
        self._explain(None)

    def show_variations(self, found: list[Variation], officer: str, why_none: str) -> None:
        """Show an agreement's variations; `officer` is the id of who looks.

        `why_none` says why none can be proposed, and is empty when one can.
        """
        self._officer = officer
        self._detail.setVisible(bool(found))
        self._propose.let(why_none)
        step = "" if why_none else "Propose a variation"
        self.table.when_empty("The agreement has not been varied", _EMPTY, step,
                              self.proposing.emit)  # fmt: skip
        chosen = self.table.current()
        self.table.show_rows(found)
        waiting = next((one for one in found if one.state is VariationState.PROPOSED), None)
        wanted = waiting.number if waiting else (chosen.number if chosen else 0)
        if not self.table.select(lambda one: one.number == wanted):
            self._explain(None)

    def _send(self, signal: SignalInstance) -> None:
        one = self.table.current()
        if one is not None:
            signal.emit(one)

    def _explain(self, one: Variation | None) -> None:
        clear(self._what)
        open_one = one is not None and one.state is VariationState.PROPOSED
        for widget in (self._approve, self._refuse, self._withdraw):
            widget.setVisible(open_one)
        self.print.setVisible(one is not None)
        if one is None:
            self._what.addWidget(words("Choose a variation to read what it changes.", "muted"))
            return
        approved = one.state is VariationState.APPROVED
        self.print.let("" if approved else "It is printed once it is approved.")
        if one.proposed_by == self._officer:
            self._approve.refuse("You proposed it, and nobody approves their own.")
        else:
            self._approve.allow()
        for line in one.lines:
            self._what.addWidget(words(line_text(line), wrap=True))
        if one.new_end is not None:
            moved = f"The day of leaving becomes {day_text(one.new_end)}."
            self._what.addWidget(words(moved, wrap=True))
        after = (
            f"The whole agreement then costs {pounds(one.weekly_pence)} a week, and"
            f" {pounds(one.annual_pence)} in the twelve months from {day_text(one.effective_from)}."
        )
        self._what.addWidget(words(after, "strong", wrap=True))
        self._what.addWidget(words(_proposed(one.proposed_by_name, one.proposed_at), "muted"))


def _proposed(name: str, at: datetime) -> str:
    return f"Proposed by {name}, {local_text(at)}."


def line_text(line: VariationLine) -> str:
    """A change in a sentence."""
    what = capital(line.description or line.element)
    if line.ends:
        return f"{what} ends."
    asked = amount_text(line.amount_pence, line.unit)
    several = f"{line.quantity} × " if line.quantity > 1 else ""
    how = "in place of the line before it" if line.fee_line_id else "is added"
    contract = ", at the contract’s price" if line.rate_id else ""
    return f"{what}: {several}{asked} {how}{contract}."
