"""Beside the bed board: what is chosen, in sentences, and what can be done with it, or why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from resources_app.beds.board import nights_text, span_sentence
from resources_app.beds.booking import why_not_free
from resources_app.beds.model import BlockContract, Board, NightState, SoldSpan, Span
from resources_app.beds.occupancy import Occupancy
from resources_app.beds.standing import sold_nights
from resources_app.beds.travel import travel_time
from resources_app.foundations.money import pounds
from ui.pages.bed_board import Chosen
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.layouts import column
from ui.shell.widgets.words import words

WIDTH = 290
_HINT = (
    "Choose nights of a bed by dragging, or with the arrow keys and Shift. Dragging them onto an "
    "authority below sells them to it."
)
# What undoing means for each state of the first chosen night.
_UNDO = {
    NightState.HELD: "Release the hold",
    NightState.OUT_OF_SERVICE: "Put back in service",
    NightState.PLACED: "End the stay in this bed",
}


class SidePanel(QWidget):
    """Explains the chosen nights and offers the deeds. `asked` carries the name of one."""

    asked = Signal(str)

    def __init__(self, refused: Callable[[], str]) -> None:
        """`refused` says why the officer may do none of it, or nothing."""
        super().__init__()
        self._refused = refused
        self.setFixedWidth(WIDTH)
        self.title = words("", "section", wrap=True)
        self.text = words(_HINT, "muted", wrap=True)
        self.why = words("", "error", wrap=True)
        self.why.hide()
        self._buttons: dict[str, QPushButton] = {}
        box = QVBoxLayout()
        box.setSpacing(SPACE_S)
        for name, label in (
            ("place", "Place a child here  (P)"),
            ("hold", "Hold the bed  (H)"),
            ("sell", "Sell the nights  (S)"),
            ("out", "Take out of service  (O)"),
            ("move", "Move the child to another bed"),
            ("undo", "Release"),
            ("cancel", "Call the sale off"),
            ("open", "Go to the placement"),
            ("travel", "Enter the way to school"),
        ):
            made = button(label, partial(self.asked.emit, name), name=name)
            self._buttons[name] = made
            box.addWidget(made)
        self.notes = words("", "meta", wrap=True)
        self.setLayout(column(self.title, self.text, self.why, box, self.notes, 1, spacing=SPACE_S))
        self.show_chosen(None, None, None)

    def show_chosen(
        self, chosen: Chosen | None, board: Board | None, counts: Occupancy | None
    ) -> None:
        """Show what is chosen on a board, or how to choose."""
        for one in self._buttons.values():
            one.hide()
        self.why.hide()
        if chosen is None or board is None or counts is None:
            self.title.setText("Nothing chosen")
            self.text.setText(_HINT)
            self.notes.setText("\n".join(board.clashes) if board is not None else "")
            return
        contract, row = board.contract, chosen.row
        self.title.setText(f"{row.home.name}, bed {row.bed.code}")
        spans = [one for one in row.spans if one.period.overlaps(chosen.period)]
        told = [span_sentence(contract, row, one) for one in spans]
        sales = [one for one in row.sold if one.period.overlaps(chosen.period)]
        told += [_sale_sentence(contract, one) for one in sales]
        head = f"You chose {nights_text(chosen.period)}."
        self.text.setText("\n".join([head, *told]) if told else f"{head} It has no such nights.")
        self._offer(board, chosen, spans, sales)
        self.notes.setText("\n".join(_notes(board, counts, chosen)))

    def _offer(
        self, board: Board, chosen: Chosen, spans: list[Span], sales: list[SoldSpan]
    ) -> None:
        refused = self._refused()
        not_free = why_not_free(board.contract, chosen.row.bed.id, chosen.period, board.as_at)
        held = all(one.state in (NightState.FREE, NightState.HELD) for one in spans)
        for name, why in (
            ("place", "" if held else not_free),
            ("hold", not_free),
            ("sell", ""),
            ("out", not_free),
        ):
            self._show(name, why or refused)
        first = spans[0] if spans else None
        if first is not None and first.state in _UNDO:
            self._buttons["undo"].setText(_UNDO[first.state])
            self._buttons["undo"].setAccessibleName(_UNDO[first.state])
            self._show("undo", refused)
        if first is not None and first.state is NightState.PLACED:
            self._show("open", "")
            self._show("move", refused)
        if sales:
            self._show("cancel", refused)
        self._show("travel", refused)
        reason = refused or not_free
        self.why.setText(reason)
        self.why.setVisible(bool(reason))

    def _show(self, name: str, why: str) -> None:
        made = self._buttons[name]
        made.show()
        let(made, why)

    def may(self, name: str) -> bool:
        """Whether a deed is offered and may be done now."""
        made = self._buttons.get(name)
        return made is not None and not made.isHidden() and made.isEnabled()


def _sale_sentence(contract: BlockContract, sold: SoldSpan) -> str:
    seller, buyer = (contract.partner(c) for c in (sold.sale.seller_code, sold.sale.buyer_code))
    price = sold.sale.nightly_pence
    money = "without a price" if price is None else f"at {pounds(price)} a night"
    return (
        f"Sold by {seller.name} to {buyer.name} {money} ({sold.sale.reference}), "
        f"{nights_text(sold_nights(sold.sale) or sold.period)}."
    )


def _notes(board: Board, counts: Occupancy, chosen: Chosen) -> list[str]:
    """The home’s way to school, and whoever goes beyond its share on these nights."""
    way = travel_time(chosen.row.home, board.contract.most_minutes)
    school = board.contract.school_name or "the linked school"
    over = [one.sentence for one in counts.breaches if one.period.overlaps(chosen.period)]
    return [f"To {school}: {way.words}.", *over, *board.clashes]
