"""The Placement tab of a request: where the child went to live."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.pages.placement_view import PlacementFacts, PlacementView, gather
from ui.pages.request_view import RequestView
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.words import words


class PlacementTab(QWidget):
    """The placement that the request led to, or why there is none yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reference = ""
        self._why_not = words("", "muted", wrap=True)
        none = surface(column(words("No placement yet", "section"), self._why_not, 1))
        self._facts = PlacementFacts()
        go = button("Open the placement", lambda: desk.go("placement", self._reference), "link")
        there = holder(column(holder(row(1, go)), self._facts, spacing=SPACE_M))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(none)
        self._stack.addWidget(there)

    def show_view(self, view: RequestView) -> None:
        """Show a request's placement."""
        if view.placement is None:
            self._why_not.setText(
                view.actions["place_child"].why_not or "The funding is approved: make it."
            )
            self._stack.setCurrentIndex(0)
            return
        self._reference = reference = view.placement.reference
        today = self._desk.today()
        self._desk.read(
            self, lambda tables: gather(tables, reference, today), self._show, key="placement"
        )

    def _show(self, view: PlacementView) -> None:
        self._facts.show_placement(view, self._desk.today())
        self._stack.setCurrentIndex(1)
