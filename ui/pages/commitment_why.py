"""A group of the commitments month by month, what each amount is made of, and why it is so."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from resources_app.finance.commitment_model import (
    CommitmentGroup,
    CommitmentPart,
    Commitments,
    Grouping,
)
from resources_app.finance.commitment_queries import commitment_parts, why_commitment
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from ui.pages.finance_columns import PARTS
from ui.pages.page import Page
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.layouts import column, holder, row, scrolled
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_WHOLE_YEAR = -1


class WhyPane(QWidget):
    """A chart, a month to choose, the placements behind its amount, and the contract's reasons."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._whole: Commitments | None = None
        self._group: CommitmentGroup | None = None
        self._title = words("", "section")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.chart: Any = None
        self._chart_place = QVBoxLayout()
        self.month = QComboBox()
        self.month.setAccessibleName("Amount to explain")
        self.month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.month.activated.connect(lambda _: self._explain())
        label = words("Why", "strong")
        label.setBuddy(self.month)
        head = row(self._title, label, self.month)
        head.setStretch(0, 1)
        self.parts = Table(PARTS, "What the amount is made of")
        self.parts.selected.connect(self._ask_why)
        self.parts.opened.connect(
            lambda one: page.desk.go("placement", one.placement_reference, "charges")
        )
        self.parts.when_empty("Nothing is charged here")
        self.why = words("", "muted", wrap=True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reasons = scrolled(holder(column(self.why, 1)))
        body = column(head, self._chart_place, self.parts, self._reasons, spacing=SPACE_S)
        for at, share in ((1, 3), (2, 3), (3, 2)):
            body.setStretch(at, share)
        self.setLayout(body)

    def show_group(self, whole: Commitments, group: CommitmentGroup) -> None:
        """Show a group; the whole has no key."""
        if self._whole is None or whole.by is not self._whole.by:
            self.month.clear()
        self._whole, self._group = whole, group
        self._title.setText(capital(group.name) if group.key else "All")
        self._draw(whole, group)
        chosen = self.month.currentData()
        self.month.clear()
        if whole.by is not Grouping.MONTH:
            self.month.addItem(f"{whole.year}: {pounds(group.net_pence)}", _WHOLE_YEAR)
        for at, day in enumerate(whole.months):
            if whole.by is not Grouping.MONTH or group.months[at] or not group.key:
                self.month.addItem(f"{day:%B %Y}: {pounds(group.months[at])}", at)
        self.month.setCurrentIndex(max(0, self.month.findData(chosen)))
        self._explain()

    def _draw(self, whole: Commitments, group: CommitmentGroup) -> None:
        """The months; those after this one are still to come."""
        bars = import_module("ui.shell.widgets.bars")  # pyqtgraph: only once it is wanted
        if self.chart is None:
            self.chart = bars.BarChart("Expected by month")
            self._chart_place.addWidget(self.chart)
        shown = whole.month_pence if whole.by is Grouping.MONTH else group.months
        self.chart.show_bars(
            [
                bars.Bar(f"{day:%b}", pence, to_come=day > whole.as_at)
                for day, pence in zip(whole.months, shown, strict=True)
            ]
        )

    def _explain(self) -> None:
        whole, group, month = self._whole, self._group, self._chosen()
        if whole is None or group is None:
            return
        if not group.key:
            self.parts.hide()
            self.why.setText(
                "The whole is the sum of all groups, month by month. Choose one of them to see "
                "what its amount is made of, and why."
            )
            return
        self._page.desk.read(
            self,
            lambda tables: commitment_parts(tables, whole, group.key, month),
            self._show_parts,
            key="parts",
        )

    def _chosen(self) -> int | None:
        month = self.month.currentData()
        return None if month in (None, _WHOLE_YEAR) else int(month)

    def _show_parts(self, found: list[CommitmentPart]) -> None:
        self.parts.show()
        self.parts.show_rows(found)
        self.why.setText(
            "Choose a placement to read how its amount comes about; Enter opens it."
            if found
            else ""
        )

    def _ask_why(self, part: CommitmentPart | None) -> None:
        whole, month = self._whole, self._chosen()
        if part is None or whole is None:
            return
        self._page.desk.read(
            self,
            lambda tables: why_commitment(tables, whole, part, month),
            lambda why: self.why.setText("\n".join(why)),
            key="why",
        )
